import { setTimeout as wait } from 'node:timers/promises';
import type { Document, MongoClient } from 'mongodb';
import { assertions } from './assertions.ts';
import { crudOperations } from './crud-operations.ts';
import { Entities, type Observation } from './entities.ts';
import { findErrorMismatch } from './expect-error.ts';
import { findMismatch } from './match.ts';
import { schemaOperations } from './schema-operations.ts';
import { sessionOperations } from './session-operations.ts';
import type { Operation, SpecFile, SpecTest } from './spec-file.ts';

const longestMs = 15_000;

class Mismatch extends Error {}

/**
 * Runs one test through the official driver: its first documents, its operations, the commands they sent and what is
 * in the collections afterwards. Returns what differs from the specification, or undefined. Drops and makes the
 * collections the file names.
 */
export async function runTest(
  uri: string,
  observer: MongoClient,
  file: SpecFile,
  test: SpecTest,
): Promise<string | undefined> {
  const entities = new Entities(uri);
  const stop = new AbortController();
  const late = wait(longestMs, undefined, { signal: stop.signal }).then(
    () => `no end after ${longestMs} ms`,
    () => undefined,
  );
  const run = async () => {
    await fill(observer, file.initialData ?? []);
    entities.create(file.createEntities ?? []);
    await runOperations(test.operations, entities, observer);
    entities.stopRecording();
    checkEvents(test.expectEvents ?? [], entities);
    await checkOutcome(observer, test.outcome ?? [], entities);
  };
  const ran = run().then(
    () => undefined,
    (error: unknown) => (error instanceof Mismatch ? error.message : `failed with ${String(error)}`),
  );
  const difference = await Promise.race([ran, late]);
  stop.abort();
  await entities.close();
  return difference;
}

async function fill(observer: MongoClient, data: readonly Document[]): Promise<void> {
  for (const { databaseName, collectionName, createOptions, documents } of data) {
    const db = observer.db(databaseName, { writeConcern: { w: 'majority' } });
    await db.dropCollection(collectionName);
    await db.createCollection(collectionName, createOptions);
    if (documents.length > 0) await db.collection(collectionName).insertMany(documents);
  }
}

async function runOperations(
  operations: readonly Operation[],
  entities: Entities,
  observer: MongoClient,
  isInCallback = false,
) {
  for (const operation of operations) await runOperation(operation, entities, observer, isInCallback);
}

/** In the callback of withTransaction an expected error is thrown on, so that the driver aborts as it would for a user. */
async function runOperation(
  operation: Operation,
  entities: Entities,
  observer: MongoClient,
  isInCallback: boolean,
): Promise<void> {
  const { name, expectError, saveResultAsEntity } = operation;
  const refuse = (difference: string | undefined) => {
    if (difference !== undefined) throw new Mismatch(`${name}: ${difference}`);
  };
  if (operation.object === 'testRunner') {
    const assertion = assertions.get(name);
    return refuse(
      assertion ? await assertion({ entities, observer }, operation.arguments ?? {}) : 'not in this runner',
    );
  }
  const outcome = await perform(operation, entities, observer).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  if (operation.ignoreResultAndError) return;
  if ('error' in outcome) {
    const { error } = outcome;
    if (error instanceof Mismatch) throw error;
    if (!expectError) {
      const { code }: Document = Object(error);
      return refuse(`failed with ${code === undefined ? '' : `${code} `}${String(error)}`);
    }
    refuse(findErrorMismatch(expectError, error, entities));
    if (isInCallback) throw error;
    return;
  }
  if (expectError) return refuse('succeeded, although an error was expected');
  if ('expectResult' in operation) refuse(findMismatch(operation.expectResult, outcome.result, entities));
  if (saveResultAsEntity !== undefined) entities.set(saveResultAsEntity, outcome.result);
}

async function perform(operation: Operation, entities: Entities, observer: MongoClient): Promise<unknown> {
  const { name, object, arguments: given = {} } = operation;
  const { session, ...rest } = given;
  const args = session === undefined ? rest : { ...rest, session: entities.session(session) };
  if (name === 'withTransaction') {
    const { callback, ...options } = args;
    return entities.session(object).withTransaction(() => runOperations(callback, entities, observer, true), options);
  }
  const run = crudOperations.get(name) ?? schemaOperations.get(name) ?? sessionOperations.get(name);
  if (!run) throw new Mismatch(`the operation ${name} is not in this runner`);
  return run(entities, object, args);
}

function checkEvents(expectations: readonly Document[], entities: Entities): void {
  for (const { client, events, ignoreExtraEvents } of expectations) {
    const seen = entities.eventsOf(client);
    for (const [at, expected] of events.entries()) {
      const [[kind, fields] = ['', {}]] = Object.entries<Document>(expected);
      const observation = seen[at];
      const difference = observation ? differ(kind, fields, observation, entities) : 'nothing came';
      if (difference !== undefined) throw new Mismatch(`event ${at}, ${kind}: ${difference}`);
    }
    if (seen.length > events.length && ignoreExtraEvents !== true) {
      const extra = seen.slice(events.length).map(({ event }) => event.commandName);
      throw new Mismatch(`events that were not expected: ${extra.join(', ')}`);
    }
  }
}

function differ(kind: string, fields: Document, { kind: came, event }: Observation, entities: Entities) {
  if (kind !== came) return `got ${came} of ${event.commandName}`;
  const { hasServiceId, hasServerConnectionId, ...rest } = fields;
  if (hasServiceId !== undefined && hasServiceId !== (event.serviceId !== undefined)) return 'the service id differs';
  const connectionId: unknown = Reflect.get(event, 'serverConnectionId');
  if (hasServerConnectionId !== undefined && hasServerConnectionId !== (connectionId != null)) {
    return `the server's connection id is ${String(connectionId)}`;
  }
  for (const [name, value] of Object.entries(rest)) {
    const difference = findMismatch(value, Reflect.get(event, name), entities);
    if (difference !== undefined) return `${name} ${difference}`;
  }
  return undefined;
}

async function checkOutcome(observer: MongoClient, outcome: readonly Document[], entities: Entities): Promise<void> {
  for (const { databaseName, collectionName, documents } of outcome) {
    const found = await observer.db(databaseName).collection(collectionName).find().sort({ _id: 1 }).toArray();
    // Unlike results, documents in a collection match as a whole: no key more than expected.
    const difference = findMismatch({ documents }, { documents: found }, entities);
    if (difference !== undefined) throw new Mismatch(`outcome${difference}`);
  }
}
