import {
  accountIdSchema,
  type ChannelCapabilities,
  type ChannelName,
  type ConnectedAccount,
  DomainError,
  type MessageWindow,
  type OutboxItem,
  type SendOutcome,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { deliverNext } from './deliver-next.ts';
import { markUndelivered } from './mark-undelivered.ts';
import { describeOutboxContract, makeOutboxItem } from './outbox.contract.ts';
import type { DeliverDeps, ItemInLine, Outbox } from './ports.ts';
import { queueItem, sendClaimedAtOnce } from './queue-item.ts';

interface Kept {
  item: OutboxItem;
  notBefore: Date;
  leaseUntil?: Date;
  owner?: string;
}

function inMemoryOutbox(): Outbox & { kept: Map<string, Kept> } {
  const kept = new Map<string, Kept>();
  const change = (tenantId: string, id: string, owner: string, changes: Partial<OutboxItem>, notBefore?: Date) => {
    const entry = kept.get(id);
    if (entry?.item.tenantId !== tenantId || entry.item.state !== 'sending' || entry.owner !== owner) return;
    kept.set(id, { item: { ...entry.item, ...changes }, notBefore: notBefore ?? entry.notBefore });
  };
  const isDone = ({ item }: Kept) => ['sent', 'failed', 'cancelled'].includes(item.state);
  return {
    kept,
    async add(_tenantId, given, lease) {
      const known = kept.get(given.id);
      if (known) return { item: known.item, isNew: false };
      const item: OutboxItem = lease ? { ...given, state: 'sending' } : given;
      kept.set(item.id, {
        item,
        notBefore: item.createdAt,
        ...(lease && { leaseUntil: lease.until, owner: lease.owner }),
      });
      return { item, isNew: true };
    },
    async head(tenantId, conversationId): Promise<ItemInLine | undefined> {
      const [first, second] = [...kept.values()]
        .filter((entry) => entry.item.tenantId === tenantId && entry.item.conversationId === conversationId)
        .filter((entry) => !isDone(entry))
        .sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
      return (
        first && { item: first.item, notBefore: first.leaseUntil ?? first.notBefore, hasMore: second !== undefined }
      );
    },
    async claim(tenantId, inLine, { until, owner }) {
      const entry = kept.get(inLine.item.id);
      if (entry?.item.tenantId !== tenantId || entry.item.state !== inLine.item.state) return undefined;
      if ((entry.leaseUntil ?? entry.notBefore).getTime() !== inLine.notBefore.getTime()) return undefined;
      const uncertainSends = entry.item.uncertainSends + (entry.item.state === 'sending' ? 1 : 0);
      const item: OutboxItem = { ...entry.item, state: 'sending', uncertainSends };
      kept.set(item.id, { item, notBefore: entry.notBefore, leaseUntil: until, owner });
      return item;
    },
    async markPartSent(tenantId, id, owner, { platformMessageId, isLast, now }) {
      const sentParts = [...(kept.get(id)?.item.sentParts ?? []), platformMessageId];
      change(tenantId, id, owner, { state: isLast ? 'sent' : 'pending', sentParts, lastSentAt: now }, now);
    },
    async postpone(tenantId, id, owner, { notBefore, isAttempt, isUncertain, chatKey }) {
      const item = kept.get(id)?.item;
      if (!item) return;
      const attempts = item.attempts + (isAttempt ? 1 : 0);
      const uncertainSends = item.uncertainSends + (isUncertain ? 1 : 0);
      const moved = chatKey !== undefined ? { chatKey } : {};
      change(tenantId, id, owner, { state: 'pending', attempts, uncertainSends, ...moved }, notBefore);
    },
    async fail(tenantId, id, owner, failure) {
      change(tenantId, id, owner, { state: 'failed', failure });
    },
    async cancel(tenantId, id, owner) {
      change(tenantId, id, owner, { state: 'cancelled' });
    },
    async failSent(tenantId, id, failure) {
      const known = kept.get(id);
      if (known?.item.tenantId !== tenantId || known.item.state !== 'sent') return undefined;
      known.item = { ...known.item, state: 'failed', failure };
      return known.item;
    },
  };
}

describeOutboxContract('memory', inMemoryOutbox);

const capabilities: ChannelCapabilities = {
  text: { limit: 4096, unit: 'characters', counts: 'shown' },
  messages: 'plenty',
  choices: { style: 'buttons', most: 8, labelLimit: 64, idLimitBytes: 64 },
  images: 'native',
  markup: 'html',
  typing: true,
  edit: true,
  rates: { accountPerSecond: 30, chatPerSecond: 1, chatBurst: 3, groupPerMinute: 20 },
};

const account: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId: makeOutboxItem().tenantId,
  channel: 'telegram',
  label: 'a bot',
  credentials: {},
  stage: 'live',
  isSilent: false,
  settings: {},
};

