import type { ClaimedConversation, ConversationStore, PenStore, QueueReader } from '@answerdesk/conversations';
import type { ConversationKey } from '@answerdesk/database';
import { type Conversation, type ConversationId, firstBotEpoch, type TenantId } from '@answerdesk/domain';

const OWN_CHANGE_MS = 15_000;

/** A conversation as the database keeps it. */
export interface KeptConversation {
  readonly conversation: ClaimedConversation;
  readonly leaseOwner?: string | undefined;
  readonly leaseUntil?: Date | undefined;
  readonly changeDueAt?: Date | undefined;
}

export interface MemoryConversations extends ConversationStore, PenStore, QueueReader {
  readonly kept: ReadonlyMap<ConversationId, KeptConversation>;
  findFirstBotEpoch(tenantId: TenantId, conversationId: ConversationId): Promise<number | undefined>;
  listUnfinishedChanges(now: Date, limit: number): Promise<ConversationKey[]>;
}

/** The conversations' ports in memory; each call is carried out at one moment, as one command of the database is. */
export function createMemoryConversations(
  onWrite: (after: Conversation, before: Conversation | undefined) => void,
): MemoryConversations {
  const kept = new Map<ConversationId, KeptConversation>();

  function put(next: KeptConversation): Conversation {
    const before = kept.get(next.conversation.id);
    kept.set(next.conversation.id, next);
    if (before?.conversation !== next.conversation) onWrite(next.conversation, before?.conversation);
    return plain(next.conversation);
  }

  function find(tenantId: TenantId, id: ConversationId): KeptConversation | undefined {
    const known = kept.get(id);
    return known?.conversation.tenantId === tenantId ? known : undefined;
  }

  return {
    kept,
    async claim(tenantId, fresh, { owner, now, until }) {
      const known = find(tenantId, fresh.id);
      const isHeld = known?.leaseUntil !== undefined && known.leaseUntil > now && known.leaseOwner !== owner;
      if (isHeld) return undefined;
      const conversation: ClaimedConversation = known?.conversation ?? {
        ...fresh,
        tenantId,
        holder: { kind: 'bot' },
        epoch: 0,
        status: 'bot',
        unsureTurns: 0,
        createdAt: now,
        lastMessageAt: now,
      };
      put({ ...known, conversation, leaseOwner: owner, leaseUntil: until });
      return conversation;
    },
    async recordTurn(tenantId, id, { messageId, at, epoch, status }, changes) {
      const known = find(tenantId, id);
      if (known?.conversation.lastHandledId === messageId) return 'recorded';
      if (!known || known.conversation.epoch !== epoch) return 'overtaken';
      const { nameWords: _words, ...lasting } = changes;
      const { closedAt, snoozedUntil: _snoozed, ...before } = known.conversation;
      const { lastMessageAt, lastInboundAt = at } = before;
      const conversation: ClaimedConversation = {
        ...before,
        ...(status === 'closed' && closedAt && { closedAt }),
        ...lasting,
        status,
        lastHandledId: messageId,
        lastInboundAt: at > lastInboundAt ? at : lastInboundAt,
        lastMessageAt: at > lastMessageAt ? at : lastMessageAt,
      };
      put({ ...known, conversation });
      return 'recorded';
    },
    async release(tenantId, id, owner) {
      const known = find(tenantId, id);
      if (known?.leaseOwner === owner) put({ ...known, leaseOwner: undefined, leaseUntil: undefined });
    },
    async find(tenantId, id) {
      const known = find(tenantId, id);
      return known && plain(known.conversation);
    },
    async findFirstBotEpoch(tenantId, id) {
      const known = find(tenantId, id);
      return known && firstBotEpoch(known.conversation);
    },
    async changeStatus(tenantId, id, epoch, to) {
      const known = find(tenantId, id);
      if (!known || known.conversation.epoch !== epoch || known.conversation.change) return undefined;
      const { offered: _offered, ...before } = known.conversation;
      const { handedBack, ...rest } = to;
      const { change } = to;
      const next = changed(before, {
        ...rest,
        ...(handedBack && { handedBack }),
        epoch: change.epoch,
        unsureTurns: 0,
        snoozedUntil: null,
      });
      return put({ ...known, conversation: next, changeDueAt: new Date(change.at.getTime() + OWN_CHANGE_MS) });
    },
    async finishChange(tenantId, id, changeId) {
      const known = find(tenantId, id);
      if (known?.conversation.change?.id !== changeId) return;
      const { change: _finished, ...conversation } = known.conversation;
      put({ ...known, conversation, changeDueAt: undefined });
    },
    async offer(tenantId, id, epoch, { offered, rating }) {
      const known = find(tenantId, id);
      if (known?.conversation.epoch !== epoch) return;
      put({ ...known, conversation: { ...known.conversation, offered, ...(rating && { rating }) } });
    },
    async noteReply(tenantId, id, agentId, { at, excerpt }) {
      const known = find(tenantId, id);
      const holder = known?.conversation.holder;
      if (!known || holder?.kind !== 'agent' || holder.agentId !== agentId) return false;
      const { snoozedUntil: _snoozed, timer: _timer, ...before } = known.conversation;
      const { lastAgentAt = at, lastMessageAt, lastExchange = { asked: '' } } = before;
      const latest = {
        lastAgentAt: at > lastAgentAt ? at : lastAgentAt,
        lastMessageAt: at > lastMessageAt ? at : lastMessageAt,
        lastExchange: { ...lastExchange, replied: excerpt },
      };
      put({ ...known, conversation: { ...before, ...latest } });
      return true;
    },
    async edit(tenantId, id, { epoch, assigneeId }, { priority, toldFrom: _told, ...changes }) {
      const known = find(tenantId, id);
      if (!known || (epoch !== undefined && known.conversation.epoch !== epoch)) return undefined;
      if (assigneeId !== undefined && known.conversation.assigneeId !== assigneeId) return undefined;
      const { waiting } = known.conversation;
      if (priority !== undefined && !waiting) return undefined;
      const pressing = priority !== undefined && waiting && { waiting: { ...waiting, priority } };
      return put({ ...known, conversation: changed(known.conversation, { ...changes, ...pressing }) });
    },
    async countWaiting(tenantId, priority, most) {
      const waiting = [...kept.values()].filter(
        ({ conversation }) =>
          conversation.tenantId === tenantId &&
          (conversation.waiting?.priority ?? Number.POSITIVE_INFINITY) <= priority,
      );
      return Math.min(most, waiting.length);
    },
    listWaits: async () => [],
    async listUnfinishedChanges(now, limit) {
      return [...kept.values()]
        .filter(({ changeDueAt }) => changeDueAt !== undefined && changeDueAt <= now)
        .map(({ conversation: { tenantId, id } }) => ({ tenantId, conversationId: id }))
        .slice(0, limit);
    },
  };
}

function plain({ lastHandledId: _handled, ...conversation }: ClaimedConversation): Conversation {
  return conversation;
}

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null | undefined };
type Removable = 'waiting' | 'handover' | 'assigneeId' | 'closedAt' | 'timer' | 'snoozedUntil';

/** A conversation with what is named changed, and what is `null` taken away. */
function changed(
  before: ClaimedConversation,
  changes: Partial<Omit<ClaimedConversation, Removable>> & Nullable<Pick<ClaimedConversation, Removable>>,
): ClaimedConversation {
  const { waiting, handover, assigneeId, closedAt, timer, snoozedUntil, ...rest } = { ...before, ...changes };
  return {
    ...rest,
    ...(waiting && { waiting }),
    ...(handover && { handover }),
    ...(assigneeId && { assigneeId }),
    ...(closedAt && { closedAt }),
    ...(timer && { timer }),
    ...(snoozedUntil && { snoozedUntil }),
  };
}
