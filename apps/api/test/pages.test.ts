import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi, type TestApi } from './open-api.ts';

const [kind] = testDatabases();
let folder: string;
let desk: TestApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answerdesk-screens-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Answerdesk</title>');
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets/main-a1b2c3.js'), `export const big = '${'x'.repeat(10_000)}';`);
  if (kind) desk = await openApi(kind, {}, { screens: folder });
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => desk.app.inject({ url, headers });

test('every address a browser may go to answers with the one page, which is asked for again each time', async () => {
  for (const url of ['/', '/faqs', '/faqs/abc?tab=history', '/invitations/0abc', '/reset-password?token=x']) {
    const answer = await get(url);
    expect([url, answer.statusCode, answer.headers['cache-control']]).toEqual([url, 200, 'no-cache']);
    expect(answer.body).toContain('<title>Answerdesk');
  }
});

test('hashed files are kept for ever and sent compressed; others are asked for again', async () => {
  const script = await get('/assets/main-a1b2c3.js', { 'accept-encoding': 'gzip' });
  expect(script.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'gzip',
  });
  expect(script.rawPayload.length).toBeLessThan(1_000);
  expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
});

test('what is no screen is not found, and nothing outside the folder is read', async () => {
  const missing = ['/assets/gone.js', '/robots.txt', '/trpc', '/api/other', '/webhooks/x', '/..%2f..%2fpackage.json'];
  for (const url of missing) expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
});

test('pages may run our own scripts alone and stand in nobody’s frame', async () => {
  const policy = String((await get('/')).headers['content-security-policy']);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect((await get('/')).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});
