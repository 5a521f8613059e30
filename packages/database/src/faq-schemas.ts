import type { FaqContent, FaqRecord, FaqRevision, FaqRow } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/**
 * What is published stands flat in the document, as it did before there were drafts; without a question nothing is. The
 * fields from `row` on are derived, for lists, and missing in documents from before there were lists.
 */
export type FaqDoc = Partial<FaqContent> &
  Omit<FaqRecord, 'id' | 'revision' | 'published'> & {
    _id: FaqRecord['id'];
    revision?: number;
    row?: Omit<FaqRow, 'id' | 'revision'>;
    searchKeys?: string[];
    searchText?: string;
    byUpdate?: string;
    byQuestion?: string;
    /** When a draft is due to be published by itself. */
    publishAt?: Date;
  };

export type FaqRevisionDoc = Pick<FaqRevision, keyof FaqRevision> & { _id: string };

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const anything = { type: Schema.Types.Mixed };

export const faqs = new Schema<FaqDoc>(
  {
    _id: text,
    tenantId: text,
    question: { type: String },
    variants: { type: [String], default: undefined },
    answer: { type: String },
    locale: { type: String },
    category: { type: String },
    validFrom: { type: Date },
    validUntil: { type: Date },
    translations: anything,
    buttons: anything,
    imageUrl: { type: String },
    draft: anything,
    revision: { type: Number },
    publishedAt: { type: Date },
    publishedBy: { type: String },
    archivedAt: { type: Date },
    schedule: anything,
    reviewedAt: { type: Date },
    publishAt: { type: Date },
    createdAt: moment,
    createdBy: { type: String },
    updatedAt: moment,
    updatedBy: { type: String },
    row: anything,
    searchKeys: { type: [String], default: undefined },
    searchText: { type: String },
    byUpdate: { type: String },
    byQuestion: { type: String },
  },
  { ...options, collection: 'faqs' },
);
faqs.index({ tenantId: 1, _id: 1 });
faqs.index({ tenantId: 1, searchKeys: 1, byUpdate: 1 });
faqs.index({ tenantId: 1, byQuestion: 1 });
faqs.index({ publishAt: 1 }, { sparse: true });

export const faqrevisions = new Schema<FaqRevisionDoc>(
  {
    _id: text,
    tenantId: text,
    faqId: text,
    revision: { type: Number, required: true },
    action: text,
    at: moment,
    by: { type: String },
    reason: { type: String },
    answersGap: { type: Boolean },
    state: { type: Schema.Types.Mixed, required: true },
  },
  { ...options, collection: 'faqrevisions' },
);
faqrevisions.index({ tenantId: 1, faqId: 1, revision: -1 }, { unique: true });
faqrevisions.index({ tenantId: 1, at: 1, revision: 1 });
