import type { GapId, MessageId, TenantId } from '@answerdesk/domain';
import type { GapFigures, GapStore } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import { isDuplicateKey } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

const BATCH = 1_000;

/** Fills the port of gaps and the questions in them. */
export function createGapStore({
  gaps,
  gapquestions,
  gapprogress,
}: Pick<Models, 'gaps' | 'gapquestions' | 'gapprogress'>): GapStore {
  const progressOf = (tenantId: TenantId) => ({ tenantId, _id: tenantId });

  async function write(
    tenantId: TenantId,
    id: GapId,
    update: Readonly<Record<string, unknown>>,
    first: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const onInsert = { $setOnInsert: { state: 'open', revision: 0, ...first } };
    await retryUpsert(() => gaps.updateOne({ tenantId, _id: id }, { ...update, ...onInsert }, { upsert: true }));
  }

  return {
    async findProgress(tenantId) {
      const doc = await gapprogress.findOne(progressOf(tenantId)).lean();
      if (!doc?.centre && !doc?.since && !doc?.isUnfinished) return undefined;
      const { centre, ordered = 0, since = 0, isUnfinished = false } = doc;
      return { ...(centre && { centre: numbersOf(centre) }), ordered, since, isUnfinished };
    },
    async begin(tenantId, orderAt) {
      await retryUpsert(() =>
        gapprogress.updateOne(
          progressOf(tenantId),
          { $set: { isUnfinished: true }, $min: { orderAt } },
          { upsert: true },
        ),
      );
    },
    async end(tenantId, added) {
      await gapprogress.updateOne(progressOf(tenantId), { $set: { isUnfinished: false }, $inc: { since: added } });
    },
    async noteOrdered(tenantId, { centre, count, againAt }) {
      const done = { centre: bytesOf(centre), ordered: count, since: 0, isUnfinished: false };
      await gapprogress.updateOne(
        progressOf(tenantId),
        count > 0 ? { $set: { ...done, orderAt: againAt } } : { $set: done, $unset: { orderAt: 1 } },
      );
    },
    async listToOrder(now, limit) {
      const platformWide: PlatformWideQuery = 'tenants with gaps to put in order';
      const docs = await gapprogress
        .find({ orderAt: { $lte: now } }, { tenantId: 1 })
        .setOptions({ platformWide })
        .sort({ orderAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId }) => tenantId);
    },
    async knownQuestions(tenantId, ids) {
      const docs = await gapquestions.find({ tenantId, _id: { $in: [...ids] } }, { _id: 1 }).lean();
      return docs.map(({ _id }) => _id);
    },
    async addQuestions(tenantId, questions) {
      for (const { id, sketch, ...question } of questions) {
        try {
          await gapquestions.insertMany([{ ...question, _id: id, tenantId, sketch: bytesOf(sketch) }]);
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
    async *sketches(tenantId, limit) {
      const docs = gapquestions
        .find({ tenantId }, { gapId: 1, at: 1, language: 1, sketch: 1 })
        .sort({ _id: -1 })
        .limit(limit)
        .batchSize(BATCH)
        .lean()
        .cursor();
      for await (const { _id, gapId, at, language, sketch } of docs) {
        yield { id: _id, gapId, at, language, sketch: numbersOf(sketch) };
      }
    },
    async removeQuestionsBefore(tenantId, id) {
      await gapquestions.deleteMany({ tenantId, _id: { $lt: id } });
    },
    async moveQuestions(tenantId, from, to) {
      await gapquestions.updateMany({ tenantId, gapId: { $in: [...from] } }, { $set: { gapId: to } });
    },
    async placeQuestions(tenantId, ids, into) {
      for (const some of inParts(ids)) {
        await gapquestions.updateMany({ tenantId, _id: { $in: some } }, { $set: { gapId: into } });
      }
    },
    async listClusters(tenantId, limit) {
      const docs = await gaps.find({ tenantId }, { sum: 1, count: 1 }).sort({ lastAt: -1 }).limit(limit).lean();
      return docs.map(({ _id, sum, count }) => ({ id: _id, sum: numbersOf(sum), count }));
    },
    async grow(tenantId, { id, sum, count, firstAt, lastAt, languages, exampleId }) {
      await write(
        tenantId,
        id,
        {
          $set: { sum: bytesOf(sum), count },
          $min: { firstAt },
          $max: { lastAt },
          $addToSet: { languages: { $each: [...languages] } },
        },
        { exampleId },
      );
      // What is being answered at this moment was asked before it is.
      const ended = { 'action.at': { $lt: lastAt }, 'action.begun': null };
      const answered = { tenantId, _id: id, state: 'answered' as const, ...ended };
      await gaps.updateOne(answered, { $set: { state: 'open' }, $inc: { revision: 1 } });
    },
    async replace(tenantId, { id, sum, ...figures }) {
      await write(tenantId, id, { $set: { ...plainFigures(figures), sum: bytesOf(sum) } });
    },
    async listStates(tenantId) {
      const docs = await gaps.find({ tenantId }, { state: 1 }).lean();
      return docs.map(({ _id, state }) => ({ id: _id, state }));
    },
    async remove(tenantId, ids) {
      for (const some of inParts(ids)) await gaps.deleteMany({ tenantId, _id: { $in: some } });
    },
  };
}

function plainFigures({ count, firstAt, lastAt, languages, exampleId }: GapFigures): GapFigures {
  return { count, firstAt, lastAt, languages: [...languages], exampleId };
}

function inParts<Id extends GapId | MessageId>(ids: readonly Id[]): Id[][] {
  const parts: Id[][] = [];
  for (let from = 0; from < ids.length; from += BATCH) parts.push(ids.slice(from, from + BATCH));
  return parts;
}

function bytesOf(numbers: Float32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** As it is read it may be the driver's own kind of bytes. */
function numbersOf(stored: Uint8Array | { readonly buffer: Uint8Array }): Float32Array {
  const bytes = stored instanceof Uint8Array ? stored : stored.buffer;
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
