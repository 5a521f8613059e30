import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelNameSchema } from '@answerdesk/domain';
import { startFakeTeams, startFakeTelegram, startFakeWechat, startFakeWecom } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommand } from './run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answerdesk-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function answerdesk(
  args: readonly string[],
  options: { readonly environment?: Readonly<Record<string, string>>; readonly input?: string } = {},
) {
  const ended = await runCommand(args, {
    ...options,
    environment: { DATA_DIR: join(folder, 'data'), ...options.environment },
  });
  return { ...ended, json: () => z.record(z.string(), z.unknown()).parse(JSON.parse(ended.stdout)) };
}

describe.concurrent('a wrong setting stops the start with one line that names it', () => {
  test.each<[string, string]>([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['LOG_LEVEL', 'loud'],
    ['MONGODB_URI', 'postgres://x'],
    ['PUBLIC_URL', 'bot.example'],
    ['TELEGRAM_API_ROOT', 'ftp://x'],
    ['SECRET_KEY', 'short'],
    ['SMTP_URL', 'http://mail.example'],
    ['TRUST_PROXY', 'everybody'],
  ])('%s=%s', async (name, value) => {
    const { exitCode, stderr, stdout } = await answerdesk(['start'], { environment: { [name]: value } });
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^${name} must .*\\.\\n$`));
  });

  test('production without SECRET_KEY', async () => {
    const { exitCode, stderr } = await answerdesk(['start'], { environment: { NODE_ENV: 'production' } });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^SECRET_KEY must be set when NODE_ENV is production\.\n$/);
  });
});

test('a wrong call ends with 2 and shows how it is done', async () => {
  const calls = [
    ['fly'],
    ['tenant', 'create'],
    ['tenant', 'create', '--colour', 'red'],
    ['ask', '--tenant', 't'],
    ['channel', 'connect', 'fax'],
  ];
  const ends = await Promise.all(calls.map(async (args) => ({ args, ...(await answerdesk(args)) })));
  for (const { args, exitCode, stderr, stdout } of ends) {
    expect(exitCode, args.join(' ')).toBe(2);
    expect(stderr).toMatch(/Usage: answerdesk/);
    expect(stdout).toBe('');
  }
});

test('what is refused ends with 1 and says why, as JSON when asked', async () => {
  const { exitCode, stderr, json } = await answerdesk(['ask', '--tenant', 'nobody', '--json', 'hello']);
  expect(exitCode).toBe(1);
  expect(stderr).toBe('There is no tenant nobody.\n');
  expect(json()).toEqual({ error: { code: 'not-found', message: 'There is no tenant nobody.' } });
});

test('an owner goes from nothing to an answer by four commands', async () => {
  const fake = await startFakeTelegram({ tokens: ['42:the-real-token'] });
  try {
    const environment = { TELEGRAM_API_ROOT: fake.apiRoot, PUBLIC_URL: 'https://bot.example/' };
    const made = await answerdesk([
      'tenant',
      'create',
      '--name',
      'A shop',
      '--email',
      'owner1@example.com',
      '--password',
      'a long password',
      '--json',
    ]);
    expect(made.exitCode).toBe(0);
    const tenant = String(made.json()['tenantId']);

    const file = join(folder, 'faqs.csv');
    await writeFile(
      file,
      'question,variants,answer\nWhen do you open?,opening hours,At nine.\n,x,No question.\nWhere?,,Here.\n',
    );
    const dry = await answerdesk(['faq', 'import', '--tenant', tenant, file, '--dry-run', '--json']);
    const errors = [{ row: 3, message: 'question: is empty' }];
    expect(dry.json()).toEqual({ created: 2, updated: 0, skipped: 0, errors });
    const imported = await answerdesk(['faq', 'import', '--tenant', tenant, file, '--json']);
    expect(imported.json()).toEqual({ created: 2, updated: 0, skipped: 0, errors });

    const asked = await answerdesk(['ask', '--tenant', tenant, '--json', 'what are your opening hours']);
    expect(asked.json()).toMatchObject({
      outcome: 'answered',
      text: 'At nine.',
      language: 'en',
      emotion: { leading: 'neutral' },
    });

    const exported = await answerdesk(['faq', 'export', '--tenant', tenant, '--format', 'jsonl']);
    expect(exported.stdout.trim().split('\n')).toHaveLength(2);

    const connect = ['channel', 'connect', '--tenant', tenant, 'telegram', '--json', '--token'];
    const connected = await answerdesk([...connect, '42:the-real-token', '--secret', 'a_secret-1'], { environment });
    expect(connected.json()).toMatchObject({ secret: 'a_secret-1' });
    expect(connected.json()['webhookUrl']).toBe(
      `https://bot.example/webhooks/telegram/${connected.json()['accountId']}`,
    );
    expect(fake.webhookOf('42:the-real-token')?.secret).toBe('a_secret-1');

    const refused = await answerdesk([...connect, '42:another-token'], { environment });
    expect(refused.exitCode).toBe(1);
    expect(refused.json()).toMatchObject({ error: { code: 'refused-by-platform' } });
    expect(refused.stdout + refused.stderr).not.toContain('another-token');
  } finally {
    await fake.stop();
  }
});

