import { Decimal128, Double } from 'bson';
import type { Value } from './value.ts';

/** A numeric value as a JavaScript number, NaN for everything else. */
export function asNumber(value: Value | undefined): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Decimal128 ? Number(value.toString()) : Number.NaN;
}

/** Truth as MongoDB reads options: true and numbers other than zero. */
export function isTrue(value: Value | undefined): boolean {
  if (typeof value === 'boolean') return value;
  const number = asNumber(value);
  return !Number.isNaN(number) && number !== 0;
}

/** The value as MongoDB prints it in messages, e.g. `{ a: "x", b: ObjectId('…') }`. */
export function print(value: Value | undefined): string {
  if (value === undefined) return 'MISSING';
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(print).join(', ')} ]`;
  if (value instanceof Map) {
    if (value.size === 0) return '{}';
    return `{ ${[...value].map(([name, inner]) => `${name}: ${print(inner)}`).join(', ')} }`;
  }
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Double) return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
  if (typeof value === 'object' && value._bsontype === 'ObjectId') return `ObjectId('${value.toHexString()}')`;
  if (typeof value === 'object' && value._bsontype === 'Decimal128') return `Decimal128("${value.toString()}")`;
  return typeof value === 'object' ? value._bsontype : String(value);
}
