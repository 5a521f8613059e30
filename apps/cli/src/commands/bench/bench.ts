import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUpdates, type FakeTelegram, startFakeTelegram } from '@answerdesk/testing';
import { type Command, optionalText, UsageError, wholeNumber } from '../../command.ts';
import { type CliConfig, childEnvironment, readCliConfig } from '../../config.ts';
import { openDesk } from '../../desk.ts';
import { freePort } from '../../free-port.ts';
import { applyLoad, type LoadFigures, post } from './load.ts';
import { openBenchShop } from './shop.ts';

const BOTS = 200;
const REPLY_WITHIN_MS = 30_000;
/** Chats are many, so that the platform's limit of a message a second in each is never what is measured. */
const CHATS = 1_000_000;

export const bench: Command = {
  name: 'bench',
  usage: 'bench [--seconds S] [--concurrency C[,C…]] [--faqs N]',
  options: { seconds: { type: 'string' }, concurrency: { type: 'string' }, faqs: { type: 'string' } },
  async run(input) {
    const seconds = wholeNumber(input, 'seconds', { least: 1, most: 600, otherwise: 5 });
    const faqCount = wholeNumber(input, 'faqs', { least: 1, most: 10_000, otherwise: 100 });
    const levels = (optionalText(input, 'concurrency') ?? '1,50,500').split(',').map(Number);
    if (!levels.every((level) => Number.isInteger(level) && level > 0 && level <= 5_000)) {
      throw new UsageError('--concurrency must be whole numbers from 1 to 5000, separated by commas');
    }
    const config = readCliConfig();
    const fake = await startFakeTelegram({ keepsRecord: false });
    const folder = await mkdtemp(join(tmpdir(), 'answerdesk-bench-'));
    const own: CliConfig = {
      ...config,
      dataDir: folder,
      ...(config.mongodbUri !== undefined && { mongodbUri: ownDatabase(config.mongodbUri) }),
    };
    const children: ChildProcess[] = [];
    try {
      const product = await startProduct(own, { fake, faqCount, children, say: input.say });
      const echo = await startFloor(['echo'], children);
      const telegraf = await startFloor(['telegraf', fake.apiRoot, String(BOTS)], children);
      const replies = listenForReplies(fake);
      const systems: Record<'product' | 'echo' | 'telegraf', (slot: number) => Promise<void>> = {
        product: (slot) => product.exchange(slot, replies),
        echo: async () => {
          if ((await post(echo, JSON.stringify(updates.text({ id: 1 }, 'hello')))) !== 200) throw new Error('no echo');
        },
        telegraf: (slot) => exchangeWithTelegraf(telegraf, slot, replies),
      };
      // The first question of a tenant waits until its FAQs are learnt; that is no part of the rate.
      await product.exchange(0, replies);
      const rows: { inFlight: number; system: string; figures: LoadFigures }[] = [];
      for (const inFlight of levels) {
        for (const [system, exchange] of Object.entries(systems)) {
          input.say(`${system}, ${inFlight} in flight, ${seconds} s …`);
          rows.push({ inFlight, system, figures: await applyLoad({ seconds, inFlight, exchange }) });
        }
      }
      const limits = { bots: BOTS, perBotPerSecond: 30, perSecondInAll: BOTS * 30 };
      return { json: { limits, faqs: faqCount, seconds, rows }, words: tableOf(rows, faqCount) };
    } finally {
      await Promise.all(children.map(end));
      await fake.stop();
      if (own.mongodbUri !== undefined) await dropDatabase(own);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Replies = (token: string, chatId: number) => Promise<void>;

const updates = createUpdates();
let nextChat = 0;

function freshChat(): number {
  nextChat = (nextChat + 1) % CHATS;
  return 7_000_000_000 + nextChat;
}

async function exchangeWithTelegraf(address: string, slot: number, replies: Replies): Promise<void> {
  const chat = freshChat();
  const bot = (slot + nextChat) % BOTS;
  const arrived = replies(`${bot + 1}:floor-of-the-bench`, chat);
  await post(`${address}/${bot}`, JSON.stringify(updates.text({ id: chat }, 'hello')));
  await arrived;
}

async function startProduct(
  config: CliConfig,
  options: {
    readonly fake: FakeTelegram;
    readonly faqCount: number;
    readonly children: ChildProcess[];
    readonly say: (line: string) => void;
  },
): Promise<{ exchange: (slot: number, replies: Replies) => Promise<void> }> {
  const desk = await openDesk(config);
  options.say(`Preparing ${BOTS} bots and ${options.faqCount} FAQs (${desk.database.kind} database) …`);
  const shop = await openBenchShop(desk, { faqCount: options.faqCount, botCount: BOTS, apiRoot: options.fake.apiRoot });
  await desk.database.close();
  const port = await freePort();
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'start', '--only', 'bots'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment({
      PORT: String(port),
      DATA_DIR: config.dataDir,
      LOG_LEVEL: 'error',
      TELEGRAM_API_ROOT: options.fake.apiRoot,
      SECRET_KEY: desk.secretKey,
      ...(config.mongodbUri !== undefined && { MONGODB_URI: config.mongodbUri }),
    }),
  });
  options.children.push(child);
  await firstLine(child);
  return {
    async exchange(slot, replies) {
      const chat = freshChat();
      const index = (slot + nextChat) % BOTS;
      const bot = shop.bots[index];
      const question = shop.questions[nextChat % shop.questions.length] ?? 'hello';
      const arrived = replies(`${index + 1}:bot-of-the-bench`, chat);
      const status = await post(
        `http://127.0.0.1:${port}/webhooks/telegram/${bot?.accountId ?? ''}`,
        JSON.stringify(updates.text({ id: chat }, question)),
        { 'x-telegram-bot-api-secret-token': bot?.secret ?? '' },
      );
      if (status !== 200) throw new Error(`the webhook answered ${status}`);
      await arrived;
    },
  };
}

async function startFloor(args: readonly string[], children: ChildProcess[]): Promise<string> {
  const entry = new URL(import.meta.url.endsWith('.js') ? './bench-floor.js' : './floor.ts', import.meta.url);
  const child = spawn(process.execPath, [entry.pathname, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  children.push(child);
  return firstLine(child);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.split('\n', 1)[0] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`A process of the bench ended with ${code}`)));
  });
}

