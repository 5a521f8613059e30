import type { trpcClient } from '../../trpc.ts';

/** A gap as the server sends it. */
export type GapRead = Awaited<ReturnType<typeof trpcClient.gaps.get.query>>;
