import { type Faq, faqIdSchema, type TenantId, tenantIdSchema, topicOfFaq } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const HOUR_MS = 3_600_000;
const faqId = faqIdSchema.parse('zip');
const topic = topicOfFaq(faqId);
const id = `${topic}:1`;

describe.each(testDatabases())('topics for people on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let tenantId: TenantId;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
    tenantId = tenantIdSchema.parse(owner.tenantId);
    const now = Date.now();
    const { faqs, topicCounts, topicAlerts } = api.desk.stores;
    const faq: Faq = {
      id: faqId,
      tenantId,
      question: 'Why is my ZIP code refused?',
      variants: [],
      answer: 'It needs five digits.',
      locale: 'en',
      createdAt: new Date(now),
      updatedAt: new Date(now),
    };
    await faqs.save(tenantId, [faq]);
    const start = new Date(Math.floor(now / HOUR_MS - 3) * HOUR_MS);
    const gone = topicOfFaq(faqIdSchema.parse('gone'));
    const topics = [
      { topic, count: 9 },
      { topic: gone, count: 20 },
    ];
    await topicCounts.replace(tenantId, { start, conversations: 12, topics });
    await topicAlerts.open(tenantId, {
      id,
      topic,
      serial: 1,
      title: 'Why is my ZIP code refused?',
      since: start,
      noticedAt: new Date(start.getTime() + HOUR_MS),
      count: 9,
      expected: 0.2,
      chance: 1e-9,
      total: 9,
      lastsUntil: new Date(now + 70 * HOUR_MS),
      examples: [],
      state: 'open',
      told: ['mail:somebody'],
    });
  });
  afterAll(() => api.close());

  const alertsOf = async ({ visitor }: Somebody) => (await visitor.ask('topics.alerts')).body;

  test('everybody of the tenant sees topics that there still are, and what is unusual, but not who was told', async () => {
    const { body } = await agent.visitor.ask('topics.list');
    expect(body).toMatchObject([{ topic, title: 'Why is my ZIP code refused?', week: 9, fourWeeks: 9 }]);
    expect(body).toHaveLength(1);
    const { alerts } = await alertsOf(agent);
    expect(alerts).toMatchObject([{ id, state: 'open', count: 9, isOver: false }]);
    expect(alerts[0]).not.toHaveProperty('told');
    const stranger = await api.owner('Another shop');
    expect((await stranger.visitor.ask('topics.list')).body).toEqual([]);
    expect((await alertsOf(stranger)).alerts).toEqual([]);
    expect((await stranger.visitor.tell('topics.setState', { id, state: 'muted' })).status).toBe(404);
  });

  test('who runs the tenant mutes, resolves and rates, agents do not; the audit says so', async () => {
    expect((await agent.visitor.tell('topics.setState', { id, state: 'muted' })).status).toBe(403);
    expect((await agent.visitor.tell('topics.rate', { id, rating: 'useful' })).status).toBe(403);
    expect((await owner.visitor.tell('topics.setState', { id, state: 'resolved' })).status).toBe(200);
    expect((await owner.visitor.tell('topics.rate', { id, rating: 'not-useful' })).status).toBe(200);
    expect(await alertsOf(owner)).toMatchObject({
      alerts: [{ state: 'resolved', rating: 'not-useful' }],
      rated: { useful: 0, 'not-useful': 1 },
    });
    expect((await owner.visitor.tell('topics.setState', { id: 'faq:none:1', state: 'open' })).status).toBe(404);
    expect((await owner.visitor.tell('topics.setState', { id: 'zip', state: 'open' })).status).toBe(400);
    const { items } = (await owner.visitor.ask('audit.list', {})).body;
    const noted = items.filter(({ action }: { action: string }) => action.startsWith('topic.'));
    expect(noted.map(({ action, outcome }: { action: string; outcome: string }) => [action, outcome])).toEqual([
      ['topic.set-state', 'failed'],
      ['topic.rate', 'done'],
      ['topic.set-state', 'done'],
      ['topic.rate', 'refused'],
      ['topic.set-state', 'refused'],
    ]);
  });

  test('the early warning is on until somebody switches it off, and off is kept', async () => {
    const { body } = await owner.visitor.ask('settings.get');
    expect(body.settings.topics).toEqual({ warns: true });
    const change = { section: 'topics', value: { warns: false } };
    const saved = await owner.visitor.tell('settings.save', { revision: body.revision, change });
    expect(saved.body.settings.topics).toEqual({ warns: false });
  });
});
