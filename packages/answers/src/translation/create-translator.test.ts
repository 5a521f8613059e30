import { newTenantId, type TenantId } from '@answerdesk/domain';
import { type FakeOpenai, type FakeOpenaiOptions, type OpenaiFault, startFakeOpenai } from '@answerdesk/testing';
import { afterEach, expect, test } from 'vitest';
import type { ModelSpendStore } from '../model-spend.ts';
import { createAskModel } from '../openai.ts';
import { createTranslator, type TranslatorDeps, type UsedModel } from './create-translator.ts';

const key = 'sk-of-tests-0123456789';
const hello = { text: 'Where is my order?', from: 'en', to: 'es' };
let fake: FakeOpenai | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function open(
  more: {
    faults?: FakeOpenaiOptions['faults'];
    monthlyBudgetCents?: number;
    hasModel?: boolean;
    timeoutMs?: number;
  } = {},
) {
  fake = await startFakeOpenai({ keys: [key], ...(more.faults && { faults: more.faults }) });
  const spent = new Map<string, number>();
  const spend: ModelSpendStore = {
    async addSpend(tenantId, month, micros) {
      const sum = (spent.get(`${tenantId}:${month}`) ?? 0) + micros;
      spent.set(`${tenantId}:${month}`, sum);
      return sum;
    },
    findSpend: async (tenantId, month) => spent.get(`${tenantId}:${month}`) ?? 0,
  };
  const world = { now: new Date('2026-03-31T23:59:00Z'), glossary: [] as string[], model: 'fake-small' };
  const { baseUrl } = fake;
  const opened: string[] = [];
  const noted: UsedModel[] = [];
  const deps: TranslatorDeps = {
    async findSettings() {
      const { monthlyBudgetCents = 100, hasModel = true } = more;
      const model = { baseUrl, model: world.model, monthlyBudgetCents, sealedKey: 'sealed' };
      return { ...(hasModel && { model }), glossary: world.glossary };
    },
    openKey(tenantId, sealedKey) {
      opened.push(`${tenantId} ${sealedKey}`);
      return key;
    },
    ask: createAskModel({ allowsLoopback: true, timeoutMs: more.timeoutMs ?? 10_000 }),
    spend,
    note: (_tenantId, used) => noted.push(used),
    now: () => world.now,
  };
  return { translator: createTranslator(deps), tenantId: newTenantId(), spent, spend, world, opened, noted, deps };
}

const calls = () => fake?.calls().length;
const always = (fault: OpenaiFault) => () => fault;

test('a text is translated with the tenant’s own key, and what it cost is counted in its month', async () => {
  const { translator, tenantId, spent, opened } = await open();
  const translation = await translator.translate(tenantId, hello);
  if (translation.kind !== 'translated') throw new Error(translation.kind);
  expect(translation.text).toBe('[es] erehW si ym redro?');
  expect(opened).toEqual([`${tenantId} sealed`]);
  const micros = Math.ceil(translation.tokensIn * 0.15 + translation.tokensOut * 0.6);
  expect([...spent]).toEqual([[`${tenantId}:2026-03`, micros]]);
  expect(micros).toBeGreaterThan(0);
});

test('what was translated is not asked for again, by any of many who ask at once', async () => {
  const { translator, tenantId, spent } = await open();
  const all = await Promise.all(Array.from({ length: 5 }, () => translator.translate(tenantId, hello)));
  all.push(await translator.translate(tenantId, hello));
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(calls()).toBe(1);
  expect(spent.size).toBe(1);
});

test('it is asked for anew for another tenant, language, glossary or model', async () => {
  const { translator, tenantId, world } = await open();
  await translator.translate(tenantId, hello);
  await translator.translate(newTenantId(), hello);
  await translator.translate(tenantId, { ...hello, to: 'fr' });
  world.glossary = ['order'];
  expect(await translator.translate(tenantId, hello)).toMatchObject({ text: '[es] erehW si ym order?' });
  expect(calls()).toBe(4);
  world.model = 'another';
  expect(await translator.translate(tenantId, hello)).toEqual({ kind: 'unavailable', reason: 'model-refused' });
});

