// Owns the product's only database connection: schema, tenant scope, and one store for each collection.
export type { Watch } from './change-stream.ts';
export { type ConnectOptions, connectDatabase, type Database, type Models } from './connect.ts';
export { backUpEmbedded, checkEmbedded, restoreEmbedded } from './embedded-upkeep.ts';
export { createMessageFacts } from './message-facts.ts';
export type { MoveProgress } from './move/copy-documents.ts';
export { type Moved, type MoveOptions, moveDatabase } from './move/move-database.ts';
export {
  type AccountKey,
  type ConversationKey,
  createPlatformWide,
  type FaqImportKey,
  type PlatformWide,
} from './platform-wide.ts';
export { createAccessTokenStore } from './stores/access-token-store.ts';
export { createAccountStore } from './stores/account-store.ts';
export { createArrivalReader } from './stores/arrival-reader.ts';
export { createAttentionStore } from './stores/attention-store.ts';
export { createAuditStore } from './stores/audit-store.ts';
export { createBillingAccountStore } from './stores/billing-account-store.ts';
export { createBillingAlertStore } from './stores/billing-alert-store.ts';
export { createCannedReplyStore } from './stores/canned-reply-store.ts';
export { createContactNoteStore } from './stores/contact-note-store.ts';
export { createContactStore } from './stores/contact-store.ts';
export { createConversationStore } from './stores/conversation-store.ts';
export { createCountStore } from './stores/count-store.ts';
export { createCountingJob } from './stores/counting-job.ts';
export { createCustomerClaims } from './stores/customer-claims.ts';
export { createDraftStore } from './stores/draft-store.ts';
export { createEventStore, type EventReader } from './stores/event-store.ts';
export { createFaqImportStore } from './stores/faq-import-store.ts';
export { createFaqRevisionStore } from './stores/faq-revision-store.ts';
export { createFaqStore } from './stores/faq-store.ts';
export { createFaqWorkshopStore } from './stores/faq-workshop-store.ts';
export { createFileStore } from './stores/file-store.ts';
export { createFirstStepsStore, type FirstStepsStore } from './stores/first-steps-store.ts';
export { createLeases } from './stores/leases.ts';
export { createLeaverStore } from './stores/leaver-store.ts';
export { createLedgerStore } from './stores/ledger-store.ts';
export { createLinkedChatStore } from './stores/linked-chat-store.ts';
export { createMailAllowance } from './stores/mail-allowance.ts';
export { createMessageStore } from './stores/message-store.ts';
export { createMeterReportStore } from './stores/meter-report-store.ts';
export { createModelSpendStore } from './stores/model-spend-store.ts';
export { createOutboxStore } from './stores/outbox-store.ts';
export { createPenStore } from './stores/pen-store.ts';
export { createPresenceStore } from './stores/presence-store.ts';
export { type ClaimedPull, createPullStore, type PullStore } from './stores/pull-store.ts';
export { createPushSubscriptionStore, type PushSubscriptionWriter } from './stores/push-subscription-store.ts';
export { createQuestionReader } from './stores/question-reader.ts';
export { createQueueStore } from './stores/queue-store.ts';
export { createRatingStore } from './stores/rating-store.ts';
export { createReconciliationStore } from './stores/reconciliation-store.ts';
export { createReplyDraftStore } from './stores/reply-draft-store.ts';
export { createRetentionStore } from './stores/retention-store.ts';
export { createRoutingQueue } from './stores/routing-queue.ts';
export { createSealedStore } from './stores/sealed-store.ts';
export { createStaffChatStore, type StaffChatStore } from './stores/staff-chat-store.ts';
export { createStaffDirectory, type StaffDirectory } from './stores/staff-directory.ts';
export { createStaffStore } from './stores/staff-store.ts';
export { createStripeEvents } from './stores/stripe-events.ts';
export { createTenantStore } from './stores/tenant-store.ts';
export { createUsageHours } from './stores/usage-hours.ts';
export { createUsageSums } from './stores/usage-sums.ts';
export { createWebchatStore, type VisitorPart, type WebchatStore } from './stores/webchat-store.ts';
export { type ChangeListener, type HeardChange, type Mention, watchChanges } from './watch-changes.ts';
export { type VisitorListener, watchVisitors } from './watch-visitors.ts';
