import { conversationIdOf } from '@answerdesk/conversations';
import {
  type Conversation,
  contactIdSchema,
  type MessageId,
  messageIdSchema,
  type OutboxItem,
  type StatusChange,
  type StoredInboundMessage,
  type StoredOutboundMessage,
  type TenantId,
  type UserId,
  userIdSchema,
} from '@answerdesk/domain';
import type { Chance } from '@answerdesk/testing';
import { account, type Desk } from './desk.ts';

/** What of a desk both the simulated and the real stores have. */
export interface CalledDesk {
  readonly conversations: Omit<Desk['conversations'], 'kept'>;
  readonly messages: Omit<Desk['messages'], 'inbound' | 'outbound'>;
  readonly outbox: Omit<Desk['outbox'], 'kept'>;
  readonly ratings: Desk['ratings'];
  readonly events: Pick<Desk['events'], 'add'>;
}

/** One call of a store, the same whichever desk it is made on; resolves to what it tells, in a form that can be compared. */
export interface DeskCall {
  readonly name: string;
  readonly make: (desk: CalledDesk, tenantId: TenantId) => Promise<unknown>;
}

const START_MS = Date.parse('2026-01-01T00:00:00Z');
const owners = ['p1', 'p2'];
const agents: readonly UserId[] = ['anna', 'ben'].map((name) => userIdSchema.parse(name));
const statuses = ['bot', 'waiting', 'human', 'closed'] as const;

