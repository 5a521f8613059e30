import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUpdates, type FakeTelegram, postUpdate, startFakeTelegram } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeProduct, type Product } from './product.ts';
import { type Ended, runCommand } from './run-command.ts';

const TOKEN = '4242424242:the-token-nobody-may-read';
const SECRET = 'the_secret-nobody-may-read';
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const WITHIN_MS = 60_000;

let folder: string;
let fake: FakeTelegram;
let product: Product;
let environment: Readonly<Record<string, string>>;
const connected = z.object({ accountId: z.string(), webhookUrl: z.string(), secret: z.string() });
let webhook: { url: string; secret: string; accountId: string };
const updates = createUpdates();
const answers: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answerdesk-bad-input-'));
  fake = await startFakeTelegram({
    faults: ({ text, chatId, attempt }) => {
      if (text === '' || attempt > 1) return undefined;
      if (chatId === '7000000002') return { kind: 'forbidden' };
      if (chatId === '7000000003') return { kind: 'reset' };
      return chatId === '7000000004' ? { kind: 'error', status: 502 } : undefined;
    },
  });
  environment = { DATA_DIR: join(folder, 'data'), TELEGRAM_API_ROOT: fake.apiRoot };
  product = await makeProduct({ ...environment, LOG_LEVEL: 'info' });
  await product.start();
  const made = await answerdesk([
    'tenant',
    'create',
    '--name',
    'A shop',
    '--email',
    'a-shop@example.com',
    '--password',
    'a long password',
    '--json',
  ]);
  const { tenantId } = z.object({ tenantId: z.string() }).parse(onlyJson(made));
  const call = ['channel', 'connect', '--tenant', tenantId, 'telegram', '--token', TOKEN, '--secret', SECRET, '--json'];
  const account = connected.parse(onlyJson(await answerdesk(call, { PUBLIC_URL: product.address })));
  webhook = { url: account.webhookUrl, secret: account.secret, accountId: account.accountId };
});
afterAll(async () => {
  await product.stop();
  await fake.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a call to the running server', () => {
  const good = () => JSON.stringify(updates.text({ id: 7_000_000_001 }, 'hello'));
  const json = { 'content-type': 'application/json' };
  const genuine = { ...json, [SECRET_HEADER]: SECRET };

  test('with a wrong secret, or none, is answered 401', async () => {
    expect(await call(webhook.url, { headers: { ...json, [SECRET_HEADER]: `${SECRET}x` }, body: good() })).toBe(401);
    expect(await call(webhook.url, { headers: { ...json, [SECRET_HEADER]: '' }, body: good() })).toBe(401);
    expect(await call(webhook.url, { headers: json, body: good() })).toBe(401);
    expect(await call(webhook.url, { headers: json, body: '{broken' }), 'unproven, so unread').toBe(401);
    expect(await call(webhook.url, { headers: json, method: 'GET' })).toBe(401);
  });

  test('for an account that is not there, or cannot be, is answered 404', async () => {
    const at = (path: string) => call(`${product.address}${path}`, { headers: genuine, body: good() });
    const [tenant] = webhook.accountId.split('.');
    expect(await at(`/webhooks/telegram/${tenant}.0000000000000000`)).toBe(404);
    expect(await at('/webhooks/telegram/nobody.0000000000000000')).toBe(404);
    expect(await at(`/webhooks/fax/${webhook.accountId}`)).toBe(404);
    for (const malformed of [
      'x',
      '..',
      'a.b.c',
      '%00',
      '%7B%22$ne%22:1%7D',
      '..%2F..%2Fetc%2Fpasswd',
      'a'.repeat(90),
    ]) {
      expect(await at(`/webhooks/telegram/${malformed}`), malformed).toBe(404);
    }
    expect(await at('/nothing/here')).toBe(404);
  });

  test('that is not JSON is answered 400', async () => {
    for (const body of ['', '{', 'update_id=1', '\u0000', '{"update_id":1']) {
      expect(await call(webhook.url, { headers: genuine, body }), body).toBe(400);
    }
    expect(await call(webhook.url, { headers: genuine, body: Buffer.from([0xff, 0xfe, 0x00, 0x80]) })).toBe(400);
    expect(await call(`${product.address}/webhooks/telegram/%E0%A4%A`, { headers: genuine, body: good() })).toBe(400);
  });

  test('of 10 MB is answered 413, and the answer reaches whoever sent it every time', async () => {
    const body = JSON.stringify({ update_id: 1, message: { text: 'x'.repeat(10 * 1024 * 1024) } });
    const outcomes = new Map<string, number>();
    for (let time = 0; time < 40; time += 1) {
      // Proven or not, it makes no difference.
      const headers = time % 2 === 0 ? genuine : json;
      const outcome = await call(webhook.url, { headers, body }).then(String, (error: unknown) => `${String(error)}`);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes).toEqual(new Map([['413', 40]]));
  });

  test('whose JSON is no update is answered 200, or the platform would send it for ever', async () => {
    const message = { message_id: 1, date: 1, chat: { id: 1, type: 'private' } };
    for (const body of [
      {},
      [],
      null,
      1,
      'text',
      { update_id: 'one' },
      { update_id: 2, message: 'text' },
      { update_id: 3, message: { ...message, chat: { id: '1; drop', type: 'private' } } },
      { update_id: 4, message: { ...message, text: { $ne: 1 } } },
      { update_id: 5, message: { ...message, chat: { id: 1e300, type: 'private' } } },
      { update_id: 6, callback_query: { id: 7 } },
      { update_id: 7, something_of_next_year: {} },
    ]) {
      expect(await call(webhook.url, { headers: genuine, body: JSON.stringify(body) }), JSON.stringify(body)).toBe(200);
    }
    expect(product.log()).toContain('webhook content ignored');
  });

  test('of the right kind still finds its way after all that, also past sends that fail', async () => {
    for (const id of [7_000_000_002, 7_000_000_003, 7_000_000_004, 7_000_000_001]) {
      const { status } = await postUpdate(webhook, updates.text({ id }, '/start'));
      expect(status).toBe(200);
    }
    for (const chatId of ['7000000001', '7000000003', '7000000004']) {
      expect((await fake.waitForSent((message) => message.chatId === chatId, WITHIN_MS)).text).toContain('A shop');
    }
    await expect.poll(() => fake.calls().some(({ fault }) => fault === 'forbidden'), { timeout: WITHIN_MS }).toBe(true);
  });

  test('never brought a stack trace, a path, a token or a secret into an answer, nor the last two into the log', () => {
    expect(answers.length).toBeGreaterThan(30);
    for (const answer of answers) {
      expect(answer).not.toMatch(
        /\bat .+:\d+:\d+|node:internal|node_modules|\.ts\b|\.js\b|file:\/\/|\/(?:tmp|root|home|usr|var|opt|etc|work|app)\//,
      );
      expect(answer).not.toContain(TOKEN);
      expect(answer).not.toContain(SECRET);
      expect(answer).not.toContain(folder);
      expect(answer).not.toContain(process.cwd());
    }
    expect(product.log()).toContain('webhook refused');
    for (const secret of [TOKEN, TOKEN.slice(11), encodeURIComponent(TOKEN), SECRET]) {
      expect(product.log()).not.toContain(secret);
    }
    expect(product.log(), 'bad input is no error of ours').not.toMatch(/"level":[56]0/);
  });
});

