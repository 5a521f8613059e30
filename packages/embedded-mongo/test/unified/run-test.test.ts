import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embedded } from '../databases.ts';
import { compareFolder } from './compare-folder.ts';
import { askServer, type ServerFacts, whySkipped } from './requirements.ts';
import { runTest } from './run-test.ts';
import type { Operation, SpecFile, SpecTest } from './spec-file.ts';

const database = { databaseName: 'runner', collectionName: 'items' };
const file: SpecFile = {
  path: 'written here',
  schemaVersion: '1.9',
  createEntities: [
    { client: { id: 'client', observeEvents: ['commandStartedEvent'] } },
    { database: { id: 'db', client: 'client', databaseName: 'runner' } },
    { collection: { id: 'items', database: 'db', collectionName: 'items' } },
    { session: { id: 'session', client: 'client' } },
  ],
  initialData: [{ ...database, documents: [{ _id: 1, a: 1 }] }],
  tests: [],
};
const increment: Operation = {
  name: 'updateOne',
  object: 'items',
  arguments: { filter: { _id: 1 }, update: { $inc: { a: 1 } }, session: 'session' },
  expectResult: { matchedCount: 1, modifiedCount: 1 },
};
const command = { commandName: 'update', command: { update: 'items', lsid: { $$sessionLsid: 'session' } } };
const clash: Operation = {
  name: 'insertOne',
  object: 'items',
  arguments: { document: { _id: 1 } },
  expectError: { isClientError: false, errorCode: 11000, errorContains: 'DUPLICATE KEY' },
};
const good: SpecTest = {
  description: 'good',
  operations: [increment, clash],
  expectEvents: [
    {
      client: 'client',
      events: [{ commandStartedEvent: command }, { commandStartedEvent: { commandName: 'insert' } }],
    },
  ],
  outcome: [{ ...database, documents: [{ _id: 1, a: 2 }] }],
};

describe('the runner of unified tests', () => {
  let server: Awaited<ReturnType<typeof embedded.start>>;
  let observer: MongoClient;
  let facts: ServerFacts;

  beforeAll(async () => {
    server = await embedded.start();
    observer = new MongoClient(server.uri);
    facts = await askServer(observer);
  });
  afterAll(async () => {
    await observer.close();
    await server.stop();
  });

  const run = (changes: Partial<SpecTest>) => runTest(server.uri, observer, file, { ...good, ...changes });
  const events = (...all: object[]) => ({ expectEvents: [{ client: 'client', events: all }] });

  test('passes what is as described', async () => {
    expect(await run({})).toBeUndefined();
  });

  test.each<[string, Partial<SpecTest>, string]>([
    ['a result', { operations: [{ ...increment, expectResult: { matchedCount: 2 } }] }, 'updateOne: .matchedCount'],
    ['an outcome', { outcome: [{ ...database, documents: [{ _id: 1 }] }] }, 'outcome.documents[0].a: not expected'],
    ['the lack of an error', { operations: [{ ...increment, expectError: { isError: true } }] }, 'succeeded'],
    ['an error', { operations: [{ ...clash, expectError: { errorCode: 2 } }] }, 'expected the code 2'],
    ['whose error', { operations: [{ ...clash, expectError: { isClientError: true } }] }, 'expected the driver'],
    ['a label', { operations: [{ ...clash, expectError: { errorLabelsContain: ['L'] } }] }, 'expected the label L'],
    [
      'an error nobody expects',
      { operations: [{ name: 'insertOne', object: 'items', arguments: { document: { _id: 1 } } }] },
      'failed with 11000',
    ],
    ['a command', events({ commandStartedEvent: { commandName: 'find' } }), 'event 0'],
    ['a field of a command', events({ commandStartedEvent: { command: { update: 'other' } } }), 'command .update'],
    ['a command too few', events({ commandStartedEvent: command }), 'not expected: insert'],
    [
      'a command too many',
      events({ commandStartedEvent: command }, { commandStartedEvent: {} }, { commandStartedEvent: {} }),
      'nothing came',
    ],
  ])('fails where %s differs', async (_, changes, message) => {
    expect(await run(changes)).toContain(message);
  });

  test.each<[string, Partial<SpecTest>]>([
    ['needs a fail point', { operations: [{ name: 'failPoint', object: 'testRunner' }] }],
    ['operation guess', { operations: [{ name: 'guess', object: 'items' }] }],
    ['server 99.0 or later', { runOnRequirements: [{ minServerVersion: '99.0' }] }],
    ['server 4.2 or earlier', { runOnRequirements: [{ maxServerVersion: '4.2' }] }],
    ['topology sharded', { runOnRequirements: [{ topologies: ['sharded'] }] }],
    ['server without users', { runOnRequirements: [{ auth: false }] }],
    ['events of pools or topologies', { expectEvents: [{ client: 'client', eventType: 'cmap', events: [] }] }],
  ])('says of a test it cannot run: %s', async (reason, changes) => {
    expect(await whySkipped(file, { ...good, ...changes }, facts)).toBe(reason);
    expect(await whySkipped(file, good, facts)).toBeUndefined();
    expect(await whySkipped({ ...file, schemaVersion: '2.0' }, good, facts)).toBe('another format');
  });

  test('counts what passes, what fails and what was not run', async () => {
    const wrong = { ...good, description: 'wrong', outcome: [{ ...database, documents: [] }] };
    const late = { ...good, runOnRequirements: [{ minServerVersion: '99.0' }] };
    const here = { uri: server.uri, observer, facts };
    const all = { ...file, tests: [good, wrong, late] };
    expect(await compareFolder([all], here, here)).toMatchObject({
      tests: 3,
      expected: 1,
      passed: 1,
      uncounted: [expect.stringMatching(/^written here: wrong: outcome/)],
      failures: [],
    });
    expect(await compareFolder([all], here, undefined)).toMatchObject({
      expected: 2,
      passed: 1,
      failures: [expect.stringMatching(/: wrong:/)],
      skipped: new Map([['server 99.0 or later', 1]]),
    });
  });
});
