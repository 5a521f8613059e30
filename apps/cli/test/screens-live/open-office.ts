import { type UserId, userIdSchema } from '@answerdesk/domain';
import { expect } from 'vitest';
import { type LiveShop, signUp } from '../live-shop.ts';
import type { Product } from '../product.ts';
import { ask, type Person } from './busy-people.ts';
import { type Known, TAG_RULE } from './pages.ts';
import { print } from './print-figures.ts';

/** The people of a tenant, who have the product open. */
export interface Office {
  readonly owner: Person;
  readonly agents: readonly Person[];
  readonly agentIds: readonly UserId[];
}

/** Has an owner's two agents come in, and tags some customers by a rule. */
export async function openOffice({ product, cookie }: LiveShop): Promise<Office> {
  const owner: Person = { role: 'owner', cookie };
  const agents = [await comeIn(product, owner, 'Bo'), await comeIn(product, owner, 'Chen')];
  const { body: settings } = await ask(product.address, owner, ['settings.get']);
  const rule = { id: TAG_RULE, tag: 'English', match: 'any', conditions: [{ kind: 'language', language: 'en' }] };
  const change = { section: 'tags', value: { rules: [rule] } };
  await tell(product, owner, 'settings.save', { revision: settings.revision, change });
  const answers = await Promise.all(agents.map((agent) => ask(product.address, agent, ['tenant.current'])));
  return { owner, agents, agentIds: answers.map(({ body }) => userIdSchema.parse(body.person.userId)) };
}

/** Somebody whom the owner invites as an agent. */
async function comeIn(product: Product, owner: Person, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await tell(product, owner, 'team.invite', { email, role: 'agent' });
  const cookie = await signUp(product, { name, email });
  const agent: Person = { role: 'agent', cookie };
  await tell(product, agent, 'team.accept', { id });
  return agent;
}

async function tell({ address }: Product, { cookie }: Person, procedure: string, input: object) {
  const response = await fetch(`${address}/trpc/${procedure}`, {
    method: 'POST',
    headers: { cookie, origin: address, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  return body.result.data;
}

/** Waits until the product has counted its history, and clustered and learnt what is in it. */
export async function digest({ address }: Product, owner: Person): Promise<void> {
  const read = async (procedure: string, input?: object) => (await ask(address, owner, [procedure, input])).body;
  const today = new Date().toISOString().slice(0, 10);
  let before = '';
  const isDone = async () => {
    const [summary, topics, gaps, suggestions] = [
      await read('insights.summary', { from: today, to: today }),
      await read('topics.list'),
      await read('gaps.list', {}),
      await read('suggestions.count'),
    ];
    const now = JSON.stringify([topics.length, gaps.total, gaps.lost, suggestions]);
    const isCounted = Date.now() - Date.parse(summary.countedTo ?? 0) < 120_000;
    const isStill = isCounted && now === before && topics.length > 0 && gaps.total > 0 && suggestions > 0;
    before = now;
    return isStill;
  };
  await expect.poll(isDone, { timeout: 900_000, interval: 15_000 }).toBe(true);
  print(`  topics, gaps, customers lost by them, suggestions: ${before}`);
}

/** What there is to be opened right now. */
export async function look({ product, accountId }: LiveShop, owner: Person, replies: Known['replies']): Promise<Known> {
  const read = async (procedure: string, input?: object) =>
    (await ask(product.address, owner, [procedure, input])).body;
  return {
    faqs: (await read('faqs.list', { limit: 100 })).items,
    gaps: (await read('gaps.list', {})).gaps,
    suggestions: (await read('suggestions.list', { state: 'open' })).suggestions,
    conversations: (await read('conversations.list', { limit: 100 })).items,
    ...{ replies, accountId },
  };
}
