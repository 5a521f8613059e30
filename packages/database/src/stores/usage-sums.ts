import type { UsageSums } from '@answerdesk/billing';
import { DomainError, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { type UsageBatchDoc, type UsageDayDoc, unsummedIndex } from '../usage-schemas.ts';
import { isDuplicateKey } from './mapping.ts';
import { addToCells, cellKeyOf, cellsOf } from './usage-cells.ts';

const HOUR_MS = 3_600_000;
const MOST_IN_A_BATCH = 2_000;
/** A read that meets this many new batches is on a database that answers too slowly to be read at all. */
const MOST_READS = 100;
/** How long after its end an hour may be settled. */
const SETTLED_AFTER_MS = 5 * 60_000;

type SumsModels = Pick<Models, 'usageevents' | 'usagebatches' | 'usagedays' | 'usagehours'>;
type Batch = Pick<UsageBatchDoc, 'number' | 'isDone' | 'events' | 'days'>;

/**
 * Fills the port of the sums. A tenant's one batch document is the only way into the sums: its number rises by one with
 * each claim, and the next claim waits until the batch is done. Every step may be repeated, by whoever finds it undone: marks
 * are taken away once, and a day's document takes a batch only when its own number is below.
 */
export function createUsageSums({ usageevents, usagebatches, usagedays, usagehours }: SumsModels): UsageSums {
  const none: Batch = { number: 0, isDone: true };
  const findBatch = async (tenantId: TenantId): Promise<Batch> =>
    (await usagebatches.findOne({ tenantId, _id: tenantId }).lean()) ?? none;

  /** Claims what is not summed up as the batch after `number`; undefined when there is nothing, or somebody was faster. */
  async function claim(
    tenantId: TenantId,
    { number }: Batch,
  ): Promise<{ readonly batch: Batch; readonly isFull: boolean } | undefined> {
    const events = await usageevents
      .find({ tenantId, unsummedSince: { $exists: true } })
      .sort({ unsummedSince: 1 })
      .hint(unsummedIndex)
      .limit(MOST_IN_A_BATCH)
      .lean();
    if (events.length === 0) return undefined;
    const days: Record<string, Record<string, number>> = {};
    for (const event of events) {
      const day = dayOf(event.hour);
      const cells = days[day] ?? {};
      days[day] = cells;
      const key = cellKeyOf(event);
      cells[key] = (cells[key] ?? 0) + event.quantity;
    }
    const batch = { number: number + 1, isDone: false, events: events.map(({ _id }) => _id), days };
    try {
      const { matchedCount, upsertedCount } = await usagebatches.updateOne(
        { tenantId, _id: tenantId, number, isDone: true },
        { $set: batch },
        { upsert: number === 0 },
      );
      if (matchedCount + upsertedCount === 0) return undefined;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return undefined;
    }
    return { batch, isFull: events.length === MOST_IN_A_BATCH };
  }

  async function finish(tenantId: TenantId, { number, events = [], days = {} }: Batch): Promise<void> {
    await usageevents.updateMany({ tenantId, _id: { $in: [...events] } }, { $unset: { unsummedSince: 1 } });
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
    await usagebatches.updateOne(
      { tenantId, _id: tenantId, number },
      { $set: { isDone: true }, $unset: { events: 1, days: 1 } },
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
        if (!claimed) return;
        await finish(tenantId, claimed.batch);
        if (!claimed.isFull) return;
      }
    },
    async read(tenantId, from, to) {
      for (let reads = 0; reads < MOST_READS; reads += 1) {
        const batch = await findBatch(tenantId);
        const [days, unsummed] = await Promise.all([
          usagedays.find({ tenantId, day: { $gte: dayOf(from), $lt: dayAfter(to) } }).lean(),
          usageevents
            .find(
              { tenantId, unsummedSince: { $exists: true } },
              { hour: 1, plan: 1, kind: 1, rule: 1, channel: 1, quantity: 1 },
            )
            .hint(unsummedIndex)
            .lean(),
        ]);
        // Between two looks at the same batch nothing but its own events came into the days.
        if ((await findBatch(tenantId)).number !== batch.number) continue;
        const sums = new Map<string, number>();
        addDays(sums, days);
        if (!batch.isDone) addBatch(sums, batch, days);
        const claimed = new Set(batch.events);
        for (const event of unsummed) {
          if (!claimed.has(event._id)) addToCells(sums, cellKeyOf(event), event.quantity);
        }
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
