import { may, roleSchema, type TenantId, type UserId, userIdSchema } from '@answerdesk/domain';
import type { authCollections } from '@answerdesk/tenants';
import type { Database } from '../connect.ts';

const MOST_MEMBERS = 500;

type AuthCollection = (typeof authCollections)[keyof typeof authCollections];

export interface KnownStaff {
  readonly userId: UserId;
  readonly email: string;
  readonly locale?: string;
  /** Whether they manage the others. */
  readonly isManager: boolean;
  /** Whether they answer for the tenant, its bills too. */
  readonly isOwner: boolean;
}

/** How to reach a tenant's members, for processes that nobody signs in to. */
export interface StaffDirectory {
  list(tenantId: TenantId): Promise<KnownStaff[]>;
}

/** Reads who belongs to a tenant from sign-in's own collections, whose ids are texts. */
export function createStaffDirectory({ authDb }: Pick<Database, 'authDb'>): StaffDirectory {
  const collectionOf = <Doc extends { _id: string }>(name: AuthCollection) => authDb.collection<Doc>(name);
  return {
    async list(tenantId) {
      const members = await collectionOf<{ _id: string; organizationId: string; userId: string; role: string }>(
        'auth_members',
      )
        .find({ organizationId: tenantId })
        .limit(MOST_MEMBERS)
        .toArray();
      const people = await collectionOf<{ _id: string; email: string; locale?: string | null }>('auth_users')
        .find({ _id: { $in: members.map(({ userId }) => userId) } })
        .toArray();
      const roles = new Map(members.map(({ userId, role }) => [userId, roleSchema.parse(role)]));
      return people.map(({ _id, email, locale }) => ({
        userId: userIdSchema.parse(_id),
        email,
        ...(locale && { locale }),
        isManager: may(roles.get(_id) ?? 'agent', 'team.manage'),
        isOwner: roles.get(_id) === 'owner',
      }));
    },
  };
}
