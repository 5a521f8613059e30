import { DomainError, type TenantId, tenantSchema, type UserId } from '@answerdesk/domain';
import type { Auth } from './ports.ts';

/**
 * Signs a person up with a tenant of their own, as the sign-up screen does, and leaves no session open. Throws DomainError
 * `already-exists` when the e-mail is taken, `invalid` when the name, the e-mail or the password will not do.
 */
export async function signUpTenant(
  auth: Pick<Auth, 'signUp' | 'people' | 'sessions'>,
  wanted: { readonly tenantName: string; readonly email: string; readonly password: string; readonly locale?: string },
): Promise<{ tenantId: TenantId; userId: UserId }> {
  const tenantName = tenantSchema.shape.name.safeParse(wanted.tenantName);
  if (!tenantName.success) throw new DomainError('invalid', "The tenant's name must have 1 to 120 characters.");
  const locale = tenantSchema.shape.locale.optional().safeParse(wanted.locale);
  if (!locale.success) throw new DomainError('invalid', 'The locale must be a language tag such as en, zh-CN or es.');
  const [name = wanted.email] = wanted.email.split('@', 1);
  const userId = await auth.signUp({ ...wanted, name, tenantName: tenantName.data });
  for (const { id } of await auth.sessions.list(userId)) await auth.sessions.revoke(userId, id);
  const tenantId = (await auth.people.find(userId))?.lastTenantId;
  if (!tenantId) throw new DomainError('unavailable', 'The tenant was not made; sign in to go on.');
  return { tenantId, userId };
}
