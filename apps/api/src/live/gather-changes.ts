import type { HeardChange } from '@answerdesk/database';
import type { Change, TenantId } from '@answerdesk/domain';
import type { Feed } from './feed.ts';

/** Changes of this time are told together. */
const TOGETHER_MS = 150;

export interface Gatherer {
  /** Something changed; for no tenant in particular, when something may have been missed. */
  note(tenantId: TenantId | undefined, change: HeardChange): void;
  stop(): void;
}

interface Pending {
  readonly ids: Map<Change['kind'], Set<string>>;
  readonly flush: NodeJS.Timeout;
}

/** Says which things changed, those of a moment together. */
export function gatherChanges(feed: Feed<Change>): Gatherer {
  const pending = new Map<TenantId, Pending>();

  function flush(tenantId: TenantId): void {
    const due = pending.get(tenantId);
    pending.delete(tenantId);
    for (const [kind, ids] of due?.ids ?? []) feed.say(tenantId, { kind, ids: [...ids] });
  }

  function add(tenantId: TenantId, kind: Change['kind'], ids: readonly string[]): void {
    const due = pending.get(tenantId) ?? { ids: new Map(), flush: setTimeout(() => flush(tenantId), TOGETHER_MS) };
    pending.set(tenantId, due);
    const known = due.ids.get(kind) ?? new Set();
    for (const id of ids) known.add(id);
    due.ids.set(kind, known);
  }

  return {
    note(tenantId, { kind, ids }) {
      // What happened in a conversation without changing it is a change of it all the same, for whoever shows it.
      const told = kind === 'messages' ? 'conversations' : kind;
      for (const each of tenantId === undefined ? feed.tenants() : feed.has(tenantId) ? [tenantId] : []) {
        add(each, told, ids);
      }
    },
    stop() {
      for (const { flush: timer } of pending.values()) clearTimeout(timer);
      pending.clear();
    },
  };
}
