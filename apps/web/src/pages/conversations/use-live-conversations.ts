import type { AppRouter } from '@answerdesk/api';
import { useQueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { useEffect } from 'react';
import { useTRPC } from '../../trpc.ts';

const AT_MOST_EVERY_MS = 1_000;
const liveClient = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/trpc' })] });

/** Reads conversations again when the server says that some changed, while the page is open. */
export function useLiveConversations(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const read of [trpc.conversations, trpc.resolution]) {
          void queryClient.invalidateQueries({ queryKey: read.pathKey() });
        }
      }, AT_MOST_EVERY_MS);
    };
    const subscription = liveClient.live.changes.subscribe(undefined, {
      onData({ data }) {
        if (data.kind === 'conversations' || data.kind === 'all') readAgain();
      },
    });
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [trpc, queryClient]);
}
