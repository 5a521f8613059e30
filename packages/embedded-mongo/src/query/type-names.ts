import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { isNumeric } from '../bson/compare.ts';
import { asNumber } from '../bson/read-value.ts';
import type { Value } from '../bson/value.ts';
import { badValue, failedToParse, typeMismatch } from '../command-error.ts';

const codes = new Map<string, number>([
  ['double', 1],
  ['string', 2],
  ['object', 3],
  ['array', 4],
  ['binData', 5],
  ['undefined', 6],
  ['objectId', 7],
  ['bool', 8],
  ['date', 9],
  ['null', 10],
  ['regex', 11],
  ['dbPointer', 12],
  ['javascript', 13],
  ['symbol', 14],
  ['javascriptWithScope', 15],
  ['int', 16],
  ['timestamp', 17],
  ['long', 18],
  ['decimal', 19],
  ['minKey', -1],
  ['maxKey', 127],
]);

/** The alias of a type's number. */
export function typeAlias(code: number): string | undefined {
  return [...codes].find(([, known]) => known === code)?.[0];
}

/** The number of a type's alias. Throws BadValue for an unknown one. */
export function typeCode(alias: string): number {
  const code = codes.get(alias);
  if (code === undefined) throw badValue(`Unknown type name: ${alias}`);
  return code;
}

/** The BSON type's name as error messages and `$type` use it. */
export function typeName(value: Value | undefined): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'string':
      return 'string';
    case 'number':
      return 'int';
    case 'bigint':
      return 'long';
    case 'boolean':
      return 'bool';
    default:
      return objectTypeName(value);
  }
}

function objectTypeName(value: Exclude<Value, string | number | bigint | boolean>): string {
  if (value === null) return 'null';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Date) return 'date';
  if (value instanceof Double) return 'double';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Binary) return 'binData';
  if (value instanceof BSONRegExp) return 'regex';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof Code) return 'javascript';
  if (value instanceof MinKey) return 'minKey';
  return value instanceof MaxKey ? 'maxKey' : 'missing';
}

/** The test behind `$type`: one alias or code, or a list of them. Throws BadValue for what is neither. */
export function typeTest(operand: Value): (value: Value | undefined) => boolean {
  const wanted = new Set<string>();
  if (Array.isArray(operand) && operand.length === 0) throw failedToParse('$type must match at least one type');
  for (const one of Array.isArray(operand) ? operand : [operand]) addType(one, wanted);
  return (value) => wanted.has(typeName(value));
}

function addType(one: Value, wanted: Set<string>): void {
  if (one === 'number') {
    for (const name of ['int', 'long', 'double', 'decimal']) wanted.add(name);
    return;
  }
  if (typeof one === 'string') {
    if (!codes.has(one)) throw badValue(`Unknown type name alias: ${one}`);
    wanted.add(one);
    return;
  }
  if (!isNumeric(one)) throw typeMismatch('type must be represented as a number or a string');
  const code = asNumber(one);
  const name = typeAlias(code);
  if (name === undefined) throw badValue(`Invalid numerical type code: ${code}`);
  wanted.add(name);
}
