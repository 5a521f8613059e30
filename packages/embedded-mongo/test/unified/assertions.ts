import { type Document, type MongoClient, ReadPreference } from 'mongodb';
import type { Entities } from './entities.ts';

interface Runner {
  entities: Entities;
  /** A client no test observes. */
  observer: MongoClient;
}

type Assertion = (runner: Runner, args: Document) => Promise<string | undefined> | string | undefined;

const states: Record<string, string> = {
  none: 'NO_TRANSACTION',
  starting: 'STARTING_TRANSACTION',
  in_progress: 'TRANSACTION_IN_PROGRESS',
  committed: 'TRANSACTION_COMMITTED',
  aborted: 'TRANSACTION_ABORTED',
};

/** Operations of the object `testRunner`, by name: what is wrong, or undefined. */
export const assertions = new Map<string, Assertion>([
  ['createEntities', ({ entities }, args) => entities.create(args['entities']) ?? undefined],
  [
    'assertSessionTransactionState',
    ({ entities }, args) => {
      const { transaction }: Document = entities.session(args['session']);
      const state: unknown = transaction.state;
      return state === states[args['state']] ? undefined : `expected the state ${args['state']}, got ${String(state)}`;
    },
  ],
  ['assertSessionDirty', ({ entities }, args) => claim(isDirty(entities, args), 'expected a dirty session')],
  ['assertSessionNotDirty', ({ entities }, args) => claim(!isDirty(entities, args), 'expected a clean session')],
  ['assertSessionPinned', ({ entities }, args) => claim(isPinned(entities, args), 'expected a pinned session')],
  ['assertSessionUnpinned', ({ entities }, args) => claim(!isPinned(entities, args), 'expected a free session')],
  [
    'assertSameLsidOnLastTwoCommands',
    ({ entities }, { client }) => {
      const [one, other] = lastLsids(entities, client);
      return claim(one !== undefined && one === other, `expected the same session twice, got ${one} and ${other}`);
    },
  ],
  [
    'assertDifferentLsidOnLastTwoCommands',
    ({ entities }, { client }) => {
      const [one, other] = lastLsids(entities, client);
      return claim(other !== undefined && one !== other, `expected two sessions, got ${one} and ${other}`);
    },
  ],
  ['assertCollectionExists', async (runner, args) => claim(await hasCollection(runner, args), 'no such collection')],
  ['assertCollectionNotExists', async (runner, args) => claim(!(await hasCollection(runner, args)), 'it is there')],
  ['assertIndexExists', async (runner, args) => claim(await hasIndex(runner, args), 'no such index')],
  ['assertIndexNotExists', async (runner, args) => claim(!(await hasIndex(runner, args)), 'the index is there')],
]);

function claim(isTrue: boolean, otherwise: string): string | undefined {
  return isTrue ? undefined : otherwise;
}

function isDirty(entities: Entities, { session }: Document): boolean {
  return entities.session(session).serverSession.isDirty;
}

function isPinned(entities: Entities, { session }: Document): boolean {
  return Reflect.get(entities.session(session), 'isPinned') === true;
}

function lastLsids(entities: Entities, client: string): (string | undefined)[] {
  const commands = entities.eventsOf(client).flatMap(({ event }) => ('command' in event ? [event] : []));
  return commands.slice(-2).map(({ command }) => command['lsid']?.id?.toString('hex'));
}

async function hasCollection({ observer }: Runner, { databaseName, collectionName }: Document): Promise<boolean> {
  const found = await observer.db(databaseName).listCollections({ name: collectionName }).toArray();
  return found.length > 0;
}

async function hasIndex({ observer }: Runner, { databaseName, collectionName, indexName }: Document): Promise<boolean> {
  const items = observer.db(databaseName).collection(collectionName, { readPreference: ReadPreference.primary });
  const indexes: Document[] = await items.indexes().catch(() => []);
  return indexes.some(({ name }) => name === indexName);
}
