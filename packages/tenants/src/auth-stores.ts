import {
  DomainError,
  type Invitation,
  invitationIdSchema,
  type Member,
  newId,
  roleSchema,
  type TenantId,
  tenantIdSchema,
  type UserId,
  userIdSchema,
} from '@answerdesk/domain';
import { type AuthRecords, all } from './auth-records.ts';
import type {
  InvitationStore,
  MemberStore,
  Membership,
  OpenSession,
  PeopleStore,
  Person,
  SessionStore,
} from './ports.ts';

/** The most people a tenant may have. */
export const MOST_MEMBERS = 500;
/** The most tenants one person may belong to. */
export const MOST_TENANTS = 100;

export interface UserRecord extends Record<string, unknown> {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  locale?: string | null;
  lastTenantId?: string | null;
  wantedTenantId?: string | null;
  tenantName?: string | null;
  twoFactorEnabled?: boolean | null;
}

interface MemberRecord extends Record<string, unknown> {
  organizationId: string;
  userId: string;
  role: string;
  createdAt: Date;
}

interface InvitationRecord extends Record<string, unknown> {
  id: string;
  organizationId: string;
  email: string;
  role: string;
  status: string;
  inviterId: string;
  claimedBy?: string | null;
  createdAt: Date;
  expiresAt: Date;
}

