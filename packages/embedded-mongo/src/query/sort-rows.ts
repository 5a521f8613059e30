import { compareValues, isNumeric, rank, rankOf, type TextOrder } from '../bson/compare.ts';
import { asNumber, print } from '../bson/read-value.ts';
import { type Doc, emptyArray, type Value } from '../bson/value.ts';
import { badValue, CommandError, notSupported, typeMismatch } from '../command-error.ts';
import { encodeKey, type KeyPart } from '../keys/encode-key.ts';
import { keyParts } from '../keys/key-parts.ts';
import { textOrder } from './collation.ts';
import type { Collation } from './context.ts';
import { checkFieldPath } from './field-path.ts';
import type { SortField } from './plan.ts';
import { Row, rowsOf, type Source } from './row.ts';
import { typeName } from './type-names.ts';

export const maxSortBytes = 100 * 1024 * 1024;

export function parseSort(sort: Value | undefined): SortField[] {
  if (sort === undefined) return [];
  if (!(sort instanceof Map)) throw typeMismatch(`Expected field 'sort' to be of type object, not ${typeName(sort)}`);
  if (sort.has('$natural') && sort.size > 1)
    throw badValue('$natural sort cannot be set to a value other than -1 or 1');
  return [...sort].map(([field, value]) => {
    if (field !== '$natural') checkFieldPath(field);
    if (value instanceof Map) throw notSupported('sorting by an expression ($meta)');
    if (!isNumeric(value))
      throw new CommandError(15974, `Illegal key in $sort specification: ${field}: ${print(value)}`);
    const direction = Math.trunc(asNumber(value));
    if (direction === 1 || direction === -1) return { field, direction };
    throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  });
}

/**
 * The rows in order, the first `keep` of them if that is not 0; texts as the collation has them. Holds at most 100 MiB of
 * documents and fails with QueryExceededMemoryLimitNoDiskUseAllowed (292) beyond.
 */
export function sortRows(
  source: Source,
  sort: readonly SortField[],
  keep: number,
  collation?: Collation,
  maxBytes = maxSortBytes,
): Source {
  let sorted: Source | undefined;
  const text = collation && textOrder(collation);
  const collect = (): Row[] =>
    text
      ? collectSorted(source, partsKey(sort, text), compareParts(sort, text), () => 16, keep, maxBytes)
      : collectSorted(source, sortKey(sort), Buffer.compare, ({ length }) => length, keep, maxBytes);
  return {
    get isDone() {
      return sorted?.isDone ?? false;
    },
    read(take) {
      sorted ??= rowsOf(collect());
      sorted.read(take);
    },
  };
}

function collectSorted<K>(
  source: Source,
  keyOf: (doc: Doc) => K,
  compare: (a: K, b: K) => number,
  sizeOf: (key: K) => number,
  keep: number,
  maxBytes: number,
): Row[] {
  let held: { key: K; row: Row }[] = [];
  let bytes = 0;
  const trim = (): void => {
    held.sort((a, b) => compare(a.key, b.key));
    if (keep === 0) return;
    held = held.slice(0, keep);
    bytes = held.reduce((sum, { key, row }) => sum + sizeOf(key) + row.data.length, 0);
  };
  source.read((row) => {
    const key = keyOf(row.doc);
    held.push({ key, row: new Row(row.row, row.data) });
    bytes += sizeOf(key) + row.data.length;
    if (keep > 0 && held.length >= keep * 2 + 64) trim();
    if (bytes > maxBytes) trim();
    if (bytes > maxBytes) {
      throw new CommandError(
        292,
        `Sort exceeded memory limit of ${maxBytes} bytes, and sorting on disk is not supported: add an index or a limit`,
      );
    }
    return true;
  });
  trim();
  return held.map(({ row }) => row);
}

/** A document sorts by the first of the keys it would have in an index on the fields sorted by. */
export function sortKey(sort: readonly SortField[]): (doc: Doc) => Buffer {
  const paths = sort.map(({ field }) => field.split('.'));
  const directions = sort.map(({ direction }) => direction);
  const plain = sort.every(({ field }) => !field.includes('.'));
  return (doc) => {
    if (plain) {
      const values = sort.map(({ field }) => doc.get(field));
      if (!values.some(Array.isArray)) return encodeKey(values, directions);
    }
    return least(tuplesOf(doc, paths).map((parts) => encodeKey(parts, directions)));
  };
}

function tuplesOf(doc: Doc, paths: readonly (readonly string[])[]): KeyPart[][] {
  try {
    return keyParts(doc, paths).tuples;
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 171) throw error;
    throw badValue('cannot sort with keys that are parallel arrays');
  }
}

function least(keys: Buffer[]): Buffer {
  return keys.reduce((a, b) => (Buffer.compare(a, b) <= 0 ? a : b));
}

function partsKey(sort: readonly SortField[], text: TextOrder): (doc: Doc) => KeyPart[] {
  const paths = sort.map(({ field }) => field.split('.'));
  const compare = compareParts(sort, text);
  return (doc) => tuplesOf(doc, paths).reduce((known, parts) => (compare(parts, known) < 0 ? parts : known));
}

function compareParts(sort: readonly SortField[], text: TextOrder): (a: KeyPart[], b: KeyPart[]) => number {
  return (a, b) => {
    for (const [at, { direction }] of sort.entries()) {
      const order = comparePart(a[at], b[at], text);
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function comparePart(left: KeyPart, right: KeyPart, text: TextOrder): number {
  if (left !== emptyArray && right !== emptyArray) return compareValues(left, right, text);
  return placeOf(left) - placeOf(right);
}

function placeOf(part: KeyPart): number {
  return part === emptyArray ? rank.emptyArray : rankOf(part);
}
