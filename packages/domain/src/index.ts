// Owns the product's nouns: the shapes every room speaks, the ids, the error codes and the channel port. No I/O.
export {
  type Account,
  type AccountHealth,
  type AccountStage,
  accountSchema,
  accountStageSchema,
  type ChannelName,
  type ConnectedAccount,
  channelNameSchema,
  type HandOverProblem,
  handOverProblemSchema,
} from './account.ts';
export type {
  Answer,
  AnswerOutcome,
  AnswerRule,
  AnswerTrace,
  Candidate,
  HandoverReason,
  ModelCall,
  ModelTrace,
} from './answer.ts';
export type { AttachmentKind } from './attachment-kind.ts';
export {
  AUDIT_NOTE_LENGTH,
  type AuditEntry,
  type AuditFilter,
  type AuditOutcome,
  auditFilterSchema,
  auditOutcomeSchema,
} from './audit.ts';
export {
  type BusinessHours,
  businessHoursSchema,
  type Holiday,
  holidaySchema,
  hoursOf,
  isOpenAt,
  nextOpening,
  type OpenInterval,
  openIntervalSchema,
  openTimeAfter,
  type Weekday,
  weekdays,
} from './business-hours.ts';
export { type Change, type ChangeKind, changeKinds } from './change.ts';
export type {
  Channel,
  ChannelCapabilities,
  HandOverOutcome,
  IdentifiedAccount,
  ParsedMessages,
  ParsedWebhook,
  PulledPage,
  RenderedPart,
  SendOutcome,
  SendTarget,
  Undelivered,
  Verification,
  WebhookOutcome,
  WebhookReply,
  WebhookRequest,
} from './channel.ts';
export type { Choice } from './choice.ts';
export { type Confirmation, type ConfirmedQuestion, confirmations, isHeldOut } from './confirmed-question.ts';
export { type Contact, contactSchema } from './contact.ts';
export { type ContactDetails, emailKeyOf, phoneKeyOf } from './contact-details.ts';
export {
  type ContactLink,
  contactLinkId,
  contactsLinkedTo,
  type LinkedContacts,
  MOST_LINKED,
} from './contact-link.ts';
export { contrastOf, darkenFor } from './contrast.ts';
export {
  ASKED_LENGTH,
  type AskedBack,
  type Conversation,
  type ConversationStatus,
  conversationStatuses,
  EXCERPT_LENGTH,
  firstBotEpoch,
  type HandedBack,
  type Handover,
  type Holder,
  type Intent,
  intents,
  type LanguageWish,
  type LastAnswered,
  type LastExchange,
  LONGEST_TAG,
  type Priority,
  priorities,
  type ReplyTimer,
  type StatusChange,
  type TurnChanges,
  type TurnSummary,
} from './conversation.ts';
export type { ConversationEvent, ConversationEventBody, NotificationStep } from './conversation-event.ts';
export type { Draft } from './draft.ts';
export { type Emotion, type EmotionName, emotionNames } from './emotion.ts';
export { DomainError, type DomainErrorCode } from './errors.ts';
export {
  answerIn,
  type Faq,
  type FaqButton,
  type FaqContent,
  type FaqTranslation,
  faqContentSchema,
  faqLimits,
  isFaqValidAt,
  markOfAnswer,
  outOfDateLocales,
} from './faq.ts';
export {
  type FaqColumn,
  type FaqImport,
  type FaqImportChunk,
  type FaqImportCounts,
  type FaqImportId,
  type FaqImportRow,
  type FaqImportState,
  type FaqImportStep,
  type FaqMapping,
  type FaqRowError,
  faqImportIdSchema,
  faqMappingSchema,
} from './faq-import.ts';
export {
  type AcceptedLoss,
  type FaqAction,
  type FaqRecord,
  type FaqRevision,
  type FaqRow,
  type FaqSchedule,
  type FaqStatus,
  faqStatusSchema,
  isScheduleHeld,
  markOfDraft,
  rowOfFaq,
  statusOfFaq,
  workingContent,
} from './faq-record.ts';
export { FAQ_CHOICE, replyOfFaq } from './faq-reply.ts';
export { findSecrets } from './find-secrets.ts';
export {
  type Glossary,
  type GlossaryChange,
  type GlossaryTerm,
  glossaryChangeSchema,
  glossaryLimits,
  glossaryTermSchema,
  noGlossary,
} from './glossary.ts';
export { type HandledAs, handledAsSchema, type RepliedAs } from './handled-as.ts';
export {
  type AccountId,
  accountIdSchema,
  type ContactId,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  type FaqId,
  faqIdSchema,
  type GapId,
  type GlossaryTermId,
  gapIdSchema,
  glossaryTermIdSchema,
  type InvitationId,
  idsFrom,
  invitationIdSchema,
  type MessageId,
  messageIdSchema,
  momentOfId,
  newAccountId,
  newId,
  newTenantId,
  readAccountId,
  type SuggestionId,
  suggestionIdSchema,
  type TenantId,
  tenantIdSchema,
  type UserId,
  userIdSchema,
} from './ids.ts';
export type { ChatChoice, LinkedChat } from './linked-chat.ts';
export { type Locale, languageOf, localeSchema, writtenLanguageOf } from './locale.ts';
export type { Invitation, Member } from './member.ts';
export type {
  InboundContent,
  InboundMessage,
  MessageAuthor,
  NoticeKind,
  OutboundContent,
  StoredInboundMessage,
  StoredMessage,
  StoredOutboundMessage,
} from './message.ts';
export { type Mood, type MoodTrend, type MoodTurn, moodAfter, moodNow } from './mood.ts';
export type { DeliveryFailureReason, DeliveryState, OutboxItem } from './outbox.ts';
export { may, mayAppoint, type Permission, permissions, type Role, roles } from './permissions.ts';
export { emailSchema, passwordSchema, personNameSchema } from './person.ts';
export { MOST_PINNED, type PinnedContent, type PinnedExample, pinnedContentSchema } from './pinned-example.ts';
export { findPrivateData, type PrivateData, type PrivateDataKind, withoutPrivateData } from './private-data.ts';
export { MOST_BROWSERS, type PushSubscription, pushSubscriptionSchema } from './push-subscription.ts';
export { compareInQueue, type InboxRow, isInQueue, type Queued, type QueueName, queueNames } from './queue.ts';
export { LONGEST_COMMENT, RATE_CHOICE, type Rating, type Score, scores } from './rating.ts';
export {
  type Enquiry,
  type EnquiryState,
  enquiryStates,
  isDecided,
  isResolved,
  REJECTABLE_FOR_MS,
  type ResolutionFact,
  type ResolutionReason,
  type ResolutionRule,
  type Resolver,
  readEnquiries,
  resolutionReasons,
  resolvers,
} from './resolution.ts';
export { roleSchema } from './role-schema.ts';
export { readSettings } from './settings.ts';
export { stableHash } from './stable-hash.ts';
export {
  type CannedReply,
  cannedReplySchema,
  defaultStaffProfile,
  PRESENT_FOR_MS,
  type Presence,
  presenceSchema,
  type StaffProfile,
  staffProfileSchema,
} from './staff.ts';
export {
  answerDaysOf,
  judgeTags,
  MOST_TAG_CONDITIONS,
  MOST_TAG_DAYS,
  MOST_TAG_ENQUIRIES,
  MOST_TAG_RULES,
  MOST_UPSET_TURNS,
  type TagCondition,
  type TagFacts,
  type TagJudgement,
  type TagRule,
  type TagRuleId,
  type TagRuleKey,
  type TagRules,
  type TagRulesDraft,
  tagRuleIdSchema,
  tagRuleKeyOf,
  tagRulesSchema,
} from './tag-rule.ts';
export { settingsOf, type Tenant, tenantSchema } from './tenant.ts';
export {
  type Brand,
  brandSchema,
  defaultTenantSettings,
  type GateRules,
  type GlossaryRules,
  gateRulesSchema,
  glossaryRulesSchema,
  type HandoverRules,
  handoverRulesSchema,
  type InboxRules,
  inboxRulesSchema,
  leastContrast,
  type ModelEndpoint,
  modelEndpointSchema,
  type ResolutionRules,
  type Retention,
  resolutionRulesSchema,
  retentionSchema,
  type TenantSettings,
  type TenantTexts,
  type TopicRules,
  tenantSettingsSchema,
  tenantTextsSchema,
  textFor,
  topicRulesSchema,
} from './tenant-settings.ts';
export { type DialMove, type Thresholds, thresholdsSchema } from './thresholds.ts';
export { faqOfTopic, type TopicId, topicOfFaq } from './topic.ts';
export {
  type Allowance,
  botReplyUsageId,
  modelTokensUsageId,
  type RefundReason,
  type ReplyFate,
  type UsageEvent,
  type UsageKind,
  type UsageMeter,
  type UsageRefund,
  type UsageRule,
  usageKinds,
  usageRules,
  verifiedResolutionUsageId,
} from './usage.ts';
export { KEPT_FOR_PEOPLE, type MessageWindow, type WindowOpening, type WindowRule, windowAt } from './window.ts';
export { findOwnNames, withoutNames } from './without-names.ts';
export { dateOf, dayAfter, instantOf, isTimeZone, weekdayOf } from './zoned-time.ts';
