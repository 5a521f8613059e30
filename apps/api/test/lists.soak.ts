import { performance } from 'node:perf_hooks';
import { nameWordsOf } from '@answerdesk/conversations';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const CONVERSATIONS = 100_000;
const FAQS = 10_000;
const CALLS = 60;
const P95_MS = 100;
const HOUR_MS = 3_600_000;

const kind = testDatabases().find(({ name }) => name === 'embedded');
const words = 'where parcel refund size colour open holiday invoice card delivery broken return exchange gift'.split(
  ' ',
);
const names = 'Ana Bo Chen Dora Emil Fatima Goran Hana Ivo Jun Kim Lea Mia Noor Otto Pia'.split(' ');
const ways = ['answered', 'answered', 'answered', 'clarify', 'handover'];

let api: TestApi;
let owner: Somebody;
const slow: string[] = [];
const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

beforeAll(async () => {
  if (!kind) throw new Error('There is no embedded database');
  api = await openApi(kind);
  owner = await api.owner();
  await fill();
}, 1_200_000);
afterAll(() => api.close());

/** Straight into the collections: what is measured is reading. */
async function fill(): Promise<void> {
  const { conversations, messages, outbox, counts } = api.desk.database.models;
  const { tenantId } = owner;
  const nowMs = Date.now();
  const accountId = `${tenantId}.a`;
  for (let start = 0; start < CONVERSATIONS; start += 2_000) {
    const docs = Array.from({ length: 2_000 }, (_, offset) => {
      const index = start + offset;
      const contactName = `${pick(names, index)} ${pick(words, index * 7)}${index}`;
      const lastMessageAt = new Date(nowMs - (CONVERSATIONS - index) * 60_000);
      return {
        _id: `c${index}`,
        tenantId,
        accountId,
        channel: 'telegram',
        contactId: `p${index}`,
        chatKey: String(index),
        isGroup: false,
        holder: { kind: 'bot' },
        epoch: 0,
        unsureTurns: 0,
        language: pick(['en', 'es', 'zh-CN', 'de'], index),
        createdAt: lastMessageAt,
        lastMessageAt,
        contactName,
        nameWords: nameWordsOf(contactName),
        lastExchange: {
          asked: `${pick(words, index)} ${pick(words, index * 3 + 1)} ${pick(words, index * 5 + 2)} please`,
          replied: 'Our answer to that is a sentence of about the length that answers mostly have.',
        },
        outcome: pick(ways, index),
        ...(index % 5 === 4 && { waiting: { reason: 'no-answer', since: lastMessageAt, messageId: `m${index}` } }),
      };
    });
    await conversations.collection.insertMany(docs as never);
  }
  const newest = nowMs - 60_000;
  const long = Array.from({ length: 2_000 }, (_, index) => ({
    _id: `${(newest - 2_000 + index).toString(36).padStart(9, '0')}${String(index).padStart(15, '0')}`,
    tenantId,
    accountId,
    conversationId: `c${CONVERSATIONS - 1}`,
    channel: 'telegram',
    direction: index % 2 ? 'out' : 'in',
    author: index % 2 ? { kind: 'bot' } : { kind: 'contact', contactId: 'p' },
    ...(index % 2
      ? { content: { kind: 'reply', text: 'An answer.' } }
      : {
          inbound: {
            dedupeKey: `${index}`,
            chatKey: '1',
            isGroup: false,
            contact: { platformId: '1' },
            content: { kind: 'text', text: 'Hello' },
          },
        }),
    dedupeKey: `d${index}`,
    isHandled: true,
    createdAt: new Date(newest - 2_000 + index),
  }));
  await messages.collection.insertMany(long as never);
  await outbox.collection.insertMany(
    long
      .filter(({ direction }) => direction === 'out')
      .map(({ _id, conversationId }) => ({
        _id,
        tenantId,
        conversationId,
        state: 'sent',
        isDone: true,
        uncertainSends: 0,
      })) as never,
  );
  const cell = {
    messages: 40,
    answered: 30,
    clarified: 5,
    handedOver: 5,
    unanswered: 4,
    botReply: { 20: 20, 21: 20 },
    botResolution: { 21: 30 },
  };
  const thisHour = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  await counts.collection.insertMany(
    Array.from({ length: 90 * 24 }, (_, index) => {
      const start = new Date(thisHour - index * HOUR_MS);
      const cells = [0, 1, 2, 3].flatMap((quarter) =>
        ['en', 'es', 'zh-CN', 'de'].map((language) => [`${quarter}|telegram|${language}`, cell] as const),
      );
      return {
        _id: `${tenantId}:${start.getTime().toString(36)}`,
        tenantId,
        start,
        countedTo: start,
        cells: Object.fromEntries(cells),
      };
    }) as never,
  );
  for (let start = 0; start < FAQS; start += 2_000) await fillFaqs(start);
}

