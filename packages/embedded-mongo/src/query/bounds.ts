import { BSONRegExp, Double, MaxKey, MinKey } from 'bson';
import { rank, rankOf } from '../bson/compare.ts';
import type { Value } from '../bson/value.ts';
import { encodeKey, encodeValueKey, keyAfter } from '../keys/encode-key.ts';
import type { FieldFilter } from './parse-filter.ts';
import { isNaNValue, isOrderOperator } from './value-tests.ts';

/** Keys from `low` up to but not including `high`. */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

/** What an index can do for one field: exact values or one range, and which filters need no second look. */
export interface FieldBounds {
  points: Buffer[] | undefined;
  range: KeyRange | undefined;
  absorbed: FieldFilter[];
  /** A document without the field is outside these bounds. */
  needsField: boolean;
}

/** Undefined when none of the filters on the field can be served by an index. */
export function fieldBounds(
  filters: readonly FieldFilter[],
  direction: 1 | -1,
  isMultikey: boolean,
): FieldBounds | undefined {
  const exact = filters.find((filter) => filter.operator === '$eq' && isScalar(filter.operand));
  const listed = exact ?? filters.find((filter) => filter.operator === '$in' && isScalarList(filter.operand));
  if (listed) return pointBounds(listed, direction, isMultikey);
  const ranges = filters.filter(isRange);
  const used = isMultikey ? ranges.slice(0, 1) : ranges;
  return used.length === 0 ? undefined : rangeBounds(used, direction);
}

function pointBounds(filter: FieldFilter, direction: 1 | -1, isMultikey: boolean): FieldBounds {
  const values = filter.operator === '$in' && Array.isArray(filter.operand) ? filter.operand : [filter.operand];
  const hasNull = values.includes(null);
  const points = values.map((value) => encodeKey([value], [direction]));
  if (points.length > 1) points.sort(Buffer.compare);
  return {
    points: points.filter((point, at) => at === 0 || !points[at - 1]?.equals(point)),
    range: undefined,
    absorbed: hasNull && isMultikey ? [] : [filter],
    needsField: !hasNull,
  };
}

interface End {
  bytes: Buffer;
  isInclusive: boolean;
}

function rangeBounds(filters: readonly FieldFilter[], direction: 1 | -1): FieldBounds {
  let low: End | undefined;
  let high: End | undefined;
  for (const { operator, operand } of filters) {
    const end = { bytes: encodeValueKey(operand), isInclusive: operator === '$gte' || operator === '$lte' };
    const kind = rankOf(operand);
    const section = { bytes: Buffer.from([kind]), isInclusive: true };
    const bottom = kind === rank.number ? { bytes: notANumber, isInclusive: false } : section;
    const isLower = operator === '$gt' || operator === '$gte';
    low = tighter(low, isLower ? end : bottom, 1);
    high = tighter(high, isLower ? section : end, -1);
  }
  return { points: undefined, range: toRange(low, high, direction), absorbed: [...filters], needsField: true };
}

const notANumber = encodeValueKey(new Double(Number.NaN));

function tighter(known: End | undefined, other: End, side: 1 | -1): End {
  if (!known) return other;
  const order = Buffer.compare(edge(known, side), edge(other, side)) * side;
  return order >= 0 ? known : other;
}

/** Where the end cuts the key space: before its bytes or behind everything that starts with them. */
function edge(end: End, side: 1 | -1): Buffer {
  return end.isInclusive === (side === 1) ? end.bytes : keyAfter(end.bytes);
}

function toRange(low: End | undefined, high: End | undefined, direction: 1 | -1): KeyRange {
  const from = low ?? { bytes: Buffer.from([0]), isInclusive: true };
  const to = high ?? { bytes: Buffer.from([0xf0]), isInclusive: true };
  if (direction === 1) return { low: edge(from, 1), high: edge(to, -1) };
  return { low: edge(inverted(to), 1), high: edge(inverted(from), -1) };
}

function inverted(end: End): End {
  return { bytes: Buffer.from(end.bytes.map((byte) => ~byte)), isInclusive: end.isInclusive };
}

function isRange(filter: FieldFilter): boolean {
  const { operand } = filter;
  if (!isOrderOperator(filter.operator) || !isScalar(operand) || operand === null) return false;
  return !isNaNValue(operand) && !(operand instanceof MinKey) && !(operand instanceof MaxKey);
}

function isScalar(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp);
}

function isScalarList(value: Value): boolean {
  return Array.isArray(value) && value.every(isScalar);
}
