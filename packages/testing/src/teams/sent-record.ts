import { type SentActivity, withoutThread } from './conversations.ts';

/** What bots wrote, in the order it arrived, as it stands now. */
export interface SentRecord {
  deliver(message: SentActivity): void;
  find(conversationId: string, activityId: string): SentActivity | undefined;
  sent(): readonly SentActivity[];
  onSent(listener: (message: SentActivity) => void): () => void;
  waitForSent(fits: (message: SentActivity) => boolean, withinMs: number): Promise<SentActivity>;
}

export function createSentRecord(): SentRecord {
  const sent: SentActivity[] = [];
  const listeners = new Set<(message: SentActivity) => void>();
  return {
    deliver(message) {
      const index = sent.findIndex((one) => one.activityId === message.activityId);
      if (index < 0) sent.push(message);
      else sent[index] = message;
      for (const listener of listeners) listener(message);
    },
    find: (conversationId, activityId) =>
      sent.find(
        (one) => one.activityId === activityId && withoutThread(one.conversationId) === withoutThread(conversationId),
      ),
    sent: () => sent,
    onSent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waitForSent(fits, withinMs) {
      const past = sent.find(fits);
      if (past) return Promise.resolve(past);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`No such message arrived within ${withinMs} ms; ${sent.length} others did`));
        }, withinMs);
        const listener = (message: SentActivity) => {
          if (!fits(message)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(message);
        };
        listeners.add(listener);
      });
    },
  };
}
