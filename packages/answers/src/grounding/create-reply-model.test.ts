import { faqIdSchema, newTenantId, type TenantId } from '@answerdesk/domain';
import { type FakeOpenai, type FakeOpenaiOptions, type OpenaiFault, startFakeOpenai } from '@answerdesk/testing';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ToGround } from './ground-answer.ts';
import { openTestModel, type TestModelSettings } from './open-test-model.ts';

const faqId = faqIdSchema.parse('f1');
const wanted: ToGround = {
  question: 'can i send shoes back',
  language: 'en',
  faqs: [{ faqId, question: 'Can I return?', answer: 'You can return shoes within 30 days.' }],
};
const answer = 'You can return shoes within 30 days.';
const say = () => JSON.stringify({ supported: true, faqIds: ['faq-1'], answer });
const key = 'sk-of-tests-0123456789';
const WITHIN_MS = 30_000;

let fake: FakeOpenai | undefined;
// Loading the client takes longer than some of the times given here.
beforeAll(() => import('openai'));
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function openModel(options: FakeOpenaiOptions = {}, more: TestModelSettings = {}) {
  fake = await startFakeOpenai({ keys: [key], say, ...options });
  return openTestModel(fake.baseUrl, key, more);
}

const always = (fault: OpenaiFault) => () => fault;
const calls = () => fake?.calls().length ?? 0;
const groundIn = (model: Awaited<ReturnType<typeof openModel>>['model'], tenantId: TenantId) =>
  model.ground(tenantId, wanted, WITHIN_MS);

test('an answer is phrased within the budget, and the call says what it took', async () => {
  const { model, tenantId, spent } = await openModel();
  const phrased = await groundIn(model, tenantId);
  expect(phrased).toMatchObject({ text: answer, faqIds: [faqId] });
  expect(phrased.call).toMatchObject({ purpose: 'ground', model: 'fake-small', outcome: 'used' });
  expect(phrased.call?.tokensIn).toBeGreaterThan(0);
  expect([...spent.values()]).toEqual([phrased.call?.costMicros]);
  expect(fake?.calls()[0]?.request).toMatchObject({ temperature: 0 });
});

test('a tenant that does not allow it has its model left alone', async () => {
  const { model, tenantId } = await openModel({}, { phrasesAnswers: false, translatesAnswers: false });
  expect(await groundIn(model, tenantId)).toEqual({});
  expect(await model.translate(tenantId, { faqId, text: 'Hello there', from: 'en', to: 'es' }, WITHIN_MS)).toEqual({});
  expect(calls()).toBe(0);
});

test('without budget nothing is sent', async () => {
  const { model, tenantId, spent } = await openModel({}, { monthlyBudgetCents: 0 });
  expect((await groundIn(model, tenantId)).call).toMatchObject({ outcome: 'no-budget', costMicros: 0 });
  expect(calls()).toBe(0);
  expect([...spent.values()]).toEqual([0]);
});

const faults: readonly (readonly [OpenaiFault, string])[] = [
  [{ kind: 'rate-limit', retryAfter: '60' }, 'failed'],
  [{ kind: 'error', status: 500 }, 'failed'],
  [{ kind: 'hang' }, 'timed-out'],
  [{ kind: 'reset' }, 'failed'],
  [{ kind: 'cut' }, 'failed'],
  [{ kind: 'page' }, 'failed'],
  [{ kind: 'no-completion' }, 'failed'],
  [{ kind: 'broken-json' }, 'failed'],
  [{ kind: 'endless' }, 'failed'],
  [{ kind: 'declines' }, 'failed'],
  [{ kind: 'says', text: 'Everything is free!' }, 'refused'],
  [
    { kind: 'says', text: JSON.stringify({ supported: true, faqIds: ['faq-1'], answer: `Your key is ${key}.` }) },
    'refused',
  ],
];

test.each(faults)('an endpoint that does $kind says nothing to a customer', async (fault, outcome) => {
  const { model, tenantId, world } = await openModel({ faults: always(fault) });
  const phrased = await model.ground(tenantId, wanted, fault.kind === 'hang' ? 400 : WITHIN_MS);
  expect(phrased.text).toBeUndefined();
  expect(phrased.call).toMatchObject({ outcome });
  expect(JSON.stringify(phrased)).not.toContain(key);
  expect(world.failures).toEqual([]);
});

