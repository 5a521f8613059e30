import type { AppRouter } from '@answerdesk/api';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import type { trpcClient } from '../../../trpc.ts';
import type { InboxRow } from '../inbox-row.ts';
import { loseConnection, setConnection } from './connection.ts';

/**
 * What an open inbox hears: rows that changed, conversations in which something happened besides, who was named in a note, who is there, and that canned
 * replies, or all that was read, may be old.
 */
export type InboxEvent =
  | { readonly kind: 'rows'; readonly rows: readonly InboxRow[] }
  | { readonly kind: 'messages'; readonly conversationIds: readonly string[] }
  | {
      readonly kind: 'mentioned';
      readonly conversationId: string;
      readonly byId?: string;
      readonly userIds: readonly string[];
    }
  | { readonly kind: 'presence'; readonly presences: Present }
  | { readonly kind: 'canned' | 'all' };

/** Everybody who is there, one entry for each tab. */
export type Present = Awaited<ReturnType<typeof trpcClient.presence.list.query>>;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
const client = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/trpc' })] });
const listeners = new Set<(event: InboxEvent) => void>();
let lastEventId: string | undefined;

/** Hears the one stream of this tab while the component is there; `kind: 'all'` says that anything may have been missed. */
export function listenToInbox(listener: (event: InboxEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Opens the tab's stream and keeps it open: whatever ends it, it is opened again and goes on after the last thing heard.
 * Returns how to close it.
 */
export function openInboxStream(): () => void {
  let isClosed = false;
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stream: { unsubscribe(): void } | undefined;
  const again = () => {
    loseConnection();
    if (isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      open();
    }, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  };
  const open = () => {
    stream?.unsubscribe();
    stream = client.queues.live.subscribe(lastEventId === undefined ? {} : { lastEventId }, {
      onData({ id, data }) {
        lastEventId = id;
        for (const listener of listeners) listener(data);
      },
      onConnectionStateChange({ state }) {
        if (state === 'pending') {
          waitMs = FIRST_WAIT_MS;
          setConnection({ state: 'live' });
        } else if (!isClosed) loseConnection();
      },
      onError: again,
      onComplete: again,
    });
  };
  const cut = () => {
    loseConnection();
    stream?.unsubscribe();
  };
  const atOnce = () => {
    clearTimeout(timer);
    timer = undefined;
    open();
  };
  window.addEventListener('online', atOnce);
  window.addEventListener('offline', cut);
  open();
  return () => {
    isClosed = true;
    loseConnection();
    clearTimeout(timer);
    window.removeEventListener('online', atOnce);
    window.removeEventListener('offline', cut);
    stream?.unsubscribe();
  };
}
