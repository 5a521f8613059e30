import type { Rating } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

export type RatingDoc = Omit<Rating, 'id'> & { _id: Rating['id'] };

const text = { type: String, required: true } as const;

export const ratings = new Schema<RatingDoc>(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    accountId: text,
    channel: text,
    agentId: text,
    askedAt: { type: Date, required: true },
    score: { type: Number },
    ratedAt: { type: Date },
    comment: { type: String },
  },
  { ...options, collection: 'ratings' },
);
ratings.index({ tenantId: 1, conversationId: 1, _id: -1 });
ratings.index({ tenantId: 1, ratedAt: -1, _id: -1 });