function onEveryChannel(channel: DeliverDeps['channels'][ChannelName]): DeliverDeps['channels'] {
  return { telegram: channel, teams: channel, wechat: channel, wecom: channel, webchat: channel };
}

function makeDesk(answers: SendOutcome[], changes: Partial<DeliverDeps> = {}) {
  const outbox = inMemoryOutbox();
  const sent: { chatKey: string; text: string }[] = [];
  const holds: string[] = [];
  const unreachable: string[] = [];
  const left: string[] = [];
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const deps: DeliverDeps = {
    outbox,
    pacer: { reserve: () => 0, hold: (_account, _target, scope, forMs) => holds.push(`${scope} ${forMs}`) },
    channels: onEveryChannel({
      capabilities,
      render: ({ text }) => text.split('|').map((part) => ({ text: part, choices: [] })),
      async send(_account, { chatKey }, { text }) {
        sent.push({ chatKey, text });
        return answers.shift() ?? { kind: 'sent', platformMessageId: String(sent.length) };
      },
    }),
    findAccount: async () => account,
    findFirstBotEpoch: async () => 0,
    leaveToPeople: async ({ id }) => void left.push(id),
    findWindow: async () => ({ isWaitingForPerson: false }),
    learnNoPush: async () => {},
    note: () => {},
    markUnreachable: async (_tenantId, contactId) => {
      unreachable.push(contactId);
    },
    now: () => new Date(nowMs),
    random: () => 0,
    owner: 'this process',
    ...changes,
  };
  return {
    outbox,
    sent,
    holds,
    unreachable,
    left,
    /** Steps until the line is empty, letting waits pass; gives up after 100 steps. */
    async drain(item: OutboxItem) {
      for (let step = 0; step < 100; step += 1) {
        const taken = await deliverNext(deps, item.tenantId, item.conversationId);
        if (taken.kind === 'idle') return outbox.kept.get(item.id)?.item;
        if (taken.kind === 'wait') nowMs += taken.forMs;
        else if (!taken.hasMore) expect(await outbox.head(item.tenantId, item.conversationId)).toBeUndefined();
      }
      throw new Error('the line never empties');
    },
    queue: (item: OutboxItem) => queueItem(deps, item, false),
    async queueClaimed(item: OutboxItem) {
      const { claimed } = await queueItem(deps, item, false);
      if (!claimed) throw new Error('the item was not claimed');
      return () => sendClaimedAtOnce(deps, claimed);
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
    next: (item: OutboxItem) => deliverNext(deps, item.tenantId, item.conversationId),
  };
}

test('each part is sent once and in order, also when one in the middle fails at first', async () => {
  const desk = makeDesk([
    { kind: 'sent', platformMessageId: '1' },
    { kind: 'retry', detail: '502', mayHaveArrived: false },
  ]);
  const item = makeOutboxItem({ content: { kind: 'reply', text: 'one|two|three' } });
  await desk.outbox.add(item.tenantId, item);
  const done = await desk.drain(item);
  expect(desk.sent.map(({ text }) => text)).toEqual(['one', 'two', 'two', 'three']);
  expect(done).toMatchObject({ state: 'sent', attempts: 1, uncertainSends: 0 });
  expect(done?.sentParts).toHaveLength(3);
});

test('of an account in shadow a bot sends nothing that was still in line, and a person is left with it', async () => {
  const desk = makeDesk([], { findAccount: async () => ({ ...account, stage: 'shadow' }) });
  const [item, claimed] = [makeOutboxItem({ botEpoch: 0 }), makeOutboxItem({ botEpoch: 0 })];
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'cancelled', sentParts: [] });
  const send = await desk.queueClaimed(claimed);
  expect(await send()).toMatchObject({ kind: 'stepped', result: 'cancelled' });
  expect(desk.left).toEqual([item.id, claimed.id]);
  expect(desk.sent).toEqual([]);
});