async function openShop(email: string): Promise<string> {
  const owner = ['--email', email, '--password', 'a long password'];
  const made = await answerdesk(['tenant', 'create', '--name', 'A shop', ...owner, '--json']);
  return String(made.json()['tenantId']);
}

test('the simulator carries a conversation through the real webhook of every channel', async () => {
  const tenant = await openShop('owner2@example.com');
  const file = join(folder, 'one.jsonl');
  await writeFile(
    file,
    '{"question":"When do you open?","answer":"At nine."}\n{"question":"Where are you?","answer":"Here."}\n',
  );
  await answerdesk(['faq', 'import', '--tenant', tenant, file]);
  for (const channel of channelNameSchema.options) {
    const talked = await answerdesk(['simulate', channel, '--tenant', tenant, '--json'], {
      input: 'when do you open?\n',
    });
    expect(talked, channel).toMatchObject({ exitCode: 0 });
    expect(talked.json()['messages'], channel).toMatchObject([
      { from: 'bot', text: expect.stringContaining('A shop') },
      { from: 'customer', text: 'when do you open?' },
      { from: 'bot', text: 'At nine.' },
    ]);
  }
});

test('every channel is connected by a command with its own credentials, and another key opens them afterwards', async () => {
  const tenant = await openShop('owner3@example.com');
  const [wechat, wecom] = await Promise.all([startFakeWechat(), startFakeWecom()]);
  const app = { appId: randomUUID(), secret: randomUUID(), directoryId: randomUUID() };
  const teams = await startFakeTeams({ apps: [app] });
  const environment = {
    WECHAT_API_ROOT: wechat.apiRoot,
    WECOM_API_ROOT: wecom.apiRoot,
    TEAMS_LOGIN_URL: teams.loginRoot,
    TEAMS_OPENID_METADATA_URL: teams.openIdMetadataUrl,
    TEAMS_SERVICE_URLS: teams.serviceUrl,
  };
  const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
  const callback = ['--token', 'tokenoftests', '--aes-key', aesKey];
  const connect = (channel: string, ...credentials: string[]) =>
    answerdesk(['channel', 'connect', '--tenant', tenant, channel, ...credentials, '--json'], { environment });
  try {
    const connected = [
      await connect('wechat', '--app-id', wechat.appId, '--app-secret', wechat.appSecret, ...callback),
      await connect(
        'wecom',
        '--corp-id',
        wecom.corpId,
        '--secret',
        wecom.corpSecret,
        '--open-kfid',
        wecom.openKfId,
        ...callback,
      ),
      await connect('teams', '--app-id', app.appId, '--app-password', app.secret, '--directory-id', app.directoryId),
      await connect('webchat', '--origin', 'https://shop.example'),
    ];
    for (const { exitCode, stdout, stderr } of connected) {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      for (const secret of [wechat.appSecret, wecom.corpSecret, app.secret, aesKey])
        expect(stdout).not.toContain(secret);
    }
    expect(connected[0]?.json()).toMatchObject({
      accountId: expect.any(String),
      webhookUrl: expect.stringContaining('/webhooks/wechat/'),
    });
    expect(connected[3]?.json()['snippet']).toMatch(
      /^<script src=".*\/widget\.js" data-account="[^"]+" async><\/script>$/,
    );

    const wrong = await connect('wechat', '--app-id', wechat.appId, '--app-secret', 'f'.repeat(32), ...callback);
    expect(wrong.exitCode).toBe(1);
    expect((await connect('wecom', '--corp-id', wecom.corpId)).exitCode).toBe(2);
    expect((await connect('webchat', '--origin', 'https://shop.example', '--token', 'x')).exitCode).toBe(2);

    const keyFile = join(folder, 'data/secret.key');
    const before = await readFile(keyFile, 'utf8');
    expect((await answerdesk(['secrets', 'rotate', '--json'])).json()).toEqual({ step: 'begun' });
    const rotated = await answerdesk(['secrets', 'rotate', '--json']);
    expect(rotated.json()).toMatchObject({ step: 'ended', resealed: expect.any(Number), unreadable: [] });
    expect(Number(rotated.json()['resealed'])).toBeGreaterThanOrEqual(4);
    expect(await readFile(keyFile, 'utf8')).not.toBe(before);
    const again = await connect('wechat', '--app-id', wechat.appId, '--app-secret', wechat.appSecret, ...callback);
    expect(again.json()['accountId']).toBe(connected[0]?.json()['accountId']);
  } finally {
    await Promise.all([wechat.stop(), wecom.stop(), teams.stop()]);
  }
});

