import type { AppRouter } from '@answerdesk/api';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

export const trpcClient = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/trpc', maxItems: 10 })] });

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
