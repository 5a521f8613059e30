import { createHash } from 'node:crypto';
import {
  type AccountId,
  type ContactId,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
} from '@answerdesk/domain';

/** The id of the conversation that a chat of an account is: the same chat always gives the same id. */
export function conversationIdOf(accountId: AccountId, chatKey: string): ConversationId {
  return conversationIdSchema.parse(`c${digest(accountId, chatKey)}`);
}

/** The id of a contact as an account knows them: the same person on the same account always gives the same id. */
export function contactIdOf(accountId: AccountId, platformId: string): ContactId {
  return contactIdSchema.parse(`p${digest(accountId, platformId)}`);
}

function digest(accountId: AccountId, key: string): string {
  return createHash('sha256').update(`${accountId}\n${key}`).digest('base64url').slice(0, 24);
}
