import type { UsageCell, UsageSums } from '@answerdesk/billing';
import { DomainError, momentOfId, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { UsageBatchDoc, UsageEventDoc } from '../usage-schemas.ts';
import { isDuplicateKey } from './mapping.ts';
import { addToCells, cellKeyOf, cellsOf } from './usage-cells.ts';
import { createUsageDays, type UsageDay } from './usage-days.ts';
import { LOOKED_AFTER_MS, usageWriterOf, WRITER_GONE_MS } from './usage-writer.ts';

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
export function createUsageSums(models: SumsModels, now: () => Date = () => new Date()): UsageSums {
  const { usageevents, usagebatches, usagedays, usagehours } = models;
  const ownWriter = usageWriterOf(models);
  const readDays = createUsageDays(models);
  const none: Batch = { number: 0, isDone: true };
  const findBatch = async (tenantId: TenantId): Promise<Batch> =>
    (await usagebatches.findOne({ tenantId, _id: tenantId }).lean()) ?? none;

  /** A writer's events from after a number up to another, by their numbers. */
  const readOf = (tenantId: TenantId, of: { writer: string; after: number; upTo: number }, limit: number) =>
    usageevents
      .find({ tenantId, writer: of.writer, number: { $gt: of.after, $lte: of.upTo } }, counted)
      .sort({ number: 1 })
      .limit(limit)
      .lean<Event[]>();

  /** Events that no batch has. */
  async function readNew(tenantId: TenantId, { writers = {}, claimed = {} }: Batch): Promise<Event[]> {
    const upTo = Number.MAX_SAFE_INTEGER;
    const ofEach = Object.entries(writers).map(([writer, number]) =>
      readOf(tenantId, { writer, after: claimed[writer] ?? number, upTo }, 0),
    );
    return (await Promise.all(ofEach)).flat();
  }

  /** Claims what is new as the batch after this one; undefined when there is nothing, or somebody was faster. */
  async function claim(tenantId: TenantId, newest: Batch, which?: 'own'): Promise<Batch | undefined> {
    const tally = ownWriter.take(tenantId);
    let wasUsed = false;
    try {
      const cells = new Map<string, number>();
      const claimed: Record<string, number> = {};
      const isWhole = tally && newest.writers?.[tally.writer] === tally.after;
      if (isWhole) {
        for (const [key, quantity] of tally.cells) addToCells(cells, key, quantity);
        claimed[tally.writer] = tally.upTo;
      }
      const unread = Object.entries(newest.writers ?? {}).filter(([writer]) =>
        writer === tally?.writer ? !isWhole : which !== 'own',
      );
      // Of what this process wrote just what it knows to be there, so that what it counts along goes on from there.
      const upTo = (writer: string) => (writer === tally?.writer ? tally.upTo : Number.MAX_SAFE_INTEGER);
      const found = await Promise.all(
        unread.map(([writer, after]) => readOf(tenantId, { writer, after, upTo: upTo(writer) }, MOST_OF_A_WRITER)),
      );
      for (const event of found.flat()) {
        addToCells(cells, cellKeyOf(event), event.quantity);
        claimed[event.writer] = event.number;
      }
      if (cells.size === 0) return undefined;
      const batch = { number: newest.number + 1, isDone: false, claimed, days: byDay(cells) };
      const { matchedCount } = await usagebatches.updateOne(
        { tenantId, _id: tenantId, number: newest.number, isDone: true },
        { $set: batch },
      );
      wasUsed = matchedCount === 1;
      return wasUsed ? batch : undefined;
    } finally {
      tally?.end(wasUsed);
    }
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

  /**
   * Forgets writers that nothing can come from any more, and says when somebody is to look again, if anybody is left. Who is
   * to be forgotten is marked first, and their events are read once more: resolves to whether that is to be done. A writer
   * that is not gone after all sees the mark, or that it is forgotten.
   */
  async function tidy(tenantId: TenantId, batch: Batch): Promise<'marked' | 'tidy'> {
    const { number, writers = {}, leaving = {}, notes = 0, lookAt } = batch;
    const at = now().getTime();
    if (!lookAt || lookAt.getTime() > at) return 'tidy';
    const unchanged = { tenantId, _id: tenantId, number, isDone: true, notes };
    const names = Object.keys(writers);
    const gone = names.filter((writer) => momentOfId(writer).getTime() < at - WRITER_GONE_MS);
    const unmarked = gone.filter((writer) => leaving[writer] === undefined);
    if (unmarked.length > 0) {
      const marks = Object.fromEntries(unmarked.map((writer) => [`leaving.${writer}`, 1]));
      const { matchedCount } = await usagebatches.updateOne(unchanged, { $set: marks });
      return matchedCount === 1 ? 'marked' : 'tidy';
    }
    const isLeft = gone.length < names.length;
    await usagebatches.updateOne(unchanged, {
      ...(isLeft && { $set: { lookAt: new Date(at + LOOKED_AFTER_MS) } }),
      $unset: {
        ...Object.fromEntries(
          gone.flatMap((writer) => [`writers.${writer}`, `leaving.${writer}`]).map((key) => [key, 1]),
        ),
        ...(!isLeft && { lookAt: 1 }),
      },
    });
    return 'tidy';
  }

  return {
    async sumUp(tenantId, which) {
      for (;;) {
        const newest = await findBatch(tenantId);
        if (!newest.isDone) {
          await finish(tenantId, newest);
          continue;
        }
        const claimed = await claim(tenantId, newest, which);
        if (claimed) await finish(tenantId, claimed);
        else if (which === 'own' || (await tidy(tenantId, newest)) === 'tidy') return;
      }
    },
    async read(tenantId, from, to) {
      for (let reads = 0; reads < MOST_READS; reads += 1) {
        const batch = await findBatch(tenantId);
        const [days, added] = await Promise.all([
          readDays(tenantId, dayOf(from), dayAfter(to)),
          readNew(tenantId, batch),
        ]);
        // Between two looks at the same batch nothing but its own events came into the days.
        if ((await findBatch(tenantId)).number !== batch.number) continue;
        const extra = new Map<string, number>();
        for (const event of added) addToCells(extra, cellKeyOf(event), event.quantity);
        addBatch(extra, batch, days);
        return withExtra(days, extra).filter(({ hour, quantity }) => hour >= from && hour < to && quantity !== 0);
      }
      throw new DomainError('unavailable', 'The sums change faster than they can be read.');
    },
  };
}

/** Adds what a batch under way has for days that have not taken it in yet. */
function addBatch(sums: Map<string, number>, { number, days = {} }: Batch, taken: readonly UsageDay[]): void {
  const takers = new Set(taken.filter(({ batch }) => batch >= number).map(({ day }) => day));
  for (const [day, cells] of Object.entries(days)) {
    if (takers.has(day)) continue;
    for (const [key, quantity] of Object.entries(cells)) addToCells(sums, key, quantity);
  }
}

/** The cells of days with what is not in them yet, each once. */
function withExtra(days: readonly UsageDay[], extra: ReadonlyMap<string, number>): UsageCell[] {
  const left = new Map(Object.entries(byDay(extra)));
  const cells = days.flatMap(({ day, sums, cells: asTheyAre }) => {
    const more = left.get(day);
    if (!more) return asTheyAre;
    left.delete(day);
    const merged = new Map(Object.entries(sums));
    for (const [key, quantity] of Object.entries(more)) addToCells(merged, key, quantity);
    return cellsOf(merged);
  });
  return [...cells, ...[...left.values()].flatMap((more) => cellsOf(Object.entries(more)))];
}

function byDay(cells: ReadonlyMap<string, number>): Record<string, Record<string, number>> {
  const days: Record<string, Record<string, number>> = {};
  for (const [key, quantity] of cells) {
    const day = dayOf(new Date(Number.parseInt(key, 10)));
    days[day] = { ...days[day], [key]: quantity };
  }
  return days;
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
