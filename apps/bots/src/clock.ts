export interface Clock {
  stop(): Promise<void>;
}

/** Work that becomes due by itself. Each piece is leased in the database, so that of many processes one does it. */
export interface ClockJob {
  readonly name: string;
  run(): Promise<void>;
}

/** Runs jobs one after another, at once and then every `everyMs`. A job that fails is reported and keeps no other from running. */
export function startClock(options: {
  readonly jobs: readonly ClockJob[];
  readonly everyMs: number;
  readonly onFailure: (what: string, error: unknown) => void;
}): Clock {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let underway = tick();

  async function tick(): Promise<void> {
    for (const job of options.jobs) {
      if (isStopped) return;
      try {
        await job.run();
      } catch (error) {
        options.onFailure(job.name, error);
      }
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      underway = tick();
    }, options.everyMs);
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underway;
    },
  };
}

/** Jobs that run one after another, and how often they are looked for. */
export interface TimedWork {
  readonly jobs: readonly ClockJob[];
  readonly everyMs: number;
}

/** Runs each of these on a clock of its own: none waits for what another takes long over. */
export function startClocks(works: readonly TimedWork[], onFailure: (what: string, error: unknown) => void): Clock {
  const clocks = works
    .filter(({ jobs }) => jobs.length > 0)
    .map(({ jobs, everyMs }) => startClock({ jobs, everyMs, onFailure }));
  return {
    async stop() {
      await Promise.all(clocks.map((clock) => clock.stop()));
    },
  };
}
