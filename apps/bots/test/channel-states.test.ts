import { createAccessTokens } from '@answerdesk/channels';
import { findWindow } from '@answerdesk/conversations';
import {
  type AccountId,
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  messageIdSchema,
  newId,
  newTenantId,
  type OutboxItem,
  type StoredInboundMessage,
  type TenantId,
  type WindowRule,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const hour = 3_600_000;
const t0 = Date.parse('2026-01-01T00:00:00Z');
const after = (ms: number) => new Date(t0 + ms);
const lease = (owner: string, fromMs: number) => ({ owner, now: after(fromMs), until: after(fromMs + 60_000) });

describe.each(testDatabases())('what channels remember, on $name', ({ open }) => {
  let desk: TestDatabase;
  let tenantId: TenantId;
  let accountId: AccountId;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  const newAccount = () => {
    tenantId = newTenantId();
    accountId = accountIdSchema.parse(`${tenantId}.${newId()}`);
    return { tenantId, id: accountId };
  };

  describe('fetching', () => {
    test('one process at a time fetches for an account, from where it was last read to, also after one died', async () => {
      newAccount();
      const { pulls } = desk.stores;
      expect(await pulls.claim(tenantId, accountId, lease('a', 0))).toBeUndefined();
      await pulls.request(tenantId, accountId, after(0), 'token-1');
      const claims = await Promise.all(
        ['a', 'b', 'c'].map((owner) => pulls.claim(tenantId, accountId, lease(owner, 0))),
      );
      expect(claims.filter(Boolean)).toEqual([{ requests: 1, token: 'token-1' }]);
      const owner = ['a', 'b', 'c'][claims.findIndex(Boolean)] ?? '';
      const until = after(60_000);
      await pulls.advance(tenantId, accountId, { owner, until }, 'cursor-1');
      await pulls.advance(tenantId, accountId, { owner: 'somebody else', until: after(0) }, 'cursor-9');
      expect(await pulls.claim(tenantId, accountId, lease('d', 59_999))).toBeUndefined();
      expect(await pulls.claim(tenantId, accountId, lease('d', 60_000))).toEqual({
        requests: 1,
        token: 'token-1',
        cursor: 'cursor-1',
      });
      await pulls.advance(tenantId, accountId, { owner, until }, 'cursor-8');
      expect(await pulls.claim(tenantId, accountId, lease('e', 120_000))).toMatchObject({ cursor: 'cursor-1' });
    });

    test('what is asked for while somebody fetches is fetched at once afterwards, else when its time comes', async () => {
      newAccount();
      const { pulls, platformWide } = desk.stores;
      const isDue = async (ms: number) =>
        (await platformWide.listDuePulls(after(ms), 500)).some((key) => key.accountId === accountId);
      await pulls.request(tenantId, accountId, after(0), 'token-1');
      const claimed = await pulls.claim(tenantId, accountId, lease('a', 0));
      await pulls.request(tenantId, accountId, after(10), 'token-2');
      await pulls.release(tenantId, accountId, 'a', { requests: claimed?.requests ?? 0, again: after(hour) });
      expect(await isDue(10)).toBe(true);
      const next = await pulls.claim(tenantId, accountId, lease('b', 10));
      expect(next).toEqual({ requests: 2, token: 'token-2' });
      await pulls.release(tenantId, accountId, 'b', { requests: 2, again: after(hour) });
      expect([await isDue(hour - 1), await isDue(hour)]).toEqual([false, true]);
      expect(await pulls.claim(tenantId, accountId, lease('c', hour - 1))).toBeUndefined();
    });
  });

  describe('access tokens', () => {
    test('of many processes that need one at once, one asks the platform', async () => {
      const account = newAccount();
      const clock = { ms: t0 };
      let fetched = 0;
      const fetch = async () => {
        fetched += 1;
        return { token: `token-${fetched}`, expiresAt: new Date(clock.ms + 2 * hour) };
      };
      const processes = Array.from({ length: 4 }, () =>
        createAccessTokens(desk.stores.accessTokens, () => new Date(clock.ms)),
      );
      const tokens = () => Promise.all(processes.flatMap((one) => [one.get(account, fetch), one.get(account, fetch)]));
      expect(new Set(await tokens())).toEqual(new Set(['token-1']));
      clock.ms += 2 * hour;
      expect(new Set(await tokens())).toEqual(new Set(['token-2']));
      expect(fetched).toBe(2);
    });

    test('one that the platform refuses is fetched anew once, whoever was told so', async () => {
      const account = newAccount();
      let fetched = 0;
      const fetch = async () => {
        fetched += 1;
        return { token: `token-${fetched}`, expiresAt: new Date(Date.now() + 2 * hour) };
      };
      const [one, another] = [1, 2].map(() => createAccessTokens(desk.stores.accessTokens, () => new Date()));
      await another?.get(account, fetch);
      expect(await one?.get(account, fetch)).toBe('token-1');
      const anew = await Promise.all([one?.get(account, fetch, 'token-1'), another?.get(account, fetch, 'token-1')]);
      expect(anew).toEqual(['token-2', 'token-2']);
      expect(fetched).toBe(2);
    });

    test('a platform that refuses to give one is asked again by the next who needs it, and none is left waiting', async () => {
      const account = newAccount();
      const tokens = createAccessTokens(desk.stores.accessTokens, () => new Date());
      await expect(tokens.get(account, () => Promise.reject(new Error('40125')))).rejects.toThrow('40125');
      const fetch = async () => ({ token: 'token', expiresAt: new Date(Date.now() + 2 * hour) });
      expect(await tokens.get(account, fetch)).toBe('token');
    });

    test('a token is gone with its account', async () => {
      const account = newAccount();
      const tokens = createAccessTokens(desk.stores.accessTokens, () => new Date());
      await tokens.get(account, async () => ({ token: 'token', expiresAt: new Date(Date.now() + hour) }));
      await desk.stores.accounts.remove(tenantId, accountId);
      expect(await desk.stores.accessTokens.find(account)).toBeUndefined();
    });
  });

  test('a window counts what was sent since the customer last wrote, and what they did besides', async () => {
    newAccount();
    const { messages, outbox, conversations } = desk.stores;
    const conversationId = conversationIdSchema.parse(`c${newId()}`);
    const rule: WindowRule = { message: { forMs: 48 * hour, messages: 5 }, event: { forMs: 60_000, messages: 3 } };
    const windowAfter = async (ms: number) =>
      (await findWindow({ messages, outbox, conversations }, tenantId, conversationId, rule, after(ms))).window;
    const receive = (ms: number, changes: Partial<StoredInboundMessage['inbound']> = {}) =>
      messages.addInbound(tenantId, inbound(after(ms), changes));
    expect(await windowAfter(0)).toBeUndefined();
    await receive(0);
    expect(await windowAfter(1)).toMatchObject({ remaining: 5, isOpen: true, expiresAt: after(48 * hour) });
    await send(1_000, 2);
    await send(2_000, 1);
    expect(await windowAfter(3_000)).toMatchObject({ remaining: 2 });
    await receive(4_000, { content: { kind: 'left' } });
    expect(await windowAfter(5_000)).toMatchObject({ remaining: 2 });
    await receive(hour, { opens: 'event', content: { kind: 'opened' } });
    expect(await windowAfter(hour + 1)).toMatchObject({ remaining: 3, limit: 3 });
    expect(await windowAfter(hour + 60_000)).toMatchObject({ remaining: 2, limit: 5 });
    // However much a customer does besides, a message's window stays found.
    for (let tap = 1; tap <= 40; tap += 1) await receive(hour + tap, { opens: 'event', content: { kind: 'opened' } });
    expect(await windowAfter(hour + 2 * 60_000)).toMatchObject({ remaining: 2, limit: 5, isOpen: true });
    await receive(2 * hour);
    expect(await windowAfter(2 * hour)).toMatchObject({ remaining: 5, expiresAt: after(50 * hour) });
    expect(await windowAfter(50 * hour)).toMatchObject({ isOpen: false });
    const second = 60 * hour;
    await receive(second + 100, { sentAt: after(second) });
    await send(second + 200, 1);
    await receive(second + 300, { sentAt: after(second) });
    expect(await windowAfter(second + 400)).toMatchObject({ remaining: 5 });
    await send(second + 500, 1);
    expect(await windowAfter(second + 600)).toMatchObject({ remaining: 4 });

    function inbound(at: Date, changes: Partial<StoredInboundMessage['inbound']>): StoredInboundMessage {
      return {
        id: messageIdSchema.parse(newId(at.getTime())),
        tenantId,
        accountId,
        conversationId,
        channel: 'wechat',
        createdAt: at,
        direction: 'in',
        author: { kind: 'contact', contactId: contactIdSchema.parse('p1') },
        inbound: {
          dedupeKey: newId(),
          chatKey: 'o1',
          isGroup: false,
          contact: { platformId: 'o1' },
          content: { kind: 'text', text: 'hello' },
          ...changes,
        },
      };
    }

    async function send(ms: number, parts: number): Promise<void> {
      const item: OutboxItem = {
        id: messageIdSchema.parse(`${newId(t0 + ms)}.r`),
        tenantId,
        accountId,
        conversationId,
        contactId: contactIdSchema.parse('p1'),
        channel: 'wechat',
        chatKey: 'o1',
        isGroup: false,
        content: { kind: 'reply', text: 'Yes.' },
        state: 'pending',
        attempts: 0,
        uncertainSends: 0,
        sentParts: [],
        createdAt: after(ms),
      };
      await outbox.add(tenantId, item);
      for (let part = 1; part <= parts; part += 1) {
        const inLine = await outbox.head(tenantId, conversationId);
        if (!inLine) throw new Error('the line is empty');
        await outbox.claim(tenantId, inLine, { owner: 'p', until: after(hour) });
        const isLast = part === parts;
        await outbox.markPartSent(tenantId, item.id, 'p', { platformMessageId: `${part}`, isLast, now: after(ms) });
      }
    }
  });
});
