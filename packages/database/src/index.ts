// Owns the product's only database connection: schema, tenant scope, and one store for each collection.
export { type ConnectOptions, connectDatabase, type Database, type Models } from './connect.ts';
export { backUpEmbedded, checkEmbedded, restoreEmbedded } from './embedded-upkeep.ts';
export type { MoveProgress } from './move/copy-documents.ts';
export { type Moved, type MoveOptions, moveDatabase } from './move/move-database.ts';
export { type ConversationKey, createPlatformWide, type PlatformWide } from './platform-wide.ts';
export { createAccountStore } from './stores/account-store.ts';
export { createAuditStore } from './stores/audit-store.ts';
export { createContactStore } from './stores/contact-store.ts';
export { createConversationStore } from './stores/conversation-store.ts';
export { createFaqStore } from './stores/faq-store.ts';
export { createMessageStore } from './stores/message-store.ts';
export { createOutboxStore } from './stores/outbox-store.ts';
export { createTenantStore } from './stores/tenant-store.ts';
export { type ChangeListener, type Watch, watchChanges } from './watch-changes.ts';
