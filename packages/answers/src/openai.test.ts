import { createServer } from 'node:net';
import { type FakeOpenai, type FakeOpenaiOptions, type OpenaiFault, startFakeOpenai } from '@answerdesk/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAskModel, type ModelReply } from './openai.ts';

const key = 'sk-of-tests-0123456789';
const request = { messages: [{ role: 'user', content: 'Where is it?' }], mostTokens: 500 } as const;
let fake: FakeOpenai | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await fake?.stop();
  fake = undefined;
});

async function ask(options: FakeOpenaiOptions = {}, more: { timeoutMs?: number; model?: string; key?: string } = {}) {
  fake = await startFakeOpenai({ keys: [key], ...options });
  const askModel = createAskModel({ allowsLoopback: true, timeoutMs: more.timeoutMs ?? 5_000 });
  const endpoint = { baseUrl: fake.baseUrl, model: more.model ?? 'fake-small', key: more.key ?? key };
  return { reply: await askModel(endpoint, request), askAgain: () => askModel(endpoint, request) };
}

/** The fault meets the first `times` calls. */
const first =
  (times: number, fault: OpenaiFault): NonNullable<FakeOpenaiOptions['faults']> =>
  ({ call }) =>
    call <= times ? fault : undefined;

const answered: ModelReply = expect.objectContaining({ kind: 'said', text: '[xx] erehW si ti?', isCutShort: false });

test('a model is heard, with what it took, and is sent nothing but what was meant for it', async () => {
  vi.stubEnv('OPENAI_ORG_ID', 'org-of-somebody-else');
  vi.stubEnv('OPENAI_PROJECT_ID', 'project-of-somebody-else');
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody-else');
  vi.stubEnv('OPENAI_BASE_URL', 'https://elsewhere.example/v1');
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-secret: of-somebody-else');
  const { reply } = await ask();
  expect(reply).toMatchObject({ kind: 'said', tokensIn: expect.any(Number), tokensOut: 5 });
  expect(reply).toEqual(answered);
  expect(fake?.calls()).toMatchObject([{ key, request: { temperature: 0, max_tokens: 500 } }]);
  expect(Object.keys(fake?.calls()[0]?.headers ?? {}).sort()).toEqual([
    'accept',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
  ]);
});

test('without a key none is sent, another one’s neither', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-of-somebody-else');
  const { reply } = await ask({ keys: [''] }, { key: '' });
  expect(reply).toEqual(answered);
  expect(fake?.calls()[0]?.headers).not.toHaveProperty('authorization');
});

test('a newer model is asked in its own way, and the next time at once', async () => {
  const { reply, askAgain } = await ask({ newerModels: ['fake-new'] }, { model: 'fake-new' });
  expect(reply).toEqual(answered);
  expect(fake?.calls()).toHaveLength(3);
  expect(await askAgain()).toEqual(answered);
  expect(fake?.calls().slice(3)).toMatchObject([{ request: { max_completion_tokens: 500 } }]);
  expect(fake?.calls().at(-1)?.refusal).toBeUndefined();
});

test.each<[string, OpenaiFault]>([
  ['a limit of its rate', { kind: 'rate-limit', retryAfter: '0' }],
  ['an error of its own', { kind: 'error', status: 503 }],
  ['a connection that is cut before the answer', { kind: 'reset' }],
  ['a connection that is cut within the answer', { kind: 'cut' }],
])('%s is tried once more', async (_what, fault) => {
  const { reply } = await ask({ faults: first(1, fault) });
  expect(reply).toEqual(answered);
  expect(fake?.calls()).toHaveLength(2);
});