test('what failed is tried again when it is asked for again', async () => {
  const { translator, tenantId } = await open({ faults: ({ call }) => (call <= 2 ? { kind: 'reset' } : undefined) });
  expect(await translator.translate(tenantId, hello)).toEqual({ kind: 'unavailable', reason: 'unheard' });
  expect(await translator.translate(tenantId, hello)).toMatchObject({ kind: 'translated' });
});

test('without a model there is nobody to ask', async () => {
  const { translator, tenantId } = await open({ hasModel: false });
  expect(await translator.translate(tenantId, hello)).toEqual({ kind: 'unavailable', reason: 'no-model' });
  expect(await translator.status(tenantId)).toEqual({ isOn: false, reason: 'no-model' });
});

test('a budget of 0 is nothing at all', async () => {
  const { translator, tenantId, spent } = await open({ monthlyBudgetCents: 0 });
  expect(await translator.status(tenantId)).toEqual({ isOn: false, reason: 'no-budget' });
  expect(await translator.translate(tenantId, hello)).toEqual({ kind: 'unavailable', reason: 'no-budget' });
  expect(calls()).toBe(0);
  expect([...spent.values()]).toEqual([0]);
});

test('a budget that is used up ends it until the next month begins', async () => {
  const { translator, tenantId, spend, world } = await open({ monthlyBudgetCents: 1 });
  expect(await translator.status(tenantId)).toEqual({ isOn: true });
  expect(await translator.translate(tenantId, hello)).toMatchObject({ kind: 'translated' });
  await spend.addSpend(tenantId, '2026-03', 10_000);
  expect(await translator.status(tenantId)).toEqual({ isOn: false, reason: 'no-budget' });
  expect(await translator.translate(tenantId, { ...hello, text: 'And now?' })).toEqual({
    kind: 'unavailable',
    reason: 'no-budget',
  });
  expect(await translator.translate(tenantId, hello)).toMatchObject({ kind: 'translated' });
  expect(calls()).toBe(1);
  world.now = new Date('2026-04-01T00:00:00Z');
  expect(await translator.status(tenantId)).toEqual({ isOn: true });
  expect(await translator.translate(tenantId, { ...hello, text: 'And now?' })).toMatchObject({ kind: 'translated' });
});

