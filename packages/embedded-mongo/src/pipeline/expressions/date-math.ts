import { compareValues, isNumeric } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Numeric } from '../../bson/value.ts';
import { CommandError, failedToParse } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { calendarDate, dateOf, isoDayOfWeek, isUnit, millisecondsOf, type Unit, unitMs, weekday } from './calendar.ts';
import { truncated } from './conversion.ts';
import { instant, zoneOf } from './date-operands.ts';
import type { Operand, Operator } from './expression.ts';
import { isNullish, named } from './operator.ts';
import type { TimeZone } from './time-zone.ts';

export const dateMathOperators: [string, Operator][] = [
  ['$dateAdd', shifting(1)],
  ['$dateSubtract', shifting(-1)],
  [
    '$dateDiff',
    named(
      ['startDate', 'endDate', 'unit'],
      ['timezone', 'startOfWeek'],
      { object: 5166301, unknown: 5166302, missing: 5166303 },
      difference,
      checkUnits,
    ),
  ],
  [
    '$dateTrunc',
    named(
      ['date', 'unit'],
      ['binSize', 'timezone', 'startOfWeek'],
      { object: 5439007, unknown: 5439008, missing: 5439009 },
      truncate,
      checkUnits,
    ),
  ],
];

type Read = (field: string) => Operand;
type Has = (field: string) => boolean;

function unitOf(value: Operand, name: string): Unit {
  if (typeof value !== 'string')
    throw new CommandError(5439013, `${name} requires 'unit' to be a string, but got ${typeName(value)}`);
  if (!isUnit(value)) throw failedToParse(`unknown time unit value: ${value}`);
  return value;
}

function shifting(sign: 1 | -1): Operator {
  const codes = { object: 5166400, unknown: 5166401, missing: 5166402 };
  return named(
    ['startDate', 'unit', 'amount'],
    ['timezone'],
    codes,
    (value, has, name) => {
      const [date, unit, amount] = ['startDate', 'unit', 'amount'].map(value);
      if (isNullish(date) || isNullish(unit)) return null;
      const chosen = unitOf(unit, name);
      if (isNullish(amount)) return null;
      const zone = zoneOf(value('timezone'), has('timezone'));
      if (!zone) return null;
      const ms = instant(date, 5166403);
      const count = asNumber(amount);
      if (!isNumeric(amount) || !isLong(amount)) {
        throw new CommandError(5166405, `${name} expects integer amount of time units`);
      }
      return dateOf(shift(ms, chosen, count * sign, zone), 5976500);
    },
    checkUnits,
  );
}

/** MongoDB takes a second too many from an instant before 1970 with a fraction of a second. */
function shift(ms: number, unit: Unit, count: number, zone: TimeZone): number {
  if (unit === 'millisecond') return ms + count;
  return moved(ms < 0 && ms % 1000 !== 0 ? ms - 1000 : ms, unit, count, zone);
}

function isLong(value: Numeric): boolean {
  const whole = truncated(value);
  return whole !== undefined && BigInt.asIntN(64, whole) === whole && compareValues(value, whole) === 0;
}

function moved(ms: number, unit: Unit, count: number, zone: TimeZone): number {
  if (unit === 'hour' || unit === 'minute' || unit === 'second' || unit === 'millisecond')
    return ms + count * unitMs[unit];
  const local = ms + zone.offsetAt(ms);
  if (unit === 'day' || unit === 'week') return zone.instantOf(local + count * unitMs[unit]);
  const { year, month, day } = calendarDate(local);
  const months = count * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const last = calendarDate(millisecondsOf(year, month + months + 1, 0)).day;
  const start = millisecondsOf(year, month + months, Math.min(day, last));
  return zone.instantOf(start + (local - millisecondsOf(year, month, day)));
}

function weekStart(value: Operand, has: boolean, unit: Unit, name: string): number | null {
  return unit === 'week' && has ? dayOf(value, name) : 7;
}

function dayOf(value: Operand, name: string): number | null {
  if (isNullish(value)) return null;
  if (typeof value !== 'string') throw new CommandError(5439015, `${name} requires 'startOfWeek' to be a string`);
  const day = weekday(value);
  if (day === undefined) throw new CommandError(5439016, `unknown day of week value: ${value}`);
  return day;
}