test.each<[string, OpenaiFault, Partial<ModelReply>]>([
  ['a limit of its rate', { kind: 'rate-limit' }, { kind: 'refused', status: 429 }],
  ['an error of its own', { kind: 'error', status: 500 }, { kind: 'refused', status: 500 }],
  ['a connection that is cut', { kind: 'reset' }, { kind: 'unheard' }],
])('%s twice is told, and not tried a third time', async (_what, fault, outcome) => {
  const { reply } = await ask({ faults: first(3, fault) });
  expect(reply).toMatchObject(outcome);
  expect(fake?.calls()).toHaveLength(2);
});

test('an endpoint that wants more patience than there is time is left alone', async () => {
  const { reply } = await ask({ faults: first(9, { kind: 'rate-limit', retryAfter: '30' }) });
  expect(reply).toMatchObject({ kind: 'refused', status: 429 });
  expect(fake?.calls()).toHaveLength(1);
});

test.each<[string, OpenaiFault, Partial<ModelReply>]>([
  ['a web page', { kind: 'page' }, { kind: 'unheard', detail: 'not-a-model' }],
  ['other JSON', { kind: 'no-completion' }, { kind: 'unheard', detail: 'not-a-model' }],
  ['JSON that breaks off', { kind: 'broken-json' }, { kind: 'unheard', detail: 'not-a-model' }],
  ['a model that declines', { kind: 'declines' }, { kind: 'refused', status: 200, detail: 'I cannot help with that.' }],
  ['an address elsewhere', { kind: 'redirect', to: 'http://127.0.0.1:9/v1' }, { kind: 'refused', status: 307 }],
])('%s is told for what it is, and not asked again', async (_what, fault, outcome) => {
  const { reply } = await ask({ faults: first(9, fault) });
  expect(reply).toMatchObject(outcome);
  expect(fake?.calls()).toHaveLength(1);
});

test('more than anybody reads is not read', async () => {
  const { reply } = await ask({ faults: first(9, { kind: 'endless' }) });
  expect(reply).toMatchObject({ kind: 'unheard' });
});

test('an endpoint that hangs is waited for as long as was said, retries and all', async () => {
  const startedAt = performance.now();
  const { reply } = await ask({ faults: first(9, { kind: 'hang' }) }, { timeoutMs: 500 });
  expect(reply).toEqual({ kind: 'timed-out' });
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(fake?.calls().length).toBeLessThanOrEqual(1);
});

test('nobody at all is unheard', async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((closed) => server.close(closed));
  const askModel = createAskModel({ allowsLoopback: true, timeoutMs: 5_000 });
  const endpoint = { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'm', key };
  expect(await askModel(endpoint, request)).toEqual({ kind: 'unheard', detail: 'ECONNREFUSED' });
});

test('tokens are estimated, rather too high, where the endpoint does not tell', async () => {
  const { reply } = await ask({ faults: first(9, { kind: 'no-usage' }) });
  expect(reply).toMatchObject({ kind: 'said', tokensIn: 4, tokensOut: 6 });
});

test('the key is in nothing that comes back', async () => {
  const wrong = await ask({ keys: ['another'] });
  expect(wrong.reply).toEqual({ kind: 'refused', status: 401, detail: 'Incorrect API key provided: [key].' });
  await fake?.stop();
  const told = await ask({ faults: first(9, { kind: 'tells-key' }) });
  expect(told.reply).toMatchObject({ kind: 'said', text: '[xx] erehW si ti? [key]' });
});

describe('in production', () => {
  const askPublic = createAskModel({ allowsLoopback: false, timeoutMs: 2_000 });
  test.each([
    'http://models.example/v1',
    'https://127.0.0.1/v1',
    'https://localhost/v1',
    'https://10.0.0.7/v1',
    'https://169.254.169.254/latest',
    'https://[::1]/v1',
    'https://[::ffff:127.0.0.1]/v1',
    'https://2130706433/v1',
  ])('%s is not called', async (baseUrl) => {
    const detail = 'This address must be https and on the open internet.';
    expect(await askPublic({ baseUrl, model: 'm', key }, request)).toEqual({ kind: 'refused', status: 0, detail });
  });
});
