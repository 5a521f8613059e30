import type { KeptCode } from '@answerdesk/conversations';
import type { LinkedChat, MessageId, TenantId, UserId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** A member's linked chat, and the code that could link another: one document for each member who ever asked for one. */
export interface LinkedChatDoc {
  _id: string;
  tenantId: TenantId;
  userId: UserId;
  chat?: LinkedChat;
  /** Missing is true. */
  isAlways?: boolean;
  code?: KeptCode & { readonly takenBy?: MessageId };
}

const text = { type: String, required: true } as const;

/** A tenant has as many documents as members at most, so that one index serves every question. */
export const linkedchats = new Schema<LinkedChatDoc>(
  {
    _id: text,
    tenantId: text,
    userId: text,
    chat: { type: Schema.Types.Mixed },
    isAlways: { type: Boolean },
    code: { type: Schema.Types.Mixed },
  },
  { ...options, collection: 'linkedchats' },
);
linkedchats.index({ tenantId: 1, userId: 1 }, { unique: true });
