import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Double } from 'bson';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareValues } from '../bson/compare.ts';
import type { Doc, Value } from '../bson/value.ts';
import { checkIntegrity } from '../check-integrity.ts';
import type { Engine } from '../commands/call.ts';
import { insertDocument } from '../commands/insert.ts';
import { readIndexSpec } from '../keys/index-spec.ts';
import { openEngine } from '../open-engine.ts';
import type { Collection } from '../storage/collection.ts';
import { findRows } from './find-rows.ts';
import { parseFilter } from './parse-filter.ts';
import type { SortField } from './plan.ts';
import { planQuery } from './plan-query.ts';

let dataDir: string;
let engine: Engine;
let made = 0;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'embedded-plan-'));
  engine = openEngine(dataDir);
});
afterEach(() => {
  engine.file.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function collection(...keys: Record<string, 1 | -1>[]): Collection {
  const one = engine.catalog.findOrCreate('db', `c${++made}`);
  const specs = keys.map((key) => readIndexSpec(doc({ key: doc(key), name: Object.keys(key).join('_') })));
  engine.catalog.createIndexes(one, specs);
  return one;
}

function doc(fields: Record<string, Value>): Doc {
  return new Map(Object.entries(fields));
}

function sorts(sort: Record<string, 1 | -1>): SortField[] {
  return Object.entries(sort).map(([field, direction]) => ({ field, direction }));
}

describe('planQuery', () => {
  function chosen(one: Collection, filter: Doc, sort: Record<string, 1 | -1> = {}) {
    const { index, servesSort, isReverse, residual, ranges } = planQuery(one, parseFilter(filter), sorts(sort));
    const name = index === undefined || index === '_id' ? index : index.spec.name;
    return { name, servesSort, isReverse, isExact: residual === undefined, ranges: ranges.length };
  }

  test('an _id is looked up directly whatever else is indexed', () => {
    const one = collection({ tenant: 1 });
    const filter = doc({ tenant: 't', _id: 1 });
    expect(chosen(one, filter)).toMatchObject({ name: '_id', ranges: 1, isExact: false });
  });

  test('equality, then a range, then the order of the index need no second look and no sort', () => {
    const one = collection({ tenant: 1, at: -1 }, { tenant: 1 });
    const filter = doc({ tenant: 't', at: doc({ $gt: 5 }) });
    const expected = { name: 'tenant_at', servesSort: true, isExact: true };
    expect(chosen(one, filter, { at: -1 })).toMatchObject({ ...expected, isReverse: false });
    expect(chosen(one, filter, { at: 1 })).toMatchObject({ ...expected, isReverse: true });
  });

  test('a list of values becomes one range each, also in front of another field', () => {
    const one = collection({ a: 1, b: 1 });
    expect(chosen(one, doc({ a: doc({ $in: [3, 1, 3] }), b: doc({ $in: [1, 2] }) }))).toMatchObject({
      name: 'a_b',
      ranges: 4,
      isExact: true,
    });
  });

  test('an index that neither narrows nor orders is left alone', () => {
    const one = collection({ a: 1, b: 1 });
    expect(chosen(one, doc({ b: 1 })).name).toBeUndefined();
    expect(chosen(one, doc({ b: 1 }), { a: 1 }).name).toBe('a_b');
  });
});

const fieldValues: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(null, 1, 2, 3, 2n, 'a', 'b', true, []),
  fc.constant(new Double(1.5)),
  fc.array(fc.constantFrom<Value>(1, 2, 3, 'a', null, []), { maxLength: 3 }),
  fc.array(fc.constantFrom<Value>(doc({ c: 1 }), doc({ c: 2 }), doc({}), 1), { maxLength: 2 }),
  fc.constantFrom<Value>(doc({ c: 1 }), doc({ c: [1, 2] })),
);
const documents = fc
  .record({ a: fieldValues, b: fieldValues, d: fieldValues }, { requiredKeys: [] })
  .map((fields): Doc => new Map(Object.entries(fields).filter(([, value]) => value !== undefined)));
const operands = fc.oneof(
  fieldValues,
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), fc.constantFrom<Value>(1, 2, 'a', null, true))
    .map(([operator, value]): Value => doc({ [operator]: value })),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })).map(
    ([low, high]): Value =>
      new Map<string, Value>([
        ['$gte', low],
        ['$lte', high],
      ]),
  ),
  fc.array(fc.constantFrom<Value>(1, 2, 'a', null), { maxLength: 3 }).map((list): Value => doc({ $in: list })),
  fc.boolean().map((value): Value => doc({ $exists: value })),
);
const filters = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'a.c', 'd'), operands), { maxLength: 3 })
  .map((pairs) => new Map(pairs));
const orders = fc.constantFrom<Record<string, 1 | -1>>({}, { a: 1 }, { b: -1 }, { a: -1, b: 1 }, { 'a.c': 1 });

describe('a query through indexes', () => {
  test('finds the same documents in the same order as one through the whole collection', () => {
    const keys: Record<string, 1 | -1>[] = [{ a: 1, b: -1 }, { b: 1 }, { 'a.c': 1, b: 1 }, { a: -1, d: 1 }];
    const query = fc.tuple(filters, orders);
    fc.assert(
      fc.property(
        fc.array(documents, { maxLength: 12 }),
        fc.array(query, { minLength: 8, maxLength: 8 }),
        (docs, queries) => {
          const plain = collection();
          const indexed = collection(...keys);
          const stored = docs.filter((fields) =>
            accepted(() => insertDocument(engine.file, indexed, new Map([['_id', made++], ...fields]))),
          );
          expect(stored.length).toBe(count(indexed));
          for (const data of rows(indexed, new Map(), {})) insertDocument(engine.file, plain, data);
          for (const [filter, order] of queries) {
            const expected = rows(plain, filter, order);
            const found = rows(indexed, filter, order);
            expect(ids(found)).toEqual(ids(expected));
            expect(sortedAs(found, order)).toEqual(sortedAs(expected, order));
          }
          expect(checkIntegrity(engine.file, engine.catalog).problems).toEqual([]);
          engine.catalog.drop(plain);
          engine.catalog.drop(indexed);
        },
      ),
      { numRuns: 60 },
    );
  });

  function accepted(insert: () => unknown): boolean {
    try {
      insert();
      return true;
    } catch (error) {
      expect(String(error)).toContain('parallel arrays');
      return false;
    }
  }

  function rows(one: Collection, filter: Doc, order: Record<string, 1 | -1>): Doc[] {
    const found: Doc[] = [];
    findRows(engine.file, one, { filter: parseFilter(filter), sort: sorts(order) }).read((row) => {
      found.push(row.doc);
      return true;
    });
    return found;
  }

  function count(one: Collection): number {
    return rows(one, new Map(), {}).length;
  }

  function ids(docs: Doc[]): Value[] {
    return docs.map((one) => one.get('_id') ?? null).sort(compareValues);
  }

  /** Rows that sort alike may come in any order: compared are the values sorted by. */
  function sortedAs(docs: Doc[], order: Record<string, 1 | -1>): (Value | undefined)[][] {
    return docs.map((one) =>
      Object.keys(order)
        .filter((field) => !field.includes('.'))
        .map((field) => least(one.get(field), order[field] ?? 1)),
    );
  }

  function least(value: Value | undefined, direction: 1 | -1): Value | undefined {
    if (!Array.isArray(value)) return value ?? null;
    return [...value].sort((x, y) => compareValues(x, y) * direction)[0];
  }
});
