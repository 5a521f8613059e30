import type { trpcClient } from '../../../trpc.ts';

/** A canned reply as the server shows it. */
export type CannedReplyView = Awaited<ReturnType<typeof trpcClient.cannedReplies.list.query>>[number];
