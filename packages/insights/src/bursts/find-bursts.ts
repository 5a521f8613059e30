import { countTails } from './count-tails.ts';
import { learnUsualRate } from './usual-rate.ts';
import { busynessOf, type WeeklyRhythm } from './weekly-rhythm.ts';

/** How often a topic came up, by hours that follow each other and end with the one that is looked at. */
export interface TopicHours {
  readonly id: string;
  readonly counts: ArrayLike<number>;
}

/** A topic that comes up far more often than is usual. */
export interface Burst {
  readonly id: string;
  /** From which hour on (since 1970). */
  readonly sinceHour: number;
  readonly hours: number;
  readonly count: number;
  readonly expected: number;
  /** How likely chance alone brings as many or more in as many hours. */
  readonly chance: number;
}

export interface BurstOptions {
  /** The hour that the counts end with (since 1970), itself counted. */
  readonly hour: number;
  readonly rhythm: WeeklyRhythm;
  /** How many bursts chance alone may bring a tenant in 30 days, over all topics (default 0.9). */
  readonly falseAlarms?: number;
}

/** Looks of 30 days at a window that are as good as independent: its neighbours share most of their hours. */
const LOOKS_PER_WINDOW = 3.2;
const HOURS_OF_MONTH = 720;
/** Windows that end with the hour that is looked at. A long one is what finds a small rise, and may be wrong more often. */
const windows = [
  { hours: 1, share: 0.1 },
  { hours: 3, share: 0.1 },
  { hours: 8, share: 0.1 },
  { hours: 24, share: 0.15 },
  { hours: 48, share: 0.2 },
  { hours: 72, share: 0.35 },
].map(({ hours, share }) => {
  const looks = (HOURS_OF_MONTH / hours) * LOOKS_PER_WINDOW;
  return { hours, looks, levelShare: share / looks };
});
const LONGEST = 72;
/** What is looked at is not yet usual. */
const GUARD = 24;
const FALSE_ALARMS = 0.9;
const FEWEST = 4;
const LEAST_TIMES_EXPECTED = 2;
const BISECTIONS = 30;
/** What chance brings that often is no burst, however few topics there are. */
const HIGHEST_CHANCE = 0.03;

interface Look {
  readonly topic: string;
  readonly hours: number;
  readonly looks: number;
  readonly levelShare: number;
  readonly count: number;
  readonly expected: number;
  readonly tails: Float64Array;
}

/**
 * Finds the topics of a tenant that come up more often than chance explains, in any of the windows that end now. How unlikely
 * it must be is set so that all looks at all topics together raise no more false alarms than wanted: topics that are rare,
 * or counts that come in steps, leave more of that to the others. Pure; a topic that burst before is found again while it lasts.
 */
export function findBursts(topics: readonly TopicHours[], options: BurstOptions): Burst[] {
  const looks = topics.flatMap((topic) => looksAt(topic, options));
  const level = levelFor(looks, options.falseAlarms ?? FALSE_ALARMS);
  const found = new Map<string, Burst>();
  for (const look of looks) {
    const { topic, hours, count, expected, tails } = look;
    if (count < thresholdOf(look, level)) continue;
    const burst = { id: topic, sinceHour: options.hour - hours + 1, hours, count, expected, chance: tails[count] ?? 0 };
    const before = found.get(topic);
    if (!before || burst.chance < before.chance) found.set(topic, burst);
  }
  return [...found.values()];
}

function looksAt({ id, counts }: TopicHours, { hour, rhythm }: BurstOptions): Look[] {
  const firstHour = hour - counts.length + 1;
  const known = Math.max(0, counts.length - LONGEST - GUARD);
  const usual = learnUsualRate(Array.prototype.slice.call(counts, 0, known), firstHour, rhythm);
  const looks: Look[] = [];
  let count = 0;
  let exposure = 0;
  let from = counts.length;
  for (const window of windows) {
    while (from > Math.max(0, counts.length - window.hours)) {
      from -= 1;
      count += counts[from] ?? 0;
      exposure += busynessOf(rhythm, firstHour + from);
    }
    const expected = (usual.shape / usual.exposure) * exposure;
    looks.push({ ...window, topic: id, count, expected, tails: countTails(usual, exposure) });
  }
  return looks;
}

/** The highest level, in false alarms of a topic and month, at which all looks together bring no more than wanted. */
function levelFor(looks: readonly Look[], falseAlarms: number): number {
  const falseAlarmsAt = (level: number) =>
    looks.reduce((sum, look) => sum + look.looks * (look.tails[thresholdOf(look, level)] ?? 0), 0);
  let low = Math.log(1e-9);
  let high = Math.log(100);
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (falseAlarmsAt(Math.exp(middle)) <= falseAlarms) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}

/** The least count that is a burst. */
function thresholdOf({ tails, expected, levelShare }: Look, level: number): number {
  const chance = Math.min(HIGHEST_CHANCE, level * levelShare);
  let from = 0;
  let to = tails.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((tails[middle] ?? 0) > chance) from = middle + 1;
    else to = middle;
  }
  return Math.max(from, FEWEST, Math.ceil(LEAST_TIMES_EXPECTED * expected));
}
