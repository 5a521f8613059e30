/** Spreads calls evenly, at most so many a second in this process. `now` in milliseconds. */
export function createPace(options: {
  readonly callsPerSecond: number;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}): () => Promise<void> {
  const everyMs = 1_000 / options.callsPerSecond;
  let next = 0;
  return async () => {
    const now = options.now();
    const at = Math.max(now, next);
    next = at + everyMs;
    if (at > now) await options.pause(at - now);
  };
}
