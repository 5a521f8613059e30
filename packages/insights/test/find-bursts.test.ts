import { expect, test } from 'vitest';
import { countTails } from '../src/bursts/count-tails.ts';
import { findBursts } from '../src/bursts/find-bursts.ts';
import { learnUsualRate } from '../src/bursts/usual-rate.ts';
import { learnRhythm } from '../src/bursts/weekly-rhythm.ts';
import { simulateTopics, topicRates } from './simulated-topics.ts';

const EVEN = new Float64Array(168).fill(1);

test('twenty questions within three hours about what comes up twice a day are noticed within those hours', () => {
  for (let run = 0; run < 20; run += 1) {
    const shop = simulateTopics(run, topicRates(5), 3);
    shop.burst(0, (hour) => [7, 7, 6][hour] ?? 0);
    const hours = [0, 1, 2].filter((hour) => shop.findAt(hour).some(({ id }) => id === '0'));
    expect(hours).not.toEqual([]);
  }
});

test('a burst says since when it lasts, how often was asked, and what was to be expected', () => {
  const counts = [...Array.from({ length: 1_344 }, (_, hour) => (hour % 12 === 0 ? 1 : 0)), 9];
  const [burst] = findBursts([{ id: 'zip', counts }], { hour: 500_000, rhythm: EVEN });
  expect(burst).toMatchObject({ id: 'zip', sinceHour: 500_000, hours: 1, count: 9 });
  expect(burst?.expected).toBeCloseTo(2 / 24, 2);
});

test('a week of chance brings a shop with five topics next to nothing', () => {
  let found = 0;
  for (let shop = 0; shop < 4; shop += 1) {
    const week = simulateTopics(shop, topicRates(5), 168);
    const ids = new Set<string>();
    for (let hour = 0; hour < 168; hour += 1) for (const { id } of week.findAt(hour)) ids.add(id);
    found += ids.size;
  }
  expect(found).toBeLessThanOrEqual(2);
});

test('the busy hours of a week are no burst, though each of them has more than most hours', () => {
  const asked = (hour: number) => (hour % 168 >= 9 && hour % 168 < 12 ? 3 : 0);
  const counts = Array.from({ length: 9 * 168 + 12 }, (_, hour) => asked(hour));
  const firstHour = 168 * 3_000 - 72;
  const rhythm = learnRhythm(counts.slice(0, 8 * 168), firstHour);
  const hour = firstHour + counts.length - 1;
  expect(findBursts([{ id: 'monday', counts }], { hour, rhythm })).toEqual([]);
  expect(findBursts([{ id: 'monday', counts }], { hour, rhythm: EVEN })).toHaveLength(1);
});

test('a burst of last month does not make the next one usual', () => {
  const quiet = Array.from({ length: 1_344 }, (_, hour) => (hour % 12 === 0 ? 1 : 0));
  const burst = quiet.map((count, hour) => (hour >= 600 && hour < 624 ? 10 : count));
  const rates = [quiet, burst].map((counts) => learnUsualRate(counts, 0, EVEN));
  const [usual = 0, after = 0] = rates.map(({ shape, exposure }) => shape / exposure);
  expect(after).toBeCloseTo(usual, 2);
});

test('chances of counts add up, and are wider where little is known', () => {
  const well = countTails({ shape: 2_000, exposure: 1_000, dispersion: 1 }, 3);
  const little = countTails({ shape: 2, exposure: 1, dispersion: 1 }, 3);
  const spread = countTails({ shape: 2_000, exposure: 1_000, dispersion: 2 }, 3);
  expect(well[0]).toBe(1);
  // Poisson with mean 6: 1 − P(at most 11) = 0.0201.
  expect(well[12]).toBeCloseTo(0.0201, 3);
  expect(little[12]).toBeGreaterThan(0.1);
  expect(spread[12]).toBeGreaterThan(well[12] ?? 1);
});

test('a topic nobody ever asked about is no burst, and a new one is when many ask at once', () => {
  const never = { id: 'never', counts: new Float64Array(1_345) };
  const once = { id: 'new', counts: new Float64Array(1_345).fill(8, 1_344) };
  expect(findBursts([never, once], { hour: 500_000, rhythm: EVEN }).map(({ id }) => id)).toEqual(['new']);
  expect(findBursts([], { hour: 500_000, rhythm: EVEN })).toEqual([]);
});