/** In MongoDB's order, which is another than that at a document; a constant day is checked for any unit. */
function checkUnits(isKnown: Has, value: Read, name: string): void {
  if (isKnown('unit') && isNullish(value('unit'))) return;
  if (isKnown('unit')) unitOf(value('unit'), name);
  if (isKnown('startOfWeek') && dayOf(value('startOfWeek'), name) === null) return;
  if (isKnown('timezone') && !zoneOf(value('timezone'), true)) return;
  if (isKnown('binSize') && !isNullish(value('binSize'))) binSize(value('binSize'), name);
}

function binSize(size: Operand, name: string): number {
  if (!isNumeric(size) || !isLong(size))
    throw new CommandError(5439017, `${name} requires 'binSize' to be a 64-bit integer`);
  const count = asNumber(size);
  if (count <= 0) throw new CommandError(5439018, `${name} requires 'binSize' to be greater than 0`);
  return count;
}

function difference(value: Read, has: Has, name: string): Operand {
  const [from, to, unit] = ['startDate', 'endDate', 'unit'].map(value);
  if (isNullish(from) || isNullish(to) || isNullish(unit)) return null;
  const chosen = unitOf(unit, name);
  const first = weekStart(value('startOfWeek'), has('startOfWeek'), chosen, name);
  if (first === null) return null;
  const zone = zoneOf(value('timezone'), has('timezone'));
  if (!zone) return null;
  const start = instant(from, 5166307);
  const end = instant(to, 5166307);
  return BigInt(ordinal(end, chosen, zone, first) - ordinal(start, chosen, zone, first));
}

/** Which unit since a fixed point an instant is in. */
function ordinal(ms: number, unit: Unit, zone: TimeZone, first: number): number {
  const local = ms + zone.offsetAt(ms);
  const { year, month } = calendarDate(local);
  switch (unit) {
    case 'year':
      return year;
    case 'quarter':
      return year * 4 + Math.floor((month - 1) / 3);
    case 'month':
      return year * 12 + month;
    case 'week':
      return Math.floor((local / unitMs.day + 4 - first) / 7);
    case 'millisecond':
      return ms;
    default:
      return Math.floor(local / unitMs[unit]);
  }
}

const origin = millisecondsOf(2000, 1, 1);

function truncate(value: Read, has: Has, name: string): Operand {
  const [date, unit] = ['date', 'unit'].map(value);
  const size = has('binSize') ? value('binSize') : 1;
  if (isNullish(date) || isNullish(size)) return null;
  const count = binSize(size, name);
  if (isNullish(unit)) return null;
  const chosen = unitOf(unit, name);
  const first = weekStart(value('startOfWeek'), has('startOfWeek'), chosen, name);
  if (first === null) return null;
  const zone = zoneOf(value('timezone'), has('timezone'));
  if (!zone) return null;
  const ms = instant(date, 5439012);
  const local = ms + zone.offsetAt(ms);
  const bin = count * (chosen === 'year' || chosen === 'quarter' || chosen === 'month' ? 1 : unitMs[chosen]);
  if (bin >= 2 ** 63) throw new CommandError(5439006, `${name} requires 'binSize' to fit the range of a long`);
  return dateOf(binned(ms, local, chosen, count, zone, first), 5976500);
}

function binned(ms: number, local: number, unit: Unit, count: number, zone: TimeZone, first: number): number {
  if (unit === 'year' || unit === 'quarter' || unit === 'month') {
    const { year, month } = calendarDate(local);
    const months = count * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
    const since = (year - 2000) * 12 + month - 1;
    return zone.instantOf(millisecondsOf(2000, 1 + Math.floor(since / months) * months, 1));
  }
  const size = count * unitMs[unit];
  if (unit === 'week') {
    const start = origin + ((first - isoDayOfWeek(origin) + 7) % 7) * unitMs.day;
    return zone.instantOf(start + Math.floor((local - start) / size) * size);
  }
  if (unit === 'day') return zone.instantOf(origin + Math.floor((local - origin) / size) * size);
  const base = zone.instantOf(origin);
  return base + Math.floor((ms - base) / size) * size;
}