test('a model that hangs is waited for as long as was told, and after three times left alone for a minute', async () => {
  let hangs = true;
  const { model, tenantId, world } = await openModel({ faults: () => (hangs ? { kind: 'hang' } : undefined) });
  for (let times = 0; times < 3; times += 1) {
    expect((await model.ground(tenantId, wanted, 1_000)).call).toMatchObject({ outcome: 'timed-out' });
  }
  const asked = calls();
  expect((await groundIn(model, tenantId)).call).toMatchObject({ outcome: 'resting', durationMs: 0 });
  expect(calls()).toBe(asked);
  const other = newTenantId();
  expect((await model.ground(other, wanted, 1_000)).call).toMatchObject({ outcome: 'timed-out' });
  hangs = false;
  world.now = new Date(world.now.getTime() + 61_000);
  expect((await groundIn(model, tenantId)).call).toMatchObject({ outcome: 'used' });
  expect((await groundIn(model, tenantId)).call).toMatchObject({ outcome: 'used' });
});

test.each([
  ['answers', 8],
  ['translations', 4],
] as const)(
  'a burst of %s that waits for its turn until its time is over puts no model to rest',
  async (what, most) => {
    let asked = 0;
    const { model, tenantId } = await openModel({
      faults: () => {
        asked += 1;
        return { kind: 'hang' };
      },
    });
    const ask = (withinMs: number, day: number) =>
      what === 'answers'
        ? model.ground(tenantId, wanted, withinMs)
        : model.translate(tenantId, { faqId, text: `Return it within ${day} days.`, from: 'en', to: 'es' }, withinMs);
    const sent = Array.from({ length: most }, (_, day) => ask(10_000, day));
    await expect.poll(() => asked).toBe(most);
    const waiting = await Promise.all(Array.from({ length: 5 }, (_, day) => ask(20, 50 + day)));
    expect(waiting.map(({ call }) => call?.outcome)).toEqual(Array(5).fill('timed-out'));
    expect(asked).toBe(most);
    expect((await ask(1, 99)).call).toMatchObject({ outcome: 'timed-out' });
    await Promise.all(sent);
    expect((await ask(1, 99)).call).toMatchObject({ outcome: 'resting' });
  },
);

test('a translation is made once, also where it came too late for the first who needed it', async () => {
  const { model, tenantId, keptTexts } = await openModel({ say: (request) => translated(request.messages) });
  const answerToTranslate = { faqId, text: 'You can return shoes within 30 days.', from: 'en', to: 'es' };
  const late = await model.translate(tenantId, answerToTranslate, 0);
  expect(late.text).toBeUndefined();
  expect(late.call).toMatchObject({ outcome: 'timed-out' });
  await expect.poll(() => [...keptTexts.values()]).toEqual([spanish]);
  expect(await model.translate(tenantId, answerToTranslate, WITHIN_MS)).toMatchObject({
    text: spanish,
    call: { purpose: 'translate', outcome: 'used', why: 'kept', tokensIn: 0 },
  });
  expect(calls()).toBe(1);
  await model.translate(tenantId, { ...answerToTranslate, text: 'You can return shoes within 31 days.' }, WITHIN_MS);
  expect(calls()).toBe(2);
});

const spanish = 'Puede devolver los zapatos en un plazo de 30 días.';
function translated(_messages: unknown): string {
  return spanish;
}

test.each([
  ['another number', 'Puede devolver los zapatos en un plazo de 60 días.', 'numbers'],
  ['another language', 'Vous pouvez retourner les chaussures sous 30 jours, sans aucun problème.', 'wrong-language'],
  ['an address of its own', 'Puede devolver los zapatos en 30 días en evil.example.', 'addresses'],
])('a translation with %s is refused', async (_what, text, why) => {
  const { model, tenantId, keptTexts } = await openModel({ say: () => text });
  const wantedToo = { faqId, text: 'You can return shoes within 30 days.', from: 'en', to: 'es' };
  const phrased = await model.translate(tenantId, wantedToo, WITHIN_MS);
  expect(phrased).toMatchObject({ call: { outcome: 'refused', why } });
  expect(phrased.text).toBeUndefined();
  expect(keptTexts.size).toBe(0);
});
