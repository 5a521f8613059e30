import type { trpcClient } from '../../trpc.ts';

export type InboxPageOfRows = Awaited<ReturnType<typeof trpcClient.queues.list.query>>;

/** A conversation as the queues show it. */
export type InboxRow = InboxPageOfRows['items'][number];

/** Whether a person is to say something: the customer wrote after the last agent did. */
export function awaitsReply({ status, lastInboundAt, lastAgentAt }: InboxRow): boolean {
  if (status !== 'waiting' && status !== 'human') return false;
  return lastInboundAt !== undefined && (lastAgentAt === undefined || lastInboundAt > lastAgentAt);
}

/** A reply timer as it stands at a moment; the server's word of it may be some seconds old. */
export function timerAt(
  { timer }: InboxRow,
  now: number,
): { state: 'running' | 'warned' | 'breached'; ms: number } | null {
  if (!timer) return null;
  const ms = new Date(timer.dueAt).getTime() - now;
  if (ms <= 0) return { state: 'breached', ms: -ms };
  return { state: new Date(timer.warnAt).getTime() <= now ? 'warned' : 'running', ms };
}
