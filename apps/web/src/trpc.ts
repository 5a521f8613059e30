import type { AppRouter } from '@answerdesk/api';
import { createTRPCClient, httpBatchLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

/** Questions that carry a whole FAQ or message, which no address has room for. */
const longQueries: ReadonlySet<string> = new Set(['faqs.preview', 'faqs.similar', 'translations.preview']);
const url = '/trpc';

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ path }) => longQueries.has(path),
      true: httpBatchLink({ url, methodOverride: 'POST' }),
      false: httpBatchLink({ url, maxItems: 10 }),
    }),
  ],
});

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