test('of many texts at once four are with the model, and the budget of the others is not set aside', async () => {
  const { translator, tenantId, spent } = await open({ monthlyBudgetCents: 2, faults: always({ kind: 'hang' }) });
  const ending = Promise.all(
    Array.from({ length: 12 }, (_, at) => translator.translate(tenantId, { ...hello, text: `Where is box ${at}?` })),
  );
  await expect.poll(calls, { timeout: 60_000 }).toBe(4);
  expect(Math.max(...spent.values())).toBeLessThan(4 * 3_000);
  await fake?.stop();
  expect(new Set((await ending).map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
  expect(Math.max(...spent.values())).toBe(0);
});

test('many at once never take the spending over the budget', async () => {
  const { translator, tenantId, spent } = await open({ monthlyBudgetCents: 1 });
  let most = 0;
  const texts = Array.from({ length: 40 }, (_, at) => ({ ...hello, text: `Where is order number ${at} of mine?` }));
  const all = await Promise.all(
    texts.map(async (wanted) => {
      const translation = await translator.translate(tenantId, wanted);
      most = Math.max(most, ...spent.values());
      return translation.kind;
    }),
  );
  expect(new Set(all)).toEqual(new Set(['translated', 'unavailable']));
  expect(Math.max(...spent.values())).toBeLessThanOrEqual(10_000);
  expect(calls()).toBe(all.filter((kind) => kind === 'translated').length);
});

test.each<[string, OpenaiFault, boolean]>([
  ['nobody heard costs nothing', { kind: 'reset' }, false],
  ['was refused costs nothing', { kind: 'error', status: 500 }, false],
  ['timed out may have cost something, and counts', { kind: 'hang' }, true],
])('what %s', async (_what, fault, counts) => {
  const { translator, tenantId, spent } = await open({ faults: always(fault), ...(counts && { timeoutMs: 500 }) });
  expect(await translator.translate(tenantId, hello)).toMatchObject({ kind: 'unavailable' });
  expect(Math.max(...spent.values()) > 0).toBe(counts);
});

test('a translation that was refused costs what its attempts took', async () => {
  const { translator, tenantId, spent } = await open({ faults: always({ kind: 'drops-markers' }) });
  const wanted = { text: 'Order AB-12345 is late', from: 'en', to: 'es' };
  expect(await translator.translate(tenantId, wanted)).toEqual({ kind: 'refused', reason: 'terms-lost' });
  expect(Math.max(...spent.values())).toBeGreaterThan(0);
  expect(Math.max(...spent.values())).toBeLessThan(1_000);
});

test('the key is in no outcome, also when the endpoint or the model tells it', async () => {
  const outcomes: unknown[] = [];
  const faults: OpenaiFault[] = [{ kind: 'tells-key' }, { kind: 'says', text: key }, { kind: 'error', status: 500 }];
  for (const fault of faults) {
    const { translator, tenantId } = await open({ faults: always(fault) });
    outcomes.push(await translator.translate(tenantId, hello));
    await fake?.stop();
  }
  expect(outcomes).toHaveLength(3);
  expect(JSON.stringify(outcomes)).not.toContain(key);
});

test('a key that cannot be opened is told, and nobody is asked', async () => {
  const { spend } = await open();
  const failing = createTranslator({
    findSettings: async () => ({
      model: { baseUrl: fake?.baseUrl ?? '', model: 'fake-small', monthlyBudgetCents: 100, sealedKey: 'other' },
      glossary: [],
    }),
    openKey(_tenantId: TenantId) {
      throw new Error('sealed under another key');
    },
    ask: createAskModel({ allowsLoopback: true }),
    spend,
    now: () => new Date(),
  });
  await expect(failing.translate(newTenantId(), hello)).rejects.toThrow('sealed under another key');
  expect(calls()).toBe(0);
});

test('what a model was used for is told once for each request and each translation, and a repeat by its cause', async () => {
  const first = await open();
  const translation = await first.translator.translate(first.tenantId, hello);
  if (translation.kind !== 'translated') throw new Error(translation.kind);
  await first.translator.translate(first.tenantId, hello);
  const [tokens, translated] = first.noted;
  expect(first.noted).toHaveLength(2);
  expect(tokens).toMatchObject({ kind: 'model-tokens', quantity: translation.tokensIn + translation.tokensOut });
  expect(translated).toMatchObject({ kind: 'translation', quantity: 1 });
  expect(tokens?.cause).toBe(`${translated?.cause}:1`);
  expect(translated?.cause).toMatch(/^2026-03:[\w-]{43}$/);
  const { note: _unheard, ...deaf } = first.deps;
  expect((await createTranslator(deaf).translate(first.tenantId, hello)).kind).toBe('translated');
  await createTranslator(first.deps).translate(first.tenantId, hello);
  expect(first.noted.slice(2)).toEqual(first.noted.slice(0, 2));
  first.world.now = new Date('2026-04-01T00:00:00Z');
  await createTranslator(first.deps).translate(first.tenantId, hello);
  expect(first.noted[5]?.cause).toBe(translated?.cause.replace('2026-03', '2026-04'));
});

test('a model that was asked in vain was used for no translation', async () => {
  const { translator, tenantId, noted } = await open({ hasModel: false });
  await translator.translate(tenantId, hello);
  expect(noted).toEqual([]);
});