test('an evaluation is the same each time, and prints one JSON document', async () => {
  const file = join(folder, 'rows.jsonl');
  const subjects = ['tea', 'coffee', 'parcel', 'refund', 'invoice', 'parking'];
  const rows = subjects.flatMap((label) =>
    ['where is my', 'i need a', 'tell me about the', 'question on', 'help with my', 'any news of the'].map((start) => ({
      text: `${start} ${label}`,
      label,
    })),
  );
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const run = async () => {
    const {
      trainMs: _a,
      p50Ms: _b,
      p95Ms: _c,
      rssMb: _d,
      ...figures
    } = (await answerdesk(['eval', '--train', file, '--shots', '4', '--seed', '7', '--json'])).json();
    return figures;
  };
  const svg = join(folder, 'curve.svg');
  const learning = answerdesk([
    'eval',
    'learn',
    '--rows',
    file,
    '--rounds',
    '2',
    '--embedding',
    'off',
    '--svg',
    svg,
    '--json',
  ]);
  const [first, second, learnt] = await Promise.all([run(), run(), learning]);
  expect(first).toMatchObject({ labels: 6, variants: 24, n: 6 });
  expect(second).toEqual(first);
  const learnable = { corrections: 0, accuracy: expect.any(Number), coverage: expect.any(Number) };
  expect(learnt.json()).toMatchObject({
    rounds: [learnable, {}, {}],
    random: [learnable, {}, {}],
    all: { corrections: 24 },
  });
  const picture = await readFile(svg, 'utf8');
  expect(picture).toMatch(/^<svg .*<title id="title">[^<]+<.*<desc id="description">[^<]+<.*<\/svg>\n$/s);
  expect(picture).not.toMatch(/NaN|undefined|Infinity/);
  expect(picture.match(/<polyline/g)).toHaveLength(2);
});
