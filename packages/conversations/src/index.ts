// Owns what happens to a customer's message: stored once, handled in order, answered by whoever holds the pen.
export { contactIdOf, conversationIdOf } from './conversation-ids.ts';
export { forgetOldConversations, type QuietConversation, type RetentionStore } from './forget-old.ts';
export { handleMessages } from './handle-messages.ts';
export type {
  ClaimedConversation,
  ContactStore,
  ConversationStore,
  FaqReader,
  HandleDeps,
  MessageStore,
  NewConversation,
  Outbox,
  UsageMeter,
} from './ports.ts';
export { type ReceiveDeps, receiveMessage } from './receive-message.ts';
