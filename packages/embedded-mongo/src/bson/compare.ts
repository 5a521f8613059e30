import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, MinKey, ObjectId, Timestamp } from 'bson';
import { compareDecimals, exactDecimal } from './decimal.ts';
import type { Doc, Numeric, Value } from './value.ts';

/** MongoDB's comparison order of types; a missing value counts as null. */
export const rank = {
  minKey: 0x08,
  emptyArray: 0x0c,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x48,
  binary: 0x50,
  objectId: 0x58,
  boolean: 0x60,
  date: 0x68,
  timestamp: 0x70,
  regex: 0x78,
  code: 0x80,
  maxKey: 0xf0,
} as const;

export function rankOf(value: Value | undefined): number {
  switch (typeof value) {
    case 'string':
      return rank.string;
    case 'number':
    case 'bigint':
      return rank.number;
    case 'boolean':
      return rank.boolean;
    case 'undefined':
      return rank.null;
    default:
      return objectRank(value);
  }
}

function objectRank(value: Exclude<Value, string | number | bigint | boolean>): number {
  if (value === null) return rank.null;
  if (value instanceof Map) return rank.object;
  if (Array.isArray(value)) return rank.array;
  if (value instanceof ObjectId) return rank.objectId;
  if (value instanceof Date) return rank.date;
  if (value instanceof Double || value instanceof Decimal128) return rank.number;
  if (value instanceof Binary) return rank.binary;
  if (value instanceof Timestamp) return rank.timestamp;
  if (value instanceof BSONRegExp) return rank.regex;
  if (value instanceof BSONSymbol) return rank.string;
  if (value instanceof Code) return rank.code;
  return value instanceof MinKey ? rank.minKey : rank.maxKey;
}

/** How two strings compare: by their bytes or by a collation. Names of fields always compare by their bytes. */
export type TextOrder = (left: string, right: string) => number;

/** Negative, zero or positive as MongoDB orders the two values, types first, numbers of all kinds by value. */
export function compareValues(
  left: Value | undefined,
  right: Value | undefined,
  text: TextOrder = compareText,
): number {
  const byRank = rankOf(left) - rankOf(right);
  return byRank !== 0 ? byRank : compareSameRank(left, right, text);
}

export function equalValues(left: Value | undefined, right: Value | undefined, text: TextOrder = compareText): boolean {
  return left === right || compareValues(left, right, text) === 0;
}

function compareSameRank(left: Value | undefined, right: Value | undefined, text: TextOrder): number {
  if (typeof left === 'string' && typeof right === 'string') return text(left, right);
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (left instanceof ObjectId && right instanceof ObjectId) return Buffer.compare(left.id, right.id);
  if (left instanceof Map && right instanceof Map) return compareDocuments(left, right, text);
  if (Array.isArray(left) && Array.isArray(right)) return compareArrays(left, right, text);
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (typeof left === 'boolean') return Number(left) - Number(right);
  if (left instanceof Binary && right instanceof Binary) return compareBinaries(left, right);
  if (left instanceof Timestamp && right instanceof Timestamp) return left.t - right.t || left.i - right.i;
  if (left instanceof BSONRegExp && right instanceof BSONRegExp) {
    return compareText(left.pattern, right.pattern) || compareText(left.options, right.options);
  }
  if (left instanceof Code && right instanceof Code) return compareText(left.code, right.code);
  if (rankOf(left) === rank.string) return text(textOf(left), textOf(right));
  return 0;
}

function textOf(value: Value | undefined): string {
  if (value instanceof BSONSymbol) return value.value;
  return typeof value === 'string' ? value : '';
}

export function isNumeric(value: Value | undefined): value is Numeric {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal128
  );
}

function compareNumbers(left: Numeric, right: Numeric): number {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    return compareDecimals(exactDecimal(left), exactDecimal(right));
  }
  const a = left instanceof Double ? left.value : left;
  const b = right instanceof Double ? right.value : right;
  if (a < b) return -1;
  if (a > b) return 1;
  if (a >= b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** By UTF-8 bytes, which JavaScript's own comparison of UTF-16 units is not beyond the basic plane. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return codePointOrder(a) - codePointOrder(b);
  }
  return left.length - right.length;
}

function codePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

function compareDocuments(left: Doc, right: Doc, text: TextOrder): number {
  const others = right.entries();
  for (const [name, value] of left) {
    const other = others.next();
    if (other.done) return 1;
    const [otherName, otherValue] = other.value;
    const difference =
      rankOf(value) - rankOf(otherValue) || compareText(name, otherName) || compareSameRank(value, otherValue, text);
    if (difference !== 0) return difference;
  }
  return others.next().done ? 0 : -1;
}

function compareArrays(left: Value[], right: Value[], text: TextOrder): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = compareValues(left[index], right[index], text);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareBinaries(left: Binary, right: Binary): number {
  return (
    left.position - right.position ||
    left.sub_type - right.sub_type ||
    Buffer.compare(left.buffer.subarray(0, left.position), right.buffer.subarray(0, right.position))
  );
}
