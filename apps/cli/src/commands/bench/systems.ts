import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUpdates, type FakeTelegram } from '@answerdesk/testing';
import { type CliConfig, childEnvironment } from '../../config.ts';
import { openDesk } from '../../desk.ts';
import { type Children, scriptOfBench } from './children.ts';
import { post } from './load.ts';
import type { NaiveSettings } from './naive.ts';
import { type BenchShop, openBenchShop } from './shop.ts';

export const BOTS = 200;
const REPLY_WITHIN_MS = 30_000;
/** Chats are many, so that the platform's limit of a message a second in each is never what is measured. */
const CHATS = 1_000_000;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

export const systemNames = ['product', 'naive', 'telegraf', 'echo'] as const;
export type SystemName = (typeof systemNames)[number];

/** One exchange, from the question to its reply; rejects when there was none. */
export type Exchange = () => Promise<void>;

export interface BenchSetting {
  readonly config: CliConfig;
  readonly fake: FakeTelegram;
  readonly faqCount: number;
  readonly naiveDatabase: string;
  readonly children: Children;
  readonly say: (line: string) => void;
}

/** Starts everything that is compared, each in a process of its own, and resolves when all of it answers. */
export async function startSystems(
  setting: BenchSetting,
): Promise<Record<SystemName, Exchange> & { readonly productCpuSeconds: () => Promise<number> }> {
  const shop = await openShop(setting);
  const nextChat = createChats();
  const replies = listenForReplies(setting.fake);
  const questionTo = (chat: number) => shop.questions[chat % shop.questions.length] ?? 'hello';

  async function ask(url: string, headers: Readonly<Record<string, string>>, chat: number, token: string) {
    const arrived = replies(token, chat);
    arrived.catch(() => undefined);
    const status = await post(url, JSON.stringify(updates.text({ id: chat }, questionTo(chat))), headers);
    if (status !== 200) throw new Error(`the webhook answered ${status}`);
    await arrived;
  }

  const product = await startProduct(setting, shop);
  const naive = await startNaive(setting, shop);
  const floor = (args: readonly string[]) => setting.children.start([scriptOfBench('floor'), ...args]);
  const echo = await floor(['echo']);
  const telegraf = await floor(['telegraf', setting.fake.apiRoot, String(BOTS)]);
  return {
    productCpuSeconds: () => cpuSecondsOf(product),
    async product() {
      const chat = nextChat();
      const bot = shop.bots[chat % BOTS];
      const url = `${product}/webhooks/telegram/${bot?.accountId ?? ''}`;
      await ask(url, { [SECRET_HEADER]: bot?.secret ?? '' }, chat, bot?.token ?? '');
    },
    async naive() {
      const chat = nextChat();
      const bot = shop.bots[chat % BOTS];
      await ask(`${naive}/webhooks/${chat % BOTS}`, { [SECRET_HEADER]: bot?.secret ?? '' }, chat, bot?.token ?? '');
    },
    async telegraf() {
      const chat = nextChat();
      await ask(`${telegraf}/${chat % BOTS}`, {}, chat, `${(chat % BOTS) + 1}:floor-of-the-bench`);
    },
    async echo() {
      const chat = nextChat();
      const status = await post(echo, JSON.stringify(updates.text({ id: chat }, questionTo(chat))));
      if (status !== 200) throw new Error('no echo');
    },
  };
}

/** How much processor time a process has taken so far, by its own metrics. */
async function cpuSecondsOf(address: string): Promise<number> {
  const metrics = await (await fetch(`${address}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}

const updates = createUpdates();

function createChats(): () => number {
  let last = 0;
  return () => {
    last = (last + 1) % CHATS;
    return 7_000_000_000 + last;
  };
}

async function openShop({ config, fake, faqCount, say }: BenchSetting): Promise<BenchShop & { secretKey: string }> {
  const desk = await openDesk(config);
  try {
    say(`Preparing ${BOTS} bots and ${faqCount} FAQs (${desk.database.kind} database) …`);
    const shop = await openBenchShop(desk, { faqCount, botCount: BOTS, apiRoot: fake.apiRoot });
    return { ...shop, secretKey: desk.secretKey };
  } finally {
    await desk.database.close();
  }
}

function startProduct(setting: BenchSetting, { secretKey }: { readonly secretKey: string }): Promise<string> {
  const { config, fake, children } = setting;
  return children.start([process.argv[1] ?? '', 'start', '--only', 'bots'], {
    env: childEnvironment({
      PORT: '0',
      DATA_DIR: config.dataDir,
      LOG_LEVEL: 'error',
      TELEGRAM_API_ROOT: fake.apiRoot,
      SECRET_KEY: secretKey,
      ...(config.mongodbUri !== undefined && { MONGODB_URI: config.mongodbUri }),
    }),
  });
}

/** On the product's own server, in a database beside it: the running embedded one says where it is. */
async function startNaive(setting: BenchSetting, shop: BenchShop): Promise<string> {
  const { config, fake, naiveDatabase, children } = setting;
  const mongodbUri = config.mongodbUri ?? (await readFile(join(config.dataDir, 'mongodb.uri'), 'utf8')).trim();
  const settings: NaiveSettings = {
    mongodbUri,
    databaseName: naiveDatabase,
    apiRoot: fake.apiRoot,
    bots: shop.bots.map(({ token, secret }) => ({ token, secret })),
    faqs: shop.faqs.map(({ question, variants, answer, locale }) => ({
      texts: [question, ...variants],
      answer,
      locale: locale ?? 'en',
    })),
  };
  return children.start([scriptOfBench('naive')], { input: JSON.stringify(settings) });
}

/** Tells each exchange when a message arrived in its chat. */
function listenForReplies(fake: FakeTelegram): (token: string, chatId: number) => Promise<void> {
  const waiting = new Map<string, () => void>();
  fake.onSent(({ token, chatId }) => {
    const key = `${token} ${chatId}`;
    waiting.get(key)?.();
    waiting.delete(key);
  });
  return (token, chatId) =>
    new Promise((resolve, reject) => {
      const key = `${token} ${chatId}`;
      const timer = setTimeout(() => {
        waiting.delete(key);
        reject(new Error('no reply'));
      }, REPLY_WITHIN_MS);
      waiting.set(key, () => {
        clearTimeout(timer);
        resolve();
      });
    });
}
