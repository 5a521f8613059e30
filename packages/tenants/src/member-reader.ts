import { may, roleSchema, type TenantId, type UserId } from '@answerdesk/domain';
import type { AuthOptions } from './auth.ts';
import { authCollections } from './auth-collections.ts';

/** A member as the parts of the product see them that sign nobody in. */
export interface KnownMember {
  readonly userId: UserId;
  readonly name: string;
  /** Whether they manage the others. */
  readonly isManager: boolean;
}

export interface MemberReader {
  /** Somebody who is a member now; undefined for everybody else. */
  find(tenantId: TenantId, userId: UserId): Promise<KnownMember | undefined>;
  /** What somebody calls themselves, member or not. */
  findName(userId: UserId): Promise<string | undefined>;
}

interface MemberRecord {
  readonly organizationId: string;
  readonly userId: string;
  readonly role: string;
}

/** Reads who is a member from better-auth's collections, for processes that do not sign anybody in. */
export function createMemberReader(db: AuthOptions['db']): MemberReader {
  const members = db.collection<MemberRecord>(authCollections.member);
  const users = db.collection<{ _id: string; name: string }>(authCollections.user);
  return {
    findName: async (userId) => (await users.findOne({ _id: userId }, { projection: { name: 1 } }))?.name,
    async find(tenantId, userId) {
      const [member, user] = await Promise.all([
        members.findOne({ organizationId: tenantId, userId }),
        users.findOne({ _id: userId }, { projection: { name: 1 } }),
      ]);
      if (!member || !user) return undefined;
      return { userId, name: user.name, isManager: may(roleSchema.parse(member.role), 'team.manage') };
    },
  };
}
