import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, ObjectId, Timestamp } from 'bson';
import { rank, rankOf } from '../bson/compare.ts';
import { type Doc, emptyArray, type Value } from '../bson/value.ts';
import type { Fold } from './fold-text.ts';
import { splitNumber } from './split-number.ts';

export type KeyPart = Value | undefined | typeof emptyArray;

/**
 * Bytes whose memcmp order is MongoDB's order of the values, field by field, `-1` fields inverted. Equal values give equal
 * bytes whatever their number type, and no field's bytes are a prefix of another's. With `fold` texts equal under a collation
 * give equal bytes too, and their order means nothing.
 */
export function encodeKey(parts: readonly KeyPart[], directions: readonly (1 | -1)[], fold?: Fold): Buffer {
  at = 0;
  folding = fold;
  for (let index = 0; index < parts.length; index++) {
    const start = at;
    writePart(parts[index]);
    if (directions[index] === -1) for (let byte = start; byte < at; byte++) scratch[byte] = ~(scratch[byte] ?? 0);
  }
  const key = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > 1024 * 1024) scratch = Buffer.allocUnsafe(4096);
  return key;
}

export function encodeValueKey(value: KeyPart, fold?: Fold): Buffer {
  return encodeKey([value], [1], fold);
}

/** The smallest key greater than every key that starts with these bytes. */
export function keyAfter(prefix: Buffer): Buffer {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  const next = Buffer.from(prefix.subarray(0, end));
  if (end > 0) next[end - 1] = (next[end - 1] ?? 0) + 1;
  return next;
}

let folding: Fold | undefined;
let scratch = Buffer.allocUnsafe(4096);
let at = 0;

function room(size: number): void {
  if (at + size <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(at + size, scratch.length * 2));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function byte(value: number): void {
  room(1);
  scratch[at++] = value;
}

function writePart(value: KeyPart): void {
  if (value === emptyArray) {
    byte(rank.emptyArray);
    return;
  }
  byte(rankOf(value));
  writePayload(value);
}

function writePayload(value: Value | undefined): void {
  switch (typeof value) {
    case 'string':
      writeText(folding ? folding(value) : value);
      return;
    case 'number':
    case 'bigint':
      writeNumber(value);
      return;
    case 'boolean':
      byte(value ? 1 : 0);
      return;
    case 'undefined':
      return;
    default:
      writeObjectPayload(value);
  }
}

function writeObjectPayload(value: Exclude<Value, string | number | bigint | boolean>): void {
  if (value === null) return;
  if (value instanceof ObjectId) writeBytes(value.id);
  else if (value instanceof Map) writeFields(value);
  else if (Array.isArray(value)) writeElements(value);
  else if (value instanceof Date) writeSigned(BigInt(value.getTime() || 0));
  else if (value instanceof Double || value instanceof Decimal128) writeNumber(value);
  else if (value instanceof Binary) writeBinary(value);
  else if (value instanceof BSONSymbol) writeText(folding ? folding(value.value) : value.value);
  else if (value instanceof Code) writeText(value.code);
  else if (value instanceof Timestamp) {
    room(8);
    at = scratch.writeUInt32BE(value.t, at);
    at = scratch.writeUInt32BE(value.i, at);
  } else if (value instanceof BSONRegExp) {
    writeText(value.pattern);
    writeText(value.options);
  }
}

/** A zero byte inside text becomes 00 FF, so that the end, 00 00, sorts before every continuation. */
function writeText(text: string): void {
  room(text.length * 6 + 2);
  const start = at;
  at += scratch.write(text, at);
  let zero = text.includes('\0') ? scratch.indexOf(0, start) : -1;
  while (zero >= 0 && zero < at) {
    scratch.copyWithin(zero + 2, zero + 1, at);
    scratch[zero + 1] = 0xff;
    at++;
    zero = scratch.indexOf(0, zero + 2);
  }
  scratch[at++] = 0;
  scratch[at++] = 0;
}

function writeNumber(value: number | bigint | Double | Decimal128): void {
  const { floor, remainder } = splitNumber(value);
  room(17);
  if (Number.isNaN(floor)) scratch.fill(0, at, at + 8);
  else {
    scratch.writeDoubleBE(floor === 0 ? 0 : floor, at);
    if (floor < 0) for (let index = at; index < at + 8; index++) scratch[index] = ~(scratch[index] ?? 0);
    else scratch[at] = (scratch[at] ?? 0) | 0x80;
  }
  at += 8;
  byte(remainder === 0n ? 0 : 1);
  if (remainder !== 0n) at = scratch.writeBigUInt64BE(remainder, at);
}

function writeSigned(value: bigint): void {
  room(8);
  at = scratch.writeBigUInt64BE(BigInt.asUintN(64, value) ^ (1n << 63n), at);
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function writeBinary(value: Binary): void {
  room(5);
  at = scratch.writeUInt32BE(value.position, at);
  byte(value.sub_type);
  writeBytes(value.buffer.subarray(0, value.position));
}

function writeFields(doc: Doc): void {
  for (const [name, value] of doc) {
    byte(rankOf(value));
    writeText(name);
    writePayload(value);
  }
  byte(0);
}

function writeElements(values: Value[]): void {
  for (const value of values) writePart(value);
  byte(0);
}
