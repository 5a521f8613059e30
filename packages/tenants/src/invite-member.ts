import {
  DomainError,
  type Invitation,
  invitationIdSchema,
  mayAppoint,
  newId,
  type Role,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import { MOST_MEMBERS } from './auth-stores.ts';
import type { InvitationStore, MemberStore, PeopleStore, SendMail, TenantStore } from './ports.ts';

const VALID_FOR_MS = 7 * 24 * 60 * 60 * 1_000;
const MOST_PENDING = 100;

export interface InviteDeps {
  readonly tenants: Pick<TenantStore, 'find'>;
  readonly members: Pick<MemberStore, 'list' | 'count'>;
  readonly people: Pick<PeopleStore, 'find'>;
  readonly invitations: InvitationStore;
  readonly sendMail: SendMail;
  /** Whether mail really leaves: then only people who proved their own address may make it do so. */
  readonly sendsMail: boolean;
  readonly invitationUrlOf: (invitation: Invitation) => string;
  readonly now: () => Date;
}

/**
 * Offers somebody a place in the tenant by mail, for seven days. An address that has a pending invitation gets a new one,
 * and the old link ends. Throws DomainError `already-exists` (a member already), `forbidden`, `conflict` (too many).
 */
export async function inviteMember(
  deps: InviteDeps,
  tenantId: TenantId,
  actor: { readonly userId: UserId; readonly role: Role },
  wanted: { readonly email: string; readonly role: Role; readonly locale?: string | undefined },
): Promise<Invitation> {
  const email = wanted.email.toLowerCase();
  if (!mayAppoint(actor.role, wanted.role)) throw new DomainError('forbidden', 'Only an owner can make owners.');
  const [tenant, inviter, members, pending] = await Promise.all([
    deps.tenants.find(tenantId),
    deps.people.find(actor.userId),
    deps.members.list(tenantId),
    deps.invitations.list(tenantId),
  ]);
  if (!tenant || !inviter) throw new DomainError('not-found', 'There is no such tenant.');
  if (deps.sendsMail && !inviter.isVerified)
    throw new DomainError('forbidden', 'Verify your own e-mail address first.');
  if (members.some((member) => member.email === email)) {
    throw new DomainError('already-exists', `${email} is a member already.`);
  }
  if (members.length >= MOST_MEMBERS || pending.length >= MOST_PENDING) {
    throw new DomainError('conflict', `${MOST_MEMBERS} members and ${MOST_PENDING} open invitations are the most.`);
  }
  const createdAt = deps.now();
  const invitation: Invitation = {
    id: invitationIdSchema.parse(newId()),
    tenantId,
    email,
    role: wanted.role,
    inviterId: actor.userId,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + VALID_FOR_MS),
  };
  await deps.invitations.add(invitation);
  for (const older of pending) if (older.email === email) await deps.invitations.revoke(tenantId, older.id);
  await deps.sendMail({
    kind: 'invitation',
    to: email,
    locale: wanted.locale ?? tenant.locale,
    link: deps.invitationUrlOf(invitation),
    values: { tenantName: tenant.name, inviterName: inviter.name },
  });
  return invitation;
}
