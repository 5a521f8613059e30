import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  faqIdSchema,
  type HandledAs,
  idsFrom,
  type MessageId,
  messageIdSchema,
  newTenantId,
  type StoredInboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { type CollectGapsDeps, collectGaps } from '@answerdesk/insights';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let nextDay = Date.parse('2026-03-01T00:00:00Z');
let serial = 0;
const refunds = [
  'Can I get my money back for a coat?',
  'I want my money back for this coat',
  'money back for the coat',
];
const parking = ['Is there a car park at the shop?', 'Where can I park my car at the shop?', 'car park near the shop'];

interface Asked {
  readonly handledAs?: HandledAs;
  readonly reason?: string;
  readonly person?: string;
  readonly language?: string;
  /** The FAQ that the message chose of what was offered. */
  readonly chose?: string;
  /** The message that was asked back about, to which this one says no. */
  readonly declines?: MessageId;
  /** Whoever handled it after a crash knew no more why. */
  readonly isTraceLost?: boolean;
}

describe.each(testDatabases())('gaps on $name', ({ open }) => {
  let desk: TestDatabase;
  let dayMs = 0;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());
  beforeEach(() => {
    nextDay += 40 * DAY_MS;
    dayMs = nextDay;
  });

  const at = (ms: number) => new Date(dayMs + ms);

  function depsAt(nowMs: number, changes: Partial<CollectGapsDeps> = {}): CollectGapsDeps {
    const { turnFacts, gaps, gapJob, confirmed, workshop } = desk.stores;
    return {
      facts: turnFacts,
      gaps,
      job: gapJob,
      confirmed,
      faqs: workshop,
      now: () => at(nowMs),
      owner: 'one',
      ...changes,
    };
  }

  async function collectAll(deps: CollectGapsDeps) {
    for (let calls = 0; (await collectGaps(deps)).more; calls += 1) expect(calls).toBeLessThan(200);
  }

  /** A customer's message and the bot's reply to it. */
  async function ask(tenantId: TenantId, ms: number, text: string, asked: Asked = {}) {
    const { handledAs = 'handover', reason = 'no-answer', person = `p${serial}`, language = 'en', chose } = asked;
    const { declines, isTraceLost = false } = asked;
    serial += 1;
    const id = messageIdSchema.parse(`${idsFrom(at(ms))}${String(serial).padStart(15, '0')}`);
    const message: StoredInboundMessage = {
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationIdSchema.parse(`c-${person}`),
      channel: 'telegram',
      id,
      createdAt: at(ms),
      direction: 'in',
      author: { kind: 'contact', contactId: contactIdSchema.parse(person) },
      inbound: {
        dedupeKey: id,
        chatKey: person,
        isGroup: false,
        contact: { platformId: person },
        content: { kind: 'text', text },
      },
    };
    await desk.stores.messages.addInbound(tenantId, message);
    const { inbound: _inbound, ...base } = message;
    await desk.stores.messages.addReply(tenantId, {
      ...base,
      id: messageIdSchema.parse(`${id}.r`),
      direction: 'out',
      author: { kind: 'bot' },
      content: { kind: 'reply', text: 'Well.' },
      causeId: id,
      turn: {
        handledAs,
        changes: {
          unsureTurns: 0,
          language,
          ...(declines && {
            waiting: { reason: 'no-answer', since: at(ms), messageId: id, priority: 3, askedId: declines },
          }),
        },
      },
      trace: isTraceLost
        ? {}
        : {
            ...(handledAs === 'handover' && { reason }),
            ...(declines && { askedId: declines }),
            ...(chose !== undefined && { outcome: 'answered', faqId: chose, chosenByCustomer: true }),
            candidates: [{ faqId: faqIdSchema.parse('f1'), question: 'Shipping?', probability: 0.2 }],
          },
    });
    await desk.stores.messages.markHandled(tenantId, id, handledAs);
    return id;
  }

  async function gapsOf(tenantId: TenantId, state: 'open' | 'ignored' | 'answered' = 'open') {
    const gaps = await desk.stores.gapDesk.list(tenantId, state);
    return Promise.all(
      gaps.map(async (gap) => {
        const questions = await desk.stores.gapDesk.questionsOf(tenantId, gap.id, 1_000);
        return { ...gap, causes: questions.map(({ cause }) => cause), texts: questions.map(({ text }) => text).sort() };
      }),
    );
  }
  const countsOf = async (tenantId: TenantId) =>
    (await gapsOf(tenantId)).map(({ count, texts }) => [count, texts.length]).sort(([a = 0], [b = 0]) => b - a);

  test('reading ends at the moment it began, although time goes on meanwhile', async () => {
    const tenantId = newTenantId();
    await ask(tenantId, 0, 'do you sell umbrellas');
    await collectAll(depsAt(HOUR_MS));
    let reads = 0;
    const { turnFacts } = desk.stores;
    const facts = {
      ...turnFacts,
      firstFrom: (from: Date) => {
        reads += 1;
        return turnFacts.firstFrom(from);
      },
    };
    let ticks = 0;
    const now = () => at(2 * HOUR_MS + 20 * ticks++);
    expect(await collectGaps({ ...depsAt(0), facts, now })).toEqual({ more: false });
    expect(reads).toBeLessThan(6);
  });

  test('what was handed over for want of an answer is put together by what it asks, and nothing else is', async () => {
    const tenantId = newTenantId();
    for (const [index, text] of [...refunds, ...parking].entries()) await ask(tenantId, index * 1_000, text);
    await ask(tenantId, 10_000, 'May I have my money back for a coat?', { reason: 'unsure-twice', language: 'en-GB' });
    await ask(tenantId, 11_000, 'A person, please', { reason: 'asked-for-person' });
    await ask(tenantId, 12_000, 'About my contract', { reason: 'rule' });
    await ask(tenantId, 13_000, 'When do you open?', { handledAs: 'answered' });
    await ask(tenantId, 14_000, 'Hello', { handledAs: 'greeted' });
    await ask(tenantId, 15_000, '?!');
    await ask(tenantId, 16_000, 'thank you very much');
    await collectAll(depsAt(60_000));
    const gaps = await gapsOf(tenantId);
    expect(gaps.map(({ texts }) => texts).sort((a, b) => b.length - a.length)).toEqual([
      [...refunds, 'May I have my money back for a coat?'].sort(),
      [...parking].sort(),
    ]);
    const [largest] = gaps.sort((a, b) => b.count - a.count);
    expect(largest).toMatchObject({ count: 4, firstAt: at(0), lastAt: at(10_000), languages: ['en', 'en-GB'] });
    expect(await gapsOf(newTenantId())).toEqual([]);
  });

  test('an answer that the customer rejects leaves the question it answered, not the rejection', async () => {
    const tenantId = newTenantId();
    const person = { person: `${tenantId}-p` };
    await ask(tenantId, 0, 'Can I pay in three parts?', { handledAs: 'answered', ...person });
    await ask(tenantId, 5_000, 'That did not help.', person);
    await collectAll(depsAt(60_000));
    expect(await gapsOf(tenantId)).toMatchObject([{ texts: ['Can I pay in three parts?'], causes: ['rejected'] }]);
  });

  test('what was offered and not chosen is a gap after an hour, and what was chosen is none', async () => {
    const tenantId = newTenantId();
    await ask(tenantId, 0, 'Something about shoes for children', { handledAs: 'clarify', person: `${tenantId}-a` });
    await ask(tenantId, 1_000, 'Something about hats', { handledAs: 'clarify', person: `${tenantId}-b` });
    await ask(tenantId, 4_000, 'Thank you', { handledAs: 'small-talk', person: `${tenantId}-b` });
    await ask(tenantId, 5_000, 'The second', { handledAs: 'answered', person: `${tenantId}-b` });
    await collectAll(depsAt(HOUR_MS / 2));
    expect(await gapsOf(tenantId)).toEqual([]);
    await collectAll(depsAt(HOUR_MS + 60_000));
    expect(await gapsOf(tenantId)).toMatchObject([
      { texts: ['Something about shoes for children'], causes: ['not-chosen'] },
    ]);
  });

  test('a no to what was asked back leaves the question that was asked, at once and once, also after a crash', async () => {
    for (const isTraceLost of [false, true]) {
      const tenantId = newTenantId();
      const person = { person: `${tenantId}-p` };
      const declines = await ask(tenantId, 0, 'Something about shoes for children', {
        handledAs: 'clarify',
        ...person,
      });
      await ask(tenantId, 2_000, 'no', { declines, isTraceLost, ...person });
      for (const ms of [HOUR_MS / 2, 2 * HOUR_MS]) {
        await collectAll(depsAt(ms));
        expect(await gapsOf(tenantId)).toMatchObject([
          { count: 1, texts: ['Something about shoes for children'], causes: ['no-answer'] },
        ]);
      }
      dayMs += DAY_MS;
    }
  });

  test('what was chosen of what was asked back, also in words, confirms the question, unless it is rejected at once', async () => {
    const tenantId = newTenantId();
    const chose = 'f-pay';
    for (const [person, choice] of ['yes', '1', 'How can I pay?', 'that one'].entries()) {
      const own = { person: `${tenantId}-${person}` };
      await ask(tenantId, person, `Is the credit limit ${person} euros?`, { handledAs: 'clarify', ...own });
      await ask(tenantId, 1_000 + person, choice, { handledAs: 'answered', chose, ...own });
    }
    await ask(tenantId, 2_000, 'That did not help', { person: `${tenantId}-3` });
    const alone = { person: `${tenantId}-4` };
    await ask(tenantId, 3_000, 'How can I pay?', { handledAs: 'answered', ...alone });
    await ask(tenantId, 4_000, 'Do you deliver?', { handledAs: 'answered', chose, ...alone });
    await collectAll(depsAt(2 * HOUR_MS));
    const confirmed = await desk.database.models.confirmedquestions.find({ tenantId }).sort({ text: 1 }).lean();
    expect(confirmed.map(({ text, faqId, by }) => ({ text, faqId, by }))).toEqual(
      [0, 1, 2].map((person) => ({ text: `Is the credit limit ${person} euros?`, faqId: chose, by: 'chosen' })),
    );
  });

  test('what looks like somebody’s own is kept with no question', async () => {
    const tenantId = newTenantId();
    await ask(tenantId, 0, 'Where is my order AB-20931-X? Write to li@mail.example.cn');
    await collectAll(depsAt(60_000));
    expect((await gapsOf(tenantId))[0]?.texts).toEqual(['Where is my order …? Write to …']);
    const docs = await desk.database.models.gapquestions.find({ tenantId }).lean();
    expect(JSON.stringify(docs)).not.toMatch(/20931|li@mail/);
  });

  test('wherever collecting breaks off, and whoever goes on, each question is in one gap once', async () => {
    const tenantId = newTenantId();
    for (let index = 0; index < 60; index += 1) {
      await ask(tenantId, index * 40_000, `${(index % 2 ? parking : refunds)[index % 3]} ${index}`);
    }
    const { gaps, gapJob } = desk.stores;
    let calls = 0;
    const dying = (dieAt: number): Partial<CollectGapsDeps> => {
      const dies = <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) => {
        return async (...args: Args) => {
          calls += 1;
          if (calls % dieAt === 0) throw new Error('killed before the write');
          const result = await write(...args);
          if (calls % dieAt === 1) throw new Error('killed after the write');
          return result;
        };
      };
      const { addQuestions, grow, begin, end, replace, moveQuestions, placeQuestions, noteOrdered } = gaps;
      return {
        owner: `dies ${dieAt}`,
        gaps: {
          ...gaps,
          addQuestions: dies(addQuestions),
          grow: dies(grow),
          begin: dies(begin),
          end: dies(end),
          replace: dies(replace),
          moveQuestions: dies(moveQuestions),
          placeQuestions: dies(placeQuestions),
          noteOrdered: dies(noteOrdered),
        },
        job: { ...gapJob, release: async () => {} },
      };
    };
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await collectGaps(depsAt(HOUR_MS + attempt * 130_000, dying(7 + (attempt % 9)))).catch(() => {});
    }
    await collectAll(depsAt(3 * HOUR_MS));
    expect(await countsOf(tenantId)).toEqual([
      [30, 30],
      [30, 30],
    ]);
  });

  test('gaps that ask the same are merged under the id of the larger, in the day after they came up', async () => {
    const tenantId = newTenantId();
    for (let index = 0; index < 9; index += 1) await ask(tenantId, index * 1_000, refunds[index % 3] ?? '');
    await collectAll(depsAt(60_000));
    const [gap] = await gapsOf(tenantId);
    if (!gap) throw new Error('no gap');
    const { gapquestions } = desk.database.models;
    const [strayed] = await desk.stores.gapDesk.questionsOf(tenantId, gap.id, 1);
    if (!strayed) throw new Error('no question');
    await gapquestions.updateOne({ tenantId, _id: strayed.id }, { $set: { gapId: strayed.id } });
    await collectAll(depsAt(DAY_MS - HOUR_MS));
    expect(await countsOf(tenantId)).toEqual([[9, 8]]);
    await collectAll(depsAt(DAY_MS + 120_000));
    expect(await gapsOf(tenantId)).toMatchObject([{ id: gap.id, count: 9, causes: Array(9).fill('no-answer') }]);
  });

  test('a gap that was answered is open again once it is asked in vain after that; an ignored one stays ignored', async () => {
    const [tenantId, other] = [newTenantId(), newTenantId()];
    for (const each of [tenantId, other]) await ask(each, 0, 'Is there a car park at the shop?');
    await collectAll(depsAt(60_000));
    const act = async (each: TenantId, state: 'answered' | 'ignored') => {
      const [gap] = await gapsOf(each);
      if (!gap) throw new Error('no gap');
      const action = { kind: 'ignored', at: at(70_000), byId: 'u' } as never;
      expect(await desk.stores.gapDesk.act(each, gap.id, gap.revision, { state, action })).toBe(true);
      expect(await desk.stores.gapDesk.act(each, gap.id, gap.revision, { state, action })).toBe(false);
    };
    await act(tenantId, 'answered');
    await act(other, 'ignored');
    for (const each of [tenantId, other]) await ask(each, 80_000, 'Where is there a car park at the shop?');
    await collectAll(depsAt(120_000));
    expect(await gapsOf(tenantId)).toMatchObject([{ count: 2, state: 'open' }]);
    expect(await gapsOf(other)).toEqual([]);
    expect(await gapsOf(other, 'ignored')).toMatchObject([{ count: 2 }]);
  });

  test('a gap whose questions were all forgotten is forgotten within a day', async () => {
    const tenantId = newTenantId();
    await ask(tenantId, 0, 'Is there a car park at the shop?');
    await collectAll(depsAt(60_000));
    await desk.database.models.messages.deleteMany({ tenantId });
    await desk.database.models.gapquestions.deleteMany({ tenantId });
    await collectAll(depsAt(DAY_MS + 120_000));
    expect(await gapsOf(tenantId)).toEqual([]);
    expect(await desk.stores.gaps.listToOrder(at(9 * DAY_MS), 1_000)).not.toContain(tenantId);
  });
});
