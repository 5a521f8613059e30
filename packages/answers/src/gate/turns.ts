/** Lets callers in by turns. */
export interface Turns {
  /**
   * Resolves when it is the caller's turn, to a function that ends it. Rejects with the signal's reason when it is aborted before,
   * and when too many of the same name wait already.
   */
  enter(name: string, signal: AbortSignal): Promise<() => void>;
}

/** Makes turns for `atOnce` callers at a time, of each name one: names that wait take turns, and of one name callers go in their order. */
export function createTurns({ atOnce, mostWaiting }: { readonly atOnce: number; readonly mostWaiting: number }): Turns {
  const running = new Set<string>();
  /** The name that was let in last stands behind all others. */
  const waiting = new Map<string, (() => void)[]>();

  function next(): void {
    for (const [name, callers] of [...waiting]) {
      if (running.size >= atOnce) return;
      if (running.has(name)) continue;
      const go = callers.shift();
      waiting.delete(name);
      if (callers.length > 0) waiting.set(name, callers);
      running.add(name);
      go?.();
    }
  }

  function leave(name: string): void {
    running.delete(name);
    next();
  }

  return {
    async enter(name, signal) {
      signal.throwIfAborted();
      const callers = waiting.get(name) ?? [];
      if (callers.length >= mostWaiting) throw new Error('Too many of one name wait for their turn');
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const forget = () => {
        const left = (waiting.get(name) ?? []).filter((each) => each !== go);
        if (left.length > 0) waiting.set(name, left);
        else waiting.delete(name);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', forget);
        resolve(() => leave(name));
      };
      signal.addEventListener('abort', forget, { once: true });
      waiting.set(name, [...callers, go]);
      next();
      return promise;
    },
  };
}
