import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProduct } from './product.ts';
import { runCommand } from './run-command.ts';

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answerdesk-db-'));
  dataDir = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const answerdesk = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runCommand(args, { environment: { DATA_DIR: dataDir, ...environment } });

const tenant = async (name: string) =>
  String(
    JSON.parse(
      (
        await answerdesk([
          'tenant',
          'create',
          '--name',
          name,
          '--email',
          `${name.replaceAll(/\W+/g, '-')}@example.com`,
          '--password',
          'a long password',
          '--json',
        ])
      ).stdout,
    ).tenantId,
  );
const knows = async (id: string) => (await answerdesk(['faq', 'export', '--tenant', id])).exitCode === 0;

test('an owner checks and backs up while it runs, and restores when it is stopped', async () => {
  const file = join(folder, 'monday');
  const product = await makeProduct({ DATA_DIR: dataDir });
  await product.start();
  const first = await tenant('First');
  const backup = await answerdesk(['db', 'backup', file]);
  expect(backup.stderr).toBe('');
  expect(backup.stdout).toContain(file);
  expect(backup.stdout).toContain('secret.key');
  const second = await tenant('Second');
  const check = await answerdesk(['db', 'check', '--json']);
  expect(check).toMatchObject({ exitCode: 0, stderr: '' });
  const { documents, problems } = JSON.parse(check.stdout);
  expect([documents > 2, problems]).toEqual([true, []]);
  const refused = await answerdesk(['db', 'restore', file]);
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^A running process serves the database in .*Stop it.*\n$/);
  const move = await answerdesk(['db', 'move', '--to', 'mongodb://127.0.0.1:1/shop']);
  expect(move).toMatchObject({ exitCode: 1, stderr: refused.stderr });
  await product.stop();
  expect(await knows(second)).toBe(true);
  const restored = await answerdesk(['db', 'restore', file]);
  expect(restored).toMatchObject({ exitCode: 0, stderr: '' });
  expect(restored.stdout).toContain('is kept as');
  expect([await knows(first), await knows(second)]).toEqual([true, false]);
});

test('damage is named and ends with 1, in words and as JSON; a start says it in one line', async () => {
  const file = join(folder, 'torn');
  await answerdesk(['db', 'backup', file]);
  await truncate(join(dataDir, 'mongodb.sqlite'), 20_000);
  const check = await answerdesk(['db', 'check']);
  expect(check.exitCode).toBe(1);
  expect(check.stdout).toMatch(/mongodb\.sqlite is damaged[\s\S]*db restore FILE/);
  const asJson = await answerdesk(['db', 'check', '--json']);
  expect(asJson.exitCode).toBe(1);
  expect(JSON.parse(asJson.stdout).problems).not.toEqual([]);
  const start = await answerdesk(['start']);
  expect(start.exitCode).toBe(1);
  expect(start.stderr).toMatch(/^The database file .*mongodb\.sqlite cannot be used: .*\n$/);
  expect((await answerdesk(['db', 'restore', file])).exitCode).toBe(0);
  expect((await answerdesk(['db', 'check'])).exitCode).toBe(0);
});

test('with MONGODB_URI set, nobody takes the embedded database for the product’s', async () => {
  const calls = [['check'], ['backup', join(folder, 'x')], ['restore', join(folder, 'monday')]];
  const uri = 'mongodb://127.0.0.1:1/shop';
  const ends = await Promise.all(calls.map((args) => answerdesk(['db', ...args], { MONGODB_URI: uri })));
  for (const { exitCode, stderr } of ends) {
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^MONGODB_URI is set/);
  }
});

test('a password in --to is never shown, whatever is wrong', async () => {
  for (const uri of [
    'mongodb://u:s3cretpw@127.0.0.1:1/?serverSelectionTimeoutMS=100',
    'mongodb://u:s3cretpw@@[/',
    'x://u:s3cretpw@h',
  ]) {
    const { exitCode, stdout, stderr } = await answerdesk(['db', 'move', '--json', '--to', uri]);
    expect(exitCode).toBe(1);
    expect(stdout + stderr).not.toContain('s3cretpw');
  }
  expect(await readFile(join(dataDir, 'mongodb.password'), 'utf8')).not.toBe('');
});

test('a wrong call ends with 2', async () => {
  const calls = [['db'], ['db', 'backup'], ['db', 'restore'], ['db', 'move'], ['db', 'check', 'x']];
  const ends = await Promise.all(calls.map(async (args) => ({ args, ...(await answerdesk(args)) })));
  for (const { args, exitCode } of ends) expect(exitCode, args.join(' ')).toBe(2);
});
