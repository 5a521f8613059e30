const HOURS_OF_WEEK = 168;
/** So many messages are assumed to be spread evenly over the week: a young tenant has no rhythm yet. */
const EVEN_MESSAGES = 168;
/** 1970-01-01 was a Thursday; hours are counted from Monday, 0:00. */
const EPOCH_OFFSET = 72;

/** How busy each hour of the week (UTC, from Monday) is, against the mean hour: 168 figures above 0 whose mean is 1. */
export type WeeklyRhythm = Float64Array;

/** Learns a rhythm from counts of hours that follow each other, the first of which is `firstHour` (hours since 1970). */
export function learnRhythm(counts: ArrayLike<number>, firstHour: number): WeeklyRhythm {
  const sums = new Float64Array(HOURS_OF_WEEK).fill(EVEN_MESSAGES / HOURS_OF_WEEK);
  for (let hour = 0; hour < counts.length; hour += 1) {
    const place = hourOfWeek(firstHour + hour);
    sums[place] = (sums[place] ?? 0) + (counts[hour] ?? 0);
  }
  const mean = sums.reduce((sum, one) => sum + one, 0) / HOURS_OF_WEEK;
  return sums.map((sum) => sum / mean);
}

/** How much of a mean hour an hour (since 1970) is. */
export function busynessOf(rhythm: WeeklyRhythm, hour: number): number {
  return rhythm[hourOfWeek(hour)] ?? 1;
}

function hourOfWeek(hour: number): number {
  return (((hour + EPOCH_OFFSET) % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK;
}
