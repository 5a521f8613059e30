import type { TenantId, UserId } from '@answerdesk/domain';
import { createOwnTenant, type OwnTenantDeps } from './create-own-tenant.ts';
import type { Membership } from './ports.ts';

/**
 * The tenant that a person's session stands in: the one it names, else the last one, else any of theirs. A tenant that was
 * asked for at sign-up and is not there yet is made first, so that a sign-up that died half-way goes on at the next sign-in.
 */
export async function enterTenant(
  deps: OwnTenantDeps,
  userId: UserId,
  named?: TenantId,
): Promise<Membership | undefined> {
  const known = named === undefined ? undefined : await deps.members.find(named, userId);
  if (known) return known;
  const person = await deps.people.find(userId);
  if (!person) return undefined;
  const { wantedTenant, locale } = person;
  if (wantedTenant) {
    const wanted = { ...wantedTenant, ...(locale !== undefined && { locale }) };
    const tenant = await createOwnTenant(deps, userId, wanted);
    await deps.people.clearWantedTenant(userId);
    return { tenantId: tenant.id, role: 'owner' };
  }
  const last = person.lastTenantId && (await deps.members.find(person.lastTenantId, userId));
  return last ?? (await deps.members.listOf(userId))[0];
}
