import type { OpenAI } from 'openai';
import { afterEach, expect, test } from 'vitest';
import { chatRequestSchema } from './chat-request.ts';
import { embeddingRequestSchema } from './embeddings.ts';
import { type FakeOpenai, type FakeOpenaiOptions, startFakeOpenai } from './fake-openai.ts';
import { pretendTranslation } from './pretend-to-translate.ts';

let fake: FakeOpenai | undefined;
afterEach(() => fake?.stop());

const good = { model: 'fake-small', messages: [{ role: 'user', content: 'Hello' }], max_tokens: 50 };

async function post(body: unknown, options: FakeOpenaiOptions = {}, key = 'sk-fake', path = '/chat/completions') {
  fake = await startFakeOpenai({ keys: ['sk-fake'], newerModels: ['fake-new'], ...options });
  const response = await fetch(`${fake.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test('takes the parameters that the published client has, and no others', () => {
  const published: Readonly<Record<keyof OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, true>> = {
    messages: true,
    model: true,
    audio: true,
    frequency_penalty: true,
    function_call: true,
    functions: true,
    logit_bias: true,
    logprobs: true,
    max_completion_tokens: true,
    max_tokens: true,
    metadata: true,
    modalities: true,
    moderation: true,
    n: true,
    parallel_tool_calls: true,
    prediction: true,
    presence_penalty: true,
    prompt_cache_key: true,
    prompt_cache_options: true,
    prompt_cache_retention: true,
    reasoning_effort: true,
    response_format: true,
    safety_identifier: true,
    seed: true,
    service_tier: true,
    stop: true,
    store: true,
    stream: true,
    stream_options: true,
    temperature: true,
    tool_choice: true,
    tools: true,
    top_logprobs: true,
    top_p: true,
    user: true,
    verbosity: true,
    web_search_options: true,
  };
  expect(Object.keys(chatRequestSchema.shape).sort()).toEqual(Object.keys(published).sort());
});

test('answers in the published form, with what it took', async () => {
  const { status, body } = await post(good);
  expect(status).toBe(200);
  const completion: OpenAI.Chat.ChatCompletion = body;
  expect(completion).toMatchObject({
    object: 'chat.completion',
    model: 'fake-small',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '[xx] olleH', refusal: null } },
    ],
  });
  expect(completion.usage?.total_tokens).toBe(
    (completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0),
  );
});

test('stops at the limit of tokens, and says so', async () => {
  const { body } = await post({ ...good, max_tokens: 2 });
  expect(body.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '[xx] oll' } });
});

test.each([
  [
    'a parameter nobody published',
    { ...good, temprature: 0 },
    400,
    'Unrecognized request argument supplied: temprature',
  ],
  ['one within a message', { ...good, messages: [{ role: 'user', content: 'x', lang: 'en' }] }, 400, 'Unrecognized'],
  ['no messages', { ...good, messages: [] }, 400, "Invalid value for 'messages'"],
  ['an unknown role', { ...good, messages: [{ role: 'boss', content: 'x' }] }, 400, 'Invalid value'],
  ['a temperature beyond 2', { ...good, temperature: 2.1 }, 400, "Invalid value for 'temperature'"],
  ['no tokens to say anything', { ...good, max_tokens: 0 }, 400, "Invalid value for 'max_tokens'"],
  ['no model', { messages: good.messages }, 400, "Invalid value for 'model'"],
  ['an unknown model', { ...good, model: 'other' }, 404, 'does not exist'],
  ['what is no JSON', '{"model"', 400, 'could not parse'],
  ['the old name of the limit, for a newer model', { ...good, model: 'fake-new' }, 400, "Use 'max_completion_tokens'"],
  [
    'a temperature, for a newer model',
    { model: 'fake-new', messages: good.messages, temperature: 0 },
    400,
    "'temperature' does not support 0",
  ],
])('refuses %s', async (_what, body, status, message) => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status, body: { error: { message: expect.stringContaining(message) } } });
  expect(fake?.calls()).toMatchObject([{ refusal: expect.stringContaining(message) }]);
});

test('refuses a wrong key and another path', async () => {
  expect(await post(good, {}, 'sk-wrong')).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } });
  await fake?.stop();
  expect(await post(good, {}, 'sk-fake', '/responses')).toMatchObject({ status: 404 });
});

test('its pretended translation leaves everything that is no letter where it was', () => {
  expect(pretendTranslation('**Hi** ⟦1⟧, see [our page](⟦2⟧)!', 'es')).toBe('[es] **iH** ⟦1⟧, ees [ruo egap](⟦2⟧)!');
});

const wanted = { model: 'fake-embedding', input: ['where is my parcel', 'opening hours'] };

test('embeds texts in the published form, not in their order', async () => {
  const published: Readonly<Record<keyof OpenAI.EmbeddingCreateParams, true>> = {
    input: true,
    model: true,
    dimensions: true,
    encoding_format: true,
    user: true,
  };
  expect(Object.keys(embeddingRequestSchema.shape).sort()).toEqual(Object.keys(published).sort());
  const { status, body } = await post(wanted, { embeddings: { dimensions: 8 } }, 'sk-fake', '/embeddings');
  const answer: OpenAI.CreateEmbeddingResponse = body;
  expect(status).toBe(200);
  expect(answer.data.map(({ index }) => index)).toEqual([1, 0]);
  expect(answer.data.every(({ embedding }) => embedding.length === 8)).toBe(true);
});

test.each([
  ['an embedding model that it does not have', { ...wanted, model: 'fake-small' }, 404, 'does not exist'],
  ['a parameter of embeddings nobody published', { ...wanted, normalize: true }, 400, 'Unrecognized'],
  ['an empty text to embed', { ...wanted, input: ['x', ''] }, 400, 'Invalid value'],
  ['no text to embed', { ...wanted, input: [] }, 400, 'Invalid value'],
])('refuses %s', async (_what, body, status, message) => {
  const answer = await post(body, {}, 'sk-fake', '/embeddings');
  expect(answer).toMatchObject({ status, body: { error: { message: expect.stringContaining(message) } } });
});

test('fails at embeddings as it is told', async () => {
  const faults = () => ({ kind: 'rate-limit' as const, retryAfter: '7' });
  expect(await post(wanted, { faults }, 'sk-fake', '/embeddings')).toMatchObject({ status: 429 });
});
