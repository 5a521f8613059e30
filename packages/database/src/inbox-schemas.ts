import type { ConversationEvent } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';
import type { Erasable } from './stored.ts';

/** One document for every kind of event: each has the fields of its own kind. `key` is its id, or what keeps it from being written twice. */
export interface ConversationEventDoc
  extends Pick<ConversationEvent, 'tenantId' | 'conversationId' | 'at' | 'byId' | 'kind'>,
    Erasable {
  _id: ConversationEvent['id'];
  key: string;
  waitedMs?: number;
  [detail: string]: unknown;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

export const conversationevents = new Schema<ConversationEventDoc>(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    key: text,
    at: moment,
    kind: text,
    byId: { type: String },
    text: { type: String },
    mentionedIds: { type: [String], default: undefined },
    reason: { type: String },
    priority: { type: Number },
    queue: { type: String },
    fromId: { type: String },
    toId: { type: String },
    note: { type: String },
    waitedMs: { type: Number },
    mayStillArrive: { type: Number },
    isByRouting: { type: Boolean },
    until: { type: Date },
    added: { type: [String], default: undefined },
    removed: { type: [String], default: undefined },
    score: { type: Number },
    comment: { type: String },
    timer: { type: String },
    dueAt: { type: Date },
    step: { type: String },
    toIds: { type: [String], default: undefined },
    failed: { type: String },
    messageId: { type: String },
    faqId: { type: String },
    erasureId: { type: String },
  },
  { ...options, collection: 'conversationevents' },
);
conversationevents.index({ tenantId: 1, conversationId: 1, key: 1 }, { unique: true });
conversationevents.index({ tenantId: 1, conversationId: 1, _id: 1 });
/** Holds take-overs alone: how long people waited lately. */
conversationevents.index({ tenantId: 1, at: -1 }, { partialFilterExpression: { kind: 'taken' } });