/** Tells each exchange when a message arrived in its chat. */
function listenForReplies(fake: FakeTelegram): Replies {
  const waiting = new Map<string, () => void>();
  fake.onSent(({ token, chatId }) => {
    const key = `${token} ${chatId}`;
    waiting.get(key)?.();
    waiting.delete(key);
  });
  return (token, chatId) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no reply')), REPLY_WITHIN_MS);
      waiting.set(`${token} ${chatId}`, () => {
        clearTimeout(timer);
        resolve();
      });
    });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}

async function dropDatabase(config: CliConfig): Promise<void> {
  const { database } = await openDesk(config);
  await database.models.tenants.db.dropDatabase();
  await database.close();
}

/** The same server with a database of the bench's own; the hosts may be several, so the URI is no URL. */
function ownDatabase(uri: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/bench-${randomBytes(4).toString('hex')}`);
}

function tableOf(
  rows: readonly { inFlight: number; system: string; figures: LoadFigures }[],
  faqCount: number,
): string {
  const names: Readonly<Record<string, string>> = {
    product: 'Answerdesk, everything stored',
    echo: 'floor: fastify echoes JSON',
    telegraf: 'floor: telegraf, no database',
  };
  const line = (...cells: readonly string[]) =>
    cells.map((cell, index) => (index === 1 ? cell.padEnd(30) : cell.padStart(10))).join('  ');
  return [
    `${BOTS} bots of one tenant, ${faqCount} FAQs; Telegram takes 30 messages a second from each bot, ${BOTS * 30} in all.`,
    line('in flight', 'system', 'per s', 'p50 ms', 'p99 ms', 'failed', 'of echo'),
    ...rows.map(({ inFlight, system, figures }) => {
      const echo = rows.find((row) => row.inFlight === inFlight && row.system === 'echo');
      const share = echo && echo.figures.perSecond > 0 ? figures.perSecond / echo.figures.perSecond : 0;
      return line(
        String(inFlight),
        names[system] ?? system,
        figures.perSecond.toFixed(0),
        figures.p50Ms.toFixed(1),
        figures.p99Ms.toFixed(1),
        String(figures.failed),
        `${(share * 100).toFixed(0)} %`,
      );
    }),
  ].join('\n');
}
