import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  type HandledAs,
  idsFrom,
  messageIdSchema,
  newTenantId,
  type StoredInboundMessage,
  type StoredOutboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { type CountDeps, countMessages, type HourOfCounts, recountHour, summarise } from '@answerdesk/insights';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const HOUR_MS = 3_600_000;
let nextHour = Date.parse('2026-03-01T00:00:00Z');
let serial = 0;

describe.each(testDatabases())('counting on $name', ({ open }) => {
  let desk: TestDatabase;
  let hourMs = 0;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(() => {
    nextHour += 3 * HOUR_MS;
    hourMs = nextHour;
  });

  const at = (ms: number) => new Date(hourMs + ms);

  function depsAt(nowMs: number, changes: Partial<CountDeps> = {}): CountDeps {
    const { messageFacts, counts, countingJob } = desk.stores;
    return { facts: messageFacts, counts, job: countingJob, now: () => at(nowMs), owner: 'one', ...changes };
  }

  async function countAll(deps: CountDeps) {
    for (let calls = 0; (await countMessages(deps)).more; calls += 1) expect(calls).toBeLessThan(50);
  }

  async function say(
    tenantId: TenantId,
    ms: number,
    handledAs?: HandledAs,
    reply: { afterMs?: number; reason?: string; language?: string; openedMs?: number } = {},
  ) {
    serial += 1;
    const id = messageIdSchema.parse(`${idsFrom(at(ms))}${String(serial).padStart(15, '0')}`);
    const base = {
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationIdSchema.parse('c1'),
      channel: 'telegram',
    } as const;
    const message: StoredInboundMessage = {
      ...base,
      id,
      createdAt: at(ms),
      direction: 'in',
      author: { kind: 'contact', contactId: contactIdSchema.parse('p1') },
      inbound: {
        dedupeKey: id,
        chatKey: '1',
        isGroup: false,
        contact: { platformId: '1', locale: 'en-GB' },
        content: { kind: 'text', text: 'Hello' },
      },
    };
    await desk.stores.messages.addInbound(tenantId, message);
    if (handledAs) await handle(message, handledAs, reply);
    return message;
  }

  async function handle(
    message: StoredInboundMessage,
    handledAs: HandledAs,
    { afterMs = 400, reason, language, openedMs }: Parameters<typeof say>[3] = {},
  ) {
    const { inbound: _inbound, ...base } = message;
    const answer: StoredOutboundMessage = {
      ...base,
      id: messageIdSchema.parse(`${message.id}.r`),
      createdAt: new Date(message.createdAt.getTime() + afterMs),
      direction: 'out',
      author: { kind: 'bot' },
      content: { kind: 'reply', text: 'Yes.' },
      causeId: message.id,
      turn: {
        handledAs,
        changes: { unsureTurns: 0, ...(language !== undefined && { language }) },
        ...(openedMs !== undefined && { openedAt: at(openedMs) }),
      },
      ...(reason !== undefined && { trace: { reason } }),
    };
    await desk.stores.messages.addReply(message.tenantId, answer);
    await desk.stores.messages.markHandled(message.tenantId, message.id, handledAs);
  }

  async function hoursOf(tenantId: TenantId): Promise<HourOfCounts[]> {
    return desk.stores.counts.list(tenantId, at(0), at(3 * HOUR_MS));
  }

  function overview(tenantId: TenantId, timeZone = 'UTC') {
    const { counts, countingJob, resolutions } = desk.stores;
    const day = at(0).toISOString().slice(0, 10);
    return summarise(
      { counts, resolutions, job: countingJob },
      tenantId,
      { from: day, to: day, timeZone },
      { by: 'hour' },
    );
  }

  test('each message counts once, by what became of it, its language and its quarter of an hour', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 1_000, 'answered', { language: 'es' });
    await say(tenantId, 2_000, 'clarify', { language: 'es' });
    await say(tenantId, 60_000, 'answered', { language: 'es', afterMs: 500, openedMs: 2_000 });
    await say(tenantId, 20 * 60_000, 'handover', { reason: 'asked-for-person', language: 'zh-Hant' });
    await say(tenantId, 21 * 60_000, 'handover', { reason: 'no-answer' });
    await say(tenantId, 22 * 60_000, 'greeted');
    await countAll(depsAt(HOUR_MS / 2));
    const { totals, languages, countedTo } = await overview(tenantId);
    expect(totals).toMatchObject({ messages: 6, answered: 2, clarified: 1, handedOver: 2, unanswered: 1, other: 1 });
    expect(totals.bot.replyMs).toBeGreaterThan(300);
    expect(totals.bot.replyMs).toBeLessThan(550);
    expect(totals.person).toEqual({});
    expect(languages.map(({ language, messages }) => [language, messages])).toEqual([
      ['es', 3],
      ['en', 2],
      ['zh-TW', 1],
    ]);
    expect(countedTo?.getTime()).toBeGreaterThanOrEqual(at(HOUR_MS / 2 - 20_000).getTime());
    const [hour] = await hoursOf(tenantId);
    expect(hour?.cells.map(({ quarter }) => quarter).sort()).toEqual([0, 1, 1]);
    expect((await overview(newTenantId())).totals.messages).toBe(0);
  });

  test('wherever counting breaks off, and whoever goes on, nothing counts twice or is left out', async () => {
    const tenants = [newTenantId(), newTenantId(), newTenantId()];
    for (let index = 0; index < 60; index += 1) {
      for (const tenantId of tenants) await say(tenantId, index * 7_000, 'answered');
    }
    let calls = 0;
    const { counts, countingJob } = desk.stores;
    const dying = (dieAt: number): Partial<CountDeps> => ({
      owner: `dies ${dieAt}`,
      counts: {
        ...counts,
        async add(...call) {
          calls += 1;
          if (calls % dieAt === 0) throw new Error('killed before the write');
          await counts.add(...call);
          if (calls % dieAt === 1) throw new Error('killed after the write');
        },
      },
      job: { ...countingJob, release: async () => {} },
    });
    for (let attempt = 0; attempt < 40; attempt += 1) {
      // Each process that died left a lease, which has run out by the next attempt.
      await countMessages(depsAt(HOUR_MS / 2 + attempt * 130_000, dying(5 + (attempt % 7)))).catch(() => {});
    }
    await countAll(depsAt(3 * HOUR_MS));
    for (const tenantId of tenants)
      expect((await overview(tenantId)).totals).toMatchObject({ messages: 60, answered: 60 });
  });

  test('two who count at once count once', async () => {
    const tenantId = newTenantId();
    for (let index = 0; index < 40; index += 1) await say(tenantId, index * 3_000, 'answered');
    const { countingJob } = desk.stores;
    const unleased = { ...countingJob, claim: async () => ({ progress: { countedTo: at(0), settledTo: at(0) } }) };
    const job = { ...unleased, advance: async () => true };
    await Promise.all(['a', 'b', 'c'].map((owner) => countMessages(depsAt(HOUR_MS / 2, { owner, job }))));
    expect((await overview(tenantId)).totals).toMatchObject({ messages: 40, answered: 40 });
  });

  test('one process at a time has the work, and another takes it over when its lease has run out', async () => {
    const { countingJob } = desk.stores;
    const lease = (owner: string, nowMs: number) => ({ owner, now: at(nowMs), until: at(nowMs + 1_000) });
    expect(await countingJob.claim(lease('a', 0))).toBeDefined();
    expect(await countingJob.claim(lease('b', 500))).toBeUndefined();
    expect(await countingJob.claim(lease('b', 1_000))).toBeDefined();
    expect(await countingJob.advance('a', at(9_000), { countedTo: at(0), settledTo: at(0) })).toBe(false);
    await countingJob.release('a');
    expect(await countingJob.claim(lease('c', 1_500))).toBeUndefined();
    await countingJob.release('b');
  });

  test('an hour that is over holds what came late, and what was dealt with late', async () => {
    const tenantId = newTenantId();
    const late = await say(tenantId, 10_000);
    await say(tenantId, 11_000, 'answered');
    await countAll(depsAt(HOUR_MS / 2));
    await say(tenantId, 12_000, 'handover', { reason: 'no-answer' });
    expect((await overview(tenantId)).totals).toMatchObject({ messages: 2, answered: 1, handedOver: 0 });
    await countAll(depsAt(HOUR_MS + 11 * 60_000));
    expect((await overview(tenantId)).totals).toMatchObject({ messages: 3, answered: 1, handedOver: 1 });
    await handle(late, 'answered', { afterMs: 2 * HOUR_MS });
    await countAll(depsAt(HOUR_MS + 30 * 60_000));
    expect((await overview(tenantId)).totals).toMatchObject({ messages: 3, answered: 2, handedOver: 1 });
  });

  test('what was counted while it came is what the stored messages say', async () => {
    const tenantId = newTenantId();
    const ways: HandledAs[] = ['answered', 'clarify', 'handover', 'greeted', 'attachment-noted'];
    for (let index = 0; index < 100; index += 1) {
      await say(tenantId, index * 29_000, ways[index % ways.length], { language: index % 3 ? 'de' : 'ja' });
      if (index % 10 === 0) await countAll(depsAt(index * 29_000 + 25_000));
    }
    await countAll(depsAt(HOUR_MS - 60_000));
    const counted = await overview(tenantId);
    await recountHour({ facts: desk.stores.messageFacts, counts: desk.stores.counts }, tenantId, at(0), at(HOUR_MS));
    expect(await overview(tenantId)).toEqual(counted);
    expect(counted.totals.messages).toBe(100);
  });
});
