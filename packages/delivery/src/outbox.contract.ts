import {
  accountIdSchema,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  messageIdSchema,
  newId,
  type OutboxItem,
  tenantIdSchema,
} from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import type { Outbox } from './ports.ts';

const tenantId = tenantIdSchema.parse('t1');
const otherTenantId = tenantIdSchema.parse('t2');
const second = 1_000;

/** Makes an item as conversations queue it, in a conversation of its own unless told. */
export function makeOutboxItem(changes: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: messageIdSchema.parse(`${newId()}.r`),
    tenantId,
    accountId: accountIdSchema.parse('t1.a1'),
    conversationId: conversationIdSchema.parse(`c${newId()}`),
    contactId: contactIdSchema.parse('p1'),
    channel: 'telegram',
    chatKey: '42',
    isGroup: false,
    content: { kind: 'reply', text: 'Yes.' },
    botEpoch: 0,
    state: 'pending',
    attempts: 0,
    uncertainSends: 0,
    sentParts: [],
    createdAt: new Date('2026-01-01T00:00:00Z'),
    ...changes,
  };
}

/** What every implementation of the outbox guarantees. */
export function describeOutboxContract(name: string, open: () => Outbox): void {
  describe(`outbox on ${name}`, () => {
    const after = (ms: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + ms);
    const lease = (owner: string, untilMs: number) => ({ owner, until: after(untilMs) });

    async function headOf(outbox: Outbox, conversationId: ConversationId) {
      const inLine = await outbox.head(tenantId, conversationId);
      if (!inLine) throw new Error('the line is empty');
      return inLine;
    }

    test('an item added twice is in line once', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      const other = { ...item, content: { kind: 'reply', text: 'Another text.' } } as const;
      expect(await outbox.add(tenantId, item)).toEqual({ item, isNew: true });
      expect(await outbox.add(tenantId, other)).toEqual({ item, isNew: false });
      expect(await outbox.add(tenantId, other, lease('p', 20 * second))).toEqual({ item, isNew: false });
      expect((await headOf(outbox, item.conversationId)).item).toEqual(item);
      await outbox.claim(tenantId, await headOf(outbox, item.conversationId), lease('p', 20 * second));
      await outbox.cancel(tenantId, item.id, 'p');
      expect(await outbox.head(tenantId, item.conversationId)).toBeUndefined();
    });

    test('what was sent can fail afterwards, once, and nothing else can', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      const failure = { reason: 'blocked-by-contact', detail: 'they said so later' } as const;
      await outbox.add(tenantId, item);
      expect(await outbox.failSent(tenantId, item.id, failure)).toBeUndefined();
      await outbox.claim(tenantId, await headOf(outbox, item.conversationId), lease('p', 20 * second));
      await outbox.markPartSent(tenantId, item.id, 'p', { platformMessageId: '1', isLast: true, now: after(second) });
      expect(await outbox.failSent(otherTenantId, item.id, failure)).toBeUndefined();
      expect(await outbox.failSent(tenantId, item.id, failure)).toMatchObject({
        id: item.id,
        state: 'failed',
        failure,
      });
      expect(await outbox.failSent(tenantId, item.id, failure)).toBeUndefined();
    });

    test('the oldest item stands first until it is done, however long it takes', async () => {
      const outbox = open();
      const first = makeOutboxItem();
      const next = makeOutboxItem({ conversationId: first.conversationId });
      await outbox.add(tenantId, next);
      await outbox.add(tenantId, first);
      await outbox.claim(tenantId, await headOf(outbox, first.conversationId), lease('p', 20 * second));
      await outbox.postpone(tenantId, first.id, 'p', {
        notBefore: after(60 * second),
        isAttempt: true,
        isUncertain: false,
      });
      const inLine = await headOf(outbox, first.conversationId);
      expect(inLine.item.id).toBe(first.id);
      expect(inLine.notBefore).toEqual(after(60 * second));
      expect(inLine.item.attempts).toBe(1);
      await outbox.claim(tenantId, inLine, lease('p', 90 * second));
      await outbox.fail(tenantId, first.id, 'p', { reason: 'gave-up', detail: 'x' });
      expect((await headOf(outbox, first.conversationId)).item.id).toBe(next.id);
    });

    test('an item added with a lease is claimed from the start, and is found when its lease ran out', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      const added = await outbox.add(tenantId, item, lease('p', 20 * second));
      expect(added).toEqual({ item: { ...item, state: 'sending' }, isNew: true });
      const inLine = await headOf(outbox, item.conversationId);
      expect(inLine).toEqual({ item: added.item, notBefore: after(20 * second), hasMore: false });
      await outbox.markPartSent(tenantId, item.id, 'other', { platformMessageId: '6', isLast: true, now: after(0) });
      expect(await outbox.head(tenantId, item.conversationId)).toEqual(inLine);
      await outbox.markPartSent(tenantId, item.id, 'p', { platformMessageId: '7', isLast: true, now: after(second) });
      expect(await outbox.head(tenantId, item.conversationId)).toBeUndefined();
    });

    test('many lines read at the same time come back each with its own, also when one is long', async () => {
      const outbox = open();
      const long = makeOutboxItem();
      const lines = Array.from({ length: 5 }, () => makeOutboxItem());
      const behind = Array.from({ length: 40 }, () => makeOutboxItem({ conversationId: long.conversationId }));
      await Promise.all([...lines, long, ...behind].map((item) => outbox.add(tenantId, item)));
      const heads = await Promise.all(
        [...lines, long].map(({ conversationId }) => outbox.head(tenantId, conversationId)),
      );
      expect(heads.map((inLine) => inLine?.item.id)).toEqual([...lines, long].map(({ id }) => id));
      expect(heads.map((inLine) => inLine?.hasMore)).toEqual([false, false, false, false, false, true]);
    });

    test('of many who claim an item one gets it', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      await outbox.add(tenantId, item);
      const inLine = await headOf(outbox, item.conversationId);
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) => outbox.claim(tenantId, inLine, lease(`p${index}`, 20 * second))),
      );
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    });

    test('an item whose sender died is claimed again, once, and counted as uncertain', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      await outbox.add(tenantId, item);
      await outbox.claim(tenantId, await headOf(outbox, item.conversationId), lease('dead', 20 * second));
      const inLine = await headOf(outbox, item.conversationId);
      expect(inLine.notBefore).toEqual(after(20 * second));
      const again = await outbox.claim(tenantId, inLine, lease('alive', 40 * second));
      expect(again?.uncertainSends).toBe(1);
      expect(await outbox.claim(tenantId, inLine, lease('third', 40 * second))).toBeUndefined();
    });

    test('a sent part is kept and the rest is in line at once; the last part ends the item', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      await outbox.add(tenantId, item);
      await outbox.claim(tenantId, await headOf(outbox, item.conversationId), lease('p', 20 * second));
      await outbox.markPartSent(tenantId, item.id, 'p', { platformMessageId: '7', isLast: false, now: after(second) });
      const rest = await headOf(outbox, item.conversationId);
      expect(rest.item.sentParts).toEqual(['7']);
      expect(rest.notBefore).toEqual(after(second));
      await outbox.claim(tenantId, rest, lease('p', 20 * second));
      await outbox.markPartSent(tenantId, item.id, 'p', { platformMessageId: '8', isLast: true, now: after(second) });
      expect(await outbox.head(tenantId, item.conversationId)).toBeUndefined();
    });

    test('what a process writes after another one took its item over changes nothing', async () => {
      const outbox = open();
      const item = makeOutboxItem();
      await outbox.add(tenantId, item);
      await outbox.claim(tenantId, await headOf(outbox, item.conversationId), lease('late', 20 * second));
      await outbox.claim(tenantId, await headOf(outbox, item.conversationId), lease('new', 40 * second));
      await outbox.markPartSent(tenantId, item.id, 'late', { platformMessageId: '1', isLast: true, now: after(0) });
      await outbox.postpone(tenantId, item.id, 'late', { notBefore: after(0), isAttempt: true, isUncertain: true });
      await outbox.fail(tenantId, item.id, 'late', { reason: 'gave-up', detail: '' });
      await outbox.cancel(tenantId, item.id, 'late');
      const { item: held, notBefore } = await headOf(outbox, item.conversationId);
      expect(held).toMatchObject({ state: 'sending', sentParts: [], attempts: 0, uncertainSends: 1 });
      expect(notBefore).toEqual(after(40 * second));
      await outbox.markPartSent(tenantId, item.id, 'new', { platformMessageId: '2', isLast: true, now: after(0) });
      expect(await outbox.head(tenantId, item.conversationId)).toBeUndefined();
    });

    test("another tenant's call reads and changes nothing", async () => {
      const outbox = open();
      const item = makeOutboxItem();
      await outbox.add(tenantId, item);
      const inLine = await headOf(outbox, item.conversationId);
      expect(await outbox.head(otherTenantId, item.conversationId)).toBeUndefined();
      expect(await outbox.claim(otherTenantId, inLine, lease('p', second))).toBeUndefined();
      await outbox.cancel(otherTenantId, item.id, 'p');
      await outbox.fail(otherTenantId, item.id, 'p', { reason: 'gave-up', detail: '' });
      await outbox.postpone(otherTenantId, item.id, 'p', {
        notBefore: after(second),
        isAttempt: true,
        isUncertain: true,
      });
      await outbox.markPartSent(otherTenantId, item.id, 'p', { platformMessageId: '1', isLast: true, now: after(0) });
      expect((await headOf(outbox, item.conversationId)).item).toEqual(item);
    });
  });
}
