import fc from 'fast-check';
import { fieldFilter, filter, filterOfOne } from './filters.ts';
import { collation, path, totalSort } from './paths.ts';
import { drawnPipeline, projection, writingPipeline } from './pipelines.ts';
import { type DrawnUpdate, update } from './updates.ts';
import { content, count, document, documentId, type Fields, smallInt, weighted } from './values.ts';

/** One command as both databases get it. */
export interface Operation {
  kind: string;
  command: Fields;
  /** The results come in an order that was asked for; otherwise they are compared as a multiset. */
  isOrdered: boolean;
  /** The collections it may change. */
  changes: readonly string[];
  /** It may stop half way, and where it then stands is nobody's promise. */
  mayStopHalfway: boolean;
}

export interface Run {
  indexes: Fields[];
  documents: Fields[];
  others: Fields[];
  operations: Operation[];
}

function reading(kind: string, command: fc.Arbitrary<Fields>, isOrdered = true): fc.Arbitrary<Operation> {
  return command.map((drawn) => ({ kind, command: drawn, isOrdered, changes: [], mayStopHalfway: false }));
}

function writing(kind: string, command: fc.Arbitrary<Fields>, mayStopHalfway = false): fc.Arbitrary<Operation> {
  return command.map((drawn) => ({ kind, command: drawn, isOrdered: true, changes: ['items'], mayStopHalfway }));
}

const sometimes = (wanted: fc.Arbitrary<Fields>): fc.Arbitrary<Fields> => weighted([9, fc.constant({})], [1, wanted]);
const collated = sometimes(collation.map((drawn) => ({ collation: drawn })));

const findProjection = weighted<Fields>(
  [6, projection],
  [1, fc.tuple(fc.constantFrom('l', 'd', 'x'), smallInt).map(([name, n]) => ({ [name]: { $slice: n } }))],
  [
    1,
    fc.tuple(fc.constantFrom('l', 'd'), smallInt, count).map(([name, from, n]) => ({ [name]: { $slice: [from, n] } })),
  ],
  [1, count.map((k) => ({ d: { $elemMatch: { k: { $gte: k } } } }))],
  [1, fc.constantFrom<Fields>({ 'd.$': 1 }, { 'l.$': 1 })],
);

const ordered = fc
  .record(
    { sort: totalSort, skip: count, limit: count, projection: findProjection, batchSize: fc.constantFrom(1, 2) },
    { requiredKeys: ['sort'] },
  )
  .chain((options) =>
    fc.tuple(filter, collated).map(([drawn, more]) => ({ find: 'items', filter: drawn, ...options, ...more })),
  );
const unordered = fc
  .tuple(filter, collated, sometimes(findProjection.map((drawn) => ({ projection: drawn }))))
  .map(([drawn, more, shown]) => ({ find: 'items', filter: drawn, ...more, ...shown }));

const counting = fc
  .tuple(filter, fc.record({ skip: count, limit: smallInt }, { requiredKeys: [] }), collated)
  .map(([query, options, more]) => ({ count: 'items', query, ...options, ...more }));
const distinct = fc
  .tuple(path, filter, collated)
  .map(([key, query, more]) => ({ distinct: 'items', key, query, ...more }));

const aggregate: fc.Arbitrary<Operation> = drawnPipeline.map(({ pipeline, isOrdered }) => ({
  kind: 'aggregate',
  command: { aggregate: 'items', pipeline, cursor: {} },
  isOrdered,
  changes: [],
  mayStopHalfway: false,
}));
const merge: fc.Arbitrary<Operation> = writingPipeline.map((pipeline) => ({
  kind: 'aggregate',
  command: { aggregate: 'items', pipeline, cursor: {} },
  isOrdered: true,
  changes: ['other'],
  mayStopHalfway: true,
}));

