import type { trpcClient } from '../../trpc.ts';

/** A suggestion as the server sends it. */
export type SuggestionRead = Awaited<ReturnType<typeof trpcClient.suggestions.list.query>>['suggestions'][number];
