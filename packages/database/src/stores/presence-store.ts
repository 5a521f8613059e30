import type { PresenceStore } from '@answerdesk/conversations';
import { PRESENT_FOR_MS } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { fromDb } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

/** How long a silent tab is remembered. */
const FORGOTTEN_AFTER_MS = 10 * PRESENT_FOR_MS;

/** Keeps who of the staff is there: one small document for each tab, and one write for each sign of life. */
export function createPresenceStore({ presences }: Pick<Models, 'presences'>): PresenceStore {
  return {
    async beat(tenantId, { id, userId, seenAt, viewing, isTyping, isIdle = false }) {
      const place = {
        $set: { seenAt, isTyping, ...(viewing !== undefined && { viewing }), ...(isIdle && { isIdle }) },
        ...((viewing === undefined || !isIdle) && {
          $unset: { ...(viewing === undefined && { viewing: 1 as const }), ...(!isIdle && { isIdle: 1 as const }) },
        }),
      };
      const stillThere = new Date(seenAt.getTime() - PRESENT_FOR_MS);
      const { matchedCount } = await presences.updateOne(
        { tenantId, _id: id, userId, seenAt: { $gte: stillThere } },
        place,
      );
      if (matchedCount > 0) return;
      await retryUpsert(() =>
        presences.updateOne(
          { tenantId, _id: id, userId },
          { ...place, $set: { ...place.$set, cameAt: seenAt } },
          { upsert: true },
        ),
      );
      await presences.deleteMany({ tenantId, seenAt: { $lt: new Date(seenAt.getTime() - FORGOTTEN_AFTER_MS) } });
    },
    async leave(tenantId, { id, userId, seenAt }) {
      const gone = new Date(seenAt.getTime() - PRESENT_FOR_MS - 1);
      await presences.updateOne(
        { tenantId, _id: id, userId },
        { $set: { seenAt: gone, isTyping: false, cameAt: gone }, $unset: { viewing: 1, isIdle: 1 } },
      );
    },
    async list(tenantId, since) {
      const docs = await presences.find({ tenantId, seenAt: { $gte: since } }).lean();
      return docs.map(fromDb).map(({ cameAt: _came, ...presence }) => presence);
    },
  };
}
