import { messageIdSchema } from '@answerdesk/domain';
import type { Gap, GapDesk, GapQuestion } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { GapDoc, GapQuestionDoc } from '../gap-schemas.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';

const MOST_GAPS = 20_000;
const BATCH = 1_000;

/** Fills the port of what people see of gaps. */
export function createGapDesk({ gaps, gapquestions }: Pick<Models, 'gaps' | 'gapquestions'>): GapDesk {
  return {
    async list(tenantId, state) {
      const docs = await gaps
        .find({ tenantId, state }, { sum: 0 })
        .sort({ lastAt: -1 })
        .limit(MOST_GAPS)
        .lean<Omit<GapDoc, 'sum'>[]>();
      return docs.map(gapOf);
    },
    async find(tenantId, id) {
      const doc = await gaps.findOne({ tenantId, _id: id }, { sum: 0 }).lean<Omit<GapDoc, 'sum'>>();
      return doc ? gapOf(doc) : undefined;
    },
    async whereIs(tenantId, id) {
      const doc = await gapquestions.findOne({ tenantId, _id: messageIdSchema.parse(id) }, { gapId: 1 }).lean();
      return doc?.gapId;
    },
    async act(tenantId, id, expected, { state, action }) {
      const { matchedCount } = await gaps.updateOne(
        { tenantId, _id: id, revision: expected },
        {
          $set: { state, revision: expected + 1, ...(action && { action }) },
          ...(!action && { $unset: { action: 1 } }),
        },
      );
      return matchedCount > 0;
    },
    async listBegun(now, limit) {
      const platformWide: PlatformWideQuery = 'gaps whose answer was begun';
      const docs = await gaps
        .find({ 'action.begun.until': { $lte: now } }, { sum: 0 })
        .setOptions({ platformWide })
        .sort({ 'action.begun.until': 1 })
        .limit(limit)
        .lean<Omit<GapDoc, 'sum'>[]>();
      return docs.map((doc) => ({ tenantId: doc.tenantId, gap: gapOf(doc) }));
    },
    async *askedSince(tenantId, since) {
      const docs = gapquestions
        .find({ tenantId, at: { $gte: since } }, { _id: 0, gapId: 1, contactId: 1 })
        .batchSize(BATCH)
        .lean<Pick<GapQuestionDoc, 'gapId' | 'contactId'>[]>()
        .cursor();
      for await (const { gapId, contactId } of docs) yield { gapId, contactId };
    },
    async *rejectedSince(tenantId, since) {
      const docs = gapquestions
        .find({ tenantId, at: { $gte: since }, cause: 'rejected' }, { candidates: 1 })
        .batchSize(BATCH)
        .lean<Pick<GapQuestionDoc, '_id' | 'candidates'>[]>()
        .cursor();
      for await (const { candidates } of docs) {
        const [answered] = candidates;
        if (answered) yield answered.faqId;
      }
    },
    async questionsOf(tenantId, id, limit) {
      const docs = await gapquestions
        .find({ tenantId, gapId: id }, { sketch: 0 })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<Omit<GapQuestionDoc, 'sketch'>[]>();
      return docs.map(questionOf);
    },
    async textsOf(tenantId, ids) {
      const docs = await gapquestions.find({ tenantId, _id: { $in: [...ids] } }, { text: 1, language: 1 }).lean();
      return docs.map(({ _id, text, language }) => ({ id: _id, text, language }));
    },
  };
}

function gapOf({ _id, tenantId: _tenant, ...gap }: Omit<GapDoc, 'sum'>): Gap {
  return { ...gap, id: _id };
}

function questionOf({ _id, tenantId: _tenant, ...question }: Omit<GapQuestionDoc, 'sketch'>): GapQuestion {
  return { ...question, id: _id };
}
