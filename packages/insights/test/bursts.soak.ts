import { expect, test } from 'vitest';
import { simulateTopics, topicRates } from './simulated-topics.ts';

const DAY = 24;
const YEAR = 365 * DAY;
const MONTHS_OF_YEAR = YEAR / 720;
const RUNS = 400;
/** What was found of a topic is not found anew for so long. */
const SAME_BURST_HOURS = 72;

test.each([1, 5, 20])(
  'a simulated year of %i topics that come up by chance raises at most one alarm a month',
  (topics) => {
    const shops = topics === 20 ? 2 : 4;
    let alarms = 0;
    for (let shop = 0; shop < shops; shop += 1) {
      const year = simulateTopics(100 + shop, topicRates(topics), YEAR);
      const lastHour = new Map<string, number>();
      for (let hour = 0; hour < YEAR; hour += 1) {
        for (const { id } of year.findAt(hour)) {
          if (hour - (lastHour.get(id) ?? Number.NEGATIVE_INFINITY) > SAME_BURST_HOURS) alarms += 1;
          lastHour.set(id, hour);
        }
      }
    }
    const aMonth = alarms / shops / MONTHS_OF_YEAR;
    process.stderr.write(`bursts: ${topics} topics, false alarms per tenant and month ${aMonth.toFixed(2)}\n`);
    expect(aMonth).toBeLessThanOrEqual(1);
  },
);

const bursts = [
  { what: 'from 2 to 6 a day', within: 72, least: { 1: 0.9, 5: 0.8, 20: 0.7 }, perDay: 6 },
  { what: '20 within three hours', within: 3, least: { 1: 0.99, 5: 0.99, 20: 0.99 }, counts: [7, 7, 6] },
  { what: 'from 2 to 20 a day', within: 24, least: { 1: 0.9, 5: 0.9, 20: 0.9 }, perDay: 20 },
];

test.each(bursts.flatMap((burst) => ([1, 5, 20] as const).map((topics) => ({ ...burst, topics }))))(
  '$what is noticed within $within hours among $topics topics',
  ({ what, within, least, perDay, counts, topics }) => {
    let found = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const shop = simulateTopics(10_000 + run, topicRates(topics), within);
      shop.burst(0, (hour) => counts?.[hour] ?? shop.draw(hour, perDay ?? 0));
      for (let hour = 0; hour < within; hour += 1) {
        if (!shop.findAt(hour).some(({ id }) => id === '0')) continue;
        found += 1;
        break;
      }
    }
    process.stderr.write(
      `bursts: ${what}, ${topics} topics: ${((100 * found) / RUNS).toFixed(1)} % within ${within} h\n`,
    );
    expect(found / RUNS).toBeGreaterThanOrEqual(least[topics]);
  },
);
