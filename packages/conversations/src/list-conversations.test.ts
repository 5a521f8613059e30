import {
  accountIdSchema,
  type Conversation,
  contactIdSchema,
  conversationIdSchema,
  tenantIdSchema,
} from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { nameWordsOf } from './fold-words.ts';
import { type ConversationFilter, listConversations } from './list-conversations.ts';
import type { ConversationList } from './ports.ts';

const tenantId = tenantIdSchema.parse('t1');
const t0 = Date.parse('2026-01-01T00:00:00Z');

function conversation(number: number, changes: Partial<Conversation> = {}): Conversation {
  return {
    id: conversationIdSchema.parse(`c${String(number).padStart(6, '0')}`),
    tenantId,
    accountId: accountIdSchema.parse('t1.a'),
    channel: 'telegram',
    contactId: contactIdSchema.parse(`p${number}`),
    chatKey: String(number),
    isGroup: false,
    holder: { kind: 'bot' },
    epoch: 0,
    status: 'bot',
    unsureTurns: 0,
    createdAt: new Date(t0),
    lastMessageAt: new Date(t0 + number),
    ...changes,
  };
}

function storeOf(all: readonly Conversation[]): ConversationList & { looked: number } {
  const sorted = [...all].sort(
    (a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || (a.id < b.id ? 1 : -1),
  );
  return {
    looked: 0,
    async *newest(_tenantId, { until, isWaiting }) {
      for (const one of sorted) {
        if (until && one.lastMessageAt > until) continue;
        if (isWaiting && !one.waiting) continue;
        this.looked += 1;
        yield one;
      }
    },
    findByName: async (_tenantId, beginning, limit) =>
      all
        .filter(({ contactName = '' }) => nameWordsOf(contactName).some((word) => word.startsWith(beginning)))
        .slice(0, limit),
  };
}

async function readAll(conversations: ConversationList, filter: ConversationFilter, limit = 50): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let calls = 0; calls < 500; calls += 1) {
    const page = await listConversations({ conversations }, tenantId, filter, { limit, ...(cursor && { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === undefined) return ids;
  }
  throw new Error('the list has no end');
}

test('every conversation comes once, newest first, also where many have the same moment', async () => {
  const all = Array.from({ length: 257 }, (_, index) =>
    conversation(index, { lastMessageAt: new Date(t0 + Math.floor(index / 40)) }),
  );
  const ids = await readAll(storeOf(all), {}, 10);
  expect(new Set(ids).size).toBe(257);
  expect(ids).toEqual(all.map(({ id }) => id).reverse());
});

test('one call looks at a bounded number, and a rare word far back is still found', async () => {
  const all = Array.from({ length: 5_000 }, (_, index) =>
    conversation(index, { lastExchange: { asked: index === 3 ? 'where is my Päckchen' : 'hello' } }),
  );
  const store = storeOf(all);
  const first = await listConversations({ conversations: store }, tenantId, { search: 'packchen' }, { limit: 20 });
  expect(first).toMatchObject({ items: [], nextCursor: expect.any(String), lookedBackTo: expect.any(Date) });
  expect(store.looked).toBeLessThanOrEqual(401);
  expect(await readAll(store, { search: 'packchen' })).toEqual(['c000003']);
});

test('who is found by name comes first and once, whatever the case, accents or script', async () => {
  const all = Array.from({ length: 3_000 }, (_, index) =>
    conversation(index, { contactName: `Somebody ${index}`, lastExchange: { asked: 'did ana maria call' } }),
  );
  all[5] = conversation(5, { contactName: 'Ana María Ñu', lastExchange: { asked: 'ana maria here' } });
  all[7] = conversation(7, { contactName: '王小明', lastExchange: { asked: '您好' } });
  const ids = await readAll(storeOf(all), { search: 'ANA MARIA' });
  expect(ids[0]).toBe('c000005');
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(2_999);
  expect(await readAll(storeOf(all), { search: '小明' })).toEqual(['c000007']);
  expect(await readAll(storeOf(all), { search: 'som' })).toHaveLength(2_998);
});

test('filters hold together', async () => {
  const waiting = { reason: 'no-answer', since: new Date(t0), messageId: 'm' } as NonNullable<Conversation['waiting']>;
  const all = [
    conversation(1, { language: 'zh-TW', outcome: 'handover', waiting }),
    conversation(2, { language: 'zh-CN', outcome: 'answered' }),
    conversation(3, { language: 'en', outcome: 'handover', waiting }),
  ];
  const store = storeOf(all);
  expect(await readAll(store, { isWaiting: true })).toEqual(['c000003', 'c000001']);
  expect(await readAll(store, { isWaiting: true, language: 'zh' })).toEqual(['c000001']);
  expect(await readAll(store, { language: 'zh-CN' })).toEqual(['c000002']);
  expect(await readAll(store, { outcome: 'handover', language: 'en' })).toEqual(['c000003']);
  expect(await readAll(store, { accountId: accountIdSchema.parse('t1.b') })).toEqual([]);
});

test('a cursor that is none of ours is refused', async () => {
  for (const cursor of ['', 'x', 'n12', 'n99999999999999999_c', `t1_${'c'.repeat(400)}`, 't1_$gt']) {
    await expect(
      listConversations({ conversations: storeOf([]) }, tenantId, {}, { cursor, limit: 5 }),
    ).rejects.toMatchObject({ code: 'invalid' });
  }
});
