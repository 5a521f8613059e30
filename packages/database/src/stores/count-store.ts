import { channelNameSchema, type TenantId } from '@answerdesk/domain';
import type { Cell, CountStore, Counts, HourOfCounts } from '@answerdesk/insights';
import type { Models } from '../connect.ts';
import type { CountsDoc } from '../schema.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import { isDuplicateKey } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

const HOUR_MS = 3_600_000;

/** Fills the port of counts: one document for each tenant and hour. */
export function createCountStore({ counts }: Pick<Models, 'counts'>): CountStore {
  return {
    async add(tenantId, { start, cells }, countedTo) {
      const increments: Record<string, number> = {};
      for (const cell of cells) {
        for (const [path, count] of leavesOf(cell.counts)) increments[`cells.${cellKeyOf(cell)}.${path}`] = count;
      }
      try {
        await counts.updateOne(
          { tenantId, _id: idOfHour(tenantId, start), countedTo: { $lt: countedTo } },
          { $set: { countedTo }, $setOnInsert: { start }, $inc: increments },
          { upsert: true },
        );
      } catch (error) {
        // The hour is there and has been counted so far already.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async replace(tenantId, { start, cells }, againAt) {
      const whole = Object.fromEntries(cells.map((cell) => [cellKeyOf(cell), cell.counts]));
      const _id = idOfHour(tenantId, start);
      const countedTo = new Date(start.getTime() + HOUR_MS);
      const doc = { _id, tenantId, start, countedTo, cells: whole, ...(againAt && { againAt }) };
      await retryUpsert(() => counts.replaceOne({ tenantId, _id }, doc, { upsert: true }));
    },
    async list(tenantId, from, to) {
      const docs = await counts
        .find({ tenantId, start: { $gte: from, $lt: to } })
        .sort({ start: 1 })
        .lean();
      return docs.map(hourOf);
    },
    async listDue(now, limit) {
      const platformWide: PlatformWideQuery = 'hours to count again';
      const docs = await counts
        .find({ againAt: { $lte: now } }, { tenantId: 1, start: 1 })
        .setOptions({ platformWide })
        .sort({ againAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, start }) => ({ tenantId, start }));
    },
  };
}

export function idOfHour(tenantId: TenantId, start: Date): string {
  return `${tenantId}:${start.getTime().toString(36)}`;
}

export function cellKeyOf({ quarter, channel, language }: Cell): string {
  return `${quarter}|${channel}|${language}`;
}

/** Each number with its path; what is 0 needs no place. */
function leavesOf(counts: Partial<Counts>): [string, number][] {
  return Object.entries(counts).flatMap(([name, value]): [string, number][] =>
    typeof value === 'number'
      ? value === 0
        ? []
        : [[name, value]]
      : Object.entries(value).map(([step, count]): [string, number] => [`${name}.${step}`, count]),
  );
}

export function hourOf({ start, cells }: Pick<CountsDoc, 'start' | 'cells'>): HourOfCounts {
  return {
    start,
    cells: Object.entries(cells).flatMap(([key, counts]): Cell[] => {
      const [quarter, name, language = 'und'] = key.split('|');
      const channel = channelNameSchema.safeParse(name);
      return channel.success ? [{ quarter: Number(quarter), channel: channel.data, language, counts }] : [];
    }),
  };
}
