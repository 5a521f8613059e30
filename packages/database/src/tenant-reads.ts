import type { TenantId } from '@answerdesk/domain';
import type { Model } from 'mongoose';
import { inGroups, type Outcome, tripsOf } from './in-groups.ts';

/** What is asked for: something of a tenant, by its id. */
export interface TenantKey<Id extends string> {
  readonly tenantId: TenantId;
  readonly id: Id;
}

/**
 * Makes reads that come at the same time share one query for each tenant. `readAll` is asked for each id once; it resolves
 * to what there is, by id, and to nothing at all when there is too much to read at once: then each is read alone.
 */
export function groupedReads<Id extends string, Found>(
  model: { readonly db: object },
  reads: {
    readonly readAll: (tenantId: TenantId, ids: readonly Id[]) => Promise<ReadonlyMap<string, Found> | undefined>;
    readonly readOne: (tenantId: TenantId, id: Id) => Promise<Found | undefined>;
  },
): (tenantId: TenantId, id: Id) => Promise<Found | undefined> {
  async function readOfTenant(
    tenantId: TenantId,
    ids: readonly Id[],
  ): Promise<Map<string, Outcome<Found | undefined>>> {
    const all = ids.length > 1 ? await reads.readAll(tenantId, ids) : undefined;
    const outcomes = all
      ? ids.map((id) => ({ status: 'fulfilled', value: all.get(id) }) as const)
      : await Promise.allSettled(ids.map((id) => reads.readOne(tenantId, id)));
    return new Map(ids.map((id, index) => [id, outcomes[index] ?? { status: 'fulfilled', value: undefined }]));
  }

  const read = inGroups<TenantKey<Id>, Found | undefined>(tripsOf(model.db), async (keys) => {
    const byTenant = Map.groupBy(keys, ({ tenantId }) => tenantId);
    const found = new Map<TenantId, Promise<Map<string, Outcome<Found | undefined>>>>();
    for (const [tenantId, ofTenant] of byTenant) {
      found.set(tenantId, readOfTenant(tenantId, [...new Set(ofTenant.map(({ id }) => id))]));
    }
    return Promise.all(
      keys.map(async ({ tenantId, id }): Promise<Outcome<Found | undefined>> => {
        try {
          return (await found.get(tenantId))?.get(id) ?? { status: 'fulfilled', value: undefined };
        } catch (reason) {
          return { status: 'rejected', reason };
        }
      }),
    );
  });
  return (tenantId, id) => read({ tenantId, id });
}

/** Reads documents by their ids, those that are asked for at the same time with one query for each tenant. */
export function groupedFinds<Doc extends { readonly _id: string; readonly tenantId: string }>(
  model: Model<Doc>,
): (tenantId: TenantId, id: Doc['_id']) => Promise<Doc | undefined> {
  return groupedReads<Doc['_id'], Doc>(model, {
    async readAll(tenantId, ids) {
      const docs: Doc[] = await model.find({ tenantId, _id: { $in: ids } }).lean<Doc[]>();
      return new Map(docs.map((doc) => [doc._id, doc]));
    },
    readOne: async (tenantId, id) => (await model.findOne({ tenantId, _id: id }).lean<Doc>()) ?? undefined,
  });
}
