import { createServer } from 'node:http';
import { startFakeOpenai } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { createModelTrial } from './try-model.ts';

const key = 'sk-of-tests-0123456789';
let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function endpointThat(status: number, body: unknown, headers: Record<string, string> = {}) {
  const heard: { path: string; authorization: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    heard.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body: text });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stop = () => server.close();
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, heard };
}

const tryIt = createModelTrial({ allowsLoopback: true, timeoutMs: 30_000 });

test('a model that answers is heard, with its key where it belongs', async () => {
  const { baseUrl, heard } = await endpointThat(200, { choices: [{ message: { content: ' ready ' } }] });
  expect(await tryIt({ baseUrl, model: 'm', key })).toMatchObject({ kind: 'answered', said: 'ready' });
  expect(heard).toMatchObject([{ path: '/v1/chat/completions', authorization: `Bearer ${key}` }]);
  expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ model: 'm', max_tokens: 16 });
});

test('a newer model, which knows no max_tokens, is heard too', async () => {
  const fake = await startFakeOpenai({ newerModels: ['fake-new'], say: () => 'ready' });
  stop = () => void fake.stop();
  const { baseUrl } = fake;
  expect(await tryIt({ baseUrl, model: 'fake-new', key })).toMatchObject({ kind: 'answered', said: 'ready' });
});

test('a refusal is told in the endpoint’s words, without the key', async () => {
  const { baseUrl } = await endpointThat(401, { error: { message: `Incorrect API key provided: ${key}.` } });
  expect(await tryIt({ baseUrl, model: 'm', key })).toEqual({
    kind: 'refused',
    status: 401,
    detail: 'Incorrect API key provided: [key].',
  });
});

test('something that is no model, a redirect and nobody at all are told apart', async () => {
  const page = await endpointThat(200, { hello: 'world' });
  expect(await tryIt({ ...page, model: 'm', key })).toEqual({ kind: 'not-a-model' });
  stop?.();
  const elsewhere = await endpointThat(302, {}, { location: 'http://127.0.0.1:9/v1' });
  expect(await tryIt({ ...elsewhere, model: 'm', key })).toMatchObject({ kind: 'refused', status: 302 });
  stop?.();
  stop = undefined;
  expect(await tryIt({ baseUrl: 'http://127.0.0.1:9/v1', model: 'm', key })).toEqual({
    kind: 'unreachable',
    detail: 'ECONNREFUSED',
  });
});

describe('in production', () => {
  const tryPublic = createModelTrial({ allowsLoopback: false, timeoutMs: 30_000 });
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
    await expect(tryPublic({ baseUrl, model: 'm', key })).rejects.toMatchObject({ code: 'invalid' });
  });
});
