import { isInQueue } from '@answerdesk/domain';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSession } from '../../../session.ts';
import { useTRPC } from '../../../trpc.ts';
import type { InboxPageOfRows, InboxRow } from '../inbox-row.ts';
import { applyRows, type Listing } from './apply-rows.ts';
import { listenToInbox } from './inbox-stream.ts';

type Trpc = ReturnType<typeof useTRPC>;
type Lists = InfiniteData<InboxPageOfRows, string | null>;

/** A list that was asked for before a row changed may come after it. */
const MAY_BE_OVERTAKEN_MS = 30_000;
const COUNTS_AT_MOST_EVERY_MS = 2_000;
const MOST_PLACES = 5_000;
const counted = ['mine', 'unassigned', 'waiting', 'snoozed'] as const;

/** Puts what is heard where it is shown: rows into the lists that were fetched, the rest asked for again when it is shown. */
export function useLiveQueues(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const userId = useSession().person.userId;
  useEffect(() => {
    const recent = new Map<string, { row: InboxRow; at: number }>();
    const places = new Map<string, string>();
    const hasMoved = (row: InboxRow) => {
      const place = counted.filter((queue) => isInQueue(row, queue, userId, new Date())).join();
      const isMoved = places.get(row.id) !== place;
      if (places.size > MOST_PLACES) places.clear();
      places.set(row.id, place);
      return isMoved;
    };
    const readCounts = atMostEvery(COUNTS_AT_MOST_EVERY_MS, () =>
      queryClient.invalidateQueries(trpc.queues.counts.pathFilter()),
    );
    const silent = listenToInbox((event) => {
      switch (event.kind) {
        case 'rows': {
          const at = Date.now();
          for (const [id, known] of recent) if (at - known.at > MAY_BE_OVERTAKEN_MS) recent.delete(id);
          for (const row of event.rows) recent.set(row.id, { row, at });
          putRows(queryClient, trpc, event.rows, userId);
          if (event.rows.filter((row) => hasMoved(row)).length > 0) readCounts();
          return;
        }
        case 'messages':
        case 'mentioned':
          return;
        case 'presence':
          queryClient.setQueryData(trpc.presence.list.queryKey(), event.presences);
          return;
        case 'canned':
          void queryClient.invalidateQueries(trpc.cannedReplies.pathFilter());
          return;
        case 'all':
          recent.clear();
          for (const part of [trpc.queues, trpc.presence, trpc.cannedReplies]) {
            void queryClient.invalidateQueries(part.pathFilter());
          }
      }
    });
    const lists = trpc.queues.list.pathKey();
    const overtaken = queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
      const isList = JSON.stringify(event.query.queryKey[0]) === JSON.stringify(lists[0]);
      if (isList)
        putRows(
          queryClient,
          trpc,
          [...recent.values()].map(({ row }) => row),
          userId,
        );
    });
    return () => {
      silent();
      overtaken();
      readCounts.cancel();
    };
  }, [trpc, queryClient, userId]);
}

function putRows(queryClient: QueryClient, trpc: Trpc, rows: readonly InboxRow[], userId: string): void {
  if (rows.length === 0) return;
  const now = new Date();
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: trpc.queues.list.pathKey() })) {
    const listing = listingOf(queryKey);
    if (!listing) continue;
    queryClient.setQueryData<Lists>(queryKey, (lists) => {
      if (!lists) return lists;
      const pages = applyRows(lists.pages, rows, listing, userId, now);
      return pages === lists.pages ? lists : { ...lists, pages: [...pages] };
    });
  }
}

/** What was asked for, as the query's key keeps it. */
function listingOf(queryKey: readonly unknown[]): Listing | undefined {
  const [, options] = queryKey as readonly [unknown, { readonly input?: Listing; readonly type?: string }?];
  return options?.type === 'infinite' ? options.input : undefined;
}

function atMostEvery(ms: number, act: () => unknown): (() => void) & { cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const call = () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        last = Date.now();
        void act();
      },
      Math.max(0, last + ms - Date.now()),
    );
  };
  return Object.assign(call, { cancel: () => clearTimeout(timer) });
}
