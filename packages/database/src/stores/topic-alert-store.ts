import type { TopicAlert, TopicAlertStore } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { TopicAlertDoc } from '../topic-schemas.ts';
import { isDuplicateKey } from './mapping.ts';

/** Many more than can last at once: bursts are few by how they are found. */
const MOST_LASTING = 500;

/** Fills the port of topics that come up unusually often: one document for each alert. */
export function createTopicAlertStore({ topicalerts }: Pick<Models, 'topicalerts'>): TopicAlertStore {
  return {
    async open(tenantId, alert) {
      try {
        await topicalerts.create({ ...alert, _id: `${tenantId}/${alert.id}`, tenantId });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async findNewest(tenantId, topic) {
      const doc = await topicalerts.findOne({ tenantId, topic }).sort({ serial: -1 }).lean<TopicAlertDoc>();
      return doc ? alertOf(doc) : undefined;
    },
    async prolong(tenantId, id, { total, lastsUntil }) {
      await topicalerts.updateOne(
        { tenantId, _id: `${tenantId}/${id}`, lastsUntil: { $lt: lastsUntil } },
        { $set: { total, lastsUntil } },
      );
    },
    async listLasting(tenantId, at) {
      const docs = await topicalerts
        .find({ tenantId, lastsUntil: { $gt: at } })
        .sort({ lastsUntil: -1 })
        .limit(MOST_LASTING)
        .lean<TopicAlertDoc[]>();
      return docs.map(alertOf).sort((a, b) => b.noticedAt.getTime() - a.noticedAt.getTime());
    },
    async listNewest(tenantId, limit) {
      const docs = await topicalerts.find({ tenantId }).sort({ noticedAt: -1 }).limit(limit).lean<TopicAlertDoc[]>();
      return docs.map(alertOf);
    },
    async change(tenantId, id, { state, rating }) {
      const set = { ...(state && { state }), ...(rating && { rating }) };
      const { matchedCount } = await topicalerts.updateOne(
        { tenantId, _id: `${tenantId}/${id}` },
        { $set: set, ...(rating === null && { $unset: { rating: 1 } }) },
      );
      return matchedCount === 1;
    },
    async claim(tenantId, id, told) {
      const { modifiedCount } = await topicalerts.updateOne(
        { tenantId, _id: `${tenantId}/${id}`, told: { $ne: told } },
        { $addToSet: { told } },
      );
      return modifiedCount === 1;
    },
    async release(tenantId, id, told) {
      await topicalerts.updateOne({ tenantId, _id: `${tenantId}/${id}` }, { $pull: { told } });
    },
  };
}

function alertOf({ _id, tenantId: _tenant, ...alert }: TopicAlertDoc): TopicAlert {
  return alert;
}
