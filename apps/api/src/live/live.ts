import type { watchChanges } from '@answerdesk/database';
import type { Change, TenantId } from '@answerdesk/domain';
import { createFeed, type Feed, LINGER_MS, type Said } from './feed.ts';
import { gatherChanges } from './gather-changes.ts';
import { gatherRows } from './gather-rows.ts';
import type { InboxNews, LiveDeps } from './inbox-news.ts';

export interface NumberedChange {
  /** Where to go on from: `<line of the tenant>:<sequence number>`. */
  readonly id: string;
  readonly change: Change;
}

export interface NumberedNews {
  readonly id: string;
  readonly news: InboxNews;
}

export interface Live {
  /**
   * Everything that changes in a tenant from now on, or after `lastId`. Whoever comes back after more than is kept, or to
   * another process, hears `all` first. Ends with `signal` or when the process closes.
   */
  changes(tenantId: TenantId, signal: AbortSignal, lastId?: string): AsyncGenerator<NumberedChange>;
  /** What open inboxes are told, read once for all of them; numbered and kept as changes are. */
  inbox(tenantId: TenantId, signal: AbortSignal, lastId?: string): AsyncGenerator<NumberedNews>;
  close(): Promise<void>;
}

/** Changes of a tenant that are kept for those who come back, and rows. */
const KEPT_CHANGES = 500;
const KEPT_ROWS = 2_000;

/** Makes the one listener of a process: its change stream is opened for the first who listens. */
export function createLive(deps: LiveDeps): Live {
  const changes = createFeed<Change>(KEPT_CHANGES);
  const inbox = createFeed<InboxNews>(KEPT_ROWS, (news) => (news.kind === 'rows' ? news.rows.length : 1));
  const changeGatherer = gatherChanges(changes);
  const rowGatherer = gatherRows(inbox, deps);
  const closing = new AbortController();
  let stream: ReturnType<typeof watchChanges> | undefined;
  let lingering: NodeJS.Timeout | undefined;

  function open(): Promise<void> {
    clearTimeout(lingering);
    stream ??= deps.watch((tenantId, change) => {
      changeGatherer.note(tenantId, change);
      rowGatherer.note(tenantId, change);
    });
    return stream.ready;
  }

  function stopGathering(): void {
    changeGatherer.stop();
    rowGatherer.stop();
  }

  function lingerOrStop(): void {
    if (changes.countListeners() + inbox.countListeners() > 0) return;
    clearTimeout(lingering);
    lingering = setTimeout(() => {
      stopGathering();
      changes.clear();
      inbox.clear();
      void stream?.stop();
      stream = undefined;
    }, LINGER_MS).unref();
  }

  async function* listen<Item, Told>(
    feed: Feed<Item>,
    [tenantId, signal, lastId]: Parameters<Live['changes']>,
    told: (said: Said<Item>) => Told,
  ): AsyncGenerator<Told> {
    const ended = AbortSignal.any([signal, closing.signal]);
    const ready = open();
    try {
      const from = { signal: ended, ready, ...(lastId !== undefined && { lastId }) };
      for await (const said of feed.listen(tenantId, from)) yield told(said);
    } finally {
      lingerOrStop();
    }
  }

  return {
    changes: (...whose) =>
      listen(changes, whose, ({ id, item }): NumberedChange => ({ id, change: item ?? { kind: 'all', ids: [] } })),
    inbox: (...whose) => listen(inbox, whose, ({ id, item }): NumberedNews => ({ id, news: item ?? { kind: 'all' } })),
    async close() {
      closing.abort();
      clearTimeout(lingering);
      stopGathering();
      await stream?.stop();
    },
  };
}
