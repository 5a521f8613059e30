/** How many of each length of time: by the number of a step, each a fifth longer than the one before. */
export type Histogram = Readonly<Record<string, number>>;

const SHORTEST_MS = 10;
const STEP = Math.log(1.2);
const LAST_STEP = 120;

/** The step that a time falls into; times of 10 ms and less are 0, of about a year and more the last. */
export function stepOf(ms: number): number {
  if (!(ms > SHORTEST_MS)) return 0;
  return Math.min(LAST_STEP, Math.ceil(Math.log(ms / SHORTEST_MS) / STEP));
}

/** The time in ms that half of them do not exceed, within a tenth; undefined when there are none. */
export function medianOf(histogram: Histogram): number | undefined {
  const steps = Object.entries(histogram)
    .map(([step, count]) => ({ step: Number(step), count }))
    .sort((a, b) => a.step - b.step);
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  for (const { step, count } of steps) {
    before += count;
    if (before * 2 >= total) return step === 0 ? SHORTEST_MS : SHORTEST_MS * Math.exp((step - 0.5) * STEP);
  }
  return undefined;
}
