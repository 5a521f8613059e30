import { setTimeout as sleep } from 'node:timers/promises';
import { importFaqs } from '@answerdesk/answers';
import { createChannels } from '@answerdesk/channels';
import type { OutboxItem, TenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox, createTenant, loadSecretKey } from '@answerdesk/tenants';
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
import type { Chance } from './chance.ts';
import { makeProduct, type Product } from './product.ts';
import type { QuestionSet } from './questions.ts';

const BOTS = 5;
const CHATS_AT_ONCE = 25;
const MESSAGES_A_CHAT = 5;
const SETTLED_WITHIN_MS = 240_000;
const FAULTS = { forbidden: 0.02, flood: 0.03, error: 0.03, hangBefore: 0.004, hangAfter: 0.004, reset: 0.01 };

export interface WholePathResult {
  readonly rows: number;
  /** Got the right FAQ's answer at once. */
  readonly right: number;
  /** Were asked back, with the right FAQ among the buttons. */
  readonly offered: number;
  readonly refused: number;
  /** Messages that arrived twice because the first one's answer never came. */
  readonly repeated: number;
}

interface Posted {
  readonly chatId: number;
  readonly update: TelegramUpdate;
  readonly expected: string;
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
  readonly disturb?: (product: Product, isPosting: () => boolean) => Promise<void>;
}): Promise<WholePathResult> {
  const { chance, questions } = options;
  const fake = await startFakeTelegram({ faults: seededFaults({ seed: chance.seed, rates: FAULTS }) });
  const product = await makeProduct({ ...options.database.environment, TELEGRAM_API_ROOT: fake.apiRoot });
  const { tenantId, webhooks } = await openShop(options.database, questions, fake, product);
  await options.database.close();
  let reopened: TestDatabase | undefined;
  try {
    await product.start();
    let isPosting = true;
    const disturbed = options.disturb?.(product, () => isPosting);
    const posted = await postAll(webhooks, questions, chance);
    isPosting = false;
    await disturbed;
    reopened = await options.database.reopen();
    await settle(reopened, tenantId);
    return await check({ database: reopened, tenantId, posted, fake, wasKilled: options.disturb !== undefined });
  } finally {
    await reopened?.close();
    await product.stop();
    await fake.stop();
  }
}

type Webhook = { readonly url: string; readonly secret: string };

async function openShop(database: TestDatabase, questions: QuestionSet, fake: FakeTelegram, product: Product) {
  const { stores } = database;
  const now = () => new Date();
  const tenant = await createTenant({ tenants: stores.tenants, now }, { name: 'A bank', locale: 'en' });
  await importFaqs({ faqs: stores.faqs, now }, tenant.id, questions.faqs);
  const secretBox = createSecretBox(await loadSecretKey(database.dataDir));
  const telegram = createChannels({ telegram: { apiRoot: fake.apiRoot } }).telegram;
  const webhooks: Webhook[] = [];
  for (let bot = 1; bot <= BOTS; bot += 1) {
    const { webhookUrl, secret } = await connectAccount(
      {
        tenants: stores.tenants,
        accounts: stores.accounts,
        secretBox,
        webhookUrlOf: (accountId) => `${product.address}/webhooks/telegram/${accountId}`,
        now,
      },
      tenant.id,
      telegram,
      { credentials: { token: `${bot}:bot-of-the-whole-path` } },
    );
    webhooks.push({ url: webhookUrl, secret });
  }
  return { tenantId: tenant.id, webhooks };
}

async function postAll(webhooks: readonly Webhook[], { questions }: QuestionSet, chance: Chance): Promise<Posted[]> {
  const posted: Posted[] = [];
  const chats = Array.from({ length: Math.ceil(questions.length / MESSAGES_A_CHAT) }, (_, chat) => ({
    chatId: 7_000_000_000 + chat,
    webhook: webhooks[chat % webhooks.length],
    questions: questions.slice(chat * MESSAGES_A_CHAT, (chat + 1) * MESSAGES_A_CHAT),
  }));
  // Numbers are a bot's own; these never collide whichever bot a chat writes to.
  const updates = createUpdates();
  async function walkChats(): Promise<void> {
    for (let chat = chats.shift(); chat; chat = chats.shift()) {
      const mine: TelegramUpdate[] = [];
      for (const { text, answer } of chat.questions) {
        if (!chat.webhook) return;
        const update = updates.text({ id: chat.chatId }, text);
        if (chance.hits(0.1)) await Promise.all([insist(chat.webhook, update), insist(chat.webhook, update)]);
        else await insist(chat.webhook, update);
        posted.push({ chatId: chat.chatId, update, expected: answer });
        const late = mine[Math.floor(chance.next() * mine.length)];
        if (late && chance.hits(0.1)) await insist(chat.webhook, late);
        mine.push(update);
      }
    }
  }
  await Promise.all(Array.from({ length: CHATS_AT_ONCE }, walkChats));
  return posted;
}

