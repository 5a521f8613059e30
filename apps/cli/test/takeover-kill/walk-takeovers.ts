import { setTimeout as sleep } from 'node:timers/promises';
import { importFaqs } from '@answerdesk/answers';
import { createChannels } from '@answerdesk/channels';
import { conversationIdOf } from '@answerdesk/conversations';
import { type AccountId, type ConversationId, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { connectAccount, createSecretBox, loadSecretKeys } from '@answerdesk/tenants';
import {
  type Chance,
  createChance,
  createUpdates,
  type FakeTelegram,
  type FaultRates,
  postUpdate,
  seededFaults,
  startFakeTelegram,
  type TestDatabase,
  type TestDatabaseKind,
} from '@answerdesk/testing';
import { expect } from 'vitest';
import { makeProduct, type Product } from '../product.ts';
import { type Checked, checkTakeovers, type Said, type Sent } from './check-takeovers.ts';
import { createPerson, type Person } from './person.ts';

const FAULTS: FaultRates = {
  forbidden: 0.02,
  flood: 0.05,
  error: 0.05,
  hangBefore: 0.02,
  hangAfter: 0.02,
  reset: 0.05,
};
const SETTLED_WITHIN_MS = 360_000;
const MOST_TRIES = 60;
const FIRST_CHAT = 7_100_000_000;

/** What agents find answers to, and what nobody knows. */
const questions = ['When do you open?', 'How can I pay?', 'Do you sell gift cards?', 'zebra quantum', 'Is it cheese?'];

interface Shop {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly path: string;
  readonly secret: string;
  readonly agents: readonly Person[];
}

/** One chat while it is played: everything that was done in it, and when its answers came. */
interface Chat {
  readonly chatId: number;
  readonly conversationId: ConversationId;
  readonly chance: Chance;
  readonly said: Said[];
}

/**
 * Plays `chats` interleavings of a customer and agents, each in a chat of its own and all at the same time, against two
 * processes of the product that are killed `kills` times, on the one database; then checks each of them.
 */
export async function walkTakeovers(
  { name, open }: TestDatabaseKind,
  options: { readonly seed: number; readonly chats: number; readonly kills: number },
): Promise<Checked> {
  const { seed } = options;
  process.stdout.write(`take-overs and kill -9 on ${name}: seed ${seed}\n`);
  const chance = createChance(seed);
  const database = await open();
  const sends: Sent[] = [];
  const faultOf = seededFaults({ seed, rates: FAULTS });
  const fake = await startFakeTelegram({
    faults(call) {
      const fault = faultOf(call);
      if (call.method !== 'sendMessage') return fault;
      sends.push({ at: Date.now(), chatId: call.chatId, text: call.text, fault: fault?.kind });
      return fault;
    },
  });
  const environment = { ...database.environment, TELEGRAM_API_ROOT: fake.apiRoot };
  const products = [await makeProduct(environment), await makeProduct(environment)];
  const started = new Set<Product>();
  let reopened: TestDatabase | undefined;
  try {
    await database.close();
    for (const product of products) await startAgain(product, started);
    reopened = await database.reopen();
    const shop = await openShop(reopened, fake, products);
    await reopened.close();
    const chats = Array.from({ length: options.chats }, (_, index): Chat => {
      const chatId = FIRST_CHAT + index;
      const conversationId = conversationIdOf(shop.accountId, String(chatId));
      return { chatId, conversationId, chance: chance.fork(index), said: [] };
    });
    const killing = killOn(products, started, chance.fork(-1), options.kills, name === 'embedded');
    await Promise.all(chats.map((chat) => playChat(shop, products, chat)));
    const kills = await killing;
    for (const product of products) if (!started.has(product)) await startAgain(product, started);
    reopened = await database.reopen();
    await settle(reopened, shop.tenantId);
    const checked = await checkTakeovers(reopened, shop.tenantId, { chats, sends, arrived: fake.sent(), kills });
    process.stdout.write(`take-overs and kill -9 on ${name}, seed ${seed}: ${JSON.stringify(checked)}\n`);
    return checked;
  } finally {
    await reopened?.close();
    // Whoever joined the database goes before whoever owns it.
    for (const product of products.toReversed()) if (started.has(product)) await product.stop();
    await fake.stop();
    await (await database.reopen()).drop();
  }
}

async function startAgain(product: Product, started: Set<Product>): Promise<void> {
  await product.start();
  started.add(product);
}

async function openShop(database: TestDatabase, fake: FakeTelegram, products: readonly Product[]): Promise<Shop> {
  const [{ address } = { address: '' }] = products;
  const agents = ['anna', 'ben'].map(createPerson);
  const owner = createPerson('olga');
  await owner.signUp(address, 'A shop');
  const { tenant } = await owner.ask(address, 'tenant.current');
  for (const other of agents) {
    const email = `${other.name}@example.com`;
    await owner.tell(address, 'team.invite', { email, role: 'agent' });
    await other.signUp(address);
    const invitation = await database.database.models.tenants.db.collection('auth_invitations').findOne({ email });
    await other.tell(address, 'team.accept', { id: String(invitation?._id) });
  }
  const tenantId = tenantIdSchema.parse(tenant.id);
  const { stores } = database;
  const now = () => new Date();
  const known = questions
    .slice(0, 3)
    .map((question, index) => ({ question, variants: [], answer: `Answer ${index}.` }));
  await importFaqs({ faqs: stores.faqs, now }, tenantId, known);
  const telegram = createChannels({ telegram: { apiRoot: fake.apiRoot } }).telegram;
  const { account, webhookUrl, secret } = await connectAccount(
    {
      tenants: stores.tenants,
      accounts: stores.accounts,
      accountsOf: stores.platformWide.listAccountsOf,
      secretBox: createSecretBox((await loadSecretKeys(database.dataDir)).secretKey),
      webhookUrlOf: (accountId) => `${address}/webhooks/telegram/${accountId}`,
      now,
    },
    tenantId,
    telegram,
    { credentials: { token: '1:bot-of-take-overs' } },
  );
  return { tenantId, accountId: account.id, path: new URL(webhookUrl).pathname, secret, agents };
}

async function killOn(
  products: readonly Product[],
  started: Set<Product>,
  chance: Chance,
  kills: number,
  isEmbedded: boolean,
): Promise<number> {
  let done = 0;
  // Also once the chats are over: what is still on its way must survive as well.
  while (done < kills) {
    await sleep(300 + chance.next() * 1_500);
    const place = Math.floor(chance.next() * products.length);
    // Whoever joined the embedded database ends with the process that serves it, which was started first.
    const victims = isEmbedded && place === 0 ? products : products.slice(place, place + 1);
    for (const victim of victims.toReversed()) {
      started.delete(victim);
      await victim.kill();
    }
    done += 1;
    await sleep(chance.next() * 500);
    for (const victim of victims) await startAgain(victim, started);
  }
  return done;
}

async function playChat(shop: Shop, products: readonly Product[], chat: Chat): Promise<void> {
  const { chance } = chat;
  const updates = createUpdates(100_000_000 + chat.chatId);
  const anywhere = () => products[Math.floor(chance.next() * products.length)]?.address ?? '';
  async function customer(writes: Chance): Promise<void> {
    for (let left = 2 + Math.floor(writes.next() * 4); left > 0; left -= 1) {
      const text = questions[Math.floor(writes.next() * questions.length)] ?? '';
      const update = updates.text({ id: chat.chatId }, text);
      for (;;) {
        const { status } = await postUpdate({ url: `${anywhere()}${shop.path}`, secret: shop.secret }, update);
        if (status === 200) break;
        if (status !== 0 && status < 500) throw new Error(`The webhook answered ${status}`);
        await sleep(100);
      }
      chat.said.push({ kind: 'customer', text });
      await sleep(writes.next() * 2_500);
    }
  }
  async function agent(person: Person, acts: Chance): Promise<void> {
    await sleep(200 + acts.next() * 2_000);
    let left = 2 + Math.floor(acts.next() * 5);
    // What a dead process did not hear is no act of theirs.
    for (let tries = 0; left > 0 && tries < MOST_TRIES; tries += 1) {
      if (await actOnce(chat, person, acts, anywhere())) left -= 1;
      await sleep(acts.next() * 1_500);
    }
  }
  await Promise.all([
    customer(chance.fork(1)),
    ...shop.agents.map((person, index) => agent(person, chance.fork(2 + index))),
  ]);
}

let replies = 0;

/** Resolves to whether it was answered. */
async function actOnce(chat: Chat, person: Person, acts: Chance, address: string): Promise<boolean> {
  const id = chat.conversationId;
  const choice = acts.next();
  const begunAt = Date.now();
  if (choice < 0.35) {
    const result = await person.tell(address, 'inbox.takeOver', { id });
    chat.said.push({ kind: 'take-over', by: person.userId(), begunAt, answeredAt: Date.now(), result });
    return result !== undefined;
  }
  if (choice < 0.75) {
    replies += 1;
    const [key, text] = [`k${replies}`, `${person.name} says ${replies}`];
    let result = await person.tell(address, 'inbox.reply', { id, key, text });
    // Whoever hears nothing asks again, as the screen does.
    if (!result) result = await person.tell(address, 'inbox.reply', { id, key, text });
    chat.said.push({ kind: 'reply', by: person.userId(), text, begunAt, answeredAt: Date.now(), result });
    return result !== undefined;
  }
  const verb = choice < 0.87 ? 'handBack' : choice < 0.95 ? 'close' : 'transfer';
  const result = await person.tell(address, `inbox.${verb}`, { id });
  chat.said.push({ kind: 'release', by: person.userId(), begunAt, answeredAt: Date.now(), result });
  return result !== undefined;
}

async function settle(database: TestDatabase, tenantId: TenantId): Promise<void> {
  const { messages, outbox, conversations } = database.database.models;
  await expect
    .poll(
      async () =>
        (await messages.countDocuments({ tenantId, isHandled: false })) +
        (await outbox.countDocuments({ tenantId, isDone: false })) +
        (await conversations.countDocuments({ tenantId, change: { $ne: null } })),
      { timeout: SETTLED_WITHIN_MS, interval: 500 },
    )
    .toBe(0);
}
