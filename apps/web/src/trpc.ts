import type { AppRouter } from '@answerdesk/api';
import { createTRPCClient, httpBatchLink, splitLink, type TRPCLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** Questions that carry a whole FAQ or message, which no address has room for. */
const longQueries: ReadonlySet<string> = new Set(['bench.ask', 'faqs.preview', 'faqs.similar', 'translations.preview']);
/** So do these, and they take long: nothing else is to wait for them. */
const slowQueries: ReadonlySet<string> = new Set(['faqs.effect', 'suggestions.effect']);
const url = '/trpc';

type MutationWatcher = (path: string, input: unknown) => void;
const watchers = new Set<MutationWatcher>();

/** Calls back when this tab is about to change something. Returns how to stop. */
export function watchMutations(watcher: MutationWatcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const watched: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type === 'mutation') for (const watcher of watchers) watcher(op.path, op.input);
    return next(op);
  };

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    watched,
    splitLink({
      condition: ({ path }) => longQueries.has(path),
      true: httpBatchLink({ url, methodOverride: 'POST' }),
      false: splitLink({
        condition: ({ path }) => slowQueries.has(path),
        true: httpBatchLink({ url, methodOverride: 'POST', maxItems: 1 }),
        false: httpBatchLink({ url, maxItems: 10 }),
      }),
    }),
  ],
});

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
