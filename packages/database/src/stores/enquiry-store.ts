import type { ConversationId } from '@answerdesk/domain';
import type { EnquiryKey, EnquiryStore, KeptEnquiry } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { EnquiryDoc } from '../resolution-schemas.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import { fromDb, toDb } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

const BATCH = 1_000;

/** Fills the port of enquiries: one document for each. */
export function createEnquiryStore({ enquiries }: Pick<Models, 'enquiries'>): EnquiryStore {
  return {
    async newest(tenantId, conversationId, limit) {
      const docs = await enquiries.find({ tenantId, conversationId }).sort({ _id: -1 }).limit(limit).lean();
      return docs.map((doc) => keptIn(doc, conversationId));
    },
    async keep(tenantId, enquiry) {
      const doc = { ...toDb(enquiry), tenantId };
      await retryUpsert(() => enquiries.replaceOne({ tenantId, _id: enquiry.id }, doc, { upsert: true }));
    },
    async remove(tenantId, id) {
      await enquiries.deleteOne({ tenantId, _id: id });
    },
    async noteFollowed(tenantId, id, keptDueAt, dueAt) {
      const kept = { tenantId, _id: id, dueAt: keptDueAt };
      await enquiries.updateOne(kept, dueAt ? { $set: { dueAt } } : { $unset: { dueAt: 1 } });
    },
    async listDue(now, limit) {
      const platformWide: PlatformWideQuery = 'enquiries to settle';
      const docs = await enquiries
        .find({ dueAt: { $lte: now } }, { tenantId: 1, conversationId: 1 })
        .setOptions({ platformWide })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      const keys = docs.flatMap(({ tenantId, conversationId }): [string, EnquiryKey][] =>
        conversationId === undefined ? [] : [[`${tenantId}/${conversationId}`, { tenantId, conversationId }]],
      );
      return [...new Map(keys).values()];
    },
    async *begunBetween(tenantId, from, to) {
      const docs = enquiries
        .find(
          { tenantId, startedAt: { $gte: from, $lt: to } },
          { startedAt: 1, state: 1, by: 1, channel: 1, language: 1 },
        )
        .sort({ startedAt: 1 })
        .batchSize(BATCH)
        .lean();
      for await (const { startedAt, state, by, channel, language } of docs) {
        yield { startedAt, state, channel, ...(by && { by }), ...(language !== undefined && { language }) };
      }
    },
  };
}

function keptIn({ tenantId: _tenant, ...doc }: EnquiryDoc, conversationId: ConversationId): KeptEnquiry {
  return fromDb({ ...doc, conversationId });
}
