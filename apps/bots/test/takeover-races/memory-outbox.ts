import type { PenOutbox } from '@answerdesk/conversations';
import type { ConversationKey } from '@answerdesk/database';
import type { Outbox } from '@answerdesk/delivery';
import type { ConversationId, MessageId, OutboxItem, TenantId } from '@answerdesk/domain';

const OWN_PROCESS_MS = 3_000;

/** An item as the database keeps it. */
export interface KeptItem {
  readonly item: OutboxItem;
  readonly isDone: boolean;
  readonly nextAttemptAt: Date;
  readonly dueAt?: Date | undefined;
  readonly leaseOwner?: string | undefined;
  readonly leaseUntil?: Date | undefined;
}

export interface MemoryOutbox extends Outbox, Omit<PenOutbox, 'add'> {
  readonly kept: ReadonlyMap<MessageId, KeptItem>;
  find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined>;
  noteRedone(tenantId: TenantId, itemId: MessageId, epoch: number): Promise<void>;
  listDue(now: Date, limit: number): Promise<ConversationKey[]>;
}

/** The outbox's port in memory; each call is carried out at one moment, as one command of the database is. */
export function createMemoryOutbox(): MemoryOutbox {
  const kept = new Map<MessageId, KeptItem>();

  function put(next: KeptItem): void {
    kept.set(next.item.id, next);
  }

  function change(
    tenantId: TenantId,
    itemId: MessageId,
    owner: string,
    changes: (item: OutboxItem) => Partial<OutboxItem>,
    rest: Pick<KeptItem, 'isDone' | 'dueAt'> & Partial<Pick<KeptItem, 'nextAttemptAt'>>,
  ): void {
    const known = kept.get(itemId);
    if (known?.item.tenantId !== tenantId || known.item.state !== 'sending' || known.leaseOwner !== owner) return;
    const item = { ...known.item, ...changes(known.item) };
    put({ ...known, leaseOwner: undefined, leaseUntil: undefined, ...rest, item });
  }

  function lineOf(tenantId: TenantId, conversationId: ConversationId): KeptItem[] {
    return [...kept.values()]
      .filter(({ item, isDone }) => !isDone && item.tenantId === tenantId && item.conversationId === conversationId)
      .sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
  }

  function overtaken(
    tenantId: TenantId,
    conversationId: ConversationId,
    epoch: number,
    state: OutboxItem['state'],
  ): KeptItem[] {
    return lineOf(tenantId, conversationId).filter(
      ({ item }) => item.state === state && item.botEpoch !== undefined && item.botEpoch < epoch,
    );
  }

  const done = { isDone: true, dueAt: undefined };
  return {
    kept,
    async add(tenantId, given, lease) {
      const known = kept.get(given.id);
      if (known) return { item: known.item, isNew: false };
      const item: OutboxItem = { ...given, tenantId, ...(lease && { state: 'sending' as const }) };
      put({
        item,
        isDone: false,
        nextAttemptAt: item.createdAt,
        dueAt: lease ? lease.until : new Date(item.createdAt.getTime() + OWN_PROCESS_MS),
        ...(lease && { leaseOwner: lease.owner, leaseUntil: lease.until }),
      });
      return { item, isNew: true };
    },
    async head(tenantId, conversationId) {
      const [first, second] = lineOf(tenantId, conversationId);
      if (!first) return undefined;
      const { item, nextAttemptAt, leaseUntil } = first;
      const notBefore = item.state === 'sending' ? (leaseUntil ?? nextAttemptAt) : nextAttemptAt;
      return { item, notBefore, hasMore: second !== undefined };
    },
    async claim(tenantId, { item: read, notBefore }, { owner, until }) {
      const known = kept.get(read.id);
      if (known?.item.tenantId !== tenantId || known.item.state !== read.state) return undefined;
      const wasSending = read.state === 'sending';
      if ((wasSending ? known.leaseUntil : known.nextAttemptAt)?.getTime() !== notBefore.getTime()) return undefined;
      const uncertainSends = known.item.uncertainSends + (wasSending ? 1 : 0);
      const item: OutboxItem = { ...known.item, state: 'sending', uncertainSends };
      put({ ...known, item, leaseOwner: owner, leaseUntil: until, dueAt: until });
      return item;
    },
    async markPartSent(tenantId, itemId, owner, { platformMessageId, isLast, now }) {
      const next = ({ sentParts }: OutboxItem): Partial<OutboxItem> => ({
        state: isLast ? 'sent' : 'pending',
        lastSentAt: now,
        sentParts: [...sentParts, platformMessageId],
      });
      const again = { isDone: false, nextAttemptAt: now, dueAt: new Date(now.getTime() + OWN_PROCESS_MS) };
      change(tenantId, itemId, owner, next, isLast ? done : again);
    },
    async postpone(tenantId, itemId, owner, { notBefore, isAttempt, isUncertain, chatKey }) {
      const next = ({ attempts, uncertainSends }: OutboxItem): Partial<OutboxItem> => ({
        state: 'pending',
        attempts: attempts + (isAttempt ? 1 : 0),
        uncertainSends: uncertainSends + (isUncertain ? 1 : 0),
        ...(chatKey !== undefined && { chatKey }),
      });
      const dueAt = new Date(notBefore.getTime() + OWN_PROCESS_MS);
      change(tenantId, itemId, owner, next, { isDone: false, nextAttemptAt: notBefore, dueAt });
    },
    async fail(tenantId, itemId, owner, failure) {
      change(tenantId, itemId, owner, () => ({ state: 'failed', failure }), done);
    },
    async cancel(tenantId, itemId, owner) {
      change(tenantId, itemId, owner, () => ({ state: 'cancelled' }), done);
    },
    async cancelOvertaken(tenantId, conversationId, epoch) {
      for (const known of overtaken(tenantId, conversationId, epoch, 'pending')) {
        put({ ...known, ...done, item: { ...known.item, state: 'cancelled' } });
      }
    },
    async listBeingSent(tenantId, conversationId, epoch) {
      return overtaken(tenantId, conversationId, epoch, 'sending').map(({ item }) => item);
    },
    async abandon(tenantId, itemIds) {
      for (const itemId of itemIds) {
        const known = kept.get(itemId);
        if (known?.item.tenantId !== tenantId || known.item.state !== 'sending') continue;
        const uncertainSends = known.item.uncertainSends + 1;
        const item: OutboxItem = { ...known.item, state: 'cancelled', uncertainSends };
        put({ ...known, ...done, leaseOwner: undefined, leaseUntil: undefined, item });
      }
    },
    async noteRedone(tenantId, itemId, redoneIn) {
      const known = kept.get(itemId);
      if (known?.item.tenantId === tenantId) put({ ...known, item: { ...known.item, redoneIn } });
    },
    async listMayArrive(tenantId, conversationId, { from, before, at }) {
      const unsent: readonly OutboxItem['state'][] = ['pending', 'sending', 'cancelled', 'failed'];
      return [...kept.values()].flatMap(({ item }) => {
        const { botEpoch = Number.NaN } = item;
        const isIn = item.conversationId === conversationId && item.tenantId === tenantId;
        const mayArrive = isIn && (unsent.includes(item.state) || isJustSent(item, at)) && item.uncertainSends > 0;
        return mayArrive && botEpoch >= from && botEpoch < before ? [item.id] : [];
      });
    },
    async failSent(tenantId, itemId, failure) {
      const known = kept.get(itemId);
      if (known?.item.tenantId !== tenantId || known.item.state !== 'sent') return undefined;
      const item: OutboxItem = { ...known.item, state: 'failed', failure };
      put({ ...known, item });
      return item;
    },
    async find(tenantId, itemId) {
      const item = kept.get(itemId)?.item;
      return item?.tenantId === tenantId ? item : undefined;
    },
    async listDue(now, limit) {
      const due = [...kept.values()]
        .filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
        .sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0));
      return keysOf(due.map(({ item }) => item)).slice(0, limit);
    },
  };
}

/** The conversations of things, each once, in their order. */
export function keysOf(things: readonly ConversationKey[]): ConversationKey[] {
  const found = new Map(
    things.map(({ tenantId, conversationId }) => [`${tenantId}/${conversationId}`, { tenantId, conversationId }]),
  );
  return [...found.values()];
}

/** Whether another try sent it so lately that the one never heard of may arrive still. */
function isJustSent({ state, lastSentAt }: OutboxItem, at: Date): boolean {
  return state === 'sent' && lastSentAt !== undefined && lastSentAt.getTime() >= at.getTime() - 60_000;
}
