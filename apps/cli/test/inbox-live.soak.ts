import { setTimeout as sleep } from 'node:timers/promises';
import { createUpdates, startFakeTelegram, testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { type InboxStream, openInbox } from './inbox-stream.ts';
import { openShop, type Posted, printDelays, quantile, replyDelaysOf, write } from './live-shop.ts';
import { makeProduct, type Product } from './product.ts';

const INBOXES = 20;
const MANY_INBOXES = 200;
const A_SECOND = 50;
const SECONDS = 20;
const CHATS = 400;
const FIRST_CHAT = 8_000_000_000;
const P95_MS = 300;
const faqs = ['Where is my parcel?', 'When do you open?', 'How do I return something?'].map((question) => ({
  question,
  variants: [],
  answer: 'Like this.',
}));

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
      const shop = await openShop(database, product, fake.apiRoot, { faqs });
      const open = async (count: number) => {
        const more = Array.from({ length: count }, () => openInbox(product.address, shop.cookie));
        inboxes.push(...more);
        await expect.poll(() => more.every(({ told }) => told[0]?.news.kind === 'all'), { timeout: 60_000 }).toBe(true);
        return more;
      };
      const updates = createUpdates();
      await write(shop, updates, messagesOf('warm', CHATS), A_SECOND);
      await repliedAll(replies, CHATS);
      const cpu = [await cpuOf(product)];
      const unseen = await write(shop, updates, messagesOf('unseen', A_SECOND * SECONDS), A_SECOND);
      await repliedAll(replies, CHATS + unseen.length);
      cpu.push(await cpuOf(product));
      printDelays(kind.name, 'nobody looks: webhook → reply', replyDelaysOf(replies, unseen));

      const twenty = await open(INBOXES);
      const stalled = openInbox(product.address, shop.cookie);
      stalled.stall();
      inboxes.push(stalled);
      const before = await memoryOf(product);
      const posted = await write(shop, updates, messagesOf('live', A_SECOND * SECONDS), A_SECOND);
      await heardAll(twenty, posted, 'live');
      await repliedAll(replies, CHATS + unseen.length + posted.length);
      cpu.push(await cpuOf(product));
      printDelays(kind.name, `${INBOXES} inboxes: webhook → reply`, replyDelaysOf(replies, posted));
      printDelays(kind.name, `${INBOXES} inboxes: webhook → row`, delaysOf(twenty, posted));
      const [none = 0, before0 = 0, after = 0] = cpu;
      const each = (seconds: number) => ((seconds * 1_000) / posted.length).toFixed(1);
      process.stdout.write(
        `  CPU a message: nobody looks ${each(before0 - none)} ms, ${INBOXES} inboxes ${each(after - before0)} ms\n`,
      );
      process.stdout.write(`  memory with one that reads nothing: ${before} → ${await memoryOf(product)} MB\n`);

      const cutting = write(shop, updates, messagesOf('cut', A_SECOND * 10), A_SECOND);
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
      const crowded = await write(shop, updates, messagesOf('crowd', A_SECOND * 10), A_SECOND);
      await heardAll(all, crowded, 'crowd');
      printDelays(kind.name, `${MANY_INBOXES} inboxes: webhook → row`, delaysOf(all, crowded));
      for (const inbox of all) expect(gapsOf(inbox)).toEqual([]);
      expect(quantile(delaysOf(twenty, posted), 0.95)).toBeLessThanOrEqual(P95_MS);
    } finally {
      for (const inbox of inboxes) inbox.cut();
      await product.stop();
      await fake.stop();
      await (await database.reopen()).drop();
    }
  });
});

/** Messages of one customer after another, whose words say which they are. */
function messagesOf(name: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    chatId: FIRST_CHAT + (index % CHATS),
    words: `Where is my parcel ${name}${index}?`,
  }));
}

const askedIn = ({ told }: InboxStream) =>
  told.flatMap(({ at: heardAt, news }) =>
    (news.rows ?? []).flatMap(({ lastExchange }) => (lastExchange ? [{ words: lastExchange.asked, heardAt }] : [])),
  );

async function heardAll(inboxes: readonly InboxStream[], posted: readonly Posted[], name: string) {
  const missing = () =>
    inboxes.map((inbox) => {
      const heard = new Set(askedIn(inbox).map(({ words }) => words));
      return posted.filter(({ words }) => !heard.has(words)).length;
    });
  await expect
    .poll(() => Math.max(...missing()), { timeout: 60_000, interval: 1_000, message: `${name}: not heard by all` })
    .toBe(0);
}

/** From the moment a message was posted to its row at each inbox, in ms, shortest first. */
function delaysOf(inboxes: readonly InboxStream[], posted: readonly Posted[]): number[] {
  const delays: number[] = [];
  for (const inbox of inboxes) {
    const first = new Map<string, number>();
    for (const { words, heardAt } of askedIn(inbox)) if (!first.has(words)) first.set(words, heardAt);
    for (const { words, at } of posted) delays.push((first.get(words) ?? Number.POSITIVE_INFINITY) - at);
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

async function repliedAll(replies: ReadonlyMap<string, readonly number[]>, count: number): Promise<void> {
  const countAll = () => [...replies.values()].reduce((sum, times) => sum + times.length, 0);
  await expect.poll(countAll, { timeout: 120_000, interval: 500 }).toBeGreaterThanOrEqual(count);
}

async function cpuOf({ address }: Product): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
}

async function memoryOf({ address }: Product): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1024 / 1024);
}