describe.concurrent('a wrong variable ends the start with 1 and one line that names it', () => {
  test.each([
    ['PORT', 'abc'],
    ['TELEGRAM_API_ROOT', 'nonsense'],
    ['MONGODB_URI', 'x'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', async (name, value) => {
    const { exitCode, stdout, stderr } = await answerdesk(['start'], {
      DATA_DIR: join(folder, 'never-opened'),
      [name]: value,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^${name} [^\\n]+\\n$`));
  });
});

describe('the command, while the server runs', () => {
  test('ends with 0, 1 or 2, and with --json prints exactly one document where there is a result', async () => {
    const fine = await answerdesk([
      'tenant',
      'create',
      '--name',
      'Another shop',
      '--email',
      'another-shop@example.com',
      '--password',
      'a long password',
      '--json',
    ]);
    expect(fine.exitCode).toBe(0);
    onlyJson(fine);
    const refused = await answerdesk([
      'faq',
      'import',
      '--tenant',
      'nobody',
      join(folder, 'no-such-file.csv'),
      '--json',
    ]);
    expect(refused.exitCode).toBe(1);
    onlyJson(refused);
    expect(refused.stderr).not.toMatch(/\bat .+:\d+:\d+/);
    const misspelt = await answerdesk(['tenant', 'make', '--json']);
    expect(misspelt.exitCode).toBe(2);
    expect(misspelt.stdout).toBe('');
  });

  test('a bad FAQ row is reported by its number and the rest is imported', async () => {
    const made = await answerdesk([
      'tenant',
      'create',
      '--name',
      'A third shop',
      '--email',
      'a-third-shop@example.com',
      '--password',
      'a long password',
      '--json',
    ]);
    const { tenantId } = z.object({ tenantId: z.string() }).parse(onlyJson(made));
    const file = join(folder, 'faqs.jsonl');
    const rows = ['{"question":"Open?","answer":"At nine."}', '{"question":', '{"question":"No answer?"}', '[]'];
    await writeFile(file, `${[...rows, '{"question":"Where?","answer":"Here."}'].join('\n')}\n`);
    const imported = await answerdesk(['faq', 'import', '--tenant', tenantId, file, '--json']);
    expect(imported.exitCode).toBe(0);
    const report = z.object({ created: z.number(), errors: z.array(z.object({ row: z.number() })) });
    const { created, errors } = report.parse(onlyJson(imported));
    expect(created).toBe(2);
    expect(errors.map(({ row }) => row)).toEqual([2, 3, 4]);
    const asked = await answerdesk(['ask', '--tenant', tenantId, '--json', 'Where?']);
    expect(onlyJson(asked)).toMatchObject({ text: 'Here.' });
  });
});

/** Calls the server and keeps the whole answer, headers too, for what no answer may hold. */
async function call(
  url: string,
  options: { headers: Readonly<Record<string, string>>; body?: string | Buffer<ArrayBuffer>; method?: string },
): Promise<number> {
  const { headers, body } = options;
  const response = await fetch(url, { method: options.method ?? 'POST', headers, ...(body !== undefined && { body }) });
  answers.push(`${JSON.stringify([...response.headers])}\n${await response.text()}`);
  return response.status;
}

function answerdesk(args: readonly string[], changes: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runCommand(args, { environment: { ...environment, ...changes } });
}

function onlyJson({ stdout, stderr }: Ended): unknown {
  expect(stdout, stderr).toMatch(/^[^\n]+\n$/);
  return JSON.parse(stdout);
}
