import type { FaqImportStore } from '@answerdesk/answers';
import type { FaqImport, FaqImportChunk, FaqImportId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { FaqImportChunkDoc, FaqImportDoc } from '../faq-import-schemas.ts';
import { fromDb, toDb } from './mapping.ts';

const AT_WORK: readonly FaqImport['state'][] = ['running', 'undoing'];

/** Fills the port of imports. */
export function createFaqImportStore({
  faqimports,
  faqimportchunks,
}: Pick<Models, 'faqimports' | 'faqimportchunks'>): FaqImportStore {
  const chunkAt = (tenantId: TenantId, importId: FaqImportId, number: number) => ({
    tenantId,
    _id: `${importId}.${number}`,
  });
  return {
    async add(tenantId, job, chunks) {
      for (const chunk of chunks) {
        const { _id } = chunkAt(tenantId, job.id, chunk.number);
        await faqimportchunks.create({ _id, tenantId, importId: job.id, number: chunk.number, rows: [...chunk.rows] });
      }
      await faqimports.create({ ...toDb(job), tenantId });
    },
    async find(tenantId, importId) {
      const doc = await faqimports.findOne({ tenantId, _id: importId }).lean<FaqImportDoc>();
      return doc ? jobOf(doc) : undefined;
    },
    async list(tenantId, limit) {
      const docs = await faqimports.find({ tenantId }).sort({ _id: -1 }).limit(limit).lean<FaqImportDoc[]>();
      return docs.map(jobOf);
    },
    async forget(tenantId, importId) {
      await faqimports.deleteOne({ tenantId, _id: importId });
      await faqimportchunks.deleteMany({ tenantId, importId });
    },
    async findChunk(tenantId, importId, number) {
      const doc = await faqimportchunks.findOne(chunkAt(tenantId, importId, number)).lean<FaqImportChunkDoc>();
      return doc ? chunkOf(doc) : undefined;
    },
    async notePlan(tenantId, importId, number, planId, steps) {
      const planned = { [`plans.${planId}`]: [...steps] };
      await faqimportchunks.updateOne(chunkAt(tenantId, importId, number), { $set: planned });
    },
    async noteSteps(tenantId, importId, number, steps) {
      const at = chunkAt(tenantId, importId, number);
      await faqimportchunks.updateOne({ ...at, steps: null }, { $set: { steps: [...steps] } });
      const doc = await faqimportchunks.findOne(at).lean<FaqImportChunkDoc>();
      return doc?.steps ?? steps;
    },
    async change(tenantId, importId, from, changes, dueAt = new Date(0)) {
      const isAtWork = changes.state !== undefined && AT_WORK.includes(changes.state);
      const doc = await faqimports
        .findOneAndUpdate(
          { tenantId, _id: importId, state: { $in: from } },
          { $set: { ...changes, ...(isAtWork && { dueAt }) } },
          { returnDocument: 'after' },
        )
        .lean<FaqImportDoc>();
      return doc ? jobOf(doc) : undefined;
    },
    async claim(tenantId, importId, { owner, now, until }) {
      const isFree = [{ leaseUntil: null }, { leaseUntil: { $lte: now } }, { leaseOwner: owner }];
      const doc = await faqimports
        .findOneAndUpdate(
          { tenantId, _id: importId, state: { $in: AT_WORK }, $or: isFree },
          { $set: { leaseOwner: owner, leaseUntil: until, dueAt: until } },
          { returnDocument: 'after' },
        )
        .lean<FaqImportDoc>();
      return doc ? jobOf(doc) : undefined;
    },
    async advance(tenantId, job, { owner, until }) {
      const { state, nextChunk, counts, rowErrors, undone, finishedAt } = job;
      const progress = {
        state,
        nextChunk,
        counts,
        rowErrors: [...rowErrors],
        undone,
        ...(finishedAt && { finishedAt }),
      };
      const isAtWork = AT_WORK.includes(state);
      const doc = await faqimports
        .findOneAndUpdate(
          { tenantId, _id: job.id, leaseOwner: owner, state: { $in: AT_WORK } },
          isAtWork
            ? { $set: { ...progress, leaseUntil: until, dueAt: until } }
            : { $set: progress, $unset: { leaseOwner: 1, leaseUntil: 1, dueAt: 1 } },
          { returnDocument: 'after' },
        )
        .lean<FaqImportDoc>();
      return doc ? jobOf(doc) : undefined;
    },
  };
}

function jobOf(doc: FaqImportDoc): FaqImport {
  const { leaseOwner: _owner, leaseUntil: _until, dueAt: _due, ...job } = fromDb(doc);
  return job;
}

function chunkOf({ number, rows, steps, plans }: FaqImportChunkDoc): FaqImportChunk {
  return { number, rows, ...(steps && { steps }), ...(plans && { plans }) };
}
