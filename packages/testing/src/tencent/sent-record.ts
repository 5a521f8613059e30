export interface SentRecord<T> {
  add(message: T): void;
  all(): readonly T[];
  /** Hears of each message that arrives; returns how to stop hearing. */
  onSent(listener: (message: T) => void): () => void;
  /** Resolves with the first message, past or to come, that fits; rejects after `withinMs`. */
  waitForSent(fits: (message: T) => boolean, withinMs: number): Promise<T>;
}

/** Keeps what arrived, in the order it arrived. */
export function createSentRecord<T>(): SentRecord<T> {
  const sent: T[] = [];
  const listeners = new Set<(message: T) => void>();
  const onSent = (listener: (message: T) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return {
    add(message) {
      sent.push(message);
      for (const listener of [...listeners]) listener(message);
    },
    all: () => sent,
    onSent,
    waitForSent(fits, withinMs) {
      const past = sent.find(fits);
      if (past) return Promise.resolve(past);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          stopHearing();
          reject(new Error(`No such message arrived within ${withinMs} ms; ${sent.length} others did`));
        }, withinMs);
        const stopHearing = onSent((message) => {
          if (!fits(message)) return;
          clearTimeout(timer);
          stopHearing();
          resolve(message);
        });
      });
    },
  };
}