test('of an account in shadow a person can write all the same', async () => {
  const desk = makeDesk([], { findAccount: async () => ({ ...account, stage: 'shadow' }) });
  const { botEpoch: _none, ...item } = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'sent' });
  expect(desk.left).toEqual([]);
});

test('a platform that says when to come back is obeyed, and its saying so is no failed attempt', async () => {
  const desk = makeDesk([{ kind: 'retry', detail: '429', mayHaveArrived: false, retryAfterMs: 7_000, scope: 'chat' }]);
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  await desk.next(item);
  expect(desk.holds).toEqual(['chat 7000']);
  expect(await desk.next(item)).toEqual({ kind: 'wait', forMs: 7_000 });
  expect(await desk.drain(item)).toMatchObject({ state: 'sent', attempts: 0 });
});

test('what may have arrived is repeated and counted', async () => {
  const desk = makeDesk([{ kind: 'retry', detail: 'timed out', mayHaveArrived: true }]);
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'sent', uncertainSends: 1 });
});

test('a refusal ends the message with its reason, marks a blocked contact, and lets the next one through', async () => {
  const desk = makeDesk([{ kind: 'refused', reason: 'blocked-by-contact', detail: 'blocked' }]);
  const item = makeOutboxItem();
  const next = makeOutboxItem({ conversationId: item.conversationId });
  await desk.outbox.add(item.tenantId, item);
  await desk.outbox.add(item.tenantId, next);
  expect(await desk.drain(item)).toMatchObject({ state: 'failed', failure: { reason: 'blocked-by-contact' } });
  expect(desk.unreachable).toEqual([item.contactId]);
  expect(desk.outbox.kept.get(next.id)?.item.state).toBe('sent');
});

test('a platform that is down for half an hour costs nobody a reply', async () => {
  const down = { kind: 'retry', detail: 'ECONNREFUSED', mayHaveArrived: false } as const;
  const desk = makeDesk(Array.from({ length: 40 }, () => down));
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'sent', attempts: 40 });
});

test('a platform that never answers is given up with a reason, after a few repeats', async () => {
  const silent = { kind: 'retry', detail: 'no answer in time', mayHaveArrived: true } as const;
  const desk = makeDesk(Array.from({ length: 50 }, () => silent));
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'failed', failure: { reason: 'gave-up' } });
  expect(desk.sent.length).toBe(6);
});

test("a bot's message made before the pen changed hands is cancelled, a person's is sent", async () => {
  const desk = makeDesk([], { findFirstBotEpoch: async () => 1 });
  const fromBot = makeOutboxItem({ botEpoch: 0 });
  const { botEpoch: _none, ...fromPerson } = makeOutboxItem({ conversationId: fromBot.conversationId });
  await desk.outbox.add(fromBot.tenantId, fromBot);
  await desk.outbox.add(fromBot.tenantId, fromPerson);
  expect(await desk.drain(fromBot)).toMatchObject({ state: 'cancelled' });
  expect(desk.sent).toHaveLength(1);
  expect(desk.outbox.kept.get(fromPerson.id)?.item.state).toBe('sent');
});

test('a chat that moved gets its message at its new id', async () => {
  const desk = makeDesk([{ kind: 'moved', chatKey: '-100' }]);
  const item = makeOutboxItem({ chatKey: '7' });
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'sent', chatKey: '-100' });
  expect(desk.sent.map(({ chatKey }) => chatKey)).toEqual(['7', '-100']);
});

test('content that cannot be rendered, and an account that is gone, end with a reason', async () => {
  const item = makeOutboxItem();
  const refusing = makeDesk([], {
    channels: onEveryChannel({
      capabilities,
      render: () => {
        throw new DomainError('invalid', 'a choice is too long');
      },
      send: async () => ({ kind: 'sent', platformMessageId: '1' }),
    }),
  });
  await refusing.outbox.add(item.tenantId, item);
  expect(await refusing.drain(item)).toMatchObject({ state: 'failed', failure: { reason: 'content-refused' } });
  const orphaned = makeDesk([], { findAccount: async () => undefined });
  await orphaned.outbox.add(item.tenantId, item);
  expect(await orphaned.drain(item)).toMatchObject({ state: 'failed', failure: { reason: 'account-removed' } });
});

test('what another process is sending is asked for again soon, not only when its lease has run out', async () => {
  const desk = makeDesk([]);
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  const inLine = await desk.outbox.head(item.tenantId, item.conversationId);
  if (!inLine) throw new Error('the line is empty');
  const until = new Date(item.createdAt.getTime() + 20_000);
  await desk.outbox.claim(item.tenantId, inLine, { owner: 'another', until });
  expect(await desk.next(item)).toEqual({ kind: 'wait', forMs: 500 });
  expect(desk.sent).toEqual([]);
});

