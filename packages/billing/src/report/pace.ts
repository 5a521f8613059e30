/** When the next call to Stripe may be made, for everybody in this process. */
export interface Pace {
  /** Waits until the next call may be made. */
  next(): Promise<void>;
  /** Has everybody make no new calls for a time, as Stripe asked for. In milliseconds. */
  rest(ms: number): void;
  /** Whether that time is not over. */
  isResting(): boolean;
}

/** Spreads calls evenly, at most so many a second in this process. `now` in milliseconds. */
export function createPace(options: {
  readonly callsPerSecond: number;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}): Pace {
  const everyMs = 1_000 / options.callsPerSecond;
  let next = 0;
  let restsUntil = 0;
  return {
    async next() {
      const now = options.now();
      const at = Math.max(now, next);
      next = at + everyMs;
      if (at > now) await options.pause(at - now);
    },
    rest(ms) {
      restsUntil = Math.max(restsUntil, options.now() + ms);
    },
    isResting: () => options.now() < restsUntil,
  };
}
