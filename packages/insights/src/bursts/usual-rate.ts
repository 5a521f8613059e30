import { busynessOf, type WeeklyRhythm } from './weekly-rhythm.ts';

/** What is usual of a topic: Gamma-distributed per mean hour, with `dispersion` times the variance that chance alone has. */
export interface UsualRate {
  readonly shape: number;
  /** In mean hours. */
  readonly exposure: number;
  /** At least 1. */
  readonly dispersion: number;
}

const PRIOR_SHAPE = 0.5;
const PRIOR_EXPOSURE = 24;
const DAY = 24;
const HALF_LIFE_DAYS = 42;
/** A day so far above the others was a burst itself, and is not usual. */
const OUTLIER_DEVIATIONS = 4;
const DAYS_TO_BELIEVE_DISPERSION = 30;

/**
 * Learns what is usual from the counts of hours that follow each other, newest last, beginning at `firstHour` (hours since
 * 1970). Later days count for more; days of an earlier burst are left out.
 */
export function learnUsualRate(counts: ArrayLike<number>, firstHour: number, rhythm: WeeklyRhythm): UsualRate {
  const days = daysOf(counts, firstHour, rhythm);
  const whole = rateOf(days);
  const mean = whole.shape / whole.exposure;
  const usual = days.filter(({ count, exposure }) => {
    const expected = mean * exposure;
    return count <= expected + OUTLIER_DEVIATIONS * Math.sqrt(expected + 1);
  });
  return { ...rateOf(usual), dispersion: dispersionOf(usual) };
}

interface Day {
  readonly count: number;
  readonly exposure: number;
  readonly weight: number;
}

/** The last `DAY` hours are the last day, and so on back. */
function daysOf(counts: ArrayLike<number>, firstHour: number, rhythm: WeeklyRhythm): Day[] {
  const days: Day[] = [];
  for (let end = counts.length; end > 0; end -= DAY) {
    let count = 0;
    let exposure = 0;
    for (let hour = Math.max(0, end - DAY); hour < end; hour += 1) {
      count += counts[hour] ?? 0;
      exposure += busynessOf(rhythm, firstHour + hour);
    }
    days.push({ count, exposure, weight: 0.5 ** (days.length / HALF_LIFE_DAYS) });
  }
  return days;
}

function rateOf(days: readonly Day[]): { readonly shape: number; readonly exposure: number } {
  let shape = PRIOR_SHAPE;
  let exposure = PRIOR_EXPOSURE;
  for (const day of days) {
    shape += day.weight * day.count;
    exposure += day.weight * day.exposure;
  }
  return { shape, exposure };
}

/** Pearson's statistic by its degrees of freedom, less one standard error of it, and nearer to 1 the fewer days there are. */
function dispersionOf(days: readonly Day[]): number {
  if (days.length < 2) return 1;
  const { shape, exposure } = rateOf(days);
  let statistic = 0;
  for (const day of days) {
    const expected = (shape / exposure) * day.exposure;
    if (expected > 0) statistic += (day.count - expected) ** 2 / expected;
  }
  const freedom = days.length - 1;
  const excess = statistic / freedom - 1 - Math.sqrt(2 / freedom);
  return 1 + Math.max(0, excess) * (days.length / (days.length + DAYS_TO_BELIEVE_DISPERSION));
}
