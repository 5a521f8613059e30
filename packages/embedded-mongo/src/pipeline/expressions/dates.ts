import { compareValues, isNumeric } from '../../bson/compare.ts';
import type { Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import {
  calendarDate,
  dayMs,
  dayOfWeek,
  dayOfYear,
  isoDayOfWeek,
  isoWeek,
  isoYearStart,
  millisecondsOf,
  week,
} from './calendar.ts';
import { truncated } from './conversion.ts';
import { checkFormat, formatDate, readDate } from './date-format.ts';
import { checkZone, instant, zoneOf } from './date-operands.ts';
import { parseDateText } from './date-text.ts';
import type { Expression, Operand, Operator, Parser } from './expression.ts';
import { checkConstants, isNullish, named, parseFields, parseOperands } from './operator.ts';

export const dateOperators: [string, Operator][] = [
  ['$year', part((local) => calendarDate(local).year)],
  ['$month', part((local) => calendarDate(local).month)],
  ['$dayOfMonth', part((local) => calendarDate(local).day)],
  ['$hour', part((local) => calendarDate(local).hour)],
  ['$minute', part((local) => calendarDate(local).minute)],
  ['$second', part((local) => calendarDate(local).second)],
  ['$millisecond', part((local) => calendarDate(local).millisecond)],
  ['$dayOfWeek', part(dayOfWeek)],
  ['$dayOfYear', part(dayOfYear)],
  ['$week', part(week)],
  ['$isoDayOfWeek', part(isoDayOfWeek)],
  ['$isoWeek', part((local) => isoWeek(local).week)],
  ['$isoWeekYear', part((local) => BigInt(isoWeek(local).year))],
  [
    '$dateToString',
    named(
      ['date'],
      ['format', 'timezone', 'onNull'],
      { object: 18629, unknown: 18534, missing: 18628 },
      toText,
      checkZone(),
    ),
  ],
  ['$dateFromString', parseFromText],
  [
    '$dateToParts',
    named(['date'], ['timezone', 'iso8601'], { object: 40524, unknown: 40520, missing: 40522 }, toParts, checkZone()),
  ],
  ['$dateFromParts', parseFromParts],
];

function part(read: (local: number) => Value): Operator {
  return (operand, parser, name) => {
    const isNamed = operand instanceof Map && ![...operand.keys()][0]?.startsWith('$');
    if (isNamed) {
      const codes = { object: 40535, unknown: 40535, missing: 40539 };
      const apply = (value: (field: string) => Operand, has: (field: string) => boolean) =>
        shown(value('date'), value('timezone'), has('timezone'));
      return named(['date'], ['timezone'], codes, apply, checkZone(40533))(operand, parser, name);
    }
    if (Array.isArray(operand) && operand.length !== 1) {
      throw new CommandError(
        40536,
        `${name} accepts exactly one argument if given an array, but was given ${operand.length}`,
      );
    }
    const [date] = parseOperands(operand, parser, name, 1, 1);
    return (scope) => shown(date?.(scope), undefined, false);
  };
  function shown(date: Operand, zone: Operand, isGiven: boolean): Operand {
    if (isNullish(date)) return null;
    const ms = instant(date);
    const chosen = zoneOf(zone, isGiven, 40533);
    if (!chosen) return null;
    return read(ms + chosen.offsetAt(ms));
  }
}

function toText(value: (field: string) => Operand, has: (field: string) => boolean): Operand {
  const format = value('format');
  const date = value('date');
  const without = has('onNull') ? value('onNull') : null;
  if (has('format') && !isNullish(format) && typeof format !== 'string') {
    throw new CommandError(18533, `$dateToString requires that 'format' be a string, found: ${typeName(format)}`);
  }
  if (typeof format === 'string') checkFormat(format, 'writing');
  const zone = zoneOf(value('timezone'), has('timezone'));
  if (isNullish(date)) return without;
  if (!zone || (has('format') && isNullish(format))) return null;
  const ms = instant(date);
  const offset = zone.offsetAt(ms);
  return formatDate(ms + offset, offset, typeof format === 'string' ? format : `%Y-%m-%dT%H:%M:%S.%LZ`);
}

function parseFromText(operand: Value, parser: Parser, name: string): Expression {
  const fields = parseFields(operand, name, ['dateString'], ['format', 'timezone', 'onError', 'onNull'], {
    object: 40540,
    unknown: 40541,
    missing: 40542,
  });
  const reads = new Map([...fields].map(([field, value]) => [field, parser.parse(value)]));
  checkConstants(reads, parser, checkZone());
  return (scope) => {
    const text = reads.get('dateString')?.(scope);
    const format = reads.get('format');
    const pattern = format?.(scope);
    if (format && !isNullish(pattern) && typeof pattern !== 'string') {
      throw new CommandError(40684, `$dateFromString requires that 'format' be a string, found: ${typeName(pattern)}`);
    }
    if (typeof pattern === 'string') checkFormat(pattern, 'reading');
    const zone = zoneOf(reads.get('timezone')?.(scope), reads.has('timezone'));
    if (isNullish(text)) return reads.has('onNull') ? reads.get('onNull')?.(scope) : null;
    try {
      if (typeof text !== 'string') {
        throw new CommandError(241, `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`);
      }
      if (!zone || (format && isNullish(pattern))) return null;
      const given = zone.isUtc ? undefined : zone;
      return typeof pattern === 'string' ? readDate(text, pattern, given) : parseDateText(text, given);
    } catch (error) {
      const onError = reads.get('onError');
      if (onError && error instanceof CommandError && error.code === 241) return onError(scope);
      throw error;
    }
  };
}

function toParts(value: (field: string) => Operand, has: (field: string) => boolean): Operand {
  const date = value('date');
  const iso = has('iso8601') ? value('iso8601') : false;
  const zone = zoneOf(value('timezone'), has('timezone'));
  if (!zone || isNullish(iso)) return null;
  if (typeof iso !== 'boolean') throw new CommandError(40521, 'iso8601 must evaluate to a bool');
  if (isNullish(date)) return null;
  const ms = instant(date);
  const local = ms + zone.offsetAt(ms);
  const { year, month, day, hour, minute, second, millisecond } = calendarDate(local);
  const days = iso
    ? Object.entries({
        isoWeekYear: isoWeek(local).year,
        isoWeek: isoWeek(local).week,
        isoDayOfWeek: isoDayOfWeek(local),
      })
    : Object.entries({ year, month, day });
  return new Map<string, Value>([...days, ...Object.entries({ hour, minute, second, millisecond })]);
}

const plainParts = ['year', 'month', 'day'];
const isoParts = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'];
const timeParts = ['hour', 'minute', 'second', 'millisecond'];

function parseFromParts(operand: Value, parser: Parser, name: string): Expression {
  const fields = parseFields(operand, name, [], [...plainParts, ...isoParts, ...timeParts, 'timezone'], {
    object: 40519,
    unknown: 40518,
    missing: 40516,
  });
  const isIso = fields.has('isoWeekYear');
  if (!isIso && !fields.has('year'))
    throw new CommandError(40516, `${name} requires either 'year' or 'isoWeekYear' to be present`);
  if (isIso && plainParts.some((one) => fields.has(one)))
    throw new CommandError(40489, `${name} does not allow mixing natural dates with ISO dates`);
  if (!isIso && isoParts.some((one) => fields.has(one)))
    throw new CommandError(40525, `${name} does not allow mixing natural dates with ISO dates`);
  const reads = new Map([...fields].map(([field, value]) => [field, parser.parse(value)]));
  checkConstants(reads, parser, checkZone());
  return (scope) => {
    const zone = zoneOf(reads.get('timezone')?.(scope), reads.has('timezone'));
    if (!zone) return null;
    const parts: number[] = [];
    for (const field of [...(isIso ? isoParts : plainParts), ...timeParts]) {
      const read = reads.get(field);
      const value = read ? read(scope) : timeParts.includes(field) ? 0 : 1;
      if (isNullish(value)) return null;
      parts.push(partOf(value, field));
    }
    const [first = 1, second = 1, third = 1, ...time] = parts;
    if (first < 1 || first > 9999) {
      throw new CommandError(40523, `the year must evaluate to an integer in the range 1 to 9999, found ${first}`);
    }
    const local = isIso
      ? isoYearStart(first) + ((second - 1) * 7 + third - 1) * dayMs + millisecondsOf(1970, 1, 1, ...time)
      : millisecondsOf(first, second, third, ...time);
    return new Date(zone.instantOf(local));
  };
}

function partOf(value: Value, field: string): number {
  const whole = isNumeric(value) ? truncated(value) : undefined;
  const number = Number(whole);
  const isExact = isNumeric(value) && whole !== undefined && compareValues(value, whole) === 0;
  if (!isExact || BigInt.asIntN(64, whole) !== whole) {
    throw new CommandError(40515, `'${field}' must evaluate to an integer, found ${typeName(value)}`);
  }
  const isYear = field === 'year' || field === 'isoWeekYear';
  if (!isYear && field !== 'second' && field !== 'millisecond' && (number < -32768 || number > 32767)) {
    throw new CommandError(
      31034,
      `'${field}' must evaluate to a value in the range [-32768, 32767]; value ${number} is not in range`,
    );
  }
  return number;
}
