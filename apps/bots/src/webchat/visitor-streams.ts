import type { VisitorPart, Watch, WebchatStore, watchVisitors } from '@answerdesk/database';
import type { AccountId, TenantId } from '@answerdesk/domain';

export interface Visitor {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly visitorId: string;
}

export type VisitorNews =
  | { readonly kind: 'part'; readonly part: VisitorPart }
  | { readonly kind: 'typing'; readonly forMs: number };

export interface VisitorStreams {
  /** How long to wait before a visitor may open another stream; 0 when they may now. */
  full(visitor: Visitor): number;
  /** Aborted when the process ends, and every stream with it. */
  readonly closing: AbortSignal;
  /** Everything a visitor is sent after `afterId`, once each and in order, until `ended`. */
  news(visitor: Visitor, afterId: string, ended: AbortSignal): AsyncGenerator<VisitorNews>;
  close(): Promise<void>;
}

const MOST_OF_A_VISITOR = 4;
/** One business's visitors, or whoever plays them, leave room for those of others. */
const MOST_OF_AN_ACCOUNT = 1_000;
const MOST_OF_A_PROCESS = 5_000;
const FULL_WAIT_MS = 10_000;
const AT_ONCE = 100;

interface Listener {
  hasNews: boolean;
  typingUntil: number;
  wake: () => void;
}

/** Makes the streams of a process. The change stream is opened for the first visitor; it only wakes, the store is what is told. */
export function createVisitorStreams(
  store: Pick<WebchatStore, 'listAfter'>,
  watch: (listen: Parameters<typeof watchVisitors>[1]) => Watch,
): VisitorStreams {
  const listeners = new Map<string, Set<Listener>>();
  const closing = new AbortController();
  const openOf = new Map<AccountId, number>();
  let open = 0;
  let stream: Watch | undefined;

  function count(accountId: AccountId, change: 1 | -1): void {
    open += change;
    const ofAccount = (openOf.get(accountId) ?? 0) + change;
    if (ofAccount > 0) openOf.set(accountId, ofAccount);
    else openOf.delete(accountId);
  }

  const hear: Parameters<typeof watchVisitors>[1] = (visitor, news) => {
    const heard = visitor ? [listeners.get(nameOf(visitor)) ?? []] : [...listeners.values()];
    for (const listener of heard.flatMap((each) => [...each])) {
      if (news.kind === 'part') listener.hasNews = true;
      else listener.typingUntil = news.until.getTime();
      listener.wake();
    }
  };

  return {
    full(visitor) {
      const own = listeners.get(nameOf(visitor))?.size ?? 0;
      const ofAccount = openOf.get(visitor.accountId) ?? 0;
      const isFull = own >= MOST_OF_A_VISITOR || ofAccount >= MOST_OF_AN_ACCOUNT || open >= MOST_OF_A_PROCESS;
      return isFull ? FULL_WAIT_MS : 0;
    },
    closing: closing.signal,
    async *news(visitor, afterId, ended) {
      if (ended.aborted) return;
      const listener: Listener = { hasNews: true, typingUntil: 0, wake: () => undefined };
      const own = listeners.get(nameOf(visitor)) ?? new Set();
      listeners.set(nameOf(visitor), own.add(listener));
      count(visitor.accountId, 1);
      const wake = () => listener.wake();
      ended.addEventListener('abort', wake);
      try {
        stream ??= watch(hear);
        await stream.ready;
        let seen = afterId;
        while (!ended.aborted) {
          const alarm = Promise.withResolvers<void>();
          listener.wake = alarm.resolve;
          if (listener.hasNews) {
            listener.hasNews = false;
            const parts = await store.listAfter(visitor.tenantId, visitor, seen, AT_ONCE);
            if (parts.length === AT_ONCE) listener.hasNews = true;
            for (const part of parts) {
              seen = part.id;
              // Whoever got the answer need not see that it is being made.
              listener.typingUntil = 0;
              yield { kind: 'part', part };
            }
            continue;
          }
          const forMs = listener.typingUntil - Date.now();
          listener.typingUntil = 0;
          if (forMs > 0) yield { kind: 'typing', forMs };
          else await alarm.promise;
        }
      } finally {
        ended.removeEventListener('abort', wake);
        count(visitor.accountId, -1);
        own.delete(listener);
        if (own.size === 0) listeners.delete(nameOf(visitor));
      }
    },
    async close() {
      closing.abort();
      await stream?.stop();
    },
  };
}

function nameOf({ accountId, visitorId }: Pick<Visitor, 'accountId' | 'visitorId'>): string {
  return `${accountId}/${visitorId}`;
}
