import type { AppRouter } from '@answerdesk/api';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext, createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { queryClient } from './query-client.ts';

export const trpcClient = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/trpc', maxItems: 10 })] });

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** For loaders and other code outside of components. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
