// Owns the product's nouns: the shapes every room speaks, the ids, the error codes and the channel port. No I/O.
export { type Account, accountSchema, type ChannelName, type ConnectedAccount, channelNameSchema } from './account.ts';
export type { Answer, AnswerOutcome, AnswerTrace, Candidate, HandoverReason } from './answer.ts';
export {
  type AuditEntry,
  type AuditFilter,
  type AuditOutcome,
  auditFilterSchema,
  auditOutcomeSchema,
} from './audit.ts';
export { type Change, type ChangeKind, changeKinds } from './change.ts';
export type {
  Channel,
  ChannelCapabilities,
  ConnectedPlatform,
  ConnectRequest,
  ParsedWebhook,
  RenderedPart,
  SendOutcome,
  SendTarget,
  Verification,
  WebhookRequest,
} from './channel.ts';
export { type Contact, contactSchema } from './contact.ts';
export type { Conversation, Holder, TurnChanges } from './conversation.ts';
export { DomainError, type DomainErrorCode } from './errors.ts';
export { type Faq, type FaqDraft, faqDraftSchema, isFaqValidAt } from './faq.ts';
export {
  type AccountId,
  type AgentId,
  accountIdSchema,
  agentIdSchema,
  type ContactId,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  type FaqId,
  faqIdSchema,
  type InvitationId,
  idsFrom,
  invitationIdSchema,
  type MessageId,
  messageIdSchema,
  newAccountId,
  newId,
  newTenantId,
  readAccountId,
  type TenantId,
  tenantIdSchema,
  type UserId,
  userIdSchema,
} from './ids.ts';
export { type Locale, languageOf, localeSchema } from './locale.ts';
export type { Invitation, Member } from './member.ts';
export type {
  AttachmentKind,
  Choice,
  HandledAs,
  InboundContent,
  InboundMessage,
  MessageAuthor,
  OutboundContent,
  StoredInboundMessage,
  StoredMessage,
  StoredOutboundMessage,
} from './message.ts';
export type { DeliveryFailureReason, DeliveryState, OutboxItem } from './outbox.ts';
export { may, mayAppoint, type Permission, permissions, type Role, roles } from './permissions.ts';
export { emailSchema, passwordSchema, personNameSchema } from './person.ts';
export { roleSchema } from './role-schema.ts';
export { readSettings } from './settings.ts';
export { type Tenant, tenantSchema } from './tenant.ts';
export type { UsageEvent, UsageKind } from './usage.ts';
