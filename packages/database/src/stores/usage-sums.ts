import type { UsageSums } from '@answerdesk/billing';
import { DomainError, momentOfId, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { UsageBatchDoc, UsageDayDoc, UsageEventDoc } from '../usage-schemas.ts';
import { isDuplicateKey } from './mapping.ts';
import { addToCells, cellKeyOf, cellsOf } from './usage-cells.ts';
import { LOOKED_AFTER_MS, WRITER_GONE_MS } from './usage-writer.ts';

const HOUR_MS = 3_600_000;
const MOST_OF_A_WRITER = 5_000;
/** A read that meets this many new batches is on a database that answers too slowly to be read at all. */
const MOST_READS = 100;
/** How long after its end an hour may be settled. */
const SETTLED_AFTER_MS = 5 * 60_000;

type SumsModels = Pick<Models, 'usageevents' | 'usagebatches' | 'usagedays' | 'usagehours'>;
type Batch = Omit<UsageBatchDoc, '_id' | 'tenantId'>;
type Event = Pick<UsageEventDoc, 'hour' | 'plan' | 'kind' | 'rule' | 'channel' | 'quantity' | 'writer' | 'number'>;

const counted = { hour: 1, plan: 1, kind: 1, rule: 1, channel: 1, quantity: 1, writer: 1, number: 1, _id: 0 } as const;

/**
 * Fills the port of the sums. A tenant's one batch document is the only way into the sums: its number rises by one with
 * each claim, and the next claim waits until the batch is done. Every step may be repeated, by whoever finds it undone: a
 * day's document takes a batch only when its own number is below.
 */
export function createUsageSums({ usageevents, usagebatches, usagedays, usagehours }: SumsModels): UsageSums {
  const none: Batch = { number: 0, isDone: true };
  const findBatch = async (tenantId: TenantId): Promise<Batch> =>
    (await usagebatches.findOne({ tenantId, _id: tenantId }).lean()) ?? none;

  /** Events that no batch has, of each writer from its next number on. */
  async function readNew(tenantId: TenantId, { writers = {}, claimed = {} }: Batch, limit: number): Promise<Event[]> {
    const ofEach = await Promise.all(
      Object.entries(writers).map(([writer, number]) =>
        usageevents
          .find({ tenantId, writer, number: { $gt: claimed[writer] ?? number } }, counted)
          .sort({ number: 1 })
          .limit(limit)
          .lean<Event[]>(),
      ),
    );
    return ofEach.flat();
  }

  /** Claims what is new as the batch after this one; undefined when there is nothing, or somebody was faster. */
  async function claim(tenantId: TenantId, newest: Batch): Promise<Batch | undefined> {
    const events = await readNew(tenantId, newest, MOST_OF_A_WRITER);
    if (events.length === 0) return undefined;
    const claimed: Record<string, number> = {};
    const days: Record<string, Record<string, number>> = {};
    for (const event of events) {
      claimed[event.writer] = Math.max(claimed[event.writer] ?? 0, event.number);
      const day = dayOf(event.hour);
      const cells = days[day] ?? {};
      days[day] = cells;
      const key = cellKeyOf(event);
      cells[key] = (cells[key] ?? 0) + event.quantity;
    }
    const batch = { number: newest.number + 1, isDone: false, claimed, days };
    const { matchedCount } = await usagebatches.updateOne(
      { tenantId, _id: tenantId, number: newest.number, isDone: true },
      { $set: batch },
    );
    return matchedCount === 1 ? batch : undefined;
  }

  async function finish(tenantId: TenantId, { number, claimed = {}, days = {} }: Batch): Promise<void> {
    for (const [day, cells] of Object.entries(days)) {
      await unlessThere(() =>
        usagedays.updateOne(
          { tenantId, _id: `${tenantId}:${day}`, batch: { $lt: number } },
          {
            $set: { batch: number },
            $setOnInsert: { day },
            $inc: Object.fromEntries(Object.entries(cells).map(([key, quantity]) => [`cells.${key}`, quantity])),
          },
          { upsert: true },
        ),
      );
      for (const hour of new Set(Object.keys(cells).map((key) => Number.parseInt(key, 10)))) {
        await unlessThere(() =>
          usagehours.updateOne(
            { tenantId, _id: `${tenantId}:${hour}` },
            { $setOnInsert: { hour: new Date(hour), dueAt: new Date(hour + HOUR_MS + SETTLED_AFTER_MS) } },
            { upsert: true },
          ),
        );
      }
    }
    const reached = Object.entries(claimed).map(([writer, to]) => [`writers.${writer}`, to]);
    await usagebatches.updateOne(
      { tenantId, _id: tenantId, number, isDone: false },
      { $set: { isDone: true, ...Object.fromEntries(reached) }, $unset: { claimed: 1, days: 1 } },
    );
  }

  /** Forgets writers that nothing can come from any more, and says when somebody is to look again, if anybody is left. */
  async function tidy(tenantId: TenantId, { number, writers = {}, notes, lookAt }: Batch): Promise<void> {
    const now = Date.now();
    if (!lookAt || lookAt.getTime() > now) return;
    const names = Object.keys(writers);
    const gone = names.filter((writer) => momentOfId(writer).getTime() < now - WRITER_GONE_MS);
    const isLeft = gone.length < names.length;
    await usagebatches.updateOne(
      { tenantId, _id: tenantId, number, isDone: true, notes },
      {
        ...(isLeft && { $set: { lookAt: new Date(now + LOOKED_AFTER_MS) } }),
        $unset: {
          ...Object.fromEntries(gone.map((writer) => [`writers.${writer}`, 1])),
          ...(!isLeft && { lookAt: 1 }),
        },
      },
    );
  }

  return {
    async sumUp(tenantId) {
      for (;;) {
        const newest = await findBatch(tenantId);
        if (!newest.isDone) {
          await finish(tenantId, newest);
          continue;
        }
        const claimed = await claim(tenantId, newest);
        if (!claimed) return tidy(tenantId, newest);
        await finish(tenantId, claimed);
      }
    },
    async read(tenantId, from, to) {
      for (let reads = 0; reads < MOST_READS; reads += 1) {
        const batch = await findBatch(tenantId);
        const [days, added] = await Promise.all([
          usagedays.find({ tenantId, day: { $gte: dayOf(from), $lt: dayAfter(to) } }).lean(),
          readNew(tenantId, batch, 0),
        ]);
        // Between two looks at the same batch nothing but its own events came into the days.
        if ((await findBatch(tenantId)).number !== batch.number) continue;
        const sums = new Map<string, number>();
        addDays(sums, days);
        addBatch(sums, batch, days);
        for (const event of added) addToCells(sums, cellKeyOf(event), event.quantity);
        return cellsOf(sums).filter(({ hour, quantity }) => hour >= from && hour < to && quantity !== 0);
      }
      throw new DomainError('unavailable', 'The sums change faster than they can be read.');
    },
  };
}

function addDays(sums: Map<string, number>, days: readonly Pick<UsageDayDoc, 'cells'>[]): void {
  for (const { cells } of days) for (const [key, quantity] of Object.entries(cells)) addToCells(sums, key, quantity);
}

/** Adds what a batch under way has for days that have not taken it in yet. */
function addBatch(sums: Map<string, number>, { number, days = {} }: Batch, taken: readonly UsageDayDoc[]): void {
  const takers = new Set(taken.filter(({ batch }) => batch >= number).map(({ day }) => day));
  for (const [day, cells] of Object.entries(days)) if (!takers.has(day)) addDays(sums, [{ cells }]);
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The first day of which nothing lies before `to`. */
function dayAfter(to: Date): string {
  return dayOf(new Date(Math.ceil(to.getTime() / (24 * HOUR_MS)) * 24 * HOUR_MS));
}

/** Makes a document by an upsert whose filter may not find the one that is there. */
async function unlessThere(upsert: () => PromiseLike<unknown>): Promise<void> {
  try {
    await upsert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