interface SessionRecord extends Record<string, unknown> {
  id: string;
  ipAddress?: string | null;
  userAgent?: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Somebody who signs in, as better-auth's record of them. */
export function readPerson(user: UserRecord): Person {
  const { locale, lastTenantId, wantedTenantId, tenantName } = user;
  return {
    id: userIdSchema.parse(user.id),
    name: user.name,
    email: user.email,
    isVerified: user.emailVerified,
    ...(locale && { locale }),
    ...(lastTenantId && { lastTenantId: tenantIdSchema.parse(lastTenantId) }),
    ...(wantedTenantId &&
      tenantName && { wantedTenant: { id: tenantIdSchema.parse(wantedTenantId), name: tenantName } }),
  };
}

/** People, over better-auth's records. */
export function createPeopleStore(records: AuthRecords): PeopleStore {
  const update = async (userId: UserId, changes: Record<string, unknown>) => {
    await records.update({ model: 'user', where: all({ id: userId }), update: changes });
  };
  return {
    async find(userId) {
      const user = await records.findOne<UserRecord>({ model: 'user', where: all({ id: userId }) });
      return user ? readPerson(user) : undefined;
    },
    async findByEmail(email) {
      const user = await records.findOne<UserRecord>({ model: 'user', where: all({ email: email.toLowerCase() }) });
      return user ? readPerson(user) : undefined;
    },
    setLastTenant: (userId, tenantId) => update(userId, { lastTenantId: tenantId }),
    clearWantedTenant: (userId) => update(userId, { wantedTenantId: null, tenantName: null }),
  };
}

/** Memberships, over better-auth's records: the organisation's id is the tenant's. */
export function createMemberStore(records: AuthRecords): MemberStore {
  const model = 'member';
  const membership = ({ organizationId, role }: MemberRecord): Membership => ({
    tenantId: tenantIdSchema.parse(organizationId),
    role: roleSchema.parse(role),
  });
  const sortBy = { field: 'createdAt', direction: 'asc' } as const;
  return {
    async find(tenantId, userId) {
      const found = await records.findOne<MemberRecord>({ model, where: all({ organizationId: tenantId, userId }) });
      return found ? membership(found) : undefined;
    },
    async list(tenantId) {
      const where = all({ organizationId: tenantId });
      const members = await records.findMany<MemberRecord>({ model, where, limit: MOST_MEMBERS, sortBy });
      const people = await records.findMany<UserRecord>({
        model: 'user',
        where: [{ field: 'id', operator: 'in', value: members.map(({ userId }) => userId) }],
        limit: MOST_MEMBERS,
      });
      const byId = new Map(people.map((person) => [person.id, person]));
      return members.flatMap((each): Member[] => {
        const person = byId.get(each.userId);
        if (!person) return [];
        const { id, name, email, twoFactorEnabled } = person;
        const about = { userId: userIdSchema.parse(id), name, email, hasTwoFactor: twoFactorEnabled === true };
        return [{ ...membership(each), ...about, joinedAt: each.createdAt }];
      });
    },
    count: (tenantId) => records.count({ model, where: all({ organizationId: tenantId }) }),
    async listOf(userId) {
      const found = await records.findMany<MemberRecord>({
        model,
        where: all({ userId }),
        limit: MOST_TENANTS,
        sortBy,
      });
      return found.map(membership);
    },
    async add(tenantId, userId, role) {
      await createOnce(records, 'organization', tenantId, { name: tenantId, slug: tenantId });
      if (await this.find(tenantId, userId)) return;
      await createOnce(records, model, newId(), { organizationId: tenantId, userId, role });
    },
    async setRole(tenantId, userId, role) {
      const where = all({ organizationId: tenantId, userId });
      return (await records.update({ model, where, update: { role } })) !== null;
    },
    async remove(tenantId, userId) {
      await records.deleteMany({ model, where: all({ organizationId: tenantId, userId }) });
      const where = all({ userId, activeOrganizationId: tenantId });
      await records.updateMany({ model: 'session', where, update: { activeOrganizationId: null } });
    },
  };
}

/** Invitations, over better-auth's records. */
export function createInvitationStore(records: AuthRecords, now: () => Date): InvitationStore {
  const model = 'invitation';
  const read = (record: InvitationRecord): Invitation => ({
    id: invitationIdSchema.parse(record.id),
    tenantId: tenantIdSchema.parse(record.organizationId),
    email: record.email,
    role: roleSchema.parse(record.role),
    inviterId: userIdSchema.parse(record.inviterId),
    createdAt: record.createdAt,
    expiresAt: record.expiresAt,
  });
  const alive = () => ({ field: 'expiresAt', operator: 'gt', value: now() }) as const;
  return {
    async add({ id, tenantId, ...rest }) {
      await records.create({
        model,
        data: { ...rest, id, organizationId: tenantId, status: 'pending' },
        forceAllowId: true,
      });
    },
    async find(id) {
      const found = await records.findOne<InvitationRecord>({ model, where: all({ id }, alive()) });
      return found && (found.status === 'pending' || found.status === 'claimed') ? read(found) : undefined;
    },
    async list(tenantId) {
      const found = await records.findMany<InvitationRecord>({
        model,
        where: all({ organizationId: tenantId, status: 'pending' }, alive()),
        limit: MOST_MEMBERS,
        sortBy: { field: 'createdAt', direction: 'desc' },
      });
      return found.map(read);
    },
    async revoke(tenantId, id) {
      const where = all({ id, organizationId: tenantId, status: 'pending' });
      const ended = await records.update<InvitationRecord>({ model, where, update: { status: 'canceled' } });
      return ended ? read(ended) : undefined;
    },
    async claim(id, userId) {
      const update = { status: 'claimed', claimedBy: userId };
      const isNew = (await records.update({ model, where: all({ id, status: 'pending' }, alive()), update })) !== null;
      if (isNew) return true;
      return (await records.findOne({ model, where: all({ id, status: 'claimed', claimedBy: userId }) })) !== null;
    },
    async end(id) {
      await records.update({ model, where: all({ id }), update: { status: 'accepted' } });
    },
  };
}

/** Open sessions, over better-auth's records. */
export function createSessionStore(records: AuthRecords, now: () => Date): SessionStore {
  const model = 'session';
  return {
    async list(userId) {
      const found = await records.findMany<SessionRecord>({
        model,
        where: all({ userId }, { field: 'expiresAt', operator: 'gt', value: now() }),
        limit: 100,
      });
      const sessions = found.map(({ id, ipAddress, userAgent, createdAt, updatedAt }): OpenSession => {
        const from = { ...(ipAddress && { address: ipAddress }), ...(userAgent && { userAgent }) };
        return { id, ...from, createdAt, lastUsedAt: updatedAt };
      });
      return sessions.sort((one, other) => other.lastUsedAt.getTime() - one.lastUsedAt.getTime());
    },
    revoke: async (userId, sessionId) =>
      (await records.deleteMany({ model, where: all({ userId, id: sessionId }) })) > 0,
    async setTenant(sessionId, tenantId: TenantId) {
      await records.update({ model, where: all({ id: sessionId }), update: { activeOrganizationId: tenantId } });
    },
  };
}

/** Makes a record unless one is there under its id or its unique fields. */
async function createOnce(records: AuthRecords, model: string, id: string, fields: Record<string, unknown>) {
  try {
    if (model === 'organization' && (await records.findOne({ model, where: all({ id }) }))) return;
    await records.create({ model, data: { ...fields, id, createdAt: new Date() }, forceAllowId: true });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 11_000;
    if (!isThere) throw new DomainError('unavailable', 'A membership could not be stored.', { cause: error });
  }
}
