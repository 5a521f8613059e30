import { type Collection, MongoClient, MongoServerError } from 'mongodb';
import type { Served } from './served.ts';

/** Every write raises `version` by one and adds one step, so that a document tells how many of its writes it holds. */
export interface Item {
  _id: string;
  version: number;
  unique: string;
  steps: number[];
}

interface Account {
  _id: number;
  balance: number;
  transfers: number;
}

interface Transfer {
  _id: string;
  from: number;
  to: number;
  amount: number;
}

/** What the database said it has done, over all rounds. */
export interface Ledger {
  acknowledged: number;
  /** By document: its version last acknowledged, undefined once it was deleted. */
  items: Map<string, number | undefined>;
  /** Documents with a write in flight when the server died: it may be there or not. */
  unsure: Set<string>;
  /** Acknowledged transactions. */
  transfers: Set<string>;
  hasTransactions: boolean;
}

export const accounts = 8;
export const openingBalance = 1000;
const writers = 16;
const transferrers = 4;

export function newLedger(): Ledger {
  return { acknowledged: 0, items: new Map(), unsure: new Set(), transfers: new Set(), hasTransactions: false };
}

/** Sixteen writers at once; SIGKILL after so many acknowledged writes, whatever is under way then. */
export async function writeUntilKilled(server: Served, ledger: Ledger, round: number, writes: number): Promise<void> {
  const client = await MongoClient.connect(server.uri, { maxPoolSize: writers, serverSelectionTimeoutMS: 2_000 });
  await prepare(client, ledger);
  let left = writes;
  let dead: Promise<void> | undefined;
  const acknowledge = () => {
    ledger.acknowledged++;
    // Closed at once, or the driver would go on trying to commit for two minutes.
    if (--left === 0) dead = server.kill().then(() => client.close());
  };
  const loops = Array.from({ length: writers }, (_, writer) =>
    ledger.hasTransactions && writer < transferrers
      ? transfer(client, ledger, `${round}-${writer}`, acknowledge)
      : write(client, ledger, `${round}-${writer}`, acknowledge),
  );
  const ends = await Promise.allSettled(loops);
  if (!dead) await client.close();
  for (const end of ends) if (end.status === 'rejected' && !isGone(end.reason)) throw end.reason;
  await dead;
}

/** A server that is no more, as the driver puts it; an answer has a code and is another matter. */
function isGone(error: unknown): boolean {
  const isAnswer = error instanceof MongoServerError && error.code !== undefined;
  return error instanceof Error && error.name.startsWith('Mongo') && !isAnswer;
}

async function prepare(client: MongoClient, ledger: Ledger): Promise<void> {
  const db = client.db('crash');
  const items = db.collection<Item>('items');
  await items.createIndex({ version: 1, steps: 1 });
  await items.createIndex({ unique: 1 }, { unique: true });
  const books = db.collection<Account>('accounts');
  if ((await books.countDocuments()) === 0) {
    await books.insertMany(
      Array.from({ length: accounts }, (_, _id) => ({ _id, balance: openingBalance, transfers: 0 })),
    );
    await db.collection<Transfer>('transfers').createIndex({ from: 1, amount: -1 });
  }
  ledger.hasTransactions = await takesTransactions(client);
}

async function takesTransactions(client: MongoClient): Promise<boolean> {
  const books = client.db('crash').collection<Account>('accounts');
  try {
    await client.withSession((session) =>
      session.withTransaction(() => books.updateOne({ _id: -1 }, { $set: { balance: 0 } }, { session })),
    );
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === 115) return false;
    throw error;
  }
}

async function write(client: MongoClient, ledger: Ledger, prefix: string, acknowledge: () => void): Promise<never> {
  const items = client.db('crash').collection<Item>('items');
  for (let n = 0; ; n++) {
    const _id = `${prefix}-${n}`;
    const acked = async (version: number | undefined, change: () => Promise<unknown>) => {
      ledger.unsure.add(_id);
      await change();
      ledger.items.set(_id, version);
      ledger.unsure.delete(_id);
      acknowledge();
    };
    await acked(0, () => items.insertOne({ _id, version: 0, unique: `${_id}@0`, steps: [0] }));
    await acked(1, () => items.updateOne({ _id }, next(_id, 1)));
    await acked(2, () => items.findOneAndUpdate({ _id }, next(_id, 2)));
    if (n % 5 === 0) await acked(undefined, () => items.deleteOne({ _id }));
    if (n % 7 === 0) await insertTogether(items, ledger, _id, acknowledge);
  }
}

function next(id: string, version: number) {
  return { $inc: { version: 1 }, $push: { steps: version }, $set: { unique: `${id}@${version}` } };
}

async function insertTogether(
  items: Collection<Item>,
  ledger: Ledger,
  prefix: string,
  acknowledge: () => void,
): Promise<void> {
  const ids = Array.from({ length: 20 }, (_, at) => `${prefix}-many-${at}`);
  for (const id of ids) ledger.unsure.add(id);
  await items.insertMany(ids.map((_id) => ({ _id, version: 0, unique: `${_id}@0`, steps: [0] })));
  for (const id of ids) {
    ledger.items.set(id, 0);
    ledger.unsure.delete(id);
  }
  acknowledge();
}

async function transfer(client: MongoClient, ledger: Ledger, prefix: string, acknowledge: () => void): Promise<never> {
  const db = client.db('crash');
  const books = db.collection<Account>('accounts');
  const transfers = db.collection<Transfer>('transfers');
  for (let n = 0; ; n++) {
    const from = Math.floor(Math.random() * accounts);
    const one: Transfer = { _id: `${prefix}-${n}`, from, to: (from + 1) % accounts, amount: 1 + (n % 9) };
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await books.updateOne({ _id: from }, { $inc: { balance: -one.amount, transfers: 1 } }, { session });
        await transfers.insertOne(one, { session });
        await books.updateOne({ _id: one.to }, { $inc: { balance: one.amount, transfers: 1 } }, { session });
      }),
    );
    ledger.transfers.add(one._id);
    acknowledge();
  }
}