/** Posts until the answer is 200, as the platform does; anything else but silence and a server's failure is a defect. */
async function insist(webhook: Webhook, update: TelegramUpdate): Promise<void> {
  for (;;) {
    const { status } = await postUpdate(webhook, update);
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

async function check(options: {
  readonly database: TestDatabase;
  readonly tenantId: TenantId;
  readonly posted: readonly Posted[];
  readonly fake: FakeTelegram;
  readonly wasKilled: boolean;
}): Promise<WholePathResult> {
  const { tenantId, posted, fake } = options;
  const { messages, outbox } = options.database.database.models;
  const inbound = await messages.find({ tenantId, direction: 'in' }).lean();
  const items = await outbox.find({ tenantId }).lean();
  const faqs = await options.database.stores.faqs.list(tenantId);
  const answerOf = new Map<string, string>(faqs.map(({ id, answer }) => [id, answer]));
  const inboundIdOf = new Map(inbound.map((message) => [message.dedupeKey, message._id]));
  const itemOf = new Map<string, OutboxItem>(items.map(({ _id, ...item }) => [_id, { ...item, id: _id }]));

  expect(inbound, 'every update is stored exactly once').toHaveLength(posted.length);
  expect(items, 'every update has exactly one reply').toHaveLength(posted.length);
  const arrivedIn = Map.groupBy(fake.sent(), ({ chatId }) => chatId);
  let right = 0;
  let offered = 0;
  let repeated = 0;
  for (const [chatId, ofChat] of Map.groupBy(posted, (each) => each.chatId)) {
    const arrivals = (arrivedIn.get(String(chatId)) ?? []).map(({ messageId }) => String(messageId));
    const inOrder: number[] = [];
    let uncertain = 0;
    for (const { update, expected } of ofChat) {
      const id = inboundIdOf.get(`update:${update.update_id}`);
      const item = itemOf.get(`${id}.r`);
      if (!item) throw new Error(`Update ${update.update_id} has no reply`);
      uncertain += item.uncertainSends;
      if (item.content.text === expected) right += 1;
      else if (item.content.choices?.some(({ id }) => answerOf.get(id.replace('faq:', '')) === expected)) offered += 1;
      if (item.state === 'failed') {
        expect(item.failure?.reason).toBe('blocked-by-contact');
        continue;
      }
      expect(item.state).toBe('sent');
      expect(item.sentParts).toHaveLength(1);
      expect(arrivals, 'a reply that is marked sent has arrived').toContain(item.sentParts[0]);
      inOrder.push(Number(item.sentParts[0]));
    }
    expect(inOrder, 'replies stand in the order of acceptance').toEqual([...inOrder].sort((a, b) => a - b));
    const extra = arrivals.length - inOrder.length;
    expect(extra, 'only a send whose answer never came may arrive twice').toBeLessThanOrEqual(uncertain);
    expect(extra).toBeGreaterThanOrEqual(0);
    repeated += extra;
  }
  const failed = items.filter(({ state }) => state === 'failed');
  const keyOf = (chatId: unknown, text: unknown) => `${String(chatId)} ${String(text)}`;
  const forbidden = fake.calls().filter(({ fault }) => fault === 'forbidden');
  const injected = forbidden.map(({ parameters }) => keyOf(parameters['chat_id'], parameters['text'])).sort();
  const recorded = failed.map(({ chatKey, content }) => keyOf(chatKey, content.text)).sort();
  if (options.wasKilled) expect(new Set(recorded)).toEqual(new Set(injected));
  else expect(recorded, 'the recorded reasons are exactly the injected ones').toEqual(injected);
  return { rows: posted.length, right, offered, refused: failed.length, repeated };
}
