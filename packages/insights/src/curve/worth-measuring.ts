/** With fewer questions a share is chance. */
export const FEWEST_TO_MEASURE = 20;
/** What follows within this time belongs to the same change (ms). */
export const SETTLED_MS = 10 * 60_000;

/** Whether there are questions enough, and twice as many as those by which it was measured. */
export function isWorthMeasuring(questions: number, before: number | undefined): boolean {
  return questions >= FEWEST_TO_MEASURE && (before === undefined || questions >= 2 * before);
}
