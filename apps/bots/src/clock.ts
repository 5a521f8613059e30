/** Work that comes round: leased by whoever does it, so that any number of processes may run the clock. */
export interface TimedWork {
  readonly name: string;
  readonly everyMs: number;
  /** Resolves to true when there is more to do at once. */
  readonly run: () => Promise<boolean>;
}

export interface Clock {
  /** Resolves when what is under way is done. */
  stop(): Promise<void>;
}

/** Runs each work now and again and again; one that fails is told and tried again at its next time. */
export function startClock(works: readonly TimedWork[], onFailure: (what: string, error: unknown) => void): Clock {
  const timers = new Map<string, NodeJS.Timeout>();
  const underway = new Map<string, Promise<void>>();
  let isStopped = false;

  async function runOnce({ name, run }: TimedWork): Promise<boolean> {
    try {
      return await run();
    } catch (error) {
      onFailure(name, error);
      return false;
    }
  }

  function begin(work: TimedWork): void {
    const running = runOnce(work).then((hasMore) => {
      if (!isStopped)
        timers.set(
          work.name,
          setTimeout(() => begin(work), hasMore ? 0 : work.everyMs),
        );
    });
    underway.set(work.name, running);
  }

  for (const work of works) begin(work);
  return {
    async stop() {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(underway.values());
    },
  };
}