async function fillFaqs(start: number): Promise<void> {
  const { faqs } = api.desk.database.models;
  const at = new Date();
  const docs = Array.from({ length: 2_000 }, (_, offset) => {
    const index = start + offset;
    return {
      _id: `f${String(index).padStart(6, '0')}`,
      tenantId: owner.tenantId,
      question: `What about ${pick(words, index)} and ${pick(words, index * 3 + 1)} number ${index}?`,
      variants: [],
      answer: 'An answer of one sentence.',
      createdAt: at,
      updatedAt: at,
    };
  });
  await faqs.collection.insertMany(docs as never);
}

async function measure(
  name: string,
  ask: (call: number) => Promise<{ readonly status: number }>,
  most = P95_MS,
): Promise<void> {
  for (let call = 0; call < 5; call += 1) await ask(call);
  const took: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const began = performance.now();
    const { status } = await ask(call);
    took.push(performance.now() - began);
    expect(status, name).toBe(200);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.ceil(took.length * share) - 1] ?? 0;
  process.stdout.write(
    `${name.padEnd(58)} p50 ${at(0.5).toFixed(1).padStart(6)} ms   p95 ${at(0.95).toFixed(1).padStart(6)} ms\n`,
  );
  if (at(0.95) > most) slow.push(name);
}

const ask = (path: string, input: object) => owner.visitor.ask(path, input);
const list = (filter: object) => ask('conversations.list', { limit: 50, ...filter });

test('lists and searches answer within 100 ms (p95) among 10,000 FAQs and 100,000 conversations', async () => {
  process.stdout.write(
    `${CONVERSATIONS} conversations, ${FAQS} FAQs in one tenant, embedded database, ${CALLS} calls each\n`,
  );
  await measure('conversations: first page', () => list({}));
  let cursor: string | undefined;
  await measure('conversations: page after page', async () => {
    const answer = await list(cursor ? { cursor } : {});
    cursor = answer.body.nextCursor;
    return answer;
  });
  await measure('conversations: a page in the middle', (call) =>
    list({ cursor: `t${Date.now() - 50_000 * 60_000 - call}_` }),
  );
  await measure('conversations: waiting', () => list({ isWaiting: true }));
  await measure('conversations: one language', () => list({ language: 'es' }));
  await measure('conversations: one outcome and language', () => list({ outcome: 'handover', language: 'de' }));
  await measure('conversations: nothing fits', () => list({ language: 'sv' }));
  await measure('conversations: search by a name', (call) => list({ search: `parcel${call * 7}` }));
  await measure('conversations: search by a common beginning', (call) =>
    list({ search: pick(names, call).slice(0, 2) }),
  );
  await measure('conversations: search by a common word', (call) => list({ search: pick(words, call) }));
  await measure('conversations: search for nothing there', () => list({ search: 'xylophone' }));
  await measure('conversation: newest page of 2,000 messages', () =>
    ask('conversations.read', { id: `c${CONVERSATIONS - 1}` }),
  );
  const days = (count: number) => ({
    from: new Date(Date.now() - (count - 1) * 24 * HOUR_MS).toISOString().slice(0, 10),
    to: new Date().toISOString().slice(0, 10),
  });
  await measure('home: 7 days, every quarter of an hour busy', () => ask('insights.summary', days(7)));
  await measure('home: 30 days, every quarter of an hour busy', () => ask('insights.summary', days(30)), P95_MS * 2);
  await measure('home: 90 days, every quarter of an hour busy', () => ask('insights.summary', days(90)), P95_MS * 10);
  await measure('FAQs: first page', () => ask('faqs.list', {}));
  await measure('FAQs: search', (call) => ask('faqs.list', { search: pick(words, call) }));
  await measure('home: first steps', () => ask('insights.firstSteps', {}));
  expect(slow, `over ${P95_MS} ms`).toEqual([]);
});
