import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  messageIdSchema,
  newId,
  type StoredInboundMessage,
  type TenantId,
  tenantIdSchema,
} from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const faqs = [
  ['When do you open?', 'From 9 to **17**, never on Sunday & Monday.', ['opening hours']],
  ['Do you ship abroad?', 'Yes, to 31 countries.', ['international delivery']],
  ['How can I pay?', 'By card.', ['credit card']],
] as const;
const begun = { unsureTurns: 0, isWaiting: false };

describe.each(testDatabases())('test bench and dial, on $name', (kind) => {
  let desk: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let stranger: Somebody;
  beforeAll(async () => {
    desk = await openApi(kind);
    owner = await desk.owner('Harbour Lane');
    agent = await desk.member(owner, 'agent');
    stranger = await desk.owner('Elsewhere');
    for (const [question, answer, variants] of faqs) {
      const saved = await owner.visitor.tell('faqs.publish', { content: { question, answer, variants } });
      expect(saved, JSON.stringify(saved)).toMatchObject({ status: 200 });
    }
  });
  afterAll(() => desk.close());

  const ask = (who: Somebody, text: string, more: object = {}) =>
    who.visitor.ask('bench.ask', { channel: 'telegram', content: { kind: 'text', text }, state: begun, ...more });

  test('a question is answered as the channel would show it, with the whole reason, and nothing is kept of it', async () => {
    const { status, body } = await ask(agent, 'when do you open');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      repliedAs: 'answered',
      parts: [{ text: 'From 9 to <b>17</b>, never on Sunday &amp; Monday.', choices: [] }],
      trace: {
        rule: 'word-for-word',
        language: 'en',
        thresholds: { answer: 0.85, clarify: 0.22 },
        outcome: 'answered',
      },
      state: { unsureTurns: 0, isWaiting: false },
    });
    expect(body.trace.candidates[0]).toMatchObject({ question: 'When do you open?' });
    const { models } = desk.desk.database;
    const { tenantId } = owner;
    const kept = ['messages', 'conversations', 'outbox', 'contacts', 'drafts'] as const;
    for (const name of kept) {
      expect(await models[name].collection.countDocuments({ tenantId } as object), name).toBe(0);
    }
  });

  test('what one turn came to is handed back with the next, as it was returned', async () => {
    const talk = async (...texts: string[]) => {
      let state: object = begun;
      const replied = [];
      for (const text of texts) {
        const { status, body } = await ask(agent, text, { state });
        expect(status, JSON.stringify(body)).toBe(200);
        replied.push(body);
        state = body.state;
      }
      return replied;
    };
    const [, again] = await talk('you are an idiot', 'you are an idiot');
    expect(again).toMatchObject({ repliedAs: 'handover', state: { isWaiting: true, turns: 2 } });
    const [, rejected, asked] = await talk('When do you open?', 'that did not help', 'When do you open?');
    expect(rejected).toMatchObject({ repliedAs: 'small-talk', state: { offered: [{ id: 'person' }] } });
    expect(asked.repliedAs).toBe('handover');
    const angrily = 'When do you open? This is ridiculous, I am fed up with you!';
    const [first, second] = await talk(angrily, angrily);
    expect(first.parts[0].text).toMatch(/^I understand/);
    expect(second.parts[0].text).toMatch(/^From 9/);
  });

  test('a wrong answer is mended with one click: the wording is added, and asked again it is right', async () => {
    const words = 'what is the situation regarding plastic';
    expect((await ask(owner, words)).body.repliedAs).not.toBe('answered');
    const right = (await ask(owner, 'How can I pay?')).body.trace.candidates[0].faqId;
    const added = await owner.visitor.tell('bench.addVariant', { faqId: right, text: words });
    expect(added).toMatchObject({ status: 200, body: { faqId: right, isNew: true } });
    expect((await ask(owner, words)).body).toMatchObject({ repliedAs: 'answered', parts: [{ text: 'By card.' }] });
    const again = await owner.visitor.tell('bench.addVariant', { faqId: right, text: ` ${words.toUpperCase()}!` });
    expect(again.body).toMatchObject({ isNew: false, revision: added.body.revision });
    const undone = { faqId: right, revision: added.body.revision };
    expect((await owner.visitor.tell('bench.undoVariant', undone)).body).toEqual({ isUndone: true });
    expect((await owner.visitor.tell('bench.undoVariant', undone)).body).toEqual({ isUndone: false });
    expect((await ask(owner, words)).body.repliedAs).not.toBe('answered');
  });

  test('the bot is asked as of another time: by what was published then, what is valid, and what is scheduled until then', async () => {
    const asker = await desk.owner('Calendar Lane');
    const tell = async (procedure: string, input: object) => {
      const reply = await asker.visitor.tell(procedure, input);
      expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
      return reply.body;
    };
    const question = 'Do you have a stall at the fair?';
    const content = { question, variants: [], answer: 'At the gate.', validFrom: '2098-01-01T00:00:00.000Z' };
    const { faq } = await tell('faqs.publish', { content });
    const saved = await tell('faqs.save', {
      ...{ id: faq.id, revision: 1 },
      content: { ...content, answer: 'By the wheel.' },
    });
    const schedule = { faqs: [{ id: faq.id, revision: saved.faq.revision }], at: { date: '2099-03-01', minutes: 540 } };
    expect(await tell('faqs.schedule', schedule)).toMatchObject({ outcome: 'scheduled' });
    const asOf = async (date: string) => {
      const { body } = await ask(asker, question, { at: { date, minutes: 600 } });
      return body.repliedAs === 'answered' ? body.parts[0].text : body.repliedAs;
    };
    expect((await ask(asker, question)).body.repliedAs).toBe('handover');
    expect(await asOf('2020-05-05')).toBe('handover');
    expect(await asOf('2098-05-05')).toBe('At the gate.');
    expect(await asOf('2099-05-05')).toBe('By the wheel.');
    expect((await ask(asker, question)).body.repliedAs).toBe('handover');
    expect((await ask(asker, question, { at: { date: 'soon', minutes: 0 } })).status).toBe(400);
  });

  test('a draft keeps what its writer wrote when a wording is added', async () => {
    const content = { question: 'Do you have parking?', answer: 'Yes.', variants: [] };
    const { body: published } = await owner.visitor.tell('faqs.publish', { content });
    const { id, revision } = published.faq;
    await owner.visitor.tell('faqs.save', { id, revision, content: { ...content, answer: 'Yes, behind the house.' } });
    await owner.visitor.tell('bench.addVariant', { faqId: id, text: 'where to leave my van' });
    expect((await owner.visitor.ask('faqs.get', { id })).body).toMatchObject({
      published: { answer: 'Yes.', variants: ['where to leave my van'] },
      draft: { answer: 'Yes, behind the house.', variants: ['where to leave my van'] },
    });
  });

  test('what is too long, or no question at all, is refused with the limit named', async () => {
    expect(await ask(owner, 'x'.repeat(1_001))).toMatchObject({ status: 400, body: { message: /1000/ } });
    expect((await ask(owner, ' ')).status).toBe(400);
    expect((await ask(owner, 'hello', { channel: 'fax' })).status).toBe(400);
  });

  test('the dial says where it stands, is moved for the next question, and moved back', async () => {
    const { visitor } = owner;
    const before = await visitor.ask('dial.get');
    expect(before.body).toMatchObject({ thresholds: { answer: 0.85, clarify: 0.22 }, isDefault: true });
    const moved = await visitor.tell('dial.save', { thresholds: { answer: 1, clarify: 1 } });
    expect(moved).toMatchObject({ status: 200, body: { previous: null } });
    expect((await ask(owner, 'when do you open')).body.repliedAs).toBe('handover');
    expect((await visitor.ask('dial.get')).body).toMatchObject({ thresholds: { answer: 1 }, isDefault: false });
    const back = await visitor.tell('dial.save', { thresholds: moved.body.previous });
    expect(back.body).toEqual({ previous: { answer: 1, clarify: 1 } });
    expect((await ask(owner, 'when do you open')).body.repliedAs).toBe('answered');
    for (const thresholds of [{ answer: 0.2, clarify: 0.3 }, { answer: 1.1, clarify: 0 }, { answer: 0.5 }]) {
      expect((await visitor.tell('dial.save', { thresholds })).status).toBe(400);
    }
    const { body: audit } = await visitor.ask('audit.list', {});
    expect(audit.items.filter(({ action }: { action: string }) => action === 'settings.set-dial')).toHaveLength(2);
  });

  test('what would change is asked of real questions, and a tenant without any is told so', async () => {
    const proposed = { answer: 1, clarify: 1 };
    expect((await owner.visitor.ask('dial.preview', proposed)).body).toMatchObject({ asked: 0, changes: [] });
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await receive(tenantId, 'when do you open');
    await receive(tenantId, 'quantum physics');
    const { body } = await owner.visitor.ask('dial.preview', proposed);
    expect(body).toMatchObject({
      asked: 2,
      before: { answered: 1, handover: 1 },
      after: { answered: 0, handover: 2 },
      changes: [{ from: 'answered', to: 'handover', question: { text: 'when do you open' } }],
    });
    const { body: suggested } = await owner.visitor.ask('bench.suggestions', {});
    expect(suggested[0]).toEqual({ text: 'quantum physics', from: 'unanswered' });
    expect(suggested).toContainEqual({ text: 'When do you open?', from: 'faq' });
    expect((await stranger.visitor.ask('dial.preview', proposed)).body.asked).toBe(0);
  });

  test('a stage is set, audited and set back; its drafts are read by those who may read conversations', async () => {
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const accountId = accountIdSchema.parse(`${tenantId}.a`);
    const createdAt = new Date();
    const channel = 'telegram' as const;
    const account = {
      id: accountId,
      tenantId,
      channel,
      label: '@shop',
      sealedCredentials: 'sealed of tests',
      settings: {},
    };
    await desk.desk.stores.accounts.add(tenantId, { ...account, createdAt });
    const set = (who: Somebody, stage: string) => who.visitor.tell('dial.setStage', { accountId, stage });
    expect((await set(owner, 'shadow')).body).toEqual({ previous: 'live' });
    expect((await set(owner, 'outside-hours')).body).toEqual({ previous: 'shadow' });
    expect((await set(owner, 'wild')).status).toBe(400);
    expect((await set(agent, 'live')).status).toBe(403);
    expect((await set(stranger, 'live')).status).toBe(404);
    for (let index = 0; index < 3; index += 1) {
      const causeId = messageIdSchema.parse(newId());
      await desk.desk.stores.drafts.add(tenantId, {
        id: messageIdSchema.parse(`${causeId}.r`),
        tenantId,
        accountId,
        conversationId: conversationIdSchema.parse('c1'),
        causeId,
        question: `question ${index}`,
        content: { kind: 'reply', text: 'Yes.' },
        repliedAs: index === 0 ? 'handover' : 'answered',
        createdAt,
      });
    }
    const { body: accounts } = await agent.visitor.ask('dial.accounts');
    const drafts = { answered: 2, clarify: 0, handover: 1 };
    expect(accounts).toEqual([{ id: accountId, channel, label: '@shop', stage: 'outside-hours', drafts }]);
    expect(JSON.stringify(accounts)).not.toContain('sealed of tests');
    const page = await agent.visitor.ask('dial.drafts', { accountId, limit: 2 });
    expect(page.body.items.map(({ question }: { question: string }) => question)).toEqual(['question 2', 'question 1']);
    const rest = await agent.visitor.ask('dial.drafts', { accountId, limit: 2, cursor: page.body.nextCursor });
    expect(rest.body.items).toMatchObject([{ question: 'question 0', reply: 'Yes.', repliedAs: 'handover' }]);
    expect((await stranger.visitor.ask('dial.drafts', { accountId })).status).toBe(404);
    const { body: audit } = await owner.visitor.ask('audit.list', {});
    expect(audit.items.filter(({ action }: { action: string }) => action === 'channel.set-stage')).toMatchObject([
      { outcome: 'refused', actor: { email: agent.email } },
      { outcome: 'done', target: { kind: 'account', id: accountId } },
      { outcome: 'done', target: { kind: 'account', id: accountId } },
    ]);
  });

  test("nobody reaches another tenant's, and an agent moves nothing", async () => {
    const faqId = (await ask(owner, 'How can I pay?')).body.trace.candidates[0].faqId;
    const variant = { faqId, text: 'of a stranger' };
    const [others, nobodys] = await Promise.all([
      stranger.visitor.tell('bench.addVariant', variant),
      stranger.visitor.tell('bench.addVariant', { ...variant, faqId: 'no-such-faq' }),
    ]);
    expect([others.status, others.body.message]).toEqual([404, nobodys.body.message]);
    expect((await stranger.visitor.tell('bench.undoVariant', { faqId, revision: 1 })).status).toBe(404);
    expect((await ask(stranger, 'How can I pay?')).body.repliedAs).toBe('handover');
    expect((await agent.visitor.tell('bench.addVariant', variant)).status).toBe(403);
    expect((await agent.visitor.tell('dial.save', { thresholds: null })).status).toBe(403);
    expect((await agent.visitor.ask('dial.get')).status).toBe(403);
    const nobody = desk.visitor();
    for (const [procedure, input] of [
      ['bench.ask', { channel: 'telegram', content: { kind: 'text', text: 'hi' }, state: begun }],
      ['bench.suggestions', {}],
      ['dial.get', undefined],
      ['dial.accounts', undefined],
    ] as const) {
      expect((await nobody.ask(procedure, input)).status, procedure).toBe(401);
    }
  });

  async function receive(tenantId: TenantId, text: string) {
    const { messages, conversations } = desk.desk.stores;
    const id = messageIdSchema.parse(newId());
    const now = new Date();
    const message: StoredInboundMessage = {
      id,
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationIdSchema.parse(`c-${id}`),
      channel: 'telegram',
      createdAt: now,
      direction: 'in',
      author: { kind: 'contact', contactId: contactIdSchema.parse('p1') },
      inbound: {
        dedupeKey: id,
        chatKey: id,
        isGroup: false,
        contact: { platformId: '42' },
        content: { kind: 'text', text },
      },
    };
    const { conversationId, accountId, channel, author } = message;
    const fresh = { id: conversationId, accountId, channel, contactId: author.contactId, chatKey: id, isGroup: false };
    await messages.addInbound(tenantId, message);
    await conversations.claim(tenantId, fresh, { owner: 'p', now, until: now });
    await messages.markHandled(tenantId, id, text === 'quantum physics' ? 'handover' : 'answered');
  }
});
