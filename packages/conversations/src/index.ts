// Owns what happens to a customer's message: stored once, handled in order, answered by whoever holds the pen.

export type { ComposeDeps, ReplyTrace } from './compose-reply.ts';
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
export { type DialChange, type DialPreview, previewDial } from './preview-dial.ts';
export { type ReceiveDeps, receiveMessage } from './receive-message.ts';
export { type RehearsalState, type RehearsedTurn, rehearseTurn } from './rehearse-turn.ts';
