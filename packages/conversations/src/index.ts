// Owns what happens to a customer's message: stored once, handled in order, answered by whoever holds the pen.
export { contactIdOf, conversationIdOf } from './conversation-ids.ts';
export { handleMessages } from './handle-messages.ts';
export type {
  AskedQuestion,
  ClaimedConversation,
  ContactStore,
  ConversationStore,
  DraftReader,
  DraftStore,
  FaqReader,
  HandleDeps,
  MessageStore,
  NewConversation,
  Outbox,
  QuestionReader,
  UsageMeter,
} from './ports.ts';
export { type ReceiveDeps, receiveMessage } from './receive-message.ts';
