// Owns what tests stand on: databases to run on and strict fake platforms that listen on this machine.
export { datasetsDir } from './config.ts';
export { refuseScansIn, type TestDatabase, type TestDatabaseKind, testDatabases } from './databases.ts';
export type { SentMessage } from './telegram/call-method.ts';
export { checkType } from './telegram/check-against-spec.ts';
export { type CustomerOptions, createUpdates, postUpdate, type TelegramUpdate } from './telegram/customer.ts';
export { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from './telegram/fake-telegram.ts';
export { type Fault, type FaultCall, type FaultRates, seededFaults } from './telegram/fault.ts';
export { totp } from './totp.ts';
