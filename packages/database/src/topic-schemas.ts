import type { TenantId } from '@answerdesk/domain';
import type { TopicAlert, TopicHour } from '@answerdesk/insights';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** An hour of a tenant's, with its topics; `againAt` is when it is to be counted again, if it is. */
export interface TopicHourDoc extends Omit<TopicHour, 'topics'> {
  _id: string;
  tenantId: TenantId;
  topics: TopicHour['topics'];
  againAt?: Date;
}

/** A topic that came up unusually often; `_id` carries the tenant, `id` does not. */
export type TopicAlertDoc = TopicAlert & { _id: string; tenantId: TenantId };

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;

const topichours = new Schema<TopicHourDoc>(
  {
    _id: text,
    tenantId: text,
    start: moment,
    conversations: count,
    topics: { type: [Schema.Types.Mixed], required: true },
    againAt: { type: Date },
  },
  { ...options, collection: 'topichours' },
);
topichours.index({ tenantId: 1, start: 1 }, { unique: true });
topichours.index({ againAt: 1 }, { sparse: true });

const topicalerts = new Schema<TopicAlertDoc>(
  {
    _id: text,
    tenantId: text,
    id: text,
    topic: text,
    serial: count,
    title: text,
    since: moment,
    noticedAt: moment,
    count,
    expected: count,
    chance: count,
    total: count,
    lastsUntil: moment,
    examples: { type: [Schema.Types.Mixed], required: true },
    state: text,
    rating: { type: String },
    told: { type: [String], required: true },
  },
  { ...options, id: false, collection: 'topicalerts' },
);
topicalerts.index({ tenantId: 1, topic: 1, serial: -1 }, { unique: true });
topicalerts.index({ tenantId: 1, lastsUntil: -1 });
topicalerts.index({ tenantId: 1, noticedAt: -1 });

export const topicSchemas = { topichours, topicalerts };
