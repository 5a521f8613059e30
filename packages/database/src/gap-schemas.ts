import type { GapId, Locale, MessageId, TenantId } from '@answerdesk/domain';
import type { GapAction, GapQuestion, GapState } from '@answerdesk/insights';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** Of a gap nothing is stored that a customer wrote: its words are those of its questions. */
export interface GapDoc {
  _id: GapId;
  tenantId: TenantId;
  state: GapState;
  revision: number;
  action?: GapAction;
  count: number;
  firstAt: Date;
  lastAt: Date;
  languages: Locale[];
  exampleId: MessageId;
  sum: Buffer;
}

export type GapQuestionDoc = Omit<GapQuestion, 'id'> & { _id: MessageId; tenantId: TenantId; sketch: Buffer };

/** One a tenant, by its id; `orderAt` is when its gaps are put in order next. */
export interface GapProgressDoc {
  _id: TenantId;
  tenantId: TenantId;
  centre?: Buffer;
  ordered?: number;
  since?: number;
  isUnfinished?: boolean;
  orderAt?: Date;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const bytes = { type: Buffer, required: true } as const;
const anything = { type: Schema.Types.Mixed };

export const gaps = new Schema<GapDoc>(
  {
    _id: text,
    tenantId: text,
    state: text,
    revision: count,
    action: anything,
    count,
    firstAt: moment,
    lastAt: moment,
    languages: { type: [String], required: true },
    exampleId: text,
    sum: bytes,
  },
  { ...options, collection: 'gaps' },
);
gaps.index({ tenantId: 1, lastAt: -1 });
gaps.index({ tenantId: 1, state: 1, lastAt: -1 });
gaps.index({ 'action.begun.until': 1 }, { sparse: true });

export const gapquestions = new Schema<GapQuestionDoc>(
  {
    _id: text,
    tenantId: text,
    gapId: text,
    conversationId: text,
    contactId: text,
    at: moment,
    cause: text,
    text,
    language: text,
    candidates: anything,
    sketch: bytes,
  },
  { ...options, collection: 'gapquestions' },
);
gapquestions.index({ tenantId: 1, _id: -1 });
gapquestions.index({ tenantId: 1, gapId: 1, _id: -1 });
gapquestions.index({ tenantId: 1, at: -1, gapId: 1, contactId: 1 });
gapquestions.index({ tenantId: 1, conversationId: 1 });

export const gapprogress = new Schema<GapProgressDoc>(
  {
    _id: text,
    tenantId: text,
    centre: { type: Buffer },
    ordered: { type: Number },
    since: { type: Number },
    isUnfinished: { type: Boolean },
    orderAt: { type: Date },
  },
  { ...options, collection: 'gapprogress' },
);
gapprogress.index({ tenantId: 1, _id: 1 });
gapprogress.index({ orderAt: 1 }, { sparse: true });
