import { setTimeout as sleep } from 'node:timers/promises';
import { importFaqs } from '@answerdesk/answers';
import { createChannels } from '@answerdesk/channels';
import type { AccountId, TenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox, createTenant, loadSecretKeys } from '@answerdesk/tenants';
import type { Chance } from '@answerdesk/testing';
import {
  createUpdates,
  type FakeTelegram,
  postUpdate,
  seededFaults,
  startFakeTelegram,
  type TelegramUpdate,
  type TestDatabase,
} from '@answerdesk/testing';
import { expect } from 'vitest';
import { type Arrival, checkWholePath, type Posted, type WholePathResult } from './check-whole-path.ts';
import { makeProduct, type Product } from './product.ts';
import type { QuestionSet } from './questions.ts';

export type { WholePathResult };

const BOTS = 5;
const CHATS_AT_ONCE = 25;
const MESSAGES_A_CHAT = 5;
const DUPLICATES = 0.1;
const SETTLED_WITHIN_MS = 480_000;
/** Where this owner's dial stands: more is answered at once than by default, and more of it wrongly. */
const READILY = { answer: 0.35, clarify: 0.22 };
const FAULTS = { forbidden: 0.03, flood: 0.03, error: 0.03, hangBefore: 0.03, hangAfter: 0.03, reset: 0.03 };

interface Bot {
  readonly accountId: AccountId;
  readonly token: string;
  readonly url: string;
  readonly secret: string;
}

/**
 * Posts real questions as Telegram would, in order within a chat, with duplicates and late retries mixed in, to the
 * product in a process of its own, while the fake platform misbehaves and `disturb` does what it likes to the process.
 * Then checks that every update has exactly one reply or a recorded reason, in the order of acceptance.
 */
export async function walkWholePath(options: {
  readonly database: TestDatabase;
  readonly questions: QuestionSet;
  readonly chance: Chance;
  readonly disturb?: (product: Product, isAtWork: () => boolean) => Promise<void>;
}): Promise<WholePathResult> {
  const { chance, questions, database } = options;
  const fake = await startFakeTelegram({ faults: seededFaults({ seed: chance.seed, rates: FAULTS }) });
  const arrivals: Arrival[] = [];
  fake.onSent((message) => arrivals.push({ ...message, at: Date.now() }));
  const product = await makeProduct({ ...database.environment, TELEGRAM_API_ROOT: fake.apiRoot });
  let isStarted = false;
  let reopened: TestDatabase | undefined;
  try {
    const { tenantId, bots } = await openShop(database, questions, fake, product);
    await database.close();
    await product.start();
    isStarted = true;
    const isAtWork = () => arrivals.length < questions.questions.length * 0.9;
    const disturbed = options.disturb?.(product, isAtWork);
    const [posted] = await Promise.all([postAll(bots, questions, chance), disturbed]);
    reopened = await database.reopen();
    await settle(reopened, tenantId);
    await reopened.close();
    reopened = undefined;
    await repostSome(posted, chance.fork(-2));
    isStarted = false;
    await product.stop();
    reopened = await database.reopen();
    return await checkWholePath({ database: reopened, tenantId, posted, arrivals, fake, killedAt: product.killedAt() });
  } finally {
    await reopened?.close();
    if (isStarted) await product.stop();
    await fake.stop();
  }
}

async function openShop(database: TestDatabase, questions: QuestionSet, fake: FakeTelegram, product: Product) {
  const { stores } = database;
  const now = () => new Date();
  const tenant = await createTenant({ tenants: stores.tenants, now }, { name: 'A bank', locale: 'en' });
  await stores.tenants.setThresholds(tenant.id, READILY);
  await importFaqs({ faqs: stores.faqs, now }, tenant.id, questions.faqs);
  const secretBox = createSecretBox((await loadSecretKeys(database.dataDir)).secretKey);
  const telegram = createChannels({ telegram: { apiRoot: fake.apiRoot } }).telegram;
  const bots: Bot[] = [];
  for (let bot = 1; bot <= BOTS; bot += 1) {
    const token = `${bot}:bot-of-the-whole-path`;
    const { account, webhookUrl, secret } = await connectAccount(
      {
        tenants: stores.tenants,
        accounts: stores.accounts,
        accountsOf: stores.platformWide.listAccountsOf,
        secretBox,
        webhookUrlOf: (accountId) => `${product.address}/webhooks/telegram/${accountId}`,
        now,
      },
      tenant.id,
      telegram,
      { credentials: { token } },
    );
    bots.push({ accountId: account.id, token, url: webhookUrl, secret });
  }
  return { tenantId: tenant.id, bots };
}

async function postAll(bots: readonly Bot[], { questions }: QuestionSet, chance: Chance): Promise<Posted[]> {
  const posted: Posted[] = [];
  // Every customer writes to every bot, and each bot numbers its updates from the same first one, as on the platform:
  // neither a chat's id nor an update's names anything without its bot.
  const desks = bots.map((bot) => ({ bot, updates: createUpdates() }));
  const chats = Array.from({ length: Math.ceil(questions.length / MESSAGES_A_CHAT) }, (_, chat) => ({
    chatId: 7_000_000_000 + Math.floor(chat / BOTS),
    desk: desks[chat % BOTS],
    questions: questions.slice(chat * MESSAGES_A_CHAT, (chat + 1) * MESSAGES_A_CHAT),
    chance: chance.fork(chat),
  }));
  async function walkChats(): Promise<void> {
    for (let chat = chats.shift(); chat; chat = chats.shift()) {
      const mine: TelegramUpdate[] = [];
      if (!chat.desk) return;
      const { bot, updates } = chat.desk;
      for (const { text, answer } of chat.questions) {
        const update = updates.text({ id: chat.chatId }, text);
        if (chat.chance.hits(DUPLICATES)) await Promise.all([insist(bot, update), insist(bot, update)]);
        else await insist(bot, update);
        posted.push({ bot, chatId: chat.chatId, update, expected: answer });
        const late = mine[Math.floor(chat.chance.next() * mine.length)];
        if (late && chat.chance.hits(DUPLICATES)) await insist(bot, late);
        mine.push(update);
      }
    }
  }
  await Promise.all(Array.from({ length: CHATS_AT_ONCE }, walkChats));
  return posted;
}

/** Retries of updates that were answered long ago. */
async function repostSome(posted: readonly Posted[], chance: Chance): Promise<void> {
  for (const { bot, update } of chance.shuffled(posted).slice(0, 50)) await insist(bot, update);
}

/** Posts until the answer is 200, as the platform does; anything else but silence and a server's failure is a defect. */
async function insist(bot: Bot, update: TelegramUpdate): Promise<void> {
  for (;;) {
    const { status } = await postUpdate(bot, update);
    if (status === 200) return;
    if (status !== 0 && status < 500) throw new Error(`The webhook answered ${status}`);
    await sleep(100);
  }
}

async function settle(database: TestDatabase, tenantId: TenantId): Promise<void> {
  const { messages, outbox } = database.database.models;
  await expect
    .poll(
      async () =>
        (await messages.countDocuments({ tenantId, isHandled: false })) +
        (await outbox.countDocuments({ tenantId, isDone: false })),
      { timeout: SETTLED_WITHIN_MS, interval: 500 },
    )
    .toBe(0);
}
