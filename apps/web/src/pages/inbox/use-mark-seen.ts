import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '../../trpc.ts';
import type { InboxPageOfRows, InboxRow } from './inbox-row.ts';
import { listenToInbox } from './live/inbox-stream.ts';
import { markSeen } from './seen.ts';

/** Notes the open conversation as looked at: when it is opened, when its customer writes, when the tab is looked at again. */
export function useMarkSeen(conversationId: string | undefined): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (conversationId === undefined) return undefined;
    const look = (row: InboxRow | undefined) => {
      if (row && document.visibilityState === 'visible') markSeen(row);
    };
    const known = () =>
      queryClient
        .getQueriesData<{ readonly pages?: readonly InboxPageOfRows[] }>({ queryKey: trpc.queues.list.pathKey() })
        .flatMap(([, lists]) => lists?.pages ?? [])
        .flatMap(({ items }) => items)
        .find(({ id }) => id === conversationId);
    const lookAgain = () => look(known());
    lookAgain();
    document.addEventListener('visibilitychange', lookAgain);
    const silent = listenToInbox((event) => {
      if (event.kind === 'rows') look(event.rows.find(({ id }) => id === conversationId));
    });
    return () => {
      document.removeEventListener('visibilitychange', lookAgain);
      silent();
    };
  }, [conversationId, queryClient, trpc]);
}
