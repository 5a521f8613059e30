import { type Db, MongoClient } from 'mongodb';
import { embedded, randomName } from '../databases.ts';
import type { Operation, Run } from './operations.ts';
import { type Answer, dump, perform, unreadable } from './perform.ts';
import type { Fields } from './values.ts';

export type Start = Pick<Run, 'indexes' | 'documents' | 'others'>;

export interface Difference {
  /** What the two held before. */
  run: Start;
  operation: Operation;
  /** What differs: `error 2 / ok`, `results`, `state`. */
  kind: string;
  real: string;
  embedded: string;
}

export interface Compared {
  refused: string | undefined;
  difference: Omit<Difference, 'run' | 'operation'> | undefined;
  /** The two hold the same documents afterwards. */
  isSame: boolean;
}

export interface Pair {
  reset(run: Start): Promise<void>;
  compare(operation: Operation): Promise<Compared>;
  /** The documents the real one holds, to start a minimal script from. */
  state(): Promise<{ documents: Fields[]; others: Fields[]; indexes: Fields[] }>;
  close(): Promise<void>;
}

/** The real MongoDB at `realUri` beside a fresh embedded database. */
export async function openPair(realUri: string): Promise<Pair> {
  const server = await embedded.start();
  const clients = [realUri, server.uri].map((uri) => new MongoClient(uri, { maxPoolSize: 2 }));
  const name = randomName();
  const [real, ours] = clients.map((client) => client.db(name));
  if (!real || !ours) throw new Error('two databases are needed');
  for (const db of [real, ours]) {
    await db.createCollection('items');
    await db.createCollection('other');
  }
  return {
    async reset(run) {
      await Promise.all([fill(real, run), fill(ours, run)]);
      for (const spec of run.indexes) await index(real, ours, spec);
    },
    compare: (operation) => compare(real, ours, operation),
    state: () => stateOf(real),
    async close() {
      await real.dropDatabase();
      await Promise.all(clients.map((client) => client.close()));
      await server.stop();
    },
  };
}

async function fill(db: Db, { documents, others }: Start): Promise<void> {
  await db.command({ dropIndexes: 'items', index: '*' });
  await Promise.all(['items', 'other'].map((one) => db.collection(one).deleteMany({})));
  for (const [to, content] of Object.entries({ items: documents, other: others })) {
    if (content.length > 0) await db.command({ insert: to, documents: content, ordered: false });
  }
}

/** Makes the index on both; one that either does not take is left out, for creating indexes is an operation of its own. */
async function index(real: Db, ours: Db, spec: Fields): Promise<void> {
  const isMade = (db: Db) =>
    db.command({ createIndexes: 'items', indexes: [spec] }).then(
      () => true,
      () => false,
    );
  if (!(await isMade(ours)) || (await isMade(real))) return;
  await ours.command({ dropIndexes: 'items', index: spec['name'] });
}

async function compare(real: Db, ours: Db, operation: Operation): Promise<Compared> {
  const here = await perform(ours, operation);
  if (here.refused !== undefined) return { refused: here.refused, difference: undefined, isSame: false };
  const there = await perform(real, operation);
  if (there.text === unreadable) return { refused: unreadable, difference: undefined, isSame: false };
  const found = isUpsert(operation) && haveSameWords(there.text, here.text) ? undefined : differing(there, here);
  if (operation.changes.length === 0) return { refused: undefined, difference: found, isSame: true };
  const hasFailed = there.code !== undefined && operation.mayStopHalfway;
  const [states, others] = await Promise.all([real, ours].map((db) => stateText(db, operation.changes)));
  const isSame = states === others;
  if (hasFailed || isSame || (isUpsert(operation) && haveSameWords(states ?? '', others ?? ''))) {
    return { refused: undefined, difference: found, isSame };
  }
  const state = { kind: 'state', real: states ?? '', embedded: others ?? '' };
  return { refused: undefined, difference: found ?? state, isSame };
}

function isUpsert({ command }: Operation): boolean {
  return JSON.stringify(command).includes('"upsert":true');
}

/** The order in which an upsert takes fields out of its filter is random in MongoDB. */
function haveSameWords(left: string, right: string): boolean {
  const words = (text: string) =>
    text
      .split(/[{}[\], \n]+/)
      .sort()
      .join(' ');
  return words(left) === words(right);
}

async function stateText(db: Db, collections: readonly string[]): Promise<string> {
  return (await Promise.all(collections.map((one) => dump(db, one)))).join('\n');
}

function differing(real: Answer, ours: Answer): Compared['difference'] {
  if (real.text === ours.text) return undefined;
  const kind = real.code === ours.code ? 'results' : `${codeText(real.code)} there, ${codeText(ours.code)} here`;
  return { kind, real: real.text, embedded: ours.text };
}

function codeText(code: number | undefined): string {
  return code === undefined ? 'done' : `error ${code}`;
}

async function stateOf(db: Db) {
  const unpromoted = { promoteValues: false, promoteBuffers: false, bsonRegExp: true };
  const all = (one: string): Promise<Fields[]> => db.collection(one).find({}, unpromoted).toArray();
  const indexes: Fields[] = await db.collection('items').listIndexes(unpromoted).toArray();
  return {
    documents: await all('items'),
    others: await all('other'),
    indexes: indexes.filter(({ name }) => name !== '_id_').map(({ v, ...index }) => index),
  };
}