/** Makes calls by chance, few enough things among them for the calls to meet. `name` keeps one script from another. */
export function createDeskCalls(chance: Chance, name: string): () => DeskCall {
  const id = (kind: string, index: number) => messageIdSchema.parse(`${name}${kind}${index}`);
  const conversationId = conversationIdOf(account.id, name);
  const chat = { accountId: account.id, channel: account.channel, contactId: contactIdSchema.parse(`${name}p`) };
  let nowMs = START_MS;
  let lines = 0;
  let lastInLine: Awaited<ReturnType<Desk['outbox']['head']>>;

  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(chance.next() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  };
  const upTo = (most: number) => Math.floor(chance.next() * most);
  const at = (inMs = 0) => new Date(nowMs + inMs);

  function itemOf(index: number): OutboxItem {
    const kind = pick(['bot', 'agent']);
    return {
      id: id('i', index),
      tenantId: account.tenantId,
      conversationId,
      ...chat,
      chatKey: '7',
      isGroup: false,
      content: { kind: 'reply', text: `text ${index}` },
      ...(kind === 'bot' ? { botEpoch: upTo(4) } : { agentName: 'Anna' }),
      state: 'pending',
      attempts: 0,
      uncertainSends: 0,
      sentParts: [],
      createdAt: at(),
    };
  }

  function inboundOf(index: number): StoredInboundMessage {
    return {
      id: id('m', index),
      tenantId: account.tenantId,
      conversationId,
      accountId: chat.accountId,
      channel: chat.channel,
      createdAt: at(),
      direction: 'in',
      author: { kind: 'contact', contactId: chat.contactId },
      inbound: {
        dedupeKey: `${name}k${index % 4}`,
        chatKey: '7',
        isGroup: false,
        contact: { platformId: '7' },
        content: { kind: 'text', text: `question ${index}` },
      },
    };
  }

  function outboundOf(messageId: MessageId, agentId?: UserId): StoredOutboundMessage {
    return {
      id: messageId,
      tenantId: account.tenantId,
      conversationId,
      accountId: chat.accountId,
      channel: chat.channel,
      createdAt: at(),
      direction: 'out',
      author: agentId === undefined ? { kind: 'bot' } : { kind: 'agent', agentId },
      content: { kind: 'reply', text: `said ${messageId}` },
    };
  }

  function changeOf(epoch: number): StatusChange {
    lines += 1;
    const kind = pick(['taken', 'transferred', 'handed-back', 'closed'] as const);
    return { id: id('c', lines), kind, at: at(), byId: pick(agents), agentName: 'Anna', epoch: epoch + 1 };
  }

  const makers: readonly (() => DeskCall)[] = [
    () => {
      const [owner, until, now] = [pick(owners), at(pick([5_000, 15_000])), at()];
      return {
        name: 'claim',
        async make({ conversations }, tenantId) {
          const fresh = { id: conversationId, ...chat, chatKey: '7', isGroup: false };
          return shown(await conversations.claim(tenantId, fresh, { owner, now, until }));
        },
      };
    },
    () => {
      const turn = { messageId: id('m', upTo(4)), at: at(-upTo(3_000)), epoch: upTo(4), status: pick(statuses) };
      const waits = chance.hits(0.4);
      const waiting = { reason: 'no-answer', since: at(), messageId: turn.messageId, priority: 3 } as const;
      const changes = { unsureTurns: upTo(3), ...(waits && { waiting }) };
      return {
        name: `recordTurn ${JSON.stringify(turn)}`,
        make: ({ conversations }, tenantId) => conversations.recordTurn(tenantId, conversationId, turn, changes),
      };
    },
    () => {
      const owner = pick(owners);
      return {
        name: 'release',
        make: ({ conversations }, tenantId) => conversations.release(tenantId, conversationId, owner),
      };
    },
    () => ({
      name: 'find',
      make: async ({ conversations }, tenantId) => shown(await conversations.find(tenantId, conversationId)),
    }),
    () => ({
      name: 'findFirstBotEpoch',
      make: ({ conversations }, tenantId) => conversations.findFirstBotEpoch(tenantId, conversationId),
    }),
    () => {
      const epoch = upTo(4);
      const isHeld = chance.hits(0.5);
      const to = {
        status: isHeld ? ('human' as const) : pick(['bot', 'waiting', 'closed'] as const),
        holder: isHeld ? ({ kind: 'agent', agentId: pick(agents) } as const) : ({ kind: 'bot' } as const),
        change: changeOf(epoch),
        ...(chance.hits(0.5) && { waiting: null, assigneeId: null, closedAt: null }),
        ...(!isHeld && { botSince: epoch + 1, handedBack: { reason: 'no-answer', asked: 'x', at: at() } as const }),
      };
      return {
        name: `changeStatus ${epoch}`,
        make: async ({ conversations }, tenantId) =>
          shown(await conversations.changeStatus(tenantId, conversationId, epoch, to)),
      };
    },
    () => {
      const changeId = id('c', Math.max(1, lines - upTo(2)));
      return {
        name: `finishChange ${changeId}`,
        make: ({ conversations }, tenantId) => conversations.finishChange(tenantId, conversationId, changeId),
      };
    },
    () => {
      const [epoch, offered] = [upTo(4), [{ id: 'x', label: 'X' }]];
      return {
        name: `offer ${epoch}`,
        make: ({ conversations }, tenantId) => conversations.offer(tenantId, conversationId, epoch, { offered }),
      };
    },
    () => {
      const [agentId, said] = [pick(agents), { at: at(-upTo(2_000)), excerpt: 'said' }];
      return {
        name: `noteReply ${agentId}`,
        make: ({ conversations }, tenantId) => conversations.noteReply(tenantId, conversationId, agentId, said),
      };
    },
    () => {
      const expected = chance.hits(0.5) ? { epoch: upTo(4) } : {};
      const changes = pick([
        { assigneeId: pick(agents) },
        { assigneeId: null },
        { snoozedUntil: at(60_000) },
        { snoozedUntil: null },
        { tags: ['a'] },
        { priority: pick([1, 2, 3, 4] as const) },
      ]);
      return {
        name: `edit ${JSON.stringify({ expected, changes })}`,
        make: async ({ conversations }, tenantId) =>
          shown(await conversations.edit(tenantId, conversationId, expected, changes)),
      };
    },
    () => {
      const now = at();
      return {
        name: 'listUnfinishedChanges',
        make: async ({ conversations }, tenantId) =>
          ofTenant(await conversations.listUnfinishedChanges(now, 500), tenantId),
      };
    },
    () => {
      const message = inboundOf(upTo(6));
      return {
        name: `addInbound ${message.id}`,
        make: ({ messages }, tenantId) => messages.addInbound(tenantId, message),
      };
    },
    () => {
      const reply = outboundOf(id('r', upTo(4)));
      return {
        name: `addReply ${reply.id}`,
        make: async ({ messages }, tenantId) => (await messages.addReply(tenantId, reply)).id,
      };
    },
    () => {
      const message = outboundOf(id('a', upTo(4)), pick(agents));
      // One message stands under one key: two messages never have the same id.
      const key = `${name}:${message.id}`;
      const other = outboundOf(id('b', upTo(100_000)), pick(agents));
      return {
        name: `addAgentMessage ${key}`,
        async make({ messages }, tenantId) {
          const first = await messages.addAgentMessage(tenantId, message, key);
          return [first.id, (await messages.addAgentMessage(tenantId, other, key)).id];
        },
      };
    },
    () => {
      const messageId = id(pick(['a', 'm']), upTo(4));
      return {
        name: `markQueued ${messageId}`,
        make: ({ messages }, tenantId) => messages.markQueued(tenantId, messageId),
      };
    },
    () => {
      const limit = 1 + upTo(20);
      return {
        name: 'listUnhandled',
        make: async ({ messages }, tenantId) =>
          (await messages.listUnhandled(tenantId, conversationId, limit)).map((message) => message.id),
      };
    },
    () => {
      const messageId = id('m', upTo(6));
      return {
        name: `markHandled ${messageId}`,
        make: ({ messages }, tenantId) => messages.markHandled(tenantId, messageId, 'answered'),
      };
    },
    () => {
      const before = at(-upTo(4_000));
      return {
        name: 'listLeft',
        make: async ({ messages }, tenantId) => ofTenant(await messages.listLeft(before, 500), tenantId),
      };
    },
    () => {
      const [item, lease] = [itemOf(upTo(6)), { owner: pick(owners), until: at(20_000) }];
      const isClaimed = chance.hits(0.3);
      return {
        name: `outbox.add ${item.id}`,
        async make({ outbox }, tenantId) {
          const added = await outbox.add(tenantId, item, ...(isClaimed ? [lease] : []));
          return { isNew: added.isNew, item: itemShown(added.item) };
        },
      };
    },
    () => ({
      name: 'head',
      async make({ outbox }, tenantId) {
        lastInLine = await outbox.head(tenantId, conversationId);
        return lastInLine && { ...lastInLine, item: itemShown(lastInLine.item) };
      },
    }),
    () => {
      const lease = { owner: pick(owners), until: at(20_000) };
      return {
        name: 'outbox.claim',
        async make({ outbox }, tenantId) {
          const inLine = lastInLine;
          return inLine && itemShown(await outbox.claim(tenantId, inLine, lease));
        },
      };
    },
    () => {
      const [itemId, owner, now] = [id('i', upTo(6)), pick(owners), at()];
      const retry = { notBefore: at(upTo(3_000)), isAttempt: chance.hits(0.5), isUncertain: chance.hits(0.5) };
      const part = { platformMessageId: '1', isLast: chance.hits(0.7), now };
      const end = pick(['sent', 'postponed', 'failed', 'cancelled']);
      return {
        name: `${end} ${itemId}`,
        async make({ outbox }, tenantId) {
          if (end === 'sent') await outbox.markPartSent(tenantId, itemId, owner, part);
          if (end === 'postponed') await outbox.postpone(tenantId, itemId, owner, retry);
          if (end === 'failed') await outbox.fail(tenantId, itemId, owner, { reason: 'gave-up', detail: 'x' });
          if (end === 'cancelled') await outbox.cancel(tenantId, itemId, owner);
          return itemShown(await outbox.find(tenantId, itemId));
        },
      };
    },
    () => {
      const epoch = upTo(4);
      return {
        name: `cancelOvertaken ${epoch}`,
        async make({ outbox }, tenantId) {
          await outbox.cancelOvertaken(tenantId, conversationId, epoch);
          const sent = await outbox.listBeingSent(tenantId, conversationId, epoch);
          return sent.map((item) => item.id).sort();
        },
      };
    },
    () => {
      const ids = [id('i', upTo(6)), id('i', upTo(6))];
      const epochs = { from: upTo(3), before: upTo(5), at: at() };
      return {
        name: `abandon ${ids}`,
        async make({ outbox }, tenantId) {
          await outbox.abandon(tenantId, ids);
          return (await outbox.listMayArrive(tenantId, conversationId, epochs)).toSorted();
        },
      };
    },
    () => {
      const now = at();
      return {
        name: 'listDue',
        make: async ({ outbox }, tenantId) => ofTenant(await outbox.listDue(now, 500), tenantId),
      };
    },
    () => {
      const key = `${name}e${upTo(3)}`;
      lines += 1;
      const [eventId, until] = [id('e', lines), at()];
      return {
        name: `events.add ${key}`,
        async make({ events }, tenantId) {
          const event = { id: eventId, tenantId, conversationId, at: until, kind: 'snoozed', until } as const;
          return (await events.add(tenantId, event, key)).id;
        },
      };
    },
  ];
  return () => {
    nowMs += upTo(4_000);
    return pick(makers)();
  };
}

function ofTenant(keys: readonly { readonly tenantId: TenantId }[], tenantId: TenantId): number {
  return keys.filter((key) => key.tenantId === tenantId).length;
}

function itemShown(item: OutboxItem | undefined) {
  if (!item) return undefined;
  const { tenantId: _tenant, ...rest } = item;
  return rest;
}

/** What of a conversation agents' verbs and turns change. */
function shown(conversation: Conversation | undefined) {
  if (!conversation) return undefined;
  const { status, holder, epoch, botSince, waiting, handover, handedBack, assigneeId, snoozedUntil, closedAt, change } =
    conversation;
  const { tags, unsureTurns, offered, lastInboundAt, lastAgentAt, lastMessageAt, createdAt } = conversation;
  return {
    ...{ status, holder, epoch, botSince, waiting, handover, handedBack, assigneeId, snoozedUntil, closedAt, change },
    ...{ tags, unsureTurns, offered, lastInboundAt, lastAgentAt, lastMessageAt, createdAt },
  };
}
