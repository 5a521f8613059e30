import type { TopicCountStore, TopicHour } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of how often topics come up: one document for each tenant and hour. */
export function createTopicCountStore({ topichours }: Pick<Models, 'topichours'>): TopicCountStore {
  return {
    async replace(tenantId, { start, conversations, topics }, againAt) {
      const _id = `${tenantId}:${start.getTime().toString(36)}`;
      const doc = { _id, tenantId, start, conversations, topics: [...topics], ...(againAt && { againAt }) };
      await retryUpsert(() => topichours.replaceOne({ tenantId, _id }, doc, { upsert: true }));
    },
    async list(tenantId, from, to) {
      const docs = await topichours
        .find({ tenantId, start: { $gte: from, $lt: to } }, { start: 1, conversations: 1, topics: 1 })
        .sort({ start: 1 })
        .lean();
      return docs.map(({ start, conversations, topics }): TopicHour => ({ start, conversations, topics }));
    },
    async listDue(now, limit) {
      const platformWide: PlatformWideQuery = 'hours of topics to count again';
      const docs = await topichours
        .find({ againAt: { $lte: now } }, { tenantId: 1, start: 1 })
        .setOptions({ platformWide })
        .sort({ againAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, start }) => ({ tenantId, start }));
    },
    async forget(tenantId, before) {
      await topichours.deleteMany({ tenantId, start: { $lt: before } });
    },
  };
}
