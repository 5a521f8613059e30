import { type Faq, faqIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const questions = ['How do I block my debit card?', 'What is the limit of a debit card?', 'When are you open?'];
const card = { id: 'card', name: 'debit card', synonyms: ['plastic'], linked: [], unlinked: [] };

describe.each(testDatabases())('the glossary for people on $name', (kind) => {
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
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const faqs = questions.map(
      (question, index): Faq => ({
        id: faqIdSchema.parse(`${owner.tenantId}-${index}`),
        tenantId,
        question,
        variants: [],
        answer: `Answer ${index}.`,
        locale: 'en',
        createdAt: new Date(),
        updatedAt: new Date(),
      }),
    );
    await api.desk.stores.faqs.save(tenantId, faqs);
  });

  const read = async ({ visitor }: Somebody) => (await visitor.ask('glossary.get')).body;
  const change = (by: Somebody, revision: number, wanted: object) =>
    by.visitor.tell('glossary.change', { revision, change: wanted });
  const say = async (text: string) =>
    (
      await owner.visitor.ask('bench.ask', {
        channel: 'webchat',
        content: { kind: 'text', text },
        state: { unsureTurns: 0, isWaiting: false },
        locale: 'en',
      })
    ).body;

  test('what is proposed and accepted is heeded by the next question, and taken back', async () => {
    const { body: proposals } = await owner.visitor.ask('glossary.proposals');
    expect(proposals).toMatchObject([{ name: 'debit card', faqCount: 2 }]);
    const { status, body } = await change(owner, 0, { put: [card] });
    expect({ status, body }).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await owner.visitor.ask('glossary.proposals')).body).toEqual([]);
    expect(await read(agent)).toMatchObject({ revision: 1, terms: [{ ...card, faqCount: 2 }], faqs: 3 });
    const asked = await say('please block my plastic');
    expect(asked).toMatchObject({ repliedAs: 'answered', trace: { faqId: `${owner.tenantId}-0` } });
    expect(asked.content.choices).toMatchObject([{ label: questions[1] }]);
    const undone = await owner.visitor.tell('glossary.undo', { revision: 1, change: body.undo });
    expect(undone.body).toEqual({ revision: 2 });
    expect(await read(owner)).toMatchObject({ terms: [], revision: 2 });
    expect((await say('How do I block my debit card?')).content).toEqual({ kind: 'reply', text: 'Answer 0.' });
  });

  test('two who change it at once do not undo each other, and agents change nothing', async () => {
    expect((await change(agent, 0, { put: [card] })).status).toBe(403);
    const both = await Promise.all([
      change(owner, 0, { put: [card] }),
      change(owner, 0, { put: [{ ...card, id: 'other', name: 'fee' }] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await change(owner, 0, { reject: ['fee'] })).status).toBe(409);
    expect((await change(owner, 1, { put: [{ ...card, id: 'x', name: '?!' }] })).status).toBe(400);
  });

  test('what was rejected is proposed no more, until somebody wants it again', async () => {
    const { body } = await change(owner, 0, { reject: ['Debit cards'] });
    expect((await owner.visitor.ask('glossary.proposals')).body).toEqual([]);
    await owner.visitor.tell('glossary.undo', { revision: 1, change: body.undo });
    expect((await owner.visitor.ask('glossary.proposals')).body).toMatchObject([{ name: 'debit card' }]);
  });

  test('links are walked from term to FAQ to term, as people have changed them', async () => {
    const [first, second, third] = questions.map((_question, index) => `${owner.tenantId}-${index}`);
    const open = { ...card, id: 'open', name: 'opening', synonyms: ['open'], linked: [first] };
    await change(owner, 0, { put: [{ ...card, unlinked: [second] }, open] });
    const walk = async (input: object) => (await agent.visitor.ask('glossary.neighbours', input)).body;
    expect(await walk({ kind: 'term', id: 'card' })).toMatchObject({
      name: 'debit card',
      faqs: [{ id: first, isByHand: false }],
      terms: [{ id: 'open', faqCount: 1 }],
    });
    expect(await walk({ kind: 'faq', id: first })).toMatchObject({
      terms: [
        { id: 'card', isByHand: false },
        { id: 'open', isByHand: true },
      ],
      faqs: [{ id: third }],
    });
    expect((await agent.visitor.ask('glossary.neighbours', { kind: 'term', id: 'none' })).status).toBe(404);
    const stranger = await api.owner('Another shop');
    expect(await read(stranger)).toMatchObject({ terms: [], revision: 0 });
    expect((await stranger.visitor.ask('glossary.neighbours', { kind: 'term', id: 'card' })).status).toBe(404);
  });

  test('a word is never translated or is, by the one list that the settings have', async () => {
    const keep = (isKept: boolean) => owner.visitor.tell('glossary.keepWord', { word: 'Debit card', isKept });
    expect((await keep(true)).status).toBe(200);
    expect((await keep(true)).status).toBe(200);
    expect((await read(owner)).neverTranslated).toEqual(['Debit card']);
    expect((await owner.visitor.ask('settings.get')).body.settings.inbox.glossary).toEqual(['Debit card']);
    expect((await owner.visitor.ask('glossary.proposals')).body).toMatchObject([{ name: 'debit card', faqCount: 2 }]);
    await owner.visitor.tell('glossary.keepWord', { word: 'Kelvinator', isKept: true });
    expect((await owner.visitor.ask('glossary.proposals')).body[0]).toMatchObject({ name: 'Kelvinator', faqCount: 0 });
    await owner.visitor.tell('glossary.keepWord', { word: 'Kelvinator', isKept: false });
    await keep(false);
    expect((await read(owner)).neverTranslated).toEqual([]);
  });
});
