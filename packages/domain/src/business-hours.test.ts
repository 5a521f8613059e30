import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BusinessHours,
  businessHoursSchema,
  isOpenAt,
  nextOpening,
  type OpenInterval,
  openTimeAfter,
} from './business-hours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function every(intervals: readonly OpenInterval[], changes: Partial<BusinessHours> = {}): BusinessHours {
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = Array.from({ length: 7 }, () => [
    ...intervals,
  ]);
  return businessHoursSchema.parse({
    timeZone: 'Europe/Madrid',
    weekly: { monday, tuesday, wednesday, thursday, friday, saturday, sunday },
    holidays: [],
    ...changes,
  });
}

const nineToFive = every([{ from: '09:00', to: '17:00' }]);

test('without hours somebody is always there', () => {
  const at = new Date('2026-03-01T03:00:00Z');
  expect(isOpenAt(undefined, at)).toBe(true);
  expect(nextOpening(undefined, at)).toEqual(at);
});

test('the start is open and the end is not, by the clocks of the zone', () => {
  const moments = ['07:59:59.999', '08:00:00.000', '15:59:59.999', '16:00:00.000'];
  expect(moments.map((time) => isOpenAt(nineToFive, new Date(`2026-01-15T${time}Z`)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('hours past midnight belong to the day they begin on, also into a holiday', () => {
  const bar = every([{ from: '22:00', to: '03:00' }], {
    holidays: [{ name: 'Fire drill', from: '2026-01-15', until: '2026-01-15', hours: [] }],
  });
  expect(isOpenAt(bar, new Date('2026-01-15T01:59:00Z'))).toBe(true);
  expect(isOpenAt(bar, new Date('2026-01-15T02:00:00Z'))).toBe(false);
  expect(isOpenAt(bar, new Date('2026-01-15T22:00:00Z'))).toBe(false);
  expect(nextOpening(bar, new Date('2026-01-15T02:00:00Z'))).toEqual(new Date('2026-01-16T21:00:00Z'));
});

test('a holiday with hours of its own is open in those alone', () => {
  const hours = every([{ from: '09:00', to: '17:00' }], {
    holidays: [
      { name: 'Christmas', from: '2026-12-25', until: '2026-12-26', hours: [] },
      { name: 'Year', from: '2026-12-31', until: '2026-12-31', hours: [{ from: '10:00', to: '12:00' }] },
    ],
  });
  expect(nextOpening(hours, new Date('2026-12-24T16:00:00Z'))).toEqual(new Date('2026-12-27T08:00:00Z'));
  expect(nextOpening(hours, new Date('2026-12-31T00:00:00Z'))).toEqual(new Date('2026-12-31T09:00:00Z'));
  expect(isOpenAt(hours, new Date('2026-12-31T11:00:00Z'))).toBe(false);
});

test('who never opens has no next opening', () => {
  expect(nextOpening(every([]), new Date('2026-01-01T00:00:00Z'))).toBeUndefined();
});

test('an opening next summer is found', () => {
  const hours = every([], {
    holidays: [{ name: 'Fair', from: '2026-08-01', until: '2026-08-02', hours: [{ from: '10:00', to: '24:00' }] }],
  });
  expect(nextOpening(hours, new Date('2025-09-01T00:00:00Z'))).toEqual(new Date('2026-08-01T08:00:00Z'));
});

test('a whole week round the clock has no gap at midnight or when clocks change', () => {
  const always = every([{ from: '00:00', to: '24:00' }], { timeZone: 'America/Sao_Paulo' });
  for (let at = Date.parse('2018-11-03T00:00:00Z'); at < Date.parse('2018-11-06T00:00:00Z'); at += 10 * MINUTE_MS) {
    expect(isOpenAt(always, new Date(at))).toBe(true);
  }
});

test('a day that a zone skipped has no hours', () => {
  const apia = every([{ from: '09:00', to: '17:00' }], { timeZone: 'Pacific/Apia' });
  expect(nextOpening(apia, new Date('2011-12-30T04:00:00Z'))).toEqual(new Date('2011-12-30T19:00:00Z'));
});

describe('open time', () => {
  const lunch = every([
    { from: '09:00', to: '13:00' },
    { from: '14:00', to: '18:00' },
  ]);
  const weekdays = every([{ from: '09:00', to: '17:00' }], {
    holidays: [
      { name: 'Labour Day', from: '2026-05-01', until: '2026-05-01', hours: [{ from: '10:00', to: '11:00' }] },
    ],
  });
  const office: BusinessHours = { ...weekdays, weekly: { ...weekdays.weekly, saturday: [], sunday: [] } };
  const bar = every([{ from: '22:00', to: '03:00' }], {
    holidays: [{ name: 'Feast', from: '2026-01-16', until: '2026-01-16', hours: [{ from: '02:00', to: '04:00' }] }],
  });
  const night = every([{ from: '01:00', to: '05:00' }]);

  test.each<[string, BusinessHours | undefined, string, number, string]>([
    ['passes always without hours', undefined, '2026-01-15T03:00:00Z', 15, '2026-01-15T03:15:00Z'],
    ['passes while open', nineToFive, '2026-01-15T09:00:00Z', 15, '2026-01-15T09:15:00Z'],
    ['begins with the opening', nineToFive, '2026-01-15T03:00:00Z', 15, '2026-01-15T08:15:00Z'],
    ['may end with the closing', nineToFive, '2026-01-15T08:00:00Z', 480, '2026-01-15T16:00:00Z'],
    ['goes on the next day', nineToFive, '2026-01-15T15:50:00Z', 15, '2026-01-16T08:05:00Z'],
    ['stands still over lunch', lunch, '2026-01-15T11:45:00Z', 30, '2026-01-15T13:15:00Z'],
    ['spans several days', nineToFive, '2026-01-15T08:00:00Z', 3 * 480 + 1, '2026-01-18T08:01:00Z'],
    // Thursday 16:30 in Madrid: 30 minutes then, 60 on the holiday, none at the weekend, 30 on Monday.
    ['keeps to holidays and weekends', office, '2026-04-30T14:30:00Z', 120, '2026-05-04T07:30:00Z'],
    // 22:00–03:00 and the feast's 02:00–04:00 are six hours together, not seven.
    ['counts a moment once', bar, '2026-01-15T21:00:00Z', 360, '2026-01-16T03:00:00Z'],
    // The clocks go from 02:00 to 03:00: the night has three hours.
    ['is real time when clocks go forward', night, '2026-03-29T00:00:00Z', 200, '2026-03-29T23:20:00Z'],
    // 02:00–03:00 comes twice: the night has five hours.
    ['is real time when clocks go back', night, '2026-10-24T23:00:00Z', 299, '2026-10-25T03:59:00Z'],
    ['of no length is the next opening', nineToFive, '2026-01-15T20:00:00Z', 0, '2026-01-16T08:00:00Z'],
  ])('%s', (_, hours, from, minutes, expected) => {
    expect(openTimeAfter(hours, new Date(from), minutes)).toEqual(new Date(expected));
  });

  test('never comes for who never opens', () => {
    expect(openTimeAfter(every([]), new Date('2026-01-01T00:00:00Z'), 1)).toBeUndefined();
  });

  test('is as much open time as was asked for, looking every quarter of an hour', () => {
    const quarter = 15 * MINUTE_MS;
    fc.assert(
      fc.property(fc.nat(7 * 96), fc.integer({ min: 1, max: 60 }), (offset, quarters) => {
        const from = Date.parse('2026-04-27T00:00:00Z') + offset * quarter;
        const until = openTimeAfter(office, new Date(from), quarters * 15)?.getTime() ?? 0;
        let open = 0;
        for (let at = from; at < until; at += quarter) if (isOpenAt(office, new Date(at))) open += 1;
        expect(open).toBe(quarters);
      }),
      { numRuns: 50 },
    );
  });
});

describe('refused', () => {
  const weekly = (monday: readonly OpenInterval[]) => ({ ...nineToFive.weekly, monday });
  const holiday = { name: 'x', from: '2026-01-01', until: '2026-01-02', hours: [] };
  test.each<[string, object]>([
    ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }],
    ['an offset instead of a zone', { timeZone: '+02:00' }],
    [
      'times that overlap',
      {
        weekly: weekly([
          { from: '09:00', to: '12:00' },
          { from: '11:59', to: '13:00' },
        ]),
      },
    ],
    ['a start equal to its end', { weekly: weekly([{ from: '09:00', to: '09:00' }]) }],
    ['a time that no clock shows', { weekly: weekly([{ from: '9:00', to: '25:00' }]) }],
    ['a holiday that ends before it begins', { holidays: [{ ...holiday, until: '2025-12-31' }] }],
    ['a date that no calendar shows', { holidays: [{ ...holiday, from: '2026-02-30', until: '2026-03-01' }] }],
    ['two holidays on one day', { holidays: [holiday, { ...holiday, from: '2026-01-02' }] }],
  ])('%s', (_, changes) => {
    expect(businessHoursSchema.safeParse({ ...nineToFive, ...changes }).success).toBe(false);
  });
});

/** Three days around changes of clocks: at 1, 2 and 0 o'clock, by an hour and by half, forward and back. */
const changes: readonly [string, string][] = [
  ['Europe/Madrid', '2026-03-29'],
  ['Europe/Madrid', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['America/St_Johns', '2010-11-07'],
  ['Asia/Shanghai', '2026-05-01'],
];

describe.each(changes)('in %s around %s', (timeZone, day) => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const noon = Date.parse(`${day}T12:00:00Z`);
  const moments = Array.from({ length: 8 * 24 * 60 }, (_, index) => noon - 4 * DAY_MS + index * MINUTE_MS);
  const shown = moments.map((at) => clock.format(at));
  const dates = [-3, -2, -1, 0, 1, 2, 3].map((days) => new Date(noon + days * DAY_MS).toISOString().slice(0, 10));

  const found = new Map<string, number>();
  function firstShowing(text: string): number {
    const index = found.get(text) ?? shown.findIndex((each) => each >= text);
    found.set(text, index);
    return index;
  }

  /** By looking at every minute's clock, as a person would. */
  function openMinutes(intervals: readonly OpenInterval[]): boolean[] {
    const open = moments.map(() => false);
    for (const [index, date] of dates.slice(0, -1).entries()) {
      for (const { from, to } of intervals) {
        const next = dates[index + 1] ?? 'no more';
        const end = to === '24:00' ? `${next} 00:00` : `${to <= from ? next : date} ${to}`;
        open.fill(true, firstShowing(`${date} ${from}`), Math.max(firstShowing(`${date} ${from}`), firstShowing(end)));
      }
    }
    return open;
  }

  const time = fc.integer({ min: 0, max: 24 * 12 - 1 }).map((step) => {
    const minutes = step * 5;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
  const interval = fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) });

  test('open is what the clocks say, and the next opening is the first such moment', () => {
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 3 }), fc.nat(3 * 24 * 60 - 1), (intervals, offset) => {
        const parsed = businessHoursSchema.safeParse({
          timeZone,
          weekly: Object.fromEntries(Object.keys(nineToFive.weekly).map((name) => [name, intervals])),
          holidays: [],
        });
        fc.pre(parsed.success);
        if (!parsed.success) return;
        const index = 60 * 36 + offset;
        const at = new Date(moments[index] ?? 0);
        const expected = openMinutes(intervals);
        expect(isOpenAt(parsed.data, at)).toBe(expected[index]);
        expect(nextOpening(parsed.data, at)).toEqual(new Date(moments[expected.indexOf(true, index)] ?? 0));
      }),
      { numRuns: 60 },
    );
  });
});
