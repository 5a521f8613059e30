import { BSONRegExp, BSONSymbol, Double, MaxKey, MinKey } from 'bson';
import { rank, rankOf } from '../bson/compare.ts';
import type { Value } from '../bson/value.ts';
import { encodeKey, encodeValueKey, keyAfter } from '../keys/encode-key.ts';
import { type Fold, unfoldable } from '../keys/fold-text.ts';
import type { FieldFilter } from './parse-filter.ts';
import { regexPrefix } from './regex-prefix.ts';
import { isNaNValue, isOrderOperator } from './value-tests.ts';

/** Keys from `low` up to but not including `high`. */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

/** What an index can do for one field: exact values or ranges, and which filters need no second look. */
export interface FieldBounds {
  points: Buffer[] | undefined;
  /** In key order, without overlap; empty when there are points. */
  ranges: KeyRange[];
  absorbed: FieldFilter[];
  /** A document without the field is outside these bounds. */
  needsField: boolean;
}

/** How an index's field serves the query. */
export interface KeyOrder {
  readonly direction: 1 | -1;
  readonly isMultikey: boolean;
  /** Whether query and index have the same collation, without which no text can be looked up. */
  readonly sharesCollation: boolean;
  /** How the index writes texts when it has a collation. */
  readonly fold: Fold | undefined;
  readonly isUnique: boolean;
}

/** Undefined when none of the filters on the field can be served by an index. */
export function fieldBounds(filters: readonly FieldFilter[], order: KeyOrder): FieldBounds | undefined {
  const usable = filters.filter((filter) => isUsable(filter.operand, order));
  const exact = usable.find((filter) => filter.operator === '$eq' && isScalar(filter.operand));
  const listed = exact ?? usable.find((filter) => filter.operator === '$in' && isScalarList(filter.operand));
  if (listed) return pointBounds(listed, filters, order);
  const ranges = usable.filter((filter) => isRange(filter, order));
  const used = order.isMultikey ? ranges.slice(0, 1) : ranges;
  if (used.length > 0) return rangeBounds(used, order.direction);
  return order.fold ? undefined : patternBounds(filters, order);
}

function isUsable(operand: Value, { sharesCollation, fold }: KeyOrder): boolean {
  const values = Array.isArray(operand) ? operand : [operand];
  if (!sharesCollation) return !values.some(holdsText);
  return fold === undefined || values.every((value) => isFoldable(value, fold));
}

function holdsText(value: Value): boolean {
  return isText(value) || value instanceof Map || Array.isArray(value);
}

function isText(value: Value): boolean {
  return typeof value === 'string' || value instanceof BSONSymbol;
}

/** Texts inside documents and arrays are left to the second look. */
function isFoldable(value: Value, fold: Fold): boolean {
  return typeof value === 'string' ? fold(value) !== unfoldable : !holdsText(value);
}

function pointBounds(filter: FieldFilter, all: readonly FieldFilter[], order: KeyOrder): FieldBounds {
  const { direction, isMultikey, fold, isUnique } = order;
  const listed = filter.operator === '$in' && Array.isArray(filter.operand) ? filter.operand : [filter.operand];
  const others = isMultikey ? [] : all.filter((other) => other !== filter);
  const values = listed.filter((value) => value === null || others.every((other) => other.matchesValue(value)));
  const hasNull = values.includes(null);
  const points = values.map((value) => encodeKey([value], [direction], fold));
  const needsLook = fold !== undefined && !isUnique && values.some(isText);
  if (needsLook) points.push(encodeKey([unfoldable], [direction]));
  if (points.length > 1) points.sort(Buffer.compare);
  return {
    points: points.filter((point, at) => at === 0 || !points[at - 1]?.equals(point)),
    ranges: [],
    absorbed: needsLook || (hasNull && isMultikey) ? [] : [filter],
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
  return { points: undefined, ranges: [toRange(low, high, direction)], absorbed: [...filters], needsField: true };
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

/** Patterns whose start is fixed, alone or in an `$in`; what they match is still looked at. */
function patternBounds(filters: readonly FieldFilter[], order: KeyOrder): FieldBounds | undefined {
  for (const { operator, operand } of filters) {
    const values = operator === '$in' && Array.isArray(operand) ? operand : [operand];
    if ((operator !== '$in' && operator !== '$regex') || values.length > 100) continue;
    if (!values.every((value) => value instanceof BSONRegExp || isUsable(value, order))) continue;
    const ranges = values.map((value) => startBounds(value, order.direction));
    if (!ranges.every((one) => one !== undefined) || ranges.length === 0) continue;
    return { points: undefined, ranges: merged(ranges.flat()), absorbed: [], needsField: !values.includes(null) };
  }
  return undefined;
}

/** A stored regular expression matches the same expression, too. */
function startBounds(value: Value, direction: 1 | -1): KeyRange[] | undefined {
  if (Array.isArray(value)) return undefined;
  const whole = prefixRange(encodeKey([value], [direction]));
  if (!(value instanceof BSONRegExp)) return [whole];
  const prefix = regexPrefix(value);
  if (prefix === undefined) return undefined;
  const bytes = Buffer.concat([Buffer.from([rank.string]), Buffer.from(prefix)]);
  return [prefixRange(direction === 1 ? bytes : inverted({ bytes, isInclusive: true }).bytes), whole];
}

function prefixRange(prefix: Buffer): KeyRange {
  return { low: prefix, high: keyAfter(prefix) };
}

function merged(ranges: readonly KeyRange[]): KeyRange[] {
  const result: KeyRange[] = [];
  for (const range of [...ranges].sort((a, b) => Buffer.compare(a.low, b.low))) {
    const last = result.at(-1);
    if (last && Buffer.compare(range.low, last.high) <= 0) {
      if (Buffer.compare(range.high, last.high) > 0) result[result.length - 1] = { low: last.low, high: range.high };
    } else result.push(range);
  }
  return result;
}

function isRange({ operator, operand }: FieldFilter, { fold }: KeyOrder): boolean {
  if (!isOrderOperator(operator) || !isScalar(operand) || operand === null) return false;
  if (fold && holdsText(operand)) return false;
  return !isNaNValue(operand) && !(operand instanceof MinKey) && !(operand instanceof MaxKey);
}

function isScalar(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp);
}

function isScalarList(value: Value): boolean {
  return Array.isArray(value) && value.every(isScalar);
}
