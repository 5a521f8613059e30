// Owns what happens to a customer's message: stored once, handled in order, answered by whoever holds the pen.
export { contactIdOf, conversationIdOf } from './conversation-ids.ts';
export { nameWordsOf } from './fold-words.ts';
export { handleMessages } from './handle-messages.ts';
export { type ConversationFilter, type ConversationPage, listConversations } from './list-conversations.ts';
export type {
  ClaimedConversation,
  ContactStore,
  ConversationList,
  ConversationStore,
  FaqReader,
  HandleDeps,
  MessageStore,
  NewConversation,
  Outbox,
  Transcript,
  UsageMeter,
} from './ports.ts';
export {
  type Delivery,
  type ReadDeps,
  readConversation,
  type TranscriptEntry,
  type TranscriptPage,
} from './read-conversation.ts';
export { type ReceiveDeps, receiveMessage } from './receive-message.ts';
