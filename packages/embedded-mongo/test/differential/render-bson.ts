import { Binary, BSONRegExp, Decimal128, Double, Long, ObjectId, Timestamp } from 'mongodb';
import { madeIdPrefix } from './values.ts';

const hourMs = 3_600_000;

/** A BSON document's bytes as text: every type told apart, keys in their order, what only a server could choose left open. */
export function renderDocument(bytes: Uint8Array): string {
  return renderFields(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), false);
}

function renderFields(bytes: Buffer, isArray: boolean): string {
  const parts: string[] = [];
  let at = 4;
  while (at < bytes.length - 1) {
    const type = bytes[at];
    const end = bytes.indexOf(0, at + 1);
    const name = bytes.toString('utf8', at + 1, end);
    const size = sizeOf(type, bytes, end + 1);
    const value = bytes.subarray(end + 1, end + 1 + size);
    // The order within a set is nobody's promise.
    const text = name === 'set' && type === 4 ? sortedElements(value) : renderElement(type, value);
    parts.push(isArray ? text : `${name}: ${text}`);
    at = end + 1 + size;
  }
  return isArray ? `[${parts.join(', ')}]` : `{${parts.join(', ')}}`;
}

function sortedElements(value: Buffer): string {
  const parts: string[] = [];
  let at = 4;
  while (at < value.length - 1) {
    const end = value.indexOf(0, at + 1);
    const size = sizeOf(value[at], value, end + 1);
    parts.push(renderElement(value[at], value.subarray(end + 1, end + 1 + size)));
    at = end + 1 + size;
  }
  return `set[${parts.sort().join(', ')}]`;
}

const fixedSizes = new Map([
  ...[6, 10, 0x7f, 0xff].map((type) => [type, 0] as const),
  [8, 1] as const,
  [16, 4] as const,
  ...[1, 9, 17, 18].map((type) => [type, 8] as const),
  [7, 12] as const,
  [19, 16] as const,
]);

function sizeOf(type: number | undefined, bytes: Buffer, at: number): number {
  const fixed = fixedSizes.get(type ?? -1);
  if (fixed !== undefined) return fixed;
  if (type === 3 || type === 4 || type === 15) return bytes.readInt32LE(at);
  if (type === 5) return bytes.readInt32LE(at) + 5;
  if (type === 11) return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1 - at;
  if (type === 2 || type === 13 || type === 14) return bytes.readInt32LE(at) + 4;
  throw new Error(`a BSON element of type ${type}`);
}

function renderElement(type: number | undefined, value: Buffer): string {
  switch (type) {
    case 1:
      return renderDouble(value.readDoubleLE());
    case 2:
      return JSON.stringify(value.toString('utf8', 4, value.length - 1));
    case 3:
      return renderFields(value, false);
    case 4:
      return renderFields(value, true);
    case 5:
      return `Binary(${value[4]}, ${value.toString('hex', 5)})`;
    case 7:
      return renderObjectId(value.toString('hex'));
    case 8:
      return value[0] === 1 ? 'true' : 'false';
    case 9:
      return renderDate(Number(value.readBigInt64LE()));
    case 10:
      return 'null';
    case 11:
      return `/${value.toString('utf8', 0, value.indexOf(0))}/${value.toString('utf8', value.indexOf(0) + 1, value.length - 1)}`;
    case 16:
      return String(value.readInt32LE());
    case 17:
      return renderTimestamp(value.readUInt32LE(4), value.readUInt32LE(0));
    case 18:
      return `Long(${value.readBigInt64LE()})`;
    case 19:
      return `Decimal(${new Decimal128(value)})`;
    case 0xff:
      return 'MinKey';
    case 0x7f:
      return 'MaxKey';
    default:
      return `BSON(${type}, ${value.toString('hex')})`;
  }
}

function renderDouble(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : `Double(${value})`;
}

function renderObjectId(hex: string): string {
  return hex.startsWith(madeIdPrefix) ? `ObjectId(${hex})` : 'ObjectId(made by the server)';
}

function renderDate(ms: number): string {
  return Math.abs(ms - Date.now()) < hourMs ? 'Date(now)' : `Date(${ms})`;
}

function renderTimestamp(t: number, i: number): string {
  return Math.abs(t * 1000 - Date.now()) < hourMs ? 'Timestamp(now)' : `Timestamp(${t}, ${i})`;
}

/** A value as the driver gives it with `raw`: documents are bytes, the rest is not promoted. */
export function renderValue(value: unknown): string {
  if (value instanceof Uint8Array) return renderDocument(value);
  if (Array.isArray(value)) return `[${value.map(renderValue).join(', ')}]`;
  if (value instanceof Double) return renderDouble(value.value);
  if (value instanceof ObjectId) return renderObjectId(value.toHexString());
  if (value instanceof Date) return renderDate(value.getTime());
  if (value instanceof Timestamp) return renderTimestamp(value.t, value.i);
  if (value instanceof Long) return `Long(${value})`;
  if (value instanceof Decimal128) return `Decimal(${value})`;
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Binary) return `Binary(${value.sub_type}, ${Buffer.from(value.value()).toString('hex')})`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
