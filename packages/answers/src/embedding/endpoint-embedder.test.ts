import { type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { type FakeOpenai, type FakeOpenaiOptions, type OpenaiFault, startFakeOpenai } from '@answerdesk/testing';
import { afterEach, expect, test } from 'vitest';
import type { ModelSpendStore } from '../model-spend.ts';
import { createEndpointEmbedder } from './endpoint-embedder.ts';

const tenantId = tenantIdSchema.parse('shop');
const lesson = { tenantId, purpose: 'lesson' } as const;
let fake: FakeOpenai | undefined;
afterEach(() => fake?.stop());

function ledger(): ModelSpendStore & { readonly spent: Map<string, number> } {
  const spent = new Map<string, number>();
  const of = (owner: TenantId, month: string) => `${owner} ${month}`;
  return {
    spent,
    async addSpend(owner, month, micros) {
      const now = (spent.get(of(owner, month)) ?? 0) + micros;
      spent.set(of(owner, month), now);
      return now;
    },
    findSpend: async (owner, month) => spent.get(of(owner, month)) ?? 0,
  };
}

async function open(
  options: FakeOpenaiOptions = {},
  more: { cents?: number; timeoutMs?: number; model?: string; spend?: Partial<ModelSpendStore> } = {},
) {
  fake = await startFakeOpenai({ keys: ['sk-tests'], ...options });
  const spend = { ...ledger(), ...more.spend };
  const clock = { now: new Date('2026-03-09') };
  const embedder = createEndpointEmbedder({
    endpoint: { baseUrl: fake.baseUrl, model: more.model ?? 'fake-embedding', key: 'sk-tests' },
    monthlyBudgetCents: more.cents ?? 100,
    spend,
    now: () => clock.now,
    allowsLoopback: true,
    timeoutMs: more.timeoutMs ?? 5_000,
  });
  return { embedder, spend, clock };
}

const first =
  (times: number, fault: OpenaiFault): NonNullable<FakeOpenaiOptions['faults']> =>
  ({ call }) =>
    call <= times ? fault : undefined;

test('texts come back in their order as vectors of length 1, in as few calls as may be', async () => {
  const { embedder } = await open();
  const texts = Array.from({ length: 70 }, (_, index) => `text number${index}`);
  const vectors = await embedder.embed(texts, lesson);
  const [again] = await embedder.embed(['text number40'], lesson);
  expect(vectors).toHaveLength(70);
  expect(vectors[40]).toEqual(again);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  expect(fake?.calls()).toHaveLength(4);
});

test('cards, telephones, e-mail and references never leave', async () => {
  const { embedder } = await open();
  const secret = [
    '4111 1111 1111 1111',
    '+49 170 1234567',
    'jo@shop.example',
    'ORD-2026-88123',
    'DE89370400440532013000',
  ];
  await embedder.embed(
    [`my card ${secret[0]}, call ${secret[1]}, mail ${secret[2]}, order ${secret[3]}, account ${secret[4]}`, '   '],
    lesson,
  );
  const sent = JSON.stringify(fake?.calls().map(({ embedding }) => embedding));
  expect(sent).toContain('my card [card]');
  for (const each of secret) expect(sent).not.toContain(each);
});

test.each<[string, OpenaiFault]>([
  ['too many requests', { kind: 'rate-limit' }],
  ['an error of the server', { kind: 'error', status: 503 }],
  ['a connection that broke', { kind: 'reset' }],
])('%s is tried once more, and no oftener', async (_what, fault) => {
  const once = await open({ faults: first(1, fault) });
  expect(await once.embedder.embed(['hello'], lesson)).toHaveLength(1);
  await fake?.stop();
  const always = await open({ faults: first(9, fault) });
  await expect(always.embedder.embed(['hello'], lesson)).rejects.toThrow();
  expect(fake?.calls()).toHaveLength(2);
});

test.each<[string, FakeOpenaiOptions, { readonly model?: string }]>([
  ['an unknown model', {}, { model: 'other' }],
  ['a web page', { faults: first(9, { kind: 'page' }) }, {}],
  ['an answer that is none', { faults: first(9, { kind: 'no-completion' }) }, {}],
])('%s rejects at once, without the key', async (_what, options, more) => {
  const { embedder } = await open(options, more);
  const error = await embedder.embed(['hello'], lesson).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('sk-tests');
  expect(fake?.calls()).toHaveLength(1);
});

test('an endpoint that hangs is given up, and what it may have cost stays counted', async () => {
  const { embedder, spend } = await open({ faults: first(9, { kind: 'hang' }) }, { timeoutMs: 50 });
  await expect(embedder.embed(['hello'], lesson)).rejects.toThrow('in time');
  expect([...spend.spent.values()].every((micros) => micros > 0)).toBe(true);
});

test('an endpoint that hangs is left alone after three questions, and tried again after a minute', async () => {
  let hangs = true;
  const { embedder, spend, clock } = await open({ faults: () => (hangs ? { kind: 'hang' } : undefined) });
  const ask = () => embedder.embed(['hello'], { tenantId, purpose: 'question', signal: AbortSignal.timeout(1_000) });
  for (let time = 0; time < 3; time += 1) await expect(ask()).rejects.toThrow('timeout');
  hangs = false;
  const charged = [...spend.spent.values()];
  await expect(ask()).rejects.toThrow('left alone');
  expect([...spend.spent.values()]).toEqual(charged);
  expect(await embedder.embed(['hello'], lesson)).toHaveLength(1);
  clock.now = new Date(clock.now.getTime() + 61_000);
  expect(await embedder.embed(['hello'], { tenantId, purpose: 'question' })).toHaveLength(1);
});

test('nobody waits for a ledger that hangs, and nothing is sent', async () => {
  const { embedder } = await open({}, { spend: { addSpend: () => new Promise(() => {}) }, timeoutMs: 50 });
  await expect(embedder.embed(['hello'], lesson)).rejects.toThrow();
  expect(fake?.calls()).toHaveLength(0);
});

test('once a budget is used up nothing is tried before the next month', async () => {
  let writes = 0;
  const addSpend: ModelSpendStore['addSpend'] = async (_tenantId, _month, micros) => {
    writes += 1;
    return Math.max(0, micros);
  };
  const { embedder, clock } = await open({}, { cents: 0, spend: { addSpend } });
  await expect(embedder.embed(['hello there'], lesson)).rejects.toThrow('budget');
  expect(writes).toBe(2);
  for (let time = 0; time < 5; time += 1) await expect(embedder.embed(['hello'], lesson)).rejects.toThrow('budget');
  expect(writes).toBe(2);
  clock.now = new Date('2026-04-01');
  await expect(embedder.embed(['hello'], lesson)).rejects.toThrow('budget');
  expect(writes).toBe(4);
});

test('whoever stops waiting is told so at once', async () => {
  const { embedder } = await open({ faults: first(9, { kind: 'hang' }) });
  const signal = AbortSignal.abort(new Error('nobody waits'));
  await expect(embedder.embed(['hello'], { tenantId, purpose: 'question', signal })).rejects.toThrow('nobody waits');
});

test('no request goes out that could take a tenant over its month, and others go on', async () => {
  const { embedder, spend } = await open({}, { cents: 0.001 });
  await embedder.embed(['hello there'], lesson);
  const long = Array.from({ length: 32 }, () => 'a long question about a parcel '.repeat(20));
  await expect(embedder.embed(long, lesson)).rejects.toThrow('budget');
  expect(fake?.calls()).toHaveLength(1);
  const before = await spend.findSpend(tenantId, '2026-03:embedding');
  expect(before).toBeLessThan(10);
  await embedder.embed(['hello there'], { ...lesson, tenantId: tenantIdSchema.parse('other') });
  expect(fake?.calls()).toHaveLength(2);
});
