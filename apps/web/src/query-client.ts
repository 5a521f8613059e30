import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem.ts';

const listeners = new Set<() => void>();

/** Calls back when the server no longer knows the session. Returns how to stop. */
export function onSessionExpired(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function noticeExpiry(error: unknown): void {
  if (problemOf(error) === 'UNAUTHORIZED') for (const listener of listeners) listener();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeExpiry }),
  mutationCache: new MutationCache({ onError: noticeExpiry }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && ['OFFLINE', 'UNKNOWN'].includes(problemOf(error)),
    },
  },
});
