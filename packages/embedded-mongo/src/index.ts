/** Owns the embedded default database: a small durable server that speaks MongoDB's wire protocol on 127.0.0.1. */
export { backupDatabase } from './maintenance/backup-database.ts';
export { checkDatabase, type DatabaseCheck } from './maintenance/check-database.ts';
export {
  type HeldCollection,
  type HeldDatabase,
  type HeldDocument,
  holdDatabase,
  readDocument,
} from './maintenance/hold-database.ts';
export { MaintenanceRefusal, type RefusalReason } from './maintenance/refusal.ts';
export { type Restored, restoreDatabase } from './maintenance/restore-database.ts';
export { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from './start-embedded-mongo.ts';
