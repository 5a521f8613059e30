import type { ConversationId, TenantId } from '@answerdesk/domain';
import type { Counts, KeptEnquiry } from '@answerdesk/insights';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** One whose conversation is forgotten stays, without saying which it was. */
export type EnquiryDoc = Omit<KeptEnquiry, 'id' | 'conversationId'> & {
  _id: KeptEnquiry['id'];
  tenantId: TenantId;
  conversationId?: ConversationId;
};

/** How the enquiries that began in an hour ended; cells by `quarter|channel|language`. */
export interface ResolutionHourDoc {
  _id: string;
  tenantId: TenantId;
  start: Date;
  cells: Readonly<Record<string, Partial<Counts>>>;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

const enquiries = new Schema<EnquiryDoc>(
  {
    _id: text,
    tenantId: text,
    conversationId: { type: String },
    channel: text,
    language: { type: String },
    startedAt: moment,
    state: text,
    reason: text,
    by: { type: String },
    answerId: { type: String },
    answeredAt: { type: Date },
    resolvedAt: { type: Date },
    reopenedAt: { type: Date },
    reopenedById: { type: String },
    settlesAt: { type: Date },
    isCounted: { type: Boolean },
    dueAt: { type: Date },
  },
  { ...options, collection: 'enquiries' },
);
enquiries.index({ tenantId: 1, conversationId: 1, _id: -1 });
enquiries.index({ tenantId: 1, startedAt: 1 });
enquiries.index({ dueAt: 1 }, { sparse: true });

const resolutionhours = new Schema<ResolutionHourDoc>(
  { _id: text, tenantId: text, start: moment, cells: { type: Schema.Types.Mixed, required: true } },
  { ...options, collection: 'resolutionhours' },
);
resolutionhours.index({ tenantId: 1, start: 1 }, { unique: true });

export const resolutionSchemas = { enquiries, resolutionhours };
