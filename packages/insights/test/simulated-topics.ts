import { type Chance, createChance } from '@answerdesk/testing';
import { type Burst, findBursts } from '../src/bursts/find-bursts.ts';
import { learnRhythm } from '../src/bursts/weekly-rhythm.ts';

const WEEK = 168;
const KNOWN_HOURS = 8 * WEEK;
/** A Monday, 0:00 UTC, in hours since 1970. */
const FIRST_HOUR = 3_000 * WEEK - 72;
/** Messages a day that belong to no topic. */
const OTHERS_A_DAY = 20;

/** A shop that is busy from eight to eight, and less at weekends: mean 1. */
const busyness = (() => {
  const hours = Array.from({ length: WEEK }, (_, hour) => {
    const isOpen = hour % 24 >= 8 && hour % 24 < 20;
    return (isOpen ? 1.6 : 0.4) * (hour < 5 * 24 ? 1.16 : 0.6);
  });
  const mean = hours.reduce((sum, one) => sum + one, 0) / WEEK;
  return hours.map((one) => one / mean);
})();

/** How often topics of a shop come up in a day, the first as often as the bursts are measured against. */
export function topicRates(topics: number): number[] {
  const others = [4, 1, 0.5, 2, 0.2, 0.1, 3, 0.3, 1, 0.05];
  return [2, ...Array.from({ length: topics - 1 }, (_, index) => others[index % others.length] ?? 1)];
}

/** Topics that come up by chance alone, at an hour of the week that chance chooses; `seed` repeats them. */
export function simulateTopics(seed: number, ratesADay: readonly number[], hours: number) {
  const chance = createChance(seed);
  const offset = Math.floor(chance.next() * WEEK);
  const busy = (hour: number) => busyness[(offset + hour) % WEEK] ?? 1;
  const draw = (perDay: number) =>
    Array.from({ length: KNOWN_HOURS + hours }, (_, hour) => poisson(chance, (perDay / 24) * busy(hour)));
  const topics = ratesADay.map(draw);
  const others = draw(OTHERS_A_DAY);
  return {
    hours,
    /** Puts what a burst brings in place of a topic's own, from the beginning on. */
    burst(topic: number, countOf: (hour: number) => number): void {
      const counts = topics[topic];
      for (let hour = 0; hour < hours; hour += 1) counts?.splice(KNOWN_HOURS + hour, 1, countOf(hour));
    },
    /** As many as come in an hour at so many a day. */
    draw: (hour: number, perDay: number) => poisson(chance, (perDay / 24) * busy(KNOWN_HOURS + hour)),
    /** What is found at the end of an hour, from what is known of the eight weeks before it. */
    findAt(hour: number): Burst[] {
      const sums = Array.from({ length: KNOWN_HOURS }, (_, at) =>
        topics.reduce((sum, counts) => sum + (counts[hour + at] ?? 0), others[hour + at] ?? 0),
      );
      const firstHour = FIRST_HOUR + offset + hour;
      return findBursts(
        topics.map((counts, index) => ({ id: String(index), counts: counts.slice(hour, hour + KNOWN_HOURS + 1) })),
        { hour: firstHour + KNOWN_HOURS, rhythm: learnRhythm(sums, firstHour) },
      );
    },
  };
}

/** Knuth's: multiplies chances until they fall below e^-mean. Means here are small. */
function poisson(chance: Chance, mean: number): number {
  const least = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > least; product *= chance.next()) count += 1;
  return count;
}
