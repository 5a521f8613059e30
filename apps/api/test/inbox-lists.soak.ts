import { performance } from 'node:perf_hooks';
import { nameWordsOf } from '@answerdesk/conversations';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import type { Visitor } from './visitor.ts';

const CONVERSATIONS = 100_000;
const MESSAGES = 5_000;
const CALLS = 60;
const P95_MS = 100;
/** What a call may look at, however many there are: counts look at no more than 1,000 of each queue, and at what is put off. */
const MOST_DOCS = 3_500;
const MOST_KEYS = 7_500;
const MINUTE_MS = 60_000;

const words = 'where parcel refund size colour open holiday invoice card delivery broken return exchange gift'.split(
  ' ',
);
const names = 'Ana Bo Chen Dora Emil Fatima Goran Hana Ivo Jun Kim Lea Mia Noor Otto Pia'.split(' ');
const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

describe.each(testDatabases())(`queues among ${CONVERSATIONS} conversations on $name`, (kind) => {
  let api: TestApi;
  let owner: Somebody;
  const slow: string[] = [];
  const heavy: string[] = [];
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    await fill();
  }, 1_200_000);
  afterAll(() => api.close());

  /** Straight into the collections: what is measured is reading. Of ten, two wait, one is held, two are closed. */
  async function fill(): Promise<void> {
    const { tenantId, userId } = owner;
    const nowMs = Date.now();
    const { conversations } = api.desk.database.models;
    for (let start = 0; start < CONVERSATIONS; start += 2_000) {
      const docs = Array.from({ length: 2_000 }, (_, offset) => {
        const index = start + offset;
        const contactName = `${pick(names, index)} ${pick(words, index * 7)}${index}`;
        const lastMessageAt = new Date(nowMs - (CONVERSATIONS - index) * MINUTE_MS);
        return {
          _id: `c${index}`,
          tenantId,
          accountId: `${tenantId}.a`,
          channel: pick(['telegram', 'wechat'], index),
          contactId: `p${index}`,
          chatKey: String(index),
          isGroup: false,
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
          ...statusOf(index, lastMessageAt, userId),
        };
      });
      await conversations.collection.insertMany(docs as never);
    }
    await fillTranscript(nowMs);
  }

  function statusOf(index: number, at: Date, userId: string) {
    const waiting = { reason: 'no-answer', since: at, messageId: `m${index}`, priority: (index % 4) + 1 };
    const bot = { holder: { kind: 'bot' }, status: 'bot' };
    switch (index % 10) {
      case 0:
        return { ...bot, status: 'waiting', waiting };
      case 1:
        return { ...bot, status: 'waiting', waiting, assigneeId: pick([userId, 'other'], Math.floor(index / 10)) };
      case 2: {
        const agentId = pick([userId, 'other', 'third'], Math.floor(index / 10));
        return { holder: { kind: 'agent', agentId }, status: 'human', assigneeId: agentId };
      }
      case 3:
      case 4:
        return { ...bot, status: 'closed', closedAt: at, assigneeId: userId };
      case 5:
        return index % 100 === 5 ? { ...bot, snoozedUntil: new Date(Date.now() + index * MINUTE_MS) } : bot;
      default:
        return bot;
    }
  }

  async function fillTranscript(nowMs: number): Promise<void> {
    const { tenantId } = owner;
    const { messages, outbox, conversationevents } = api.desk.database.models;
    const conversationId = `c${CONVERSATIONS - 1}`;
    const timeAt = (index: number) => nowMs - (MESSAGES - index) * MINUTE_MS;
    const idAt = (index: number, more: string) =>
      `${timeAt(index).toString(36).padStart(9, '0')}${more}${String(index).padStart(14, '0')}`;
    const docs = Array.from({ length: MESSAGES }, (_, index) => ({
      _id: idAt(index, '0'),
      tenantId,
      accountId: `${tenantId}.a`,
      conversationId,
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
              content: { kind: 'text', text: 'Where is my parcel?' },
            },
          }),
      dedupeKey: `d${index}`,
      isHandled: true,
      createdAt: new Date(timeAt(index)),
    }));
    const replies = docs.filter(({ direction }) => direction === 'out');
    await messages.collection.insertMany(docs as never);
    await outbox.collection.insertMany(
      replies.map(({ _id }) => ({
        _id,
        tenantId,
        conversationId,
        state: 'sent',
        isDone: true,
        uncertainSends: 0,
      })) as never,
    );
    await conversationevents.collection.insertMany(
      docs.slice(0, 1_000).map((_, index) => ({
        _id: idAt(index * 5, '1'),
        tenantId,
        conversationId,
        key: `e${index}`,
        at: new Date(timeAt(index * 5)),
        byId: owner.userId,
        kind: 'note',
        text: 'A note.',
        mentionedIds: [],
      })) as never,
    );
  }

  let asking: Visitor;
  const ask = (path: string, input?: object) => asking.ask(path, input);

  /** The owner at another address: what one address may ask for in a minute is less than what is measured. */
  function elsewhere(): Visitor {
    const visitor = api.visitor();
    for (const [name, value] of owner.visitor.jar) visitor.jar.set(name, value);
    return visitor;
  }

  /** How many documents and index keys MongoDB says it looks at for a call, which tells more than time on a busy machine. */
  async function countLookedAt(
    call: () => Promise<unknown>,
  ): Promise<{ readonly docs: number; readonly keys: number }> {
    if (kind.name === 'embedded') return { docs: 0, keys: 0 };
    const { authDb } = api.desk.database;
    await authDb.collection('system.profile').drop();
    await authDb.command({ profile: 2 });
    await call();
    await authDb.command({ profile: 0 });
    const done = await authDb
      .collection('system.profile')
      .find({ ns: { $ne: `${authDb.databaseName}.system.profile` } })
      .toArray();
    const sum = (of: 'docsExamined' | 'keysExamined') => done.reduce((all, each) => all + (Number(each[of]) || 0), 0);
    return { docs: sum('docsExamined'), keys: sum('keysExamined') };
  }

  async function measure(name: string, call: (round: number) => Promise<{ readonly status: number }>): Promise<void> {
    asking = elsewhere();
    const { docs, keys } = await countLookedAt(() => call(0));
    for (let round = 0; round < 5; round += 1) await call(round);
    const took: number[] = [];
    for (let round = 0; round < CALLS; round += 1) {
      const began = performance.now();
      const { status } = await call(round);
      took.push(performance.now() - began);
      expect(status, name).toBe(200);
    }
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.ceil(took.length * share) - 1] ?? 0;
    const lookedAt = keys > 0 ? `   looked at ${docs} documents, ${keys} keys` : '';
    process.stdout.write(
      `${kind.name} ${name.padEnd(46)} p50 ${at(0.5).toFixed(1).padStart(6)} ms   p95 ${at(0.95).toFixed(1).padStart(6)} ms${lookedAt}\n`,
    );
    if (at(0.95) > P95_MS) slow.push(name);
    if (docs > MOST_DOCS || keys > MOST_KEYS) heavy.push(`${name}: ${docs} documents, ${keys} keys`);
  }

  test('are listed, searched, counted and opened within 100 ms (p95), with few of them looked at', async () => {
    for (const queue of ['mine', 'unassigned', 'waiting', 'snoozed', 'all', 'closed'] as const) {
      await measure(`${queue}: first page`, () => ask('queues.list', { queue }));
      let cursor: string | undefined;
      await measure(`${queue}: page after page`, async () => {
        const answer = await ask('queues.list', { queue, ...(cursor && { cursor }) });
        cursor = answer.body.nextCursor;
        return answer;
      });
      await measure(`${queue}: search by a common word`, (round) =>
        ask('queues.list', { queue, search: pick(words, round) }),
      );
    }
    await measure('waiting: search by a name', (round) =>
      ask('queues.list', { queue: 'waiting', search: `parcel${round * 70}` }),
    );
    await measure('waiting: search for nothing there', () =>
      ask('queues.list', { queue: 'waiting', search: 'xylophone' }),
    );
    await measure('mine: one channel', () => ask('queues.list', { queue: 'mine', channel: 'wechat' }));
    await measure('counts', () => ask('queues.counts'));
    await measure('staff', () => ask('staff.list'));
    const id = `c${CONVERSATIONS - 1}`;
    await measure(`open: newest page of ${MESSAGES} messages`, () => ask('conversations.read', { id }));
    let cursor: string | undefined;
    await measure(`open: page after page of ${MESSAGES} messages`, async () => {
      const answer = await ask('conversations.read', { id, limit: 50, ...(cursor && { cursor }) });
      cursor = answer.body.nextCursor;
      return answer;
    });
    await measure('open: profile', () => ask('profile.get', { conversationId: id }));
    await measure('open: what the bot thought', () => ask('preJudgement.get', { conversationId: id }));
    expect(heavy).toEqual([]);
    expect(slow, `over ${P95_MS} ms`).toEqual([]);
  });
});
