/** Owns the embedded default database: a small durable server that speaks MongoDB's wire protocol on 127.0.0.1. */
export { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from './start-embedded-mongo.ts';
