import type { Suggestion } from '@answerdesk/conversations';
import type { TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

export type SuggestionDoc = Omit<Suggestion, 'id'> & { _id: Suggestion['id']; tenantId: TenantId };

const text = { type: String, required: true } as const;

export const suggestions = new Schema<SuggestionDoc>(
  {
    _id: text,
    tenantId: text,
    kind: text,
    faqId: { type: String },
    state: text,
    revision: { type: Number, required: true },
    pairs: { type: [Schema.Types.Mixed], required: true },
    marks: { type: [String], default: undefined },
    action: { type: Schema.Types.Mixed },
    lastAt: { type: Date, required: true },
  },
  { ...options, collection: 'suggestions' },
);
suggestions.index({ tenantId: 1, state: 1, lastAt: -1 });
suggestions.index({ tenantId: 1, 'pairs.conversationId': 1 });
suggestions.index({ tenantId: 1, marks: 1 });
