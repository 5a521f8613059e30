import fc from 'fast-check';
import { Int32 } from 'mongodb';
import { type Arbitraries, named, one, pair } from './expression-shapes.ts';

const timezone = fc.constantFrom('UTC', 'GMT', '+02:00', '-0330', 'Europe/Berlin', 'Nowhere/None');
const unit = fc.constantFrom(
  ...['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'age'],
);
const amount = fc.constantFrom(...[-13, -1, 0, 1, 2, 31].map((value) => new Int32(value)));
const parts = ['$year', '$month', '$dayOfMonth', '$hour', '$minute', '$second', '$millisecond', '$dayOfWeek'];
const moreParts = ['$dayOfYear', '$week', '$isoWeek', '$isoWeekYear', '$isoDayOfWeek'];
const format = fc.constantFrom(
  ...['%Y-%m-%d', '%Y-%m-%dT%H:%M:%S.%LZ', '%j %u %V %G %w %U', '%z %Z %%', '%d/%m', '%Q', '%b %B'],
);
const written = fc.constantFrom(
  ...['2021-03-04', '2021-03-04T05:06:07Z', '2021-03-04T05:06:07.008+01:00', '2021-13-01', 'March 4', '', '2021-03'],
);

export function dateExpressions({ date, text, any }: Arbitraries) {
  const startOfWeek = fc.constantFrom('monday', 'sun', 'x');
  return {
    number: [
      ...[...parts, ...moreParts].map((name) => one(name, date)),
      ...[...parts, ...moreParts].map((name) => named(name, { date, timezone }, ['timezone'])),
      named('$dateDiff', { startDate: date, endDate: date, unit, timezone, startOfWeek }, ['timezone', 'startOfWeek']),
      pair('$subtract', date),
      one('$toLong', date),
    ],
    text: [
      named('$dateToString', { date, format, timezone, onNull: fc.constant('none') }, ['timezone', 'format', 'onNull']),
    ],
    date: [
      ...['$dateAdd', '$dateSubtract'].map((name) =>
        named(name, { startDate: date, unit, amount, timezone }, ['timezone']),
      ),
      named('$dateTrunc', { date, unit, binSize: amount, timezone, startOfWeek }, [
        'binSize',
        'timezone',
        'startOfWeek',
      ]),
      named('$dateFromString', { dateString: fc.oneof(written, text), onError: fc.constant(null) }, ['onError']),
      named('$dateFromString', { dateString: written, format, timezone }, ['timezone', 'format']),
      named('$dateFromParts', { year: fc.constantFrom(2020, 1, 9999), month: amount, day: amount, timezone }, [
        'month',
        'day',
        'timezone',
      ]),
      named('$dateFromParts', { isoWeekYear: fc.constant(2021), isoWeek: amount, isoDayOfWeek: amount }, [
        'isoWeek',
        'isoDayOfWeek',
      ]),
      pair('$add', date, amount),
      pair('$subtract', date, amount),
      one('$toDate', any),
    ],
    object: [named('$dateToParts', { date, timezone, iso8601: fc.boolean() }, ['timezone', 'iso8601'])],
  };
}
