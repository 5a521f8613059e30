import type { StaffStore } from '@answerdesk/conversations';
import { defaultStaffProfile, type StaffProfile, type TenantId, type UserId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { StaffDoc } from '../inbox-side-schemas.ts';
import { retryUpsert } from './retry-upsert.ts';

export interface StaffNotes {
  /** Notes when routing last gave a member a conversation. */
  noteAssigned(tenantId: TenantId, userId: UserId, at: Date): Promise<void>;
}

/** Keeps what members say about how they take conversations. */
export function createStaffStore({ staff }: Pick<Models, 'staff'>): StaffStore & StaffNotes {
  return {
    async list(tenantId) {
      const docs = await staff.find({ tenantId }).lean();
      return docs.map(profileOf);
    },
    async find(tenantId, userId) {
      const doc = await staff.findOne({ tenantId, userId }).lean();
      return doc ? profileOf(doc) : undefined;
    },
    async noteAssigned(tenantId, userId, at) {
      await retryUpsert(() =>
        staff.updateOne(
          { tenantId, _id: idOf(tenantId, userId), userId },
          { $max: { lastAssignedAt: at } },
          { upsert: true },
        ),
      );
    },
    async saveWishes(tenantId, userId, { publicName, awayUntil, ...wishes }) {
      await retryUpsert(() =>
        staff.updateOne(
          { tenantId, _id: idOf(tenantId, userId), userId },
          {
            $set: { ...wishes, ...(publicName !== undefined && { publicName }), ...(awayUntil && { awayUntil }) },
            $unset: { ...(publicName === undefined && { publicName: 1 }), ...(!awayUntil && { awayUntil: 1 }) },
          },
          { upsert: true },
        ),
      );
    },
  };
}

function idOf(tenantId: TenantId, userId: UserId): string {
  return `${tenantId}/${userId}`;
}

/** What somebody else wrote first (who was given a conversation, a linked chat) may have come without the rest. */
function profileOf({ _id, ...profile }: StaffDoc): StaffProfile {
  return { ...defaultStaffProfile, ...profile };
}
