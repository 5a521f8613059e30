import type { DueDecision } from '@answerdesk/answers';
import type { ConfirmedQuestion, MessageId, PinnedExample, TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

export type ConfirmedQuestionDoc = Omit<ConfirmedQuestion, 'id'> & { _id: MessageId; tenantId: TenantId };

export type PinnedExampleDoc = Omit<PinnedExample, 'id'> & { _id: string; tenantId: TenantId };

/** `lookAt` is when somebody should see to it; missing when nothing is left to be done. */
export type DueDecisionDoc = Omit<DueDecision, 'id'> & { _id: string; tenantId: TenantId; lookAt?: Date };

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

export const confirmedquestions = new Schema<ConfirmedQuestionDoc>(
  { _id: text, tenantId: text, conversationId: text, faqId: text, by: text, at: moment, text, language: text },
  { ...options, collection: 'confirmedquestions' },
);
confirmedquestions.index({ tenantId: 1, _id: -1 });
confirmedquestions.index({ tenantId: 1, conversationId: 1 });

export const pinnedexamples = new Schema<PinnedExampleDoc>(
  {
    _id: text,
    tenantId: text,
    text,
    faqId: { type: String },
    language: { type: String },
    revision: { type: Number, required: true },
    at: moment,
    byId: text,
  },
  { ...options, collection: 'pinnedexamples' },
);
pinnedexamples.index({ tenantId: 1, _id: 1 });

export const duedecisions = new Schema<DueDecisionDoc>(
  {
    _id: text,
    tenantId: text,
    outcome: text,
    at: moment,
    scheduledAt: moment,
    byId: text,
    faqs: { type: Schema.Types.Mixed, required: true },
    isUnforetold: { type: Boolean, required: true },
    reason: { type: String },
    cost: { type: Schema.Types.Mixed },
    isNoted: { type: Boolean },
    told: { type: [String], required: true },
    lookAt: { type: Date },
  },
  { ...options, collection: 'duedecisions' },
);
duedecisions.index({ tenantId: 1, at: 1 });
/** Of those that are open alone, few as they are. */
export const openDecisionsIndex = { tenantId: 1, lookAt: 1 } as const;
duedecisions.index(openDecisionsIndex, { partialFilterExpression: { lookAt: { $exists: true } } });
duedecisions.index({ lookAt: 1 }, { sparse: true });
