import {
  accountIdSchema,
  contactIdSchema,
  conversationIdSchema,
  faqIdSchema,
  isHeldOut,
  type MessageId,
  messageIdSchema,
  newId,
  tenantIdSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { addToGaps } from '@answerdesk/insights';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const refunds = [
  'Can I get my money back for a coat?',
  'I want my money back for this coat',
  'money back for the coat',
];
const answer = 'Yes: you get your money back for a coat within 30 days, with the receipt.';

describe.each(testDatabases())('gaps for people on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  beforeAll(async () => {
    api = await openApi(kind);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
  });

  /** A customer asks in vain; an agent replies, where there is a reply. */
  async function askInVain(text: string, { person = newId(), reply = '', daysAgo = 0, faqId = '' } = {}) {
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    const conversationId = conversationIdSchema.parse(`c-${person}`);
    const id = messageIdSchema.parse(newId());
    const base = {
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId,
      channel: 'telegram',
      createdAt: at,
    } as const;
    const { messages, gaps, turnFacts } = api.desk.stores;
    await messages.addInbound(tenantId, {
      ...base,
      id,
      direction: 'in',
      author: { kind: 'contact', contactId: contactIdSchema.parse(person) },
      inbound: {
        dedupeKey: id,
        chatKey: person,
        isGroup: false,
        contact: { platformId: person },
        content: { kind: 'text', text },
      },
    });
    if (reply !== '') await replyTo(base, reply);
    const candidates = faqId === '' ? [] : [{ faqId: faqIdSchema.parse(faqId), question: 'Q', probability: 0.5 }];
    const failure = {
      tenantId,
      conversationId,
      messageId: id,
      cause: 'no-answer',
      language: 'en',
      candidates,
    } as const;
    await addToGaps({ gaps, facts: turnFacts, now: () => new Date() }, tenantId, [failure]);
    return id;
  }

  async function replyTo(base: { conversationId: string }, text: string): Promise<void> {
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await api.desk.stores.messages.addReply(tenantId, {
      tenantId,
      accountId: accountIdSchema.parse(`${tenantId}.a`),
      conversationId: conversationIdSchema.parse(base.conversationId),
      channel: 'telegram',
      createdAt: new Date(),
      id: messageIdSchema.parse(newId()),
      direction: 'out',
      author: { kind: 'agent', agentId: userIdSchema.parse(agent.userId) },
      content: { kind: 'reply', text },
    });
  }

  const list = async (input = {}) => (await owner.visitor.ask('gaps.list', input)).body;
  const onlyGap = async () => (await list()).gaps[0];
  const read = async (gapId: MessageId) => (await owner.visitor.ask('gaps.get', { gapId })).body;

  test('what lost the most customers in 30 days comes first, and a customer who asks twice is one', async () => {
    for (const text of refunds) await askInVain(text, { daysAgo: 1 });
    for (let times = 0; times < 4; times += 1) await askInVain('Is there a car park at the shop?', { person: 'ana' });
    for (let times = 0; times < 9; times += 1) await askInVain('Do you repair umbrellas here', { daysAgo: 45 });
    const { gaps, total, lost } = await list();
    expect(gaps.map((gap: { lost: number; count: number }) => [gap.lost, gap.count])).toEqual([
      [3, 3],
      [1, 4],
      [0, 9],
    ]);
    expect({ total, lost }).toEqual({ total: 3, lost: 4 });
    expect(refunds).toContain(gaps[0].example.text);
    expect((await list({ limit: 1 })).gaps).toHaveLength(1);
  });

  test('a draft is what most people replied, without anybody’s own', async () => {
    await askInVain(refunds[0] ?? '', { reply: 'Let me have a look for you.' });
    await askInVain(refunds[1] ?? '', { reply: `${answer} Yours is AB-20931-X.` });
    await askInVain(refunds[2] ?? '', { reply: 'You get your money back for a coat within 30 days with the receipt.' });
    const { draft, examples, similar } = await read((await onlyGap()).id);
    expect(draft).toMatchObject({ replies: 3, locale: 'en' });
    expect(draft.answer).toMatch(/money back for a coat within 30 days/);
    expect(draft.answer).not.toMatch(/20931/);
    expect(examples.map(({ text }: { text: string }) => text).sort()).toEqual([...refunds].sort());
    expect(similar).toEqual([]);
  });

  test('it is said of each wording whether it would measure', async () => {
    const ids = new Map<string, MessageId>();
    for (let at = 0; at < 12; at += 1) {
      const text = `Do I get my money back for a coat of size ${at}?`;
      ids.set(text, await askInVain(text));
    }
    const { examples } = await read((await onlyGap()).id);
    expect(examples).toHaveLength(12);
    for (const { id, text, isHeldOut: measures } of examples) {
      expect(id).toBe(ids.get(text));
      expect(measures).toBe(isHeldOut({ id }));
    }
  });

  test('a new FAQ is made once, waits as a draft or is published, closes the gap, and can be taken back', async () => {
    await askInVain(refunds[0] ?? '', { reply: answer });
    const gap = await onlyGap();
    const content = { question: 'Can I return a coat?', variants: refunds, answer };
    const wanted = { gapId: gap.id, revision: gap.revision, content };
    const made = await owner.visitor.tell('gaps.addFaq', { ...wanted, isPublishing: true });
    expect(made.body).toMatchObject({ isPublished: true, gap: { state: 'answered', action: { kind: 'faq-added' } } });
    // Whoever comes second is told so, and reads who was first.
    expect((await owner.visitor.tell('gaps.addFaq', wanted)).status).toBe(409);
    expect((await read(gap.id)).byName).toBe('Somebody');
    expect((await owner.visitor.ask('faqs.get', { id: made.body.faqId })).body.published.question).toBe(
      content.question,
    );
    expect((await list()).gaps).toEqual([]);
    expect((await list({ state: 'answered' })).gaps).toMatchObject([{ id: gap.id }]);
    const seen = { gapId: gap.id, revision: made.body.gap.revision };
    expect((await owner.visitor.tell('gaps.reopen', seen)).body).toMatchObject({
      isFaqKept: false,
      gap: { state: 'open' },
    });
    expect((await owner.visitor.ask('faqs.get', { id: made.body.faqId })).body.archivedAt).toBeDefined();
    const again = await onlyGap();
    const draft = await owner.visitor.tell('gaps.addFaq', { ...wanted, revision: again.revision });
    expect(draft.body).toMatchObject({ isPublished: false });
    const { published, draft: written } = (await owner.visitor.ask('faqs.get', { id: draft.body.faqId })).body;
    expect(published).toBeUndefined();
    expect(written).toMatchObject({ question: content.question });
  });

  test('wordings are added to an FAQ at once, in one revision, and taken back in one', async () => {
    const saved = await owner.visitor.tell('faqs.publish', { content: { question: 'Returns?', answer } });
    const { id: faqId } = saved.body.faq;
    for (const text of refunds) await askInVain(text, { faqId });
    const gap = await onlyGap();
    expect((await read(gap.id)).candidates).toMatchObject([{ faqId, question: 'Returns?', answer, probability: 0.5 }]);
    const wanted = { gapId: gap.id, revision: gap.revision, faqId, texts: refunds };
    const added = await owner.visitor.tell('gaps.addVariants', wanted);
    expect(added.body).toMatchObject({ isPublished: true, gap: { state: 'answered' } });
    expect((await owner.visitor.ask('faqs.get', { id: faqId })).body).toMatchObject({
      revision: saved.body.faq.revision + 1,
      published: { variants: refunds },
    });
    await owner.visitor.tell('gaps.reopen', { gapId: gap.id, revision: added.body.gap.revision });
    expect((await owner.visitor.ask('faqs.get', { id: faqId })).body.published.variants).toEqual([]);
  });

  test('an FAQ that was changed since stays as it is when the gap is opened again', async () => {
    await askInVain(refunds[0] ?? '');
    const gap = await onlyGap();
    const content = { question: 'Can I return a coat?', answer };
    const made = await owner.visitor.tell('gaps.addFaq', { gapId: gap.id, revision: gap.revision, content });
    const { faqId } = made.body;
    const { revision } = (await owner.visitor.ask('faqs.get', { id: faqId })).body;
    await owner.visitor.tell('faqs.save', { id: faqId, revision, content: { ...content, answer: 'No.' } });
    const seen = { gapId: gap.id, revision: made.body.gap.revision };
    expect((await owner.visitor.tell('gaps.reopen', seen)).body).toMatchObject({ isFaqKept: true });
    expect((await owner.visitor.ask('faqs.get', { id: faqId })).body.draft.answer).toBe('No.');
  });

  test('a gap that was merged is found by the name it had, by nobody else’s people', async () => {
    await askInVain('Is there a car park at the shop?');
    const { id: into } = await onlyGap();
    await askInVain(refunds[0] ?? '');
    const gone = (await list()).gaps.find(({ id }: { id: string }) => id !== into).id;
    const { gaps } = api.desk.stores;
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await gaps.moveQuestions(tenantId, [gone], into);
    await gaps.remove(tenantId, [gone]);
    const { gap, examples } = await read(gone);
    expect(gap).toMatchObject({ id: into });
    expect(examples).toHaveLength(2);
    const stranger = await api.owner('Another shop');
    expect((await stranger.visitor.ask('gaps.get', { gapId: gone })).status).toBe(404);
    expect((await owner.visitor.ask('gaps.get', { gapId: newId() })).status).toBe(404);
  });

  test('an ignored gap is listed apart, and whoever may not write FAQs sees and does nothing', async () => {
    await askInVain(refunds[0] ?? '');
    const { id: gapId, revision } = await onlyGap();
    for (const procedure of ['gaps.list', 'gaps.get']) {
      expect((await agent.visitor.ask(procedure, { gapId })).status, procedure).toBe(403);
    }
    expect((await agent.visitor.tell('gaps.ignore', { gapId, revision })).status).toBe(403);
    const stranger = await api.owner('Another shop');
    expect((await stranger.visitor.ask('gaps.get', { gapId })).status).toBe(404);
    expect((await stranger.visitor.tell('gaps.ignore', { gapId, revision })).status).toBe(404);
    expect((await owner.visitor.tell('gaps.ignore', { gapId, revision })).body).toMatchObject({
      gap: { state: 'ignored' },
    });
    expect(await list()).toMatchObject({ gaps: [], lost: 0 });
    expect((await list({ state: 'ignored' })).gaps).toMatchObject([{ id: gapId }]);
  });
});
