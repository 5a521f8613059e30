import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeStripe, startFakeStripe } from '@answerdesk/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

let folder: string;
let fake: FakeStripe;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answerdesk-billing-'));
  fake = await startFakeStripe();
});
afterAll(async () => {
  await fake.stop();
  await rm(folder, { recursive: true, force: true });
});

const KEY = 'sk_test_theKeyNobodyMayRead';
const answerdesk = (args: readonly string[], environment: Readonly<Record<string, string>>) =>
  runCommand(['billing', 'setup', ...args], { environment: { DATA_DIR: folder, ...environment } });

test('without a key it says in one line which variable is missing, and asks nobody', async () => {
  const { exitCode, stdout, stderr } = await answerdesk([], { STRIPE_API_BASE: fake.apiRoot, STRIPE_SECRET_KEY: '' });
  expect(exitCode).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^STRIPE_SECRET_KEY must be set/)]);
  expect(stdout).toBe('');
  expect(fake.calls()).toEqual([]);
});

test.each([
  ['STRIPE_SECRET_KEY', { STRIPE_SECRET_KEY: 'pk_test_public' }],
  ['STRIPE_WEBHOOK_SECRET', { STRIPE_SECRET_KEY: KEY, STRIPE_WEBHOOK_SECRET: 'secret' }],
  ['STRIPE_API_BASE', { STRIPE_SECRET_KEY: KEY, STRIPE_API_BASE: 'ftp://x' }],
])('a wrong %s stops it with one line that names it and not its value', async (name, environment) => {
  const { exitCode, stderr } = await answerdesk([], environment);
  expect(exitCode).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(name);
  expect(stderr).not.toMatch(/public|NobodyMayRead|ftp:/);
});

test('it sets billing up, says what it made, and the second time that nothing was to be done', async () => {
  const environment = { STRIPE_SECRET_KEY: KEY, STRIPE_API_BASE: fake.apiRoot };
  const made = JSON.parse((await answerdesk(['--json'], environment)).stdout);
  expect(made).toMatchObject({ mode: 'test', changed: [], unchanged: 0 });
  expect(made.made).toHaveLength(25);
  const again = await answerdesk([], environment);
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
  expect(again.stdout).toContain('Nothing was to be done.');
});
