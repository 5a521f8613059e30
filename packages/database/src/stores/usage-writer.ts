import { momentOfId, newId, type TenantId } from '@answerdesk/domain';
import mongoose from 'mongoose';
import type { Models } from '../connect.ts';
import { tripsOf } from '../in-groups.ts';
import type { UsageBatchDoc, UsageEventDoc } from '../usage-schemas.ts';
import { retryUpsert } from './retry-upsert.ts';
import { createTallies, type Tally } from './usage-tallies.ts';

const MOST_IN_A_COMMAND = 500;
const WRITER_ID_LENGTH = 16;
const DUPLICATE_KEY = 11_000;
/** How long one name is written under, and after how long nothing can come under it any more. */
const NAME_LASTS_MS = 3_600_000;
export const WRITER_GONE_MS = 3 * NAME_LASTS_MS;
/** How soon somebody looks at what a process that died has left. */
export const LOOKED_AFTER_MS = 5 * 60_000;

type WriterModels = Pick<Models, 'usageevents' | 'usagebatches'>;

type NewEvent = Omit<UsageEventDoc, 'writer' | 'number'>;

export interface UsageWriter {
  /** Stores an event unless one with its id is there. */
  write(event: NewEvent): Promise<'stored' | 'duplicate'>;
  /** Takes what is known without reading of a tenant's events written since the last time; nothing while somebody has it. */
  take(tenantId: TenantId): Tally | undefined;
}

const writers = new WeakMap<object, UsageWriter>();

/** The one writer of a connection: its events are numbered in the order in which they come to be. */
export function usageWriterOf(models: WriterModels): UsageWriter {
  const { db } = models.usageevents;
  const writer = writers.get(db) ?? createUsageWriter(models);
  writers.set(db, writer);
  return writer;
}

interface Waiting {
  readonly event: NewEvent;
  readonly resolve: (outcome: 'stored' | 'duplicate') => void;
  readonly reject: (reason: unknown) => void;
}

/** A command of which it is not known yet whether the sums will find it: what came under a name after a number. */
interface Unconfirmed {
  readonly name: string;
  readonly after: number;
  readonly tenantIds: readonly TenantId[];
}

/**
 * Writes events in one ordered command at a time, so that whoever sees one of its numbers sees all below it: that is what lets
 * sums say with one number how much of them they have. Before the first of a tenant's it is noted there, so that nothing
 * is ever written that no sum knows of; and it is looked up there after each command, for a process that stood still, or whose
 * clock is wrong, may have been forgotten meanwhile. After a command of which nobody knows what became, it goes on under
 * another name.
 */
