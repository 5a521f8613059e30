import { type MessageId, messageIdSchema, newId } from '@answerdesk/domain';
import type { Desk } from './desk.ts';
import type { Invariant } from './run-record.ts';

/** A guarantee that is taken from the product on purpose, and the invariants that notice, each named by its letter. */
export interface Mutation {
  readonly name: string;
  readonly noticedBy: readonly Invariant[];
  readonly mutate: (desk: Desk) => Desk;
}

export const mutations: readonly Mutation[] = [
  {
    name: 'senders do not look who has the pen',
    noticedBy: ['a'],
    mutate: withConversations(() => ({ findFirstBotEpoch: async () => 0 })),
  },
  {
    name: 'whoever takes over does not wait for what is being sent',
    noticedBy: ['a'],
    mutate: withOutbox(() => ({ listBeingSent: async () => [] })),
  },
  {
    name: 'what may still arrive is not told',
    noticedBy: ['a'],
    mutate: withOutbox(() => ({ listMayArrive: async () => [] })),
  },
  {
    name: 'a change of holder is written whatever came between',
    noticedBy: ['b', 'h'],
    mutate: withConversations(({ changeStatus, kept }) => ({
      async changeStatus(tenantId, id, epoch, to) {
        return changeStatus(tenantId, id, kept.get(id)?.conversation.epoch ?? epoch, to);
      },
    })),
  },
  {
    name: 'anybody may reply',
    noticedBy: ['b'],
    mutate: withConversations(() => ({ noteReply: async () => true })),
  },
  {
    name: 'a turn is recorded whatever epoch it was made in',
    noticedBy: ['b', 'c', 'd', 'e'],
    mutate: withConversations(({ recordTurn, kept }) => ({
      recordTurn: (tenantId, id, turn, changes) =>
        recordTurn(tenantId, id, { ...turn, epoch: kept.get(id)?.conversation.epoch ?? turn.epoch }, changes),
    })),
  },
  {
    name: 'what was handed back is forgotten',
    noticedBy: ['d'],
    mutate: withConversations(({ changeStatus }) => ({
      changeStatus: (tenantId, id, epoch, { handedBack: _forgotten, ...to }) => changeStatus(tenantId, id, epoch, to),
    })),
  },
  {
    name: 'nobody sweeps unfinished changes',
    noticedBy: ['g', 'e'],
    mutate: withConversations(() => ({ listUnfinishedChanges: async () => [] })),
  },
  {
    name: 'nobody sweeps messages left behind',
    noticedBy: ['g'],
    mutate: withMessages(() => ({ listLeft: async () => [] })),
  },
  {
    name: 'nobody sweeps what is due to be sent',
    noticedBy: ['g', 'f', 'e'],
    mutate: withOutbox(() => ({ listDue: async () => [] })),
  },
  {
    name: "a notice's id is made by chance",
    noticedBy: ['e', 'i'],
    mutate: withOutbox(({ add }) => ({
      add: (tenantId, item, lease) => add(tenantId, item.notice ? { ...item, id: byChance(item.id) } : item, lease),
    })),
  },
  {
    name: 'notices are not put in line',
    noticedBy: ['e', 'i'],
    mutate: withOutbox(({ add }) => ({
      add: async (tenantId, item, lease) => (item.notice ? { item, isNew: false } : add(tenantId, item, lease)),
    })),
  },
  {
    name: 'a reply asked for again is another reply',
    noticedBy: ['f'],
    mutate: withMessages(({ addAgentMessage }) => ({
      addAgentMessage: (tenantId, message, key) => addAgentMessage(tenantId, message, `${key}:${message.id}`),
    })),
  },
  {
    name: "an agent's message counts as in line before it is",
    noticedBy: ['i', 'f'],
    mutate: withMessages(({ addAgentMessage, markQueued }) => ({
      async addAgentMessage(tenantId, message, key) {
        const stored = await addAgentMessage(tenantId, message, key);
        await markQueued(tenantId, stored.id);
        return stored;
      },
    })),
  },
  {
    name: 'the newest item of a line goes first',
    noticedBy: ['f'],
    mutate: withOutbox(({ head, kept }) => ({
      async head(tenantId, conversationId) {
        const first = await head(tenantId, conversationId);
        const last = [...kept.values()].findLast(
          ({ item, isDone, leaseUntil }) => item.conversationId === conversationId && !isDone && !leaseUntil,
        );
        return first && last ? { ...first, item: last.item, notBefore: last.nextAttemptAt } : first;
      },
    })),
  },
  {
    name: "a reply's id is made by chance",
    noticedBy: ['c', 'i'],
    mutate: withOutbox(({ add }) => ({
      add: (tenantId, item, lease) =>
        add(tenantId, item.turn ? { ...item, id: messageIdSchema.parse(`${item.id}${newId()}`) } : item, lease),
    })),
  },
];

function byChance(_id: MessageId): MessageId {
  return messageIdSchema.parse(newId());
}

function withConversations(
  change: (conversations: Desk['conversations']) => Partial<Desk['conversations']>,
): Mutation['mutate'] {
  return (desk) => ({ ...desk, conversations: { ...desk.conversations, ...change(desk.conversations) } });
}

function withMessages(change: (messages: Desk['messages']) => Partial<Desk['messages']>): Mutation['mutate'] {
  return (desk) => ({ ...desk, messages: { ...desk.messages, ...change(desk.messages) } });
}

function withOutbox(change: (outbox: Desk['outbox']) => Partial<Desk['outbox']>): Mutation['mutate'] {
  return (desk) => ({ ...desk, outbox: { ...desk.outbox, ...change(desk.outbox) } });
}