test('nothing is sent before the pacer gives a slot', async () => {
  const waits = [400, 0];
  const desk = makeDesk([], { pacer: { reserve: () => waits.shift() ?? 0, hold: () => {} } });
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.next(item)).toEqual({ kind: 'wait', forMs: 400 });
  expect(desk.sent).toEqual([]);
  expect(await desk.drain(item)).toMatchObject({ state: 'sent' });
});

test('an item claimed as it is queued is sent once, and needs no other claim', async () => {
  const desk = makeDesk([]);
  const item = makeOutboxItem();
  const send = await desk.queueClaimed(item);
  expect(await desk.next(item)).toEqual({ kind: 'wait', forMs: 500 });
  expect(await send()).toMatchObject({ kind: 'stepped', result: 'sent', hasMore: false });
  expect(desk.outbox.kept.get(item.id)?.item).toMatchObject({ state: 'sent', uncertainSends: 0 });
  expect(desk.sent).toHaveLength(1);
});

test('an item queued twice, or with no slot, or behind another one, is not claimed as it is queued', async () => {
  const desk = makeDesk([]);
  const item = makeOutboxItem();
  await desk.queueClaimed(item);
  expect(await desk.queue(item)).toEqual({ item: { ...item, state: 'sending' } });
  const paced = makeDesk([], { pacer: { reserve: () => 300, hold: () => {} } });
  expect(await paced.queue(item)).toEqual({ item });
  const orphaned = makeDesk([], { findAccount: async () => undefined });
  expect(await orphaned.queue(item)).toEqual({ item });
});

test('an item claimed as it was queued waits for the one before it', async () => {
  const desk = makeDesk([]);
  const first = makeOutboxItem({ content: { kind: 'reply', text: 'first' } });
  const item = makeOutboxItem({ conversationId: first.conversationId, content: { kind: 'reply', text: 'second' } });
  await desk.outbox.add(first.tenantId, first);
  const send = await desk.queueClaimed(item);
  expect(await send()).toMatchObject({ kind: 'stepped', item: { id: first.id }, hasMore: true });
  await desk.drain(item);
  expect(desk.sent.map(({ text }) => text)).toEqual(['first', 'second']);
  expect(desk.outbox.kept.get(item.id)?.item).toMatchObject({ state: 'sent', uncertainSends: 0, attempts: 0 });
});

test('an item claimed as it was queued is cancelled when the pen changed hands meanwhile', async () => {
  const desk = makeDesk([], { findFirstBotEpoch: async () => 1 });
  const send = await desk.queueClaimed(makeOutboxItem({ botEpoch: 0 }));
  expect(await send()).toMatchObject({ result: 'cancelled' });
  expect(desk.sent).toEqual([]);
});

test('an item whose lease is nearly over is claimed anew, and one that another process took over is left to it', async () => {
  const late = makeDesk([]);
  const item = makeOutboxItem();
  const send = await late.queueClaimed(item);
  const { claim } = late.outbox;
  let claims = 0;
  late.outbox.claim = (...asked) => {
    claims += 1;
    return claim(...asked);
  };
  late.pass(19_000);
  expect(await send()).toMatchObject({ result: 'sent' });
  expect(claims).toBe(1);
  expect(late.outbox.kept.get(item.id)?.item).toMatchObject({ state: 'sent', uncertainSends: 0 });
  const lost = makeDesk([]);
  const sendLost = await lost.queueClaimed(item);
  const inLine = await lost.outbox.head(item.tenantId, item.conversationId);
  if (!inLine) throw new Error('the line is empty');
  const until = new Date(item.createdAt.getTime() + 40_000);
  await lost.outbox.claim(item.tenantId, inLine, { owner: 'another', until });
  lost.pass(21_000);
  expect(await sendLost()).toEqual({ kind: 'wait', forMs: 500 });
  expect(lost.sent).toEqual([]);
});

