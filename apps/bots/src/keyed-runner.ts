export interface KeyedRunner<Key> {
  /** Has the work of a key looked at: at once, or once more after the look that is under way. */
  wake(key: Key): void;
  /** Has the work of a key looked at unless that is due here anyway. */
  offer(key: Key): void;
  /** Takes no more work and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Has something done after some ms; returns how to call it off. */
export type After = (ms: number, run: () => void) => () => void;

const AFTER_FAILURE_MS = 1_000;

/**
 * Runs work key by key: one run at a time for a key, at most `concurrency` at once over all. `run` resolves to the ms
 * after which its key wants another run, or to nothing. A run that throws is reported and tried again a second later.
 * `after` is how it waits, with timers unless told.
 */
export function createKeyedRunner<Key>(options: {
  readonly concurrency: number;
  readonly nameOf: (key: Key) => string;
  readonly run: (key: Key) => Promise<number | undefined>;
  readonly onFailure: (error: unknown, key: Key) => void;
  readonly after?: After;
}): KeyedRunner<Key> {
  const after = options.after ?? byTimer;
  const queued = new Map<string, Key>();
  const running = new Map<string, Promise<void>>();
  const wokenAgain = new Set<string>();
  const timers = new Map<string, () => void>();
  let isStopped = false;

  function wake(key: Key): void {
    if (isStopped) return;
    const name = options.nameOf(key);
    timers.get(name)?.();
    timers.delete(name);
    if (running.has(name)) wokenAgain.add(name);
    else queued.set(name, key);
    startQueued();
  }

  function startQueued(): void {
    for (const [name, key] of queued) {
      if (running.size >= options.concurrency) return;
      queued.delete(name);
      running.set(name, runOnce(name, key));
    }
  }

  async function runOnce(name: string, key: Key): Promise<void> {
    let againInMs: number | undefined;
    try {
      againInMs = await options.run(key);
    } catch (error) {
      options.onFailure(error, key);
      againInMs = AFTER_FAILURE_MS;
    }
    running.delete(name);
    if (isStopped) return;
    if (wokenAgain.delete(name)) queued.set(name, key);
    else if (againInMs !== undefined) {
      timers.set(
        name,
        after(againInMs, () => {
          timers.delete(name);
          wake(key);
        }),
      );
    }
    startQueued();
  }

  return {
    wake,
    offer(key) {
      const name = options.nameOf(key);
      if (!queued.has(name) && !running.has(name) && !timers.has(name)) wake(key);
    },
    async stop() {
      isStopped = true;
      for (const callOff of timers.values()) callOff();
      timers.clear();
      queued.clear();
      await Promise.all(running.values());
    },
  };
}

function byTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
