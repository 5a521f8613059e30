// Owns what happens to a customer's message: stored once, handled in order, answered by whoever holds the pen.

export { attend } from './attention/attend.ts';
export type {
  AttendDeps,
  Attended,
  AttentionStore,
  Given,
  Ladder,
  RoutingQueue,
  StaffAtWork,
  StaffNotice,
  StaffReader,
  TellStaff,
  ToldStaff,
} from './attention/ports.ts';
export { createStaffReader, type ReadStaffDeps } from './attention/read-staff.ts';
export type { RehearsalDeps, ReplyTrace } from './composing/turn.ts';
export { contactIdOf, conversationIdOf } from './conversation-ids.ts';
export { replyIdOf } from './draft-reply.ts';
export { fateOfReplies } from './fate-of-replies.ts';
export { type FoundWindow, findWindow, type WindowDeps } from './find-window.ts';
export { nameWordsOf } from './fold-words.ts';
export { forgetOldConversations, type QuietConversation, type RetentionStore } from './forget-old.ts';
export { handleMessages } from './handle-messages.ts';
export { close } from './inbox/close.ts';
export { assign, setPriority, setTags, snooze, wake } from './inbox/edit.ts';
export { emptyInbox } from './inbox/empty-inbox.ts';
export { finishChange } from './inbox/finish-change.ts';
export { handBack } from './inbox/hand-back.ts';
export type { FinishDeps, InboxActor, InboxDeps, InboxOutcome, NewStatus, PenOutbox, PenStore } from './inbox/ports.ts';
export { type AgentReplied, type AgentReply, replyAsAgent } from './inbox/reply-as-agent.ts';
export { type TakenOver, takeOver } from './inbox/take-over.ts';
export { transfer } from './inbox/transfer.ts';
export { writeNote } from './inbox/write-note.ts';
export { contentTypeOf, isShownAsImage } from './inbox-side/content-type-of.ts';
export { inboxRowOf } from './inbox-side/inbox-row.ts';
export {
  type JudgeDeps,
  type JudgedCandidate,
  judgeBeforehand,
  type PreJudgement,
} from './inbox-side/judge-beforehand.ts';
export { keepFile, LARGEST_FILE_BYTES, tenantOfFile } from './inbox-side/keep-file.ts';
export { listQueue, type QueueDeps, type QueuePage } from './inbox-side/list-queue.ts';
export { listStaff, listStaffNames, publicNameOf, type StaffDeps, type StaffMember } from './inbox-side/list-staff.ts';
export type {
  CannedReplyStore,
  ContactNote,
  ContactNoteStore,
  EventList,
  FileStore,
  KeptFile,
  PresenceStore,
  QueueList,
  QueueOf,
  QueuePlace,
  ReplyDraft,
  ReplyDraftStore,
  ReplyReader,
  StaffStore,
  StaffWishes,
} from './inbox-side/ports.ts';
export { type ContactProfile, type GivenRating, type ProfileDeps, readProfile } from './inbox-side/read-profile.ts';
export { saveCannedReply } from './inbox-side/save-canned-reply.ts';
export type { LeaverStore, LeavingDeps } from './leaving/ports.ts';
export { releaseMember } from './leaving/release-member.ts';
export { type BeginLinkDeps, type BegunLink, beginLink, listLinkable } from './linked-chat/begin-link.ts';
export type {
  KeptCode,
  LinkedChatStore,
  StaffChatDeps,
  StaffConversations,
  StaffOutbox,
  TellDeps,
} from './linked-chat/ports.ts';
export { takeStaffMessage } from './linked-chat/take-staff-message.ts';
export { tellInChat } from './linked-chat/tell-in-chat.ts';
export { tellOfChange } from './linked-chat/tell-of-change.ts';
export { type HeldInChat, tellOfHold } from './linked-chat/tell-of-hold.ts';
export { tellOfFailure, tellOfMessage } from './linked-chat/tell-of-message.ts';
export { type OftenTopic, tellOfTopic } from './linked-chat/tell-of-topic.ts';
export { unlinkChat } from './linked-chat/unlink-chat.ts';
export { type ConversationFilter, type ConversationPage, listConversations } from './list-conversations.ts';
export { greetingOf } from './own-words.ts';
export {
  type BeginErasureDeps,
  beginErasure,
  type RunErasureDeps,
  runErasure,
  type SeenPerson,
} from './people/erase-person.ts';
export { type ExportDeps, exportPerson } from './people/export-person.ts';
export {
  type FindContactsDeps,
  type FoundContact,
  findContacts,
  type LinkSuggestion,
  suggestLinks,
} from './people/find-contacts.ts';
export { type BeginLinkCodeDeps, beginLinkCode, redeemLinkCode } from './people/link-code.ts';
export { type LinkDeps, linkContacts, unlinkContacts } from './people/link-contacts.ts';
export type {
  ContactConversations,
  ContactDetailsStore,
  ContactHandles,
  ContactLinkStore,
  ContactTagStore,
  ContactTags,
  ErasedRecords,
  ErasedVisitor,
  ErasureStore,
  ExportedPart,
  FoundOfPerson,
  GroupWalk,
  KeptErasure,
  LinkCodeStore,
  PersonExport,
  RulesInForce,
  TagFactReader,
  TagJob,
  TagWork,
} from './people/ports.ts';
export { type Person, type PersonDeps, readPerson } from './people/read-person.ts';
export { type ListTaggedDeps, listTagged } from './people/tagging/list-tagged.ts';
export { createRulesReader } from './people/tagging/read-rule-tags.ts';
export { type TagCustomersDeps, tagCustomers } from './people/tagging/tag-customers.ts';
export type {
  Arrival,
  ArrivalReader,
  AskedQuestion,
  ClaimedConversation,
  ContactStore,
  ConversationList,
  ConversationStore,
  DraftReader,
  DraftStore,
  EventStore,
  FaqReader,
  HandleDeps,
  MessageStore,
  NewConversation,
  Outbox,
  QuestionReader,
  QueueReader,
  Transcript,
} from './ports.ts';
export { createDialPreview, type DialChange, type DialPreview, type PreviewDial } from './preview-dial.ts';
export type { RatingStore } from './rating/ports.ts';
export { type RoomDeps, readRoomLeft } from './rating/read-room-left.ts';
export {
  type Delivery,
  type ReadDeps,
  readConversation,
  type TranscriptEntry,
  type TranscriptPage,
} from './read-conversation.ts';
export { type MessageText, type ReadTextDeps, readMessageText } from './read-message-text.ts';
export { type ReceiveDeps, receiveMessage } from './receive-message.ts';
export { type RehearsalState, type RehearsedTurn, rehearseTurn } from './rehearse-turn.ts';
export { assignWaiting, type RoutingDeps } from './routing/assign-waiting.ts';
export {
  approveSuggestions,
  type Decided,
  effectOfSuggestions,
  type Reopened,
  rejectSuggestions,
  reopenSuggestions,
  type SeenSuggestion,
  type SuggestionEditor,
} from './suggesting/decide-suggestions.ts';
export { type ListedSuggestion, type ListSuggestionsDeps, listSuggestions } from './suggesting/list-suggestions.ts';
export {
  type DecideDeps,
  type LearningQueue,
  type SuggestDeps,
  type Suggestion,
  type SuggestionPair,
  type SuggestionStore,
  suggestionStates,
} from './suggesting/ports.ts';
export { suggestFromReplies } from './suggesting/suggest-from-replies.ts';
export type { TeachingDeps } from './teaching/ports.ts';
export { type FaqProposal, proposeFaq } from './teaching/propose-faq.ts';
export { type Lesson, type Taught, teachFaq } from './teaching/teach-faq.ts';
