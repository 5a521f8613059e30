import { BSONSymbol, Code, Double, Timestamp } from 'bson';
import { compareText, isNumeric } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Numeric } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { textOf } from './conversion.ts';
import type { Operand, Operator } from './expression.ts';
import { binary, isNullish, listed, named, unary } from './operator.ts';

const many = Number.POSITIVE_INFINITY;

export const stringOperators: [string, Operator][] = [
  ['$concat', listed(0, many, concat)],
  ['$toLower', unary((value, name) => coerceText(value, name).replace(/[A-Z]/g, (one) => one.toLowerCase()))],
  ['$toUpper', unary((value, name) => coerceText(value, name).replace(/[a-z]/g, (one) => one.toUpperCase()))],
  ['$strcasecmp', binary(compareIgnoringCase)],
  ['$strLenCP', unary((value) => [...text(value, '$strLenCP', 34471)].length)],
  ['$strLenBytes', unary((value) => Buffer.byteLength(text(value, '$strLenBytes', 34473)))],
  ['$substr', listed(3, 3, substringOfBytes)],
  ['$substrBytes', listed(3, 3, substringOfBytes)],
  ['$substrCP', listed(3, 3, substringOfPoints)],
  ['$split', binary(split)],
  ['$trim', trimming(true, true)],
  ['$ltrim', trimming(true, false)],
  ['$rtrim', trimming(false, true)],
  ['$replaceOne', replacing(false)],
  ['$replaceAll', replacing(true)],
];

function text(value: Operand, name: string, code: number): string {
  if (typeof value === 'string') return value;
  throw new CommandError(code, `${name} requires a string argument, found: ${typeName(value)}`);
}

function concat(values: Operand[]): Operand {
  let joined = '';
  for (const value of values) {
    if (isNullish(value)) return null;
    joined += text(value, '$concat only supports strings and', 16702);
  }
  return joined;
}

/** What MongoDB takes for a string without being asked: numbers and dates, and nothing for null. */
export function coerceText(value: Operand, name: string): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof BSONSymbol) return value.value;
  if (value instanceof Code) return value.code;
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Double && !Number.isFinite(value.value)) {
    return Number.isNaN(value.value) ? 'nan' : value.value > 0 ? 'inf' : '-inf';
  }
  const written = isNumeric(value) || value instanceof Date ? textOf(value) : undefined;
  if (written !== undefined) return written;
  throw new CommandError(16007, `can't convert from BSON type ${typeName(value)} to String in ${name}`);
}

function timestampText({ t, i }: Timestamp): string {
  const date = new Date(t * 1000).toUTCString();
  return `${date.slice(8, 11)} ${date.slice(5, 7).replace(/^0/, ' ')} ${date.slice(17, 25)}:${i.toString(16)}`;
}

function compareIgnoringCase(left: Operand, right: Operand, name: string): number {
  const [a, b] = [left, right].map((one) => coerceText(one, name).replace(/[a-z]/g, (letter) => letter.toUpperCase()));
  return Math.sign(compareText(a ?? '', b ?? ''));
}

function substringOfBytes([value, from, count]: Operand[], name: string): string {
  const bytes = Buffer.from(coerceText(value, name));
  if (!isNumeric(from)) throw new CommandError(16034, `${name}: starting index must be a numeric type`);
  if (!isNumeric(count)) throw new CommandError(16035, `${name}: length must be a numeric type`);
  const start = wholeOf(from);
  const length = wholeOf(count);
  if (start < 0) throw new CommandError(50752, `${name}: starting index must be non-negative (got: ${start})`);
  const isInside = (at: number): boolean => at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80;
  if (isInside(start)) {
    throw new CommandError(28656, `${name}: Invalid range, starting index is a UTF-8 continuation byte.`);
  }
  const end = length < 0 ? bytes.length : start + length;
  if (isInside(end))
    throw new CommandError(28657, `${name}: Invalid range, ending index is in the middle of a UTF-8 character.`);
  return bytes.toString('utf8', Math.min(start, bytes.length), Math.min(end, bytes.length));
}

/** As MongoDB coerces a number to a long: a Decimal128 that has no whole part becomes the least one. */
function wholeOf(value: Numeric): number {
  const number = Math.trunc(asNumber(value));
  if (value instanceof Double && !(Math.abs(number) < 2 ** 63)) {
    throw new CommandError(31109, `Can't coerce out of range value ${number} to long`);
  }
  return Number.isNaN(number) ? -(2 ** 63) : number;
}

function substringOfPoints([value, from, count]: Operand[], name: string): string {
  const points = [...coerceText(value, name)];
  const start = pointNumber(from, name, 34450, 34451, 34455);
  const length = pointNumber(count, name, 34452, 34453, 34454);
  return points.slice(start, start + length).join('');
}

function pointNumber(value: Operand, name: string, type: number, whole: number, negative: number): number {
  if (!isNumeric(value)) throw new CommandError(type, `${name}: starting index must be a numeric type`);
  const number = asNumber(value);
  if ((number | 0) !== number && number !== 0)
    throw new CommandError(whole, `${name}: cannot represent as a 32-bit integral value`);
  if (number < 0) throw new CommandError(negative, `${name}: must be a nonnegative integer.`);
  return number;
}

function split(value: Operand, separator: Operand): Operand {
  if (isNullish(value) || isNullish(separator)) return null;
  if (typeof value !== 'string')
    throw new CommandError(40085, '$split requires an expression that evaluates to a string as a first argument');
  if (typeof separator !== 'string')
    throw new CommandError(40086, '$split requires an expression that evaluates to a string as a second argument');
  if (separator === '') throw new CommandError(40087, '$split requires a non-empty separator');
  return value.split(separator);
}

const blank: readonly string[] = [
  0,
  9,
  10,
  11,
  12,
  13,
  32,
  0xa0,
  0x1680,
  ...Array.from({ length: 11 }, (_, at) => 0x2000 + at),
].map((code) => String.fromCharCode(code));

function trimming(left: boolean, right: boolean): Operator {
  return named(['input'], ['chars'], { object: 50696, unknown: 50694, missing: 50695 }, (value, has, name) => {
    const input = value('input');
    const chars = value('chars');
    if (isNullish(input)) return null;
    if (typeof input !== 'string') {
      throw new CommandError(50699, `${name} requires its input to be a string, got ${typeName(input)}`);
    }
    if (has('chars') && isNullish(chars)) return null;
    if (has('chars') && typeof chars !== 'string') {
      throw new CommandError(50700, `${name} requires 'chars' to be a string, got ${typeName(chars)}`);
    }
    const cut = new Set(typeof chars === 'string' ? chars : blank);
    const points = [...input];
    let start = 0;
    let end = points.length;
    while (left && start < end && cut.has(points[start] ?? '')) start++;
    while (right && end > start && cut.has(points[end - 1] ?? '')) end--;
    return points.slice(start, end).join('');
  });
}

function replacing(all: boolean): Operator {
  const codes = { object: 51751, unknown: 51750, missing: 51749 };
  return named(['input', 'find', 'replacement'], [], codes, (value, _has, name) => {
    const part = (field: string, code: number): string | null => {
      const found = value(field);
      if (isNullish(found)) return null;
      if (typeof found === 'string') return found;
      throw new CommandError(code, `${name} requires that '${field}' be a string, found: ${typeName(found)}`);
    };
    const input = part('input', 51746);
    const find = part('find', 51745);
    const replacement = part('replacement', 51744);
    if (input === null || find === null || replacement === null) return null;
    return all ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
  });
}
