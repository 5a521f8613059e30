import { setTimeout as sleep } from 'node:timers/promises';
import { importFaqs } from '@answerdesk/answers';
import { createChannels } from '@answerdesk/channels';
import { tenantIdSchema } from '@answerdesk/domain';
import { connectAccount, createSecretBox, loadSecretKeys } from '@answerdesk/tenants';
import { createUpdates, postUpdate, startFakeTelegram, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { type InboxStream, openInbox } from './inbox-stream.ts';
import { makeProduct, type Product } from './product.ts';

const INBOXES = 20;
const MANY_INBOXES = 200;
const A_SECOND = 50;
const SECONDS = 20;
const CHATS = 400;
const FIRST_CHAT = 8_000_000_000;
const P95_MS = 300;

interface Shop {
  readonly product: Product;
  readonly cookie: string;
  readonly webhook: { readonly url: string; readonly secret: string };
}

describe.each(testDatabases())('open inboxes of the product on $name', (kind) => {
  test(`${INBOXES} hear of ${A_SECOND} messages a second within ${P95_MS} ms, resume after cuts, and ${MANY_INBOXES} stay served`, async () => {
    const database = await kind.open();
    const fake = await startFakeTelegram({});
    const product = await makeProduct({ ...database.environment, TELEGRAM_API_ROOT: fake.apiRoot });
    const inboxes: InboxStream[] = [];
    const replies = new Map<string, number[]>();
    fake.onSent(({ chatId }) => {
      replies.set(chatId, [...(replies.get(chatId) ?? []), Date.now()]);
    });
    await database.close();
    await product.start();
    try {
      const shop = await openShop(database, product, fake.apiRoot);
      const open = async (count: number) => {
        const more = Array.from({ length: count }, () => openInbox(product.address, shop.cookie));
        inboxes.push(...more);
        await expect.poll(() => more.every(({ told }) => told[0]?.news.kind === 'all'), { timeout: 60_000 }).toBe(true);
        return more;
      };
      const updates = createUpdates();
      await write(shop, updates, 'warm', CHATS, A_SECOND);
      await repliedAll(replies, CHATS);
      const cpu = [await cpuOf(product)];
      const unseen = await write(shop, updates, 'unseen', A_SECOND * SECONDS, A_SECOND);
      await repliedAll(replies, CHATS + unseen.size);
      cpu.push(await cpuOf(product));
      print(kind.name, 'nobody looks: webhook → reply', replyDelaysOf(replies, unseen, CHATS));

      const twenty = await open(INBOXES);
      const stalled = openInbox(product.address, shop.cookie);
      stalled.stall();
      inboxes.push(stalled);
      const before = await memoryOf(product);
      const posted = await write(shop, updates, 'live', A_SECOND * SECONDS, A_SECOND);
      await heardAll(twenty, posted, 'live');
      await repliedAll(replies, CHATS + unseen.size + posted.size);
      cpu.push(await cpuOf(product));
      print(kind.name, `${INBOXES} inboxes: webhook → reply`, replyDelaysOf(replies, posted, CHATS + unseen.size));
      print(kind.name, `${INBOXES} inboxes: webhook → row`, delaysOf(twenty, posted));
      const [none = 0, before0 = 0, after = 0] = cpu;
      const each = (seconds: number) => ((seconds * 1_000) / posted.size).toFixed(1);
      process.stdout.write(
        `  CPU a message: nobody looks ${each(before0 - none)} ms, ${INBOXES} inboxes ${each(after - before0)} ms\n`,
      );
      process.stdout.write(`  memory with one that reads nothing: ${before} → ${await memoryOf(product)} MB\n`);

      const cutting = write(shop, updates, 'cut', A_SECOND * 10, A_SECOND);
      for (let round = 0; round < 8; round += 1) {
        await sleep(500);
        for (const [index, inbox] of twenty.entries()) if (index % 4 === round % 4) inbox.cut();
        await sleep(300);
        for (const [index, inbox] of twenty.entries()) if (index % 4 === round % 4) inbox.resume();
      }
      await heardAll(twenty, await cutting, 'cut');
      for (const inbox of twenty) expect(gapsOf(inbox)).toEqual([]);

      const crowd = await open(MANY_INBOXES - INBOXES);
      const all = [...twenty, ...crowd];
      const crowded = await write(shop, updates, 'crowd', A_SECOND * 10, A_SECOND);
      await heardAll(all, crowded, 'crowd');
      print(kind.name, `${MANY_INBOXES} inboxes: webhook → row`, delaysOf(all, crowded));
      for (const inbox of all) expect(gapsOf(inbox)).toEqual([]);
      expect(at(delaysOf(twenty, posted), 0.95)).toBeLessThanOrEqual(P95_MS);
    } finally {
      for (const inbox of inboxes) inbox.cut();
      await product.stop();
      await fake.stop();
      await (await database.reopen()).drop();
    }
  });
});

/** A tenant whose owner signed up at the running product, with FAQs and a Telegram account. */
async function openShop(closed: TestDatabase, product: Product, apiRoot: string): Promise<Shop> {
  const headers = { 'content-type': 'application/json', origin: product.address };
  const person = { name: 'Ana', email: 'ana@example.com', password: 'correct horse battery', tenantName: 'A shop' };
  const signedUp = await fetch(`${product.address}/api/auth/sign-up/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify(person),
  });
  expect(signedUp.status, await signedUp.clone().text()).toBe(200);
  const cookie = signedUp.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
  const current = await fetch(`${product.address}/trpc/tenant.current`, { headers: { cookie } });
  const body: { result: { data: { tenant: { id: string } } } } = await current.json();
  const tenantId = tenantIdSchema.parse(body.result.data.tenant.id);
  const joined = await closed.reopen();
  const { stores } = joined;
  const now = () => new Date();
  const faqs = ['Where is my parcel?', 'When do you open?', 'How do I return something?'];
  await importFaqs(
    { faqs: stores.faqs, now },
    tenantId,
    faqs.map((question) => ({ question, variants: [], answer: 'Like this.' })),
  );
  const { webhookUrl, secret } = await connectAccount(
    {
      tenants: stores.tenants,
      accounts: stores.accounts,
      accountsOf: stores.platformWide.listAccountsOf,
      secretBox: createSecretBox((await loadSecretKeys(joined.dataDir)).secretKey),
      webhookUrlOf: (accountId) => `${product.address}/webhooks/telegram/${accountId}`,
      now,
    },
    tenantId,
    createChannels({ telegram: { apiRoot } }).telegram,
    { credentials: { token: '1:bot-of-the-inbox' } },
  );
  await joined.close();
  return { product, cookie, webhook: { url: webhookUrl, secret } };
}

/** Posts messages at an even pace, each from the next customer; when each was posted, by its words. */
async function write(
  { webhook }: Shop,
  updates: ReturnType<typeof createUpdates>,
  name: string,
  count: number,
  aSecond: number,
): Promise<Map<string, number>> {
  const posted = new Map<string, number>();
  const answers: Promise<unknown>[] = [];
  const start = Date.now();
  for (let index = 0; index < count; index += 1) {
    const wait = start + (index * 1_000) / aSecond - Date.now();
    if (wait > 0) await sleep(wait);
    const words = `Where is my parcel ${name}${index}?`;
    posted.set(words, Date.now());
    const update = updates.text({ id: FIRST_CHAT + (index % CHATS) }, words);
    answers.push(postUpdate(webhook, update).then(({ status }) => expect(status).toBe(200)));
  }
  await Promise.all(answers);
  return posted;
}

const askedIn = ({ told }: InboxStream) =>
  told.flatMap(({ at: heardAt, news }) =>
    (news.rows ?? []).flatMap(({ lastExchange }) => (lastExchange ? [{ words: lastExchange.asked, heardAt }] : [])),
  );

async function heardAll(inboxes: readonly InboxStream[], posted: ReadonlyMap<string, number>, name: string) {
  const missing = () =>
    inboxes.map((inbox) => {
      const heard = new Set(askedIn(inbox).map(({ words }) => words));
      return [...posted.keys()].filter((words) => !heard.has(words)).length;
    });
  await expect
    .poll(() => Math.max(...missing()), { timeout: 60_000, interval: 1_000, message: `${name}: not heard by all` })
    .toBe(0);
}

/** From the moment a message was posted to its row at each inbox, in ms, shortest first. */
function delaysOf(inboxes: readonly InboxStream[], posted: ReadonlyMap<string, number>): number[] {
  const delays: number[] = [];
  for (const inbox of inboxes) {
    const first = new Map<string, number>();
    for (const { words, heardAt } of askedIn(inbox)) if (!first.has(words)) first.set(words, heardAt);
    for (const [words, at0] of posted) delays.push((first.get(words) ?? Number.POSITIVE_INFINITY) - at0);
  }
  return delays.sort((a, b) => a - b);
}

/** Where an inbox was told something twice, or not in turn, or that something was missed. */
function gapsOf({ told }: InboxStream): string[] {
  const sequence = told.map(({ id }) => Number(id.split(':')[1]));
  return told.flatMap(({ id, news }, index) => {
    const previous = sequence[index - 1];
    const isNext = previous === undefined || sequence[index] === previous + 1;
    return isNext && (index === 0 || news.kind !== 'all') ? [] : [`${id} ${news.kind}`];
  });
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.POSITIVE_INFINITY;
}

function print(name: string, what: string, delays: readonly number[]): void {
  const figures = [0.5, 0.95, 0.99, 1].map((share) => `p${share * 100} ${at(delays, share)} ms`).join('  ');
  process.stdout.write(`${name}: ${what} ${figures} (${delays.length})\n`);
}

async function repliedAll(replies: ReadonlyMap<string, readonly number[]>, count: number): Promise<void> {
  const countAll = () => [...replies.values()].reduce((sum, times) => sum + times.length, 0);
  await expect.poll(countAll, { timeout: 120_000, interval: 500 }).toBeGreaterThanOrEqual(count);
}

/** From the moment a message was posted to its reply, in ms, shortest first; `earlier` messages were posted before these. */
function replyDelaysOf(
  replies: ReadonlyMap<string, readonly number[]>,
  posted: ReadonlyMap<string, number>,
  earlier: number,
): number[] {
  const delays = [...posted.values()].map((postedAt, index) => {
    const nth = earlier + index;
    return (replies.get(String(FIRST_CHAT + (index % CHATS)))?.[Math.floor(nth / CHATS)] ?? Number.NaN) - postedAt;
  });
  return delays.sort((a, b) => a - b);
}

async function cpuOf({ address }: Product): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

async function memoryOf({ address }: Product): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1024 / 1024);
}
