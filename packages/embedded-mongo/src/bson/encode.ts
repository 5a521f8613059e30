import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  type MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import type { Doc, Out, Reply, Value } from './value.ts';

/** Encodes a document or reply into bytes of its own. Fields that are `undefined` are left out. */
export function encodeDocument(doc: Doc | Reply): Buffer {
  const size = encodeInto(doc, 0);
  return Buffer.from(scratch.subarray(0, size));
}

/** Encodes behind `headroom` bytes left for the caller to fill; the result holds both. */
export function encodeWithHeadroom(doc: Doc | Reply, headroom: number): Buffer {
  const end = encodeInto(doc, headroom);
  return Buffer.from(scratch.subarray(0, end));
}

const keepScratchBelow = 4 * 1024 * 1024;
const names = Array.from({ length: 1000 }, (_, index) => String(index));
let scratch = Buffer.allocUnsafe(64 * 1024);
let at = 0;

function encodeInto(doc: Doc | Reply, start: number): number {
  if (scratch.length > keepScratchBelow) scratch = Buffer.allocUnsafe(64 * 1024);
  at = start;
  room(0);
  writeDocument(doc);
  return at;
}

function room(size: number): void {
  const needed = at + size + 64;
  if (needed <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(needed, scratch.length * 2));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function writeDocument(doc: Doc | Reply): void {
  const start = open();
  if (doc instanceof Map) for (const [name, value] of doc) writeField(name, value);
  else for (const name in doc) writeField(name, doc[name]);
  close(start);
}

function writeArray(values: Out[]): void {
  const start = open();
  for (let index = 0; index < values.length; index++) writeField(names[index] ?? String(index), values[index] ?? null);
  close(start);
}

function open(): number {
  room(8);
  const start = at;
  at += 4;
  return start;
}

function close(start: number): void {
  room(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function writeField(name: string, value: Out): void {
  if (value === undefined) return;
  room(name.length * 3 + 2);
  const typeAt = at++;
  writeText(name);
  scratch[at++] = 0;
  // Writing the value may replace the scratch buffer, so it comes first.
  const type = writeValue(value);
  scratch[typeAt] = type;
}

function writeText(text: string): void {
  const length = text.length;
  if (length > 32) {
    at += scratch.write(text, at);
    return;
  }
  const start = at;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      at = start + scratch.write(text, start);
      return;
    }
    scratch[at++] = code;
  }
}

function writeString(text: string): void {
  room(text.length * 3 + 5);
  const start = at;
  at += 4;
  writeText(text);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start - 4, start);
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function writeValue(value: Exclude<Out, undefined>): number {
  switch (typeof value) {
    case 'string':
      writeString(value);
      return 0x02;
    case 'number':
      return writeNumber(value);
    case 'boolean':
      scratch[at++] = value ? 1 : 0;
      return 0x08;
    case 'bigint':
      at = scratch.writeBigInt64LE(value, at);
      return 0x12;
    case 'symbol':
      return 0x06;
    default:
      return writeObject(value);
  }
}

function writeNumber(value: number): number {
  if ((value | 0) === value && !Object.is(value, -0)) {
    at = scratch.writeInt32LE(value, at);
    return 0x10;
  }
  at = scratch.writeDoubleLE(value, at);
  return 0x01;
}

function writeObject(value: Exclude<Out, undefined | string | number | boolean | bigint | symbol>): number {
  if (value === null) return 0x0a;
  if (value instanceof Map) {
    writeDocument(value);
    return 0x03;
  }
  if (Array.isArray(value)) {
    writeArray(value);
    return 0x04;
  }
  if (value instanceof Uint8Array) {
    writeBytes(value);
    return 0x03;
  }
  if (value instanceof ObjectId) {
    writeBytes(value.id);
    return 0x07;
  }
  if (value instanceof Date) {
    const ms = value.getTime();
    at = scratch.writeBigInt64LE(BigInt(Number.isNaN(ms) ? 0 : ms), at);
    return 0x09;
  }
  if (value instanceof Double) {
    at = scratch.writeDoubleLE(value.value, at);
    return 0x01;
  }
  if (isRare(value)) return writeRare(value);
  writeDocument(value);
  return 0x03;
}

type Rare = Exclude<Value, null | string | number | boolean | bigint | Doc | Value[] | ObjectId | Date | Double>;

function isRare(value: Rare | Reply): value is Rare {
  return '_bsontype' in value;
}

function writeRare(value: Rare): number {
  if (value instanceof Decimal128) {
    writeBytes(value.bytes);
    return 0x13;
  }
  if (value instanceof Binary) {
    room(5 + value.position);
    at = scratch.writeInt32LE(value.position, at);
    scratch[at++] = value.sub_type;
    writeBytes(value.buffer.subarray(0, value.position));
    return 0x05;
  }
  if (value instanceof BSONRegExp) {
    room((value.pattern.length + value.options.length) * 3 + 2);
    writeText(value.pattern);
    scratch[at++] = 0;
    writeText(value.options);
    scratch[at++] = 0;
    return 0x0b;
  }
  if (value instanceof Timestamp) {
    at = scratch.writeUInt32LE(value.i, at);
    at = scratch.writeUInt32LE(value.t, at);
    return 0x11;
  }
  if (value instanceof BSONSymbol) {
    writeString(value.value);
    return 0x0e;
  }
  if (value instanceof Code) {
    writeString(value.code);
    return 0x0d;
  }
  return value instanceof MinKey ? 0xff : writeMaxKey(value);
}

function writeMaxKey(_value: MaxKey): number {
  return 0x7f;
}
