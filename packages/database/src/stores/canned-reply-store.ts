import type { CannedReplyStore } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import { fromDb, isDuplicateKey } from './mapping.ts';

/** Before the key of one that was removed: nobody hears of what is deleted, so it stays for a while. No shortcut begins so. */
const REMOVED = '~';
const REMEMBERED_MS = 86_400_000;

/** Keeps the replies that a tenant's staff use again. */
export function createCannedReplyStore({ cannedreplies }: Pick<Models, 'cannedreplies'>): CannedReplyStore {
  return {
    async list(tenantId) {
      const docs = await cannedreplies
        .find({ tenantId, key: { $not: /^~/ } })
        .sort({ key: 1 })
        .lean();
      return docs.map(fromDb).map(({ key: _key, ...reply }) => reply);
    },
    async save(tenantId, { id, tenantId: _given, ...reply }) {
      const key = reply.shortcut.normalize('NFC').toLowerCase();
      try {
        await cannedreplies.updateOne(
          { tenantId, _id: id, key: { $not: /^~/ } },
          { $set: { ...reply, key } },
          { upsert: true },
        );
        return 'saved';
      } catch (error) {
        if (isDuplicateKey(error)) return 'taken';
        throw error;
      }
    },
    async remove(tenantId, id) {
      const now = new Date();
      const { matchedCount } = await cannedreplies.updateOne(
        { tenantId, _id: id, key: { $not: /^~/ } },
        { $set: { key: `${REMOVED}${id}`, updatedAt: now } },
      );
      const forgotten = { $lt: new Date(now.getTime() - REMEMBERED_MS) };
      await cannedreplies.deleteMany({ tenantId, key: /^~/, updatedAt: forgotten });
      return matchedCount > 0;
    },
  };
}
