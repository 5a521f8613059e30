import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostileMarks, wordsKinds } from './hostile-words.ts';
import type { Hostility, WordsKind } from './hostility.ts';
import { type HostileModel, startHostileModel } from './start-hostile-model.ts';

let model: HostileModel;
beforeEach(async () => {
  model = await startHostileModel({ say: () => 'It is open until six.' });
});
afterEach(() => model.stop());

const question = {
  model: 'small',
  messages: [
    { role: 'system', content: 'Answer from FAQ 7 alone.' },
    { role: 'user', content: 'When do you close?' },
  ],
};

function call(hostility: Hostility | 'honest', init: RequestInit = {}, body: unknown = question) {
  model.next(hostility);
  return post(body, init);
}

function post(body: unknown, init: RequestInit = {}) {
  return fetch(`${model.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-tenant-9' },
    body: JSON.stringify(body),
    redirect: 'manual',
    ...init,
  });
}

async function choiceUnder(hostility: Hostility) {
  const completion = await (await call(hostility)).json();
  return completion.choices[0];
}

const saysUnder = async (words: WordsKind): Promise<string> =>
  (await choiceUnder({ kind: 'says', words })).message.content;

test('takes its lines of the script one a call, then does what it always does', async () => {
  model.next('honest', { kind: 'error', status: 503 }, { kind: 'says-text', text: 'No.' });
  const statuses: number[] = [];
  for (const _ of [1, 2, 3, 4]) statuses.push((await post(question)).status);
  expect(statuses).toEqual([200, 503, 200, 200]);
  expect(model.answeredWith()).toEqual(['honest', 'error', 'says-text', 'honest']);
});

test('what it always does may hang on the call', async () => {
  const picky = await startHostileModel({
    always: ({ request }) => (request.model === 'small' ? undefined : { kind: 'error', status: 500 }),
  });
  const ask = (name: string) =>
    fetch(`${picky.baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify({ ...question, model: name }) });
  expect((await ask('small')).status).toBe(200);
  expect((await ask('large')).status).toBe(500);
  await picky.stop();
});

test('keeps every call as it came', async () => {
  await call('honest');
  await fetch(`${model.baseUrl}/models?mine=1`);
  expect(await model.heard(2)).toBe(model.calls()[1]);
  expect(model.calls()).toMatchObject([
    { call: 1, about: 'chat', method: 'POST', key: 'sk-tenant-9', json: question, request: { model: 'small' } },
    { call: 2, about: 'other', method: 'GET', path: '/v1/models?mine=1', key: '', json: undefined },
  ]);
});

test.each(['hang', 'hang-after-head'] as const)('%s: the call ends when the caller gives up', async (kind) => {
  const giveUp = new AbortController();
  const asked = call({ kind }, { signal: giveUp.signal }).then((response) => response.text());
  const { ended } = await model.heard(1);
  giveUp.abort();
  await expect(asked).rejects.toThrow('aborted');
  expect(await ended).toMatchObject({ isWhole: false });
});

test('drips its answer a byte at a time', async () => {
  const response = await call({ kind: 'drip', everyMs: 1 });
  let pieces = 0;
  let text = '';
  for await (const piece of response.body ?? []) {
    pieces += 1;
    text += Buffer.from(piece).toString('utf8');
  }
  expect(pieces).toBeGreaterThan(10);
  expect(JSON.parse(text)).toMatchObject({ choices: [{ message: { content: 'It is open until six.' } }] });
  expect(await model.calls()[0]?.ended).toMatchObject({ isWhole: true });
});

test('hangs up before the answer, and in its middle', async () => {
  await expect(call({ kind: 'reset' })).rejects.toThrow('fetch failed');
  const half = await call({ kind: 'close-mid-body' });
  expect(half.status).toBe(200);
  await expect(half.text()).rejects.toThrow('terminated');
});

test.each([undefined, '2', '999999999999', '-5', 'soon', ''])(
  'is out of calls, retry-after: %s',
  async (retryAfter) => {
    const response = await call({ kind: 'rate-limit', ...(retryAfter !== undefined && { retryAfter }) });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe(retryAfter ?? null);
    expect(await response.json()).toMatchObject({ error: { code: 'rate_limit_exceeded' } });
  },
);

test('fails with the status and the body it is told', async () => {
  expect(await (await call({ kind: 'error', status: 500 })).json()).toMatchObject({ error: { type: 'server_error' } });
  const page = await call({ kind: 'error', status: 502, body: '<h1>Bad Gateway</h1>' });
  expect([page.status, await page.text()]).toEqual([502, '<h1>Bad Gateway</h1>']);
});

