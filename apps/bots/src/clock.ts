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