const insert = fc
  .tuple(fc.array(document, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([documents, isSorted]) => ({ insert: 'items', documents, ordered: isSorted }));

function withUpdate(drawn: DrawnUpdate, q: Fields): Fields {
  const { u, arrayFilters, where } = drawn;
  return { q: where ? { ...q, ...where } : q, u, ...(arrayFilters && { arrayFilters }) };
}

const updateOne = fc
  .tuple(update, filterOfOne, fc.boolean(), collated)
  .map(([drawn, q, upsert, more]) => ({ ...withUpdate(drawn, q), ...(upsert && { upsert }), ...more }));
const updateMany = fc
  .tuple(update, filter, fc.boolean())
  .map(([drawn, q, upsert]) => ({ ...withUpdate(drawn, q), multi: true, ...(upsert && { upsert: true }) }));
const upsert = fc
  .tuple(update, weighted<Fields>([2, fieldFilter], [1, documentId.map((_id) => ({ _id }))]))
  .map(([drawn, q]) => ({ ...withUpdate(drawn, { $and: [{ 'y.never': 1 }, q] }), upsert: true }));
const equality = fc
  .tuple(update, documentId, fc.constantFrom('o.a', 'q.r', 's', 'n'), count)
  .map(([drawn, _id, name, value]) => ({ ...withUpdate(drawn, { _id, [name]: value }), upsert: true }));

const updates = (one: fc.Arbitrary<Fields>) => one.map((drawn): Fields => ({ update: 'items', updates: [drawn] }));
const severalUpdates = fc
  .tuple(fc.array(updateOne, { minLength: 2, maxLength: 3 }), fc.boolean())
  .map(([drawn, isSorted]) => ({ update: 'items', updates: drawn, ordered: isSorted }));

const deletes = weighted<Fields>(
  [2, filterOfOne.map((q) => ({ q, limit: 1 }))],
  [1, fieldFilter.map((q) => ({ q: { $and: [q, { _id: { $lt: 4 } }] }, limit: 0 }))],
).chain((one) => collated.map((more) => ({ delete: 'items', deletes: [{ ...one, ...more }] })));

const modify = fc
  .record(
    { new: fc.boolean(), upsert: fc.boolean(), fields: findProjection, sort: totalSort },
    { requiredKeys: ['sort'] },
  )
  .chain((options) =>
    fc.tuple(update, weighted<Fields>([3, filterOfOne], [2, filter])).map(([drawn, q]) => {
      const { q: query, u, ...filters } = withUpdate(drawn, q);
      return { findAndModify: 'items', query, update: u, ...filters, ...options };
    }),
  );
const modifyAway = fc
  .tuple(fieldFilter, totalSort)
  .map(([query, sort]) => ({ findAndModify: 'items', query, sort, remove: true }));

const bulk = fc
  .tuple(
    fc.array(
      weighted<Fields>(
        [2, document.map((one) => ({ insertOne: { document: one } }))],
        [3, updateOne.map(({ q, u, ...more }: Fields) => changeOf({ filter: q, update: u, ...more }))],
        [1, updateMany.map(({ q, u, multi, ...more }: Fields) => ({ updateMany: { filter: q, update: u, ...more } }))],
        [1, filterOfOne.map((q) => ({ deleteOne: { filter: q } }))],
      ),
      { minLength: 1, maxLength: 4 },
    ),
    fc.boolean(),
  )
  .map(([operations, isSorted]) => ({ bulkWrite: 'items', operations, ordered: isSorted }));

/** The driver takes a replacement under a name of its own. */
function changeOf({ update: change, arrayFilters, ...one }: Fields): Fields {
  const [first] = Object.keys(Object(change));
  if (Array.isArray(change) || first?.startsWith('$') === true) {
    return { updateOne: { ...one, update: change, ...(Array.isArray(arrayFilters) && { arrayFilters }) } };
  }
  return { replaceOne: { ...one, replacement: change } };
}

const keyPath = fc.constantFrom('n', 'm', 's', 't', 'l', 'o.a', 'd.k', 'd.v', 'x', 'y');
const indexKey = fc
  .array(fc.tuple(keyPath, fc.constantFrom(1, -1)), { minLength: 1, maxLength: 3 })
  .map((fields) => Object.fromEntries(fields));
const index = fc
  .tuple(
    indexKey,
    weighted<Fields>(
      [6, fc.constant({})],
      [1, fc.constant({ unique: true })],
      [1, fc.constant({ sparse: true })],
      [1, fc.constant({ unique: true, sparse: true })],
      [1, fieldFilter.map((partialFilterExpression) => ({ partialFilterExpression }))],
      [1, fc.constantFrom(0, 2).map((n) => ({ partialFilterExpression: { n: { $gt: n } } }))],
      [1, collation.map((drawn) => ({ collation: drawn }))],
    ),
  )
  .map(([key, options]): Fields => ({ key, name: Object.entries(key).flat().join('_'), ...options }));
const createIndex = index.map((drawn) => ({ createIndexes: 'items', indexes: [drawn] }));

export const operation: fc.Arbitrary<Operation> = weighted<Operation>(
  [12, reading('find', ordered)],
  [10, reading('find', unordered, false)],
  [5, reading('count', counting)],
  [5, reading('distinct', distinct, false)],
  [18, aggregate],
  [1, merge],
  [6, writing('insert', insert)],
  [16, writing('update', updates(updateOne))],
  [5, writing('update', updates(updateMany), true)],
  [4, writing('update', updates(fc.oneof(upsert, equality)))],
  [2, writing('update', severalUpdates)],
  [3, writing('bulkWrite', bulk, true)],
  [4, writing('delete', deletes)],
  [10, writing('findAndModify', modify)],
  [2, writing('findAndModify', modifyAway)],
  [3, writing('createIndexes', createIndex)],
  [1, writing('dropIndexes', fc.constant({ dropIndexes: 'items', index: '*' }))],
  [1, reading('listIndexes', fc.constant({ listIndexes: 'items' }), false)],
  [
    1,
    writing(
      'update',
      fc.tuple(content, documentId).map(([u, _id]) => ({ update: 'items', updates: [{ q: { _id }, u }] })),
    ),
  ],
);

/** A small set of collections and what is done to it. */
export function run(operations: number): fc.Arbitrary<Run> {
  return fc.record({
    indexes: fc.array(index, { maxLength: 2 }),
    documents: fc.uniqueArray(document, { minLength: 3, maxLength: 9, selector: ({ _id }) => JSON.stringify(_id) }),
    others: fc.uniqueArray(document, { maxLength: 4, selector: ({ _id }) => JSON.stringify(_id) }),
    operations: fc.array(operation, { minLength: operations, maxLength: operations, size: 'max' }),
  });
}