function createUsageWriter({ usageevents, usagebatches }: WriterModels): UsageWriter {
  const collection = usageevents.db.collection<UsageEventDoc>(usageevents.collection.collectionName);
  const batches = usagebatches.db.collection<UsageBatchDoc>(usagebatches.collection.collectionName);
  const trips = tripsOf(usageevents.db);
  let name = '';
  let namedMs = Number.NEGATIVE_INFINITY;
  let lastNumber = 0;
  let waiting: Waiting[] = [];
  let isDue = false;
  let noted = new Set<TenantId>();
  let unconfirmed: Unconfirmed[] = [];
  let tallies = createTallies(name);

  function rename(): void {
    name = newId().slice(0, WRITER_ID_LENGTH);
    namedMs = performance.now();
    lastNumber = 0;
    noted = new Set();
    tallies = createTallies(name);
  }

  /** No clock alone says how old a name is: one stands still while the host sleeps, the other may be set back. */
  function isOld(): boolean {
    return performance.now() - namedMs > NAME_LASTS_MS || Date.now() - momentOfId(name).getTime() > NAME_LASTS_MS;
  }

  async function note(tenantId: TenantId): Promise<void> {
    if (noted.has(tenantId)) return;
    await enter(tenantId, name, 0);
    noted.add(tenantId);
  }

  /** Has a tenant's sums take in what comes under a name after a number. */
  async function enter(tenantId: TenantId, writer: string, after: number): Promise<void> {
    await retryUpsert(() =>
      usagebatches.updateOne(
        { tenantId, _id: tenantId },
        {
          $set: { [`writers.${writer}`]: after },
          $inc: { notes: 1 },
          $min: { lookAt: new Date(Date.now() + LOOKED_AFTER_MS) },
          $setOnInsert: { number: 0, isDone: true },
        },
        { upsert: true },
      ),
    );
  }

  /** Sees to it that sums find what was written: a name that was forgotten is entered again, one about to be is kept. */
  async function confirm(): Promise<void> {
    for (let next = unconfirmed[0]; next; next = unconfirmed[0]) {
      const { name: writer, after, tenantIds } = next;
      const [entered, leaving] = [`writers.${writer}`, `leaving.${writer}`];
      const known = await batches
        .find({ _id: { $in: [...tenantIds] }, [entered]: { $exists: true }, [leaving]: { $exists: false } })
        .project<{ _id: TenantId }>({ _id: 1 })
        .toArray();
      const found = new Set(known.map(({ _id }) => _id));
      for (const tenantId of tenantIds) {
        if (found.has(tenantId)) continue;
        namedMs = Number.NEGATIVE_INFINITY;
        const { matchedCount } = await usagebatches.updateOne(
          { tenantId, _id: tenantId, [entered]: { $exists: true } },
          { $unset: { [leaving]: 1 }, $inc: { notes: 1 } },
        );
        if (matchedCount === 0) await enter(tenantId, writer, after);
      }
      unconfirmed = unconfirmed.slice(1);
    }
  }

  async function depart(): Promise<void> {
    const group = waiting.slice(0, MOST_IN_A_COMMAND);
    waiting = waiting.slice(MOST_IN_A_COMMAND);
    try {
      await confirm();
      if (isOld()) rename();
      const tenantIds = [...new Set(group.map(({ event }) => event.tenantId))];
      await Promise.all(tenantIds.map(note));
      unconfirmed = [{ name, after: lastNumber, tenantIds }];
      const settle = await insert(group);
      await confirm();
      for (const one of settle) one();
    } catch (error) {
      // Whatever was not heard of by now; it is repeated under the same ids.
      namedMs = Number.NEGATIVE_INFINITY;
      for (const { reject } of group) reject(error);
    }
    isDue = waiting.length > 0;
    if (isDue) trips.join(depart);
  }

  /** Resolves to what tells each caller what became of its event. */
  async function insert(group: readonly Waiting[]): Promise<readonly (() => void)[]> {
    const settle: (() => void)[] = [];
    const docs = group.map(({ event }) => {
      lastNumber += 1;
      return { ...event, writer: name, number: lastNumber };
    });
    for (let next = 0; next < docs.length; ) {
      const refused = await insertFrom(docs.slice(next));
      const end = refused ? next + refused.index : docs.length;
      for (const doc of docs.slice(next, end)) tallies.add(doc);
      for (const { resolve } of group.slice(next, end)) settle.push(() => resolve('stored'));
      if (!refused) break;
      const at = group[end];
      settle.push(() => (refused.code === DUPLICATE_KEY ? at?.resolve('duplicate') : at?.reject(refused.error)));
      next = end + 1;
    }
    return settle;
  }

  /** The first that was refused; those before it are stored, those after it are not. */
  async function insertFrom(
    docs: UsageEventDoc[],
  ): Promise<{ index: number; code: number; error: unknown } | undefined> {
    try {
      await collection.insertMany(docs, { ordered: true, ignoreUndefined: true });
      return undefined;
    } catch (error) {
      if (!(error instanceof mongoose.mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
      const [refused] = [error.writeErrors].flat();
      if (!refused) throw error;
      return { index: refused.index, code: Number(refused.code), error };
    }
  }

  return {
    take: (tenantId) => tallies.take(tenantId),
    write: (event) =>
      new Promise((resolve, reject) => {
        if (event.tenantId === '') throw new Error('An event of usage without a tenantId');
        waiting.push({ event, resolve, reject });
        if (isDue) return;
        isDue = true;
        trips.join(depart);
      }),
  };
}
