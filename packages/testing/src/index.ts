// Owns what tests stand on: databases to run on and strict fake platforms that listen on this machine.
export { datasetsDir } from './config.ts';
export { type TestDatabase, type TestDatabaseKind, testDatabases } from './databases.ts';
