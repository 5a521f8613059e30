import type { FaqImport, FaqImportChunk } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** `dueAt` is when a sweep should look whether the process that runs an import is gone; missing when nothing is to do. */
export type FaqImportDoc = Omit<FaqImport, 'id'> & {
  _id: FaqImport['id'];
  leaseOwner?: string;
  leaseUntil?: Date;
  dueAt?: Date;
};

export type FaqImportChunkDoc = Pick<FaqImportChunk, keyof FaqImportChunk> & {
  _id: string;
  tenantId: FaqImport['tenantId'];
  importId: FaqImport['id'];
};

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const moment = { type: Date, required: true } as const;
const required = { type: Schema.Types.Mixed, required: true };

export const faqimports = new Schema<FaqImportDoc>(
  {
    _id: text,
    tenantId: text,
    fileName: text,
    by: text,
    createdAt: moment,
    finishedAt: { type: Date },
    state: text,
    headings: required,
    mapping: required,
    rowCount: count,
    chunkCount: count,
    nextChunk: count,
    isCancelWanted: flag,
    isPublishing: flag,
    planId: { type: String },
    reason: { type: String },
    counts: required,
    rowErrors: required,
    undone: required,
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
    dueAt: { type: Date },
  },
  { ...options, collection: 'faqimports' },
);
faqimports.index({ tenantId: 1, _id: -1 });
faqimports.index({ dueAt: 1 }, { sparse: true });

export const faqimportchunks = new Schema<FaqImportChunkDoc>(
  {
    _id: text,
    tenantId: text,
    importId: text,
    number: count,
    rows: required,
    steps: { type: Schema.Types.Mixed },
    plans: { type: Schema.Types.Mixed },
  },
  { ...options, collection: 'faqimportchunks' },
);
faqimportchunks.index({ tenantId: 1, importId: 1 });
