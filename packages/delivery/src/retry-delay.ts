const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/**
 * How long to wait before attempt `attempts + 1`, in ms: doubling from half a second to a minute, each spread over
 * half its length so that what failed together does not come back together.
 */
export function retryDelayMs(attempts: number, random: () => number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts));
  return Math.round(full / 2 + (full / 2) * random());
}