test('nothing is sent into a window that is closed or used up, and a bot leaves the last two to people who are waited for', async () => {
  const scarce = { ...capabilities, window: { message: { forMs: 48 * 3_600_000, messages: 5 } } };
  const expiresAt = new Date('2026-01-02T00:00:00Z');
  const outcomeWith = async (
    window: Partial<MessageWindow> | undefined,
    isWaitingForPerson: boolean,
    item = makeOutboxItem(),
  ) => {
    const whole = window && { limit: 5, remaining: 5, isOpen: true, expiresAt, ...window };
    const desk = makeDesk([], {
      findWindow: async () => ({ ...(whole && { window: whole }), isWaitingForPerson }),
      channels: onEveryChannel({
        capabilities: scarce,
        render: ({ text }) => [{ text, choices: [] }],
        send: async () => ({ kind: 'sent', platformMessageId: '1' }),
      }),
    });
    await desk.outbox.add(item.tenantId, item);
    const done = await desk.drain(item);
    return done?.failure?.reason ?? done?.state;
  };
  const { botEpoch: _none, ...fromPerson } = makeOutboxItem();
  expect(await outcomeWith({ isOpen: false }, false)).toBe('window-closed');
  expect(await outcomeWith({ remaining: 0 }, false)).toBe('quota-used-up');
  expect(await outcomeWith({ remaining: 1 }, false)).toBe('sent');
  expect(await outcomeWith({ remaining: 2 }, true)).toBe('quota-used-up');
  expect(await outcomeWith({ remaining: 3 }, true)).toBe('sent');
  expect(await outcomeWith({ remaining: 1 }, true, fromPerson)).toBe('sent');
  expect(await outcomeWith(undefined, true)).toBe('sent');
});

test('an account that may not write by itself sends nothing: its answer waits for a call, and ends when none comes', async () => {
  const onlyInCalls: ConnectedAccount = { ...account, settings: { pushes: false } };
  const desk = makeDesk([], {
    findAccount: async () => onlyInCalls,
    channels: onEveryChannel({
      capabilities,
      render: ({ text }) => [{ text, choices: [] }],
      send: async () => ({ kind: 'sent', platformMessageId: '1' }),
      answerInCall: () => ({ status: 200, contentType: 'text/xml', body: '' }),
    }),
  });
  const item = makeOutboxItem();
  expect((await desk.queue(item)).claimed).toBeUndefined();
  expect(await desk.next(item)).toEqual({ kind: 'wait', forMs: 20_000 });
  expect(await desk.drain(item)).toMatchObject({ state: 'failed', failure: { reason: 'push-not-allowed' } });
});

test('that an account may not write by itself is learnt from the platform', async () => {
  const learnt: string[] = [];
  const desk = makeDesk([{ kind: 'refused', reason: 'push-not-allowed', detail: '48001' }], {
    learnNoPush: async ({ id }) => void learnt.push(id),
  });
  const item = makeOutboxItem();
  await desk.outbox.add(item.tenantId, item);
  expect(await desk.drain(item)).toMatchObject({ state: 'failed', failure: { reason: 'push-not-allowed' } });
  expect(learnt).toEqual([account.id]);
});

test('each part has a key of its own, the same each time, and by it a later failure finds its message', async () => {
  const keys: (string | undefined)[] = [];
  const answers: SendOutcome[] = [{ kind: 'retry', detail: '502', mayHaveArrived: true }];
  const desk = makeDesk([], {
    channels: onEveryChannel({
      capabilities,
      render: ({ text }) => text.split('|').map((part) => ({ text: part, choices: [] })),
      async send(_account, { idempotencyKey }) {
        keys.push(idempotencyKey);
        return answers.shift() ?? { kind: 'sent', platformMessageId: String(keys.length) };
      },
    }),
  });
  const item = makeOutboxItem({ content: { kind: 'reply', text: 'one|two' } });
  await desk.outbox.add(item.tenantId, item);
  await desk.drain(item);
  expect(keys[0]).toMatch(/^[\w-]{1,32}$/);
  expect(keys).toEqual([keys[0], keys[0], keys[2]]);
  expect(keys[2]).not.toBe(keys[0]);
  const deps = { outbox: desk.outbox, markUnreachable: async () => void desk.unreachable.push('again') };
  const told = { reason: 'window-closed', detail: 'fail_type 4' } as const;
  await markUndelivered(deps, item.tenantId, { idempotencyKey: 'not ours', ...told });
  expect(desk.outbox.kept.get(item.id)?.item.state).toBe('sent');
  await markUndelivered(deps, item.tenantId, { idempotencyKey: keys[2] ?? '', ...told });
  expect(desk.outbox.kept.get(item.id)?.item).toMatchObject({ state: 'failed', failure: told });
});