test('sends elsewhere', async () => {
  const response = await call({ kind: 'redirect', to: 'http://127.0.0.1:9/v1', status: 308 });
  expect([response.status, response.headers.get('location')]).toEqual([308, 'http://127.0.0.1:9/v1']);
});

test.each(['page', 'nothing', 'broken', 'events'] as const)('answers 200 with %s, which is no JSON', async (as) => {
  const response = await call({ kind: 'not-json', as });
  expect(response.status).toBe(200);
  await expect(response.json()).rejects.toThrow(SyntaxError);
});

test('answers with any JSON it is told', async () => {
  expect(await (await call({ kind: 'json', body: { choices: [null] } })).json()).toEqual({ choices: [null] });
});

test('a huge body is 50 MB around a true answer, and stops when nobody reads on', async () => {
  const text = await (await call({ kind: 'huge-body' })).text();
  expect(text.length).toBeGreaterThan(50 * 1024 * 1024);
  expect(JSON.parse(text)).toMatchObject({ choices: [{ message: { content: 'It is open until six.' } }] });
  const response = await call({ kind: 'huge-body' });
  await response.body?.cancel();
  const { isWhole, sentBytes } = (await model.calls()[1]?.ended) ?? {};
  expect(isWhole).toBe(false);
  expect(sentBytes).toBeLessThan(25 * 1024 * 1024);
});

test('what unpacks to 50 MB passes as less than a five-hundredth of it', async () => {
  const text = await (await call({ kind: 'gzip-bomb' })).text();
  expect(JSON.parse(text).padding.length).toBe(50 * 1024 * 1024);
  expect((await model.calls()[0]?.ended)?.sentBytes).toBeLessThan(100 * 1024);
});

test('says nothing, refuses, breaks off, calls tools', async () => {
  expect(await choiceUnder({ kind: 'null-content' })).toMatchObject({ message: { content: null } });
  expect(await choiceUnder({ kind: 'refuses' })).toMatchObject({
    message: { content: null, refusal: expect.any(String) },
  });
  expect(await choiceUnder({ kind: 'breaks-off', reason: 'length' })).toMatchObject({
    message: { content: 'It is open ' },
    finish_reason: 'length',
  });
  expect(await choiceUnder({ kind: 'calls-tools' })).toMatchObject({
    message: { content: null, tool_calls: [{ function: { name: 'issue_refund' } }] },
    finish_reason: 'tool_calls',
  });
  expect(await choiceUnder({ kind: 'calls-tools', isOldForm: true })).toMatchObject({
    message: { function_call: { name: 'issue_refund' } },
    finish_reason: 'function_call',
  });
  expect(await choiceUnder({ kind: 'content-of-wrong-type', content: [42] })).toMatchObject({
    message: { content: [42] },
  });
  expect(await choiceUnder({ kind: 'choices', count: 0 })).toBeUndefined();
});

test('repeats its instructions, the customer and the key', async () => {
  expect(await saysUnder('system-prompt')).toContain('Answer from FAQ 7 alone.');
  expect(await saysUnder('customers-words')).toBe('When do you close?');
  expect(await saysUnder('api-key')).toContain('Bearer sk-tenant-9');
});

test('says words that are known by their marks', async () => {
  expect(await saysUnder('injected-instructions')).toContain(hostileMarks.order);
  expect(await saysUnder('html')).toContain('<script>');
  expect(await saysUnder('markdown-links')).toContain(`](${hostileMarks.link})`);
  expect(await saysUnder('invented-prices')).toContain(hostileMarks.price);
  expect(await saysUnder('invented-faq-ids')).toContain(hostileMarks.faqId);
  expect(await saysUnder('other-tenants-ids')).toContain(hostileMarks.tenantId);
  expect(await saysUnder('hundred-thousand-characters')).toHaveLength(100_000);
  expect(await saysUnder('nothing')).toBe('');
  expect((await saysUnder('blanks')).trim()).toBe('');
});

test('puts all that it says in the form the caller waits for', async () => {
  const framed = await startHostileModel({ frame: (words) => JSON.stringify({ answer: words }) });
  for (const words of wordsKinds) {
    framed.next({ kind: 'says', words });
    const response = await fetch(`${framed.baseUrl}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(question),
    });
    const { choices } = await response.json();
    expect(JSON.parse(choices[0].message.content)).toEqual({ answer: expect.any(String) });
  }
  await framed.stop();
});
