import type { HeardChange, Mention } from '@answerdesk/database';
import { type ConversationId, conversationIdSchema, type TenantId } from '@answerdesk/domain';
import type { Feed } from './feed.ts';
import type { Gatherer } from './gather-changes.ts';
import type { InboxNews, LiveDeps } from './inbox-news.ts';

/** Changes of this time are told together: longer where many listen, since each of them costs. */
const TOGETHER_MS = 40;
const TOGETHER_FOR_MANY_MS = 120;
const MANY = 60;
/** More conversations that changed at once than this are read by each screen for itself. */
const MOST_AT_ONCE = 400;
const MOST_ROWS = 100;

interface Pending {
  readonly conversations: Set<ConversationId>;
  readonly messages: Set<ConversationId>;
  readonly mentions: Mention[];
  isPresence: boolean;
  isCanned: boolean;
  isAll: boolean;
}

interface Desk {
  pending: Pending | undefined;
  /** Whether news are waiting to be told, or being read. */
  isUnderway: boolean;
  timer?: NodeJS.Timeout;
}

/** Reads what changed once for all open inboxes of a tenant and tells them; one reading after the other, so that the newest comes last. */
export function gatherRows(
  feed: Feed<InboxNews>,
  { readRows, readPresent, reportFailure }: Pick<LiveDeps, 'readRows' | 'readPresent' | 'reportFailure'>,
): Gatherer {
  const desks = new Map<TenantId, Desk>();

  function schedule(tenantId: TenantId, desk: Desk): void {
    if (desk.isUnderway) return;
    desk.isUnderway = true;
    const wait = feed.countListeners(tenantId) > MANY ? TOGETHER_FOR_MANY_MS : TOGETHER_MS;
    desk.timer = setTimeout(() => void tell(tenantId, desk), wait);
  }

  async function tell(tenantId: TenantId, desk: Desk): Promise<void> {
    const due = desk.pending;
    desk.pending = undefined;
    try {
      for (const news of due && feed.has(tenantId) ? await read(tenantId, due) : []) feed.say(tenantId, news);
    } catch (error) {
      reportFailure('reading what changed', error);
      feed.say(tenantId, { kind: 'all' });
    }
    desk.isUnderway = false;
    if (desk.pending) schedule(tenantId, desk);
    else if (desks.get(tenantId) === desk) desks.delete(tenantId);
  }

  async function read(tenantId: TenantId, due: Pending): Promise<InboxNews[]> {
    const ids = [...due.conversations];
    if (due.isAll || ids.length + due.messages.size > MOST_AT_ONCE) return [{ kind: 'all' }];
    const [rows, presences] = await Promise.all([
      ids.length > 0 ? readRows(tenantId, ids) : [],
      due.isPresence ? readPresent(tenantId) : undefined,
    ]);
    const news: InboxNews[] = [];
    for (let start = 0; start < rows.length; start += MOST_ROWS) {
      news.push({ kind: 'rows', rows: rows.slice(start, start + MOST_ROWS) });
    }
    const others = [...due.messages].filter((id) => !due.conversations.has(id));
    if (others.length > 0) news.push({ kind: 'messages', conversationIds: others });
    for (const mention of due.mentions) news.push({ kind: 'mentioned', ...mention });
    if (presences) news.push({ kind: 'presence', presences });
    if (due.isCanned) news.push({ kind: 'canned' });
    return news;
  }

  function add(tenantId: TenantId, change: HeardChange): void {
    const { kind, ids } = change;
    const desk = desks.get(tenantId) ?? { pending: undefined, isUnderway: false };
    desks.set(tenantId, desk);
    desk.pending ??= {
      conversations: new Set(),
      messages: new Set(),
      mentions: [],
      isPresence: false,
      isCanned: false,
      isAll: false,
    };
    const { pending } = desk;
    if (kind === 'all') pending.isAll = true;
    if (kind === 'presences') pending.isPresence = true;
    if (kind === 'cannedreplies') pending.isCanned = true;
    if (kind === 'conversations' || kind === 'messages') {
      for (const id of ids) pending[kind].add(conversationIdSchema.parse(id));
    }
    if (change.kind === 'messages' && change.mention) pending.mentions.push(change.mention);
    schedule(tenantId, desk);
  }

  return {
    note(tenantId, change) {
      const isOurs = ['all', 'presences', 'cannedreplies', 'conversations', 'messages'].includes(change.kind);
      if (!isOurs) return;
      for (const each of tenantId === undefined ? feed.tenants() : feed.has(tenantId) ? [tenantId] : []) {
        add(each, change);
      }
    },
    stop() {
      for (const { timer } of desks.values()) clearTimeout(timer);
      desks.clear();
    },
  };
}
