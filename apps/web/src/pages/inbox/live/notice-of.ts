import type { InboxRow } from '../inbox-row.ts';

export type NoticeKind = 'waiting' | 'wrote' | 'warned' | 'taken';

/** What happened before the first word of it came here is news only for this long. */
const NEWS_MS = 120_000;
/** What was nobody's and waits no longer than this was told of when it began to; whose it becomes is no second news. */
const JUST_TOLD_MS = 30_000;

/**
 * What a member is to be told of when a conversation becomes another: one of theirs, or one of nobody's, begins to wait; the
 * customer of one of theirs writes; the time for a reply runs short; a colleague takes theirs.
 */
export function noticeOf(
  before: InboxRow | undefined,
  row: InboxRow,
  userId: string,
  now: number,
): NoticeKind | undefined {
  const { status, assigneeId, waiting, timer, lastInboundAt } = row;
  const isMine = assigneeId === userId;
  if (status !== 'waiting' && status !== 'human') return undefined;
  if (status === 'human' && !isMine && before?.status === 'human' && before.assigneeId === userId) return 'taken';
  if (!isMine && (status !== 'waiting' || assigneeId !== undefined)) return undefined;
  const isNews = (moment: string | undefined, known: string | undefined) =>
    moment !== undefined && (before ? moment !== known : now - new Date(moment).getTime() < NEWS_MS);
  if (
    status === 'waiting' &&
    isNews(waiting?.since, before?.status === 'waiting' ? before.waiting?.since : undefined)
  ) {
    return 'waiting';
  }
  if (status === 'waiting' && isMine && before && before.assigneeId !== userId) {
    const isJustTold = before.assigneeId === undefined && now - new Date(waiting?.since ?? 0).getTime() < JUST_TOLD_MS;
    return isJustTold ? undefined : 'waiting';
  }
  if (timer?.state === 'warned' && before && before.timer?.state !== 'warned') return 'warned';
  return isMine && isNews(lastInboundAt, before?.lastInboundAt) ? 'wrote' : undefined;
}
