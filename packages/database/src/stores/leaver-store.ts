import type { LeaverStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import { plain } from './conversation-store.ts';

/** Fills the port of what is left of members who go. */
export function createLeaverStore({
  conversations,
  pushsubscriptions,
  replydrafts,
  staff,
  staffmails,
  presences,
  linkedchats,
}: Pick<
  Models,
  'conversations' | 'pushsubscriptions' | 'replydrafts' | 'staff' | 'staffmails' | 'presences' | 'linkedchats'
>): LeaverStore {
  return {
    async attendTheirs(tenantId, userId, at) {
      await conversations.updateMany(
        { tenantId, assigneeId: userId },
        { $min: { attendAt: at }, $inc: { attendings: 1 } },
      );
    },
    async listTheirs(tenantId, userId, limit) {
      const docs = await conversations
        .find({ tenantId, assigneeId: userId })
        .sort({ status: 1, lastMessageAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(plain);
    },
    async forget(tenantId, userId) {
      const theirs = { tenantId, userId };
      await Promise.all([
        pushsubscriptions.deleteMany(theirs),
        replydrafts.deleteMany(theirs),
        staffmails.deleteMany(theirs),
        presences.deleteMany(theirs),
        linkedchats.deleteMany(theirs),
      ]);
      // Last: it has the name that customers know them by.
      await staff.deleteMany(theirs);
    },
  };
}
