import type { LedgerEvent, LedgerStore } from '@answerdesk/billing';
import { DomainError, type TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { UsageEventDoc } from '../usage-schemas.ts';
import { addToCells, cellKeyOf, cellsOf } from './usage-cells.ts';
import { usageWriterOf } from './usage-writer.ts';

const READ_AT_ONCE = 5_000;

/** Fills the ledger's port. Events written at the same time share a command. */
export function createLedgerStore(models: Pick<Models, 'usageevents' | 'usagebatches'>): LedgerStore {
  const { usageevents } = models;
  const { write } = usageWriterOf(models);
  return {
    async add(tenantId, { id, ...event }) {
      return (await write({ ...event, _id: keyOf(tenantId, id), tenantId })) === 'stored';
    },
    async find(tenantId, id) {
      const doc = await usageevents.findOne({ tenantId, _id: keyOf(tenantId, id) }).lean();
      return doc ? fromEventDoc(doc) : undefined;
    },
    async list(tenantId, { from, to, kinds, before, limit }) {
      const place = before === undefined ? undefined : readPlace(tenantId, before);
      const docs = await usageevents
        .find({
          tenantId,
          hour: { $gte: from, ...(place && place.hour < to ? { $lte: place.hour } : { $lt: to }) },
          ...(kinds && { kind: { $in: [...kinds] } }),
          ...(place && {
            $or: [
              { hour: { $lt: place.hour } },
              { hour: place.hour, at: { $lt: place.at } },
              { hour: place.hour, at: place.at, _id: { $lt: place._id } },
            ],
          }),
        })
        .sort({ hour: -1, at: -1, _id: -1 })
        .limit(limit)
        .lean();
      const last = docs.length === limit ? docs.at(-1) : undefined;
      return { events: docs.map(fromEventDoc), ...(last && { nextBefore: placeOf(last) }) };
    },
    async recount(tenantId, from, to) {
      const counted = new Map<string, number>();
      const events = usageevents
        .find(
          { tenantId, hour: { $gte: from, $lt: to } },
          { hour: 1, plan: 1, kind: 1, rule: 1, channel: 1, quantity: 1 },
        )
        .batchSize(READ_AT_ONCE)
        .lean();
      for await (const event of events) addToCells(counted, cellKeyOf(event), event.quantity);
      return cellsOf(counted);
    },
  };
}

/** An event's id is its tenant's own: two tenants may have the same. */
function keyOf(tenantId: TenantId, id: string): string {
  return `${tenantId}:${id}`;
}

function fromEventDoc({ _id, writer: _writer, number: _number, ...event }: UsageEventDoc): LedgerEvent {
  return { ...event, id: _id.slice(event.tenantId.length + 1) };
}

function placeOf({ _id, tenantId, hour, at }: UsageEventDoc): string {
  return `${hour.getTime()}_${at.getTime()}_${_id.slice(tenantId.length + 1)}`;
}

function readPlace(
  tenantId: TenantId,
  place: string,
): { readonly hour: Date; readonly at: Date; readonly _id: string } {
  const [, hour, at, id] = /^(\d{1,15})_(\d{1,15})_(.{1,700})$/.exec(place) ?? [];
  if (id === undefined) throw new DomainError('invalid', 'There is no such place in the list.');
  return { hour: new Date(Number(hour)), at: new Date(Number(at)), _id: keyOf(tenantId, id) };
}
