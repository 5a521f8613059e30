import type { TenantId } from '@answerdesk/domain';
import mongoose, { type Model, type UpdateQuery } from 'mongoose';
import { inGroups, type Outcome, tripsOf } from './in-groups.ts';

/** A change of one document of a tenant; `filter` names the document and what must be true of it. */
export interface TenantUpdate<Doc> {
  readonly tenantId: TenantId;
  readonly filter: Readonly<Record<string, unknown>> & { readonly _id: string };
  readonly update: UpdateQuery<Doc>;
  readonly isUpsert?: boolean;
}

interface Stored {
  readonly _id: string;
  readonly tenantId: string;
  readonly [field: string]: unknown;
}

const DUPLICATE_KEY = 11_000;
/** A document that fails does not hold up the others; what JavaScript leaves undefined is not stored, as with mongoose. */
const options = { ordered: false, ignoreUndefined: true } as const;

/**
 * Inserts documents that come at the same time in one command, past mongoose's hydration but not past its promises: each
 * has a tenant and no field its schema does not name, or its call rejects. Resolves to whether it was stored, or was there.
 */
export function groupedInserts<Doc extends Stored>(model: Model<Doc>): (doc: Doc) => Promise<'stored' | 'duplicate'> {
  const collection = nativeCollection(model);
  const insert = inGroups<Doc, 'stored' | 'duplicate'>(tripsOf(model.db), async (docs) => {
    const failures = await failuresOf(async () => {
      await collection.insertMany([...docs], options);
      return {};
    });
    return docs.map((_, index) => outcomeOf(failures.get(index), 'stored'));
  });
  return async (doc) => {
    checkTenant(model, doc.tenantId);
    for (const field of Object.keys(doc)) {
      if (!(field in model.schema.paths)) throw new Error(`${model.modelName} has no field ${field}`);
    }
    return insert(doc);
  };
}

/**
 * Changes documents that come at the same time in one command; each filter carries its tenant, or its call rejects.
 * Resolves to `upserted` when it made the document, to `duplicate` when it wanted to but somebody has it under that key, and
 * to `perhaps` when one of the command's documents was not found as its filter says, be it this or another.
 */
export function groupedUpdates<Doc extends Stored>(model: Model<Doc>): (update: TenantUpdate<Doc>) => Promise<Updated> {
  const collection = nativeCollection(model);
  const change = inGroups<TenantUpdate<Doc>, Updated>(tripsOf(model.db), async (updates) => {
    const upserted = new Set<number>();
    let matched = 0;
    const failures = await failuresOf(async () => {
      const { upsertedIds, matchedCount } = await collection.bulkWrite(
        updates.map(({ tenantId, filter, update, isUpsert = false }) => ({
          updateOne: { filter: { ...filter, tenantId }, update: { ...update }, upsert: isUpsert },
        })),
        options,
      );
      matched = matchedCount;
      return upsertedIds;
    }, upserted);
    const missed = matched + upserted.size < updates.length ? 'perhaps' : 'done';
    return updates.map((_, index) => outcomeOf(failures.get(index), upserted.has(index) ? 'upserted' : missed));
  });
  return async (update) => {
    checkTenant(model, update.tenantId);
    return change(update);
  };
}

type Updated = 'done' | 'perhaps' | 'upserted' | 'duplicate';

function nativeCollection<Doc extends Stored>(model: Model<Doc>) {
  return model.db.collection<Stored>(model.collection.collectionName);
}

function checkTenant(model: { readonly modelName: string }, tenantId: unknown): void {
  if (typeof tenantId === 'string' && tenantId !== '') return;
  throw new Error(`A write to ${model.modelName} without a tenantId`);
}

function outcomeOf<Result>(failure: Failure | undefined, done: Result): Outcome<Result | 'duplicate'> {
  if (!failure) return { status: 'fulfilled', value: done };
  if (failure.code === DUPLICATE_KEY) return { status: 'fulfilled', value: 'duplicate' };
  return { status: 'rejected', reason: new Error(failure.errmsg ?? `the database refused a write: ${failure.code}`) };
}

interface Failure {
  readonly code: number;
  readonly errmsg?: string | undefined;
}

/** The writes of a group that were refused, by their place; rejects when it is not known of each what became of it. */
async function failuresOf(
  write: () => Promise<Readonly<Record<number, unknown>>>,
  upserted?: Set<number>,
): Promise<Map<number, Failure>> {
  const noteUpserts = (ids: Readonly<Record<number, unknown>>) => {
    for (const index of Object.keys(ids)) upserted?.add(Number(index));
  };
  try {
    noteUpserts(await write());
    return new Map();
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const refused = [error.writeErrors].flat();
    if (refused.length === 0 || error.result.getWriteConcernError()) throw error;
    noteUpserts(error.result.upsertedIds);
    return new Map(refused.map(({ index, code, errmsg }) => [index, { code: Number(code), errmsg }]));
  }
}
