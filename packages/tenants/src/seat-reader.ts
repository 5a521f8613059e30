import { may, roleSchema, type TenantId, tenantIdSchema, type UserId, userIdSchema } from '@answerdesk/domain';
import type { AuthOptions } from './auth.ts';
import { authCollections } from './auth-collections.ts';

/** A member who may write in conversations. */
export interface Seat {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

export interface SeatReader {
  /** Every seat of every tenant, one by one. */
  listSeats(): AsyncIterable<Seat>;
}

interface MemberRecord {
  readonly _id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly role: string;
}

/** Reads who takes a seat from better-auth's collections. */
export function createSeatReader(db: AuthOptions['db']): SeatReader {
  const members = db.collection<MemberRecord>(authCollections.member);
  return {
    async *listSeats() {
      for await (const member of members.find({ organizationId: { $gt: '' } })) {
        const role = roleSchema.safeParse(member.role);
        if (!role.success || !may(role.data, 'conversation.write')) continue;
        yield { tenantId: tenantIdSchema.parse(member.organizationId), userId: userIdSchema.parse(member.userId) };
      }
    },
  };
}
