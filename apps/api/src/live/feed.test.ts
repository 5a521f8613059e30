import { type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { afterEach, expect, test } from 'vitest';
import { createFeed, type Feed } from './feed.ts';

const tenantId = tenantIdSchema.parse('t1');
const leaving: AbortController[] = [];
afterEach(() => {
  for (const each of leaving.splice(0)) each.abort();
});

function listen<Item>(feed: Feed<Item>, lastId?: string, of: TenantId = tenantId) {
  const left = new AbortController();
  leaving.push(left);
  return feed.listen(of, {
    signal: left.signal,
    ready: Promise.resolve(),
    ...(lastId !== undefined && { lastId }),
  });
}

async function take<Item>(from: ReturnType<typeof listen<Item>>, count: number) {
  const said: { id: string; item: Item | undefined }[] = [];
  for (let index = 0; index < count; index += 1) {
    const { value, done } = await from.next();
    if (done) break;
    said.push({ id: value.id, item: value.item });
  }
  return said;
}
const itemsOf = <Item>(said: { item: Item | undefined }[]) => said.map(({ item }) => item);

test('who begins is told that something was missed, then hears everything once and in order', async () => {
  const feed = createFeed<number>(100);
  const stream = listen(feed);
  expect(itemsOf(await take(stream, 1))).toEqual([undefined]);
  for (const item of [1, 2, 3]) feed.say(tenantId, item);
  expect(itemsOf(await take(stream, 3))).toEqual([1, 2, 3]);
});

test('who comes back hears what was said meanwhile, each thing once', async () => {
  const feed = createFeed<number>(100);
  const stream = listen(feed);
  await take(stream, 1);
  for (const item of [1, 2, 3]) feed.say(tenantId, item);
  const [first] = await take(stream, 1);
  expect(itemsOf(await take(listen(feed, first?.id), 2))).toEqual([2, 3]);
});

test('who comes back after more than is kept, as it weighs, is told so', async () => {
  const feed = createFeed<number[]>(10, (items) => items.length);
  const stream = listen(feed);
  const [begin] = await take(stream, 1);
  for (let index = 0; index < 3; index += 1) feed.say(tenantId, [1, 2, 3, 4]);
  expect(itemsOf(await take(listen(feed, begin?.id), 1))).toEqual([undefined]);
});

test('a slow listener costs no memory: it misses things, is told so, and goes on with the newest', async () => {
  const feed = createFeed<number>(10);
  const stream = listen(feed);
  await take(stream, 1);
  for (let item = 0; item < 10_000; item += 1) feed.say(tenantId, item);
  expect(itemsOf(await take(stream, 1))).toEqual([undefined]);
  feed.say(tenantId, 10_000);
  expect(itemsOf(await take(stream, 1))).toEqual([10_000]);
});

test('what is said in one tenant is not heard in another, and not kept where nobody listened', async () => {
  const feed = createFeed<number>(10);
  const elsewhere = tenantIdSchema.parse('t2');
  feed.say(elsewhere, 1);
  expect(feed.has(elsewhere)).toBe(false);
  const [mine, theirs] = [listen(feed), listen(feed, undefined, elsewhere)];
  await Promise.all([take(mine, 1), take(theirs, 1)]);
  feed.say(elsewhere, 2);
  feed.say(tenantId, 3);
  expect(itemsOf(await take(mine, 1))).toEqual([3]);
  expect(itemsOf(await take(theirs, 1))).toEqual([2]);
});

test('whoever leaves is counted no more', async () => {
  const feed = createFeed<number>(10);
  const stream = listen(feed);
  const waiting = take(stream, 2);
  expect(feed.countListeners(tenantId)).toBe(1);
  for (const each of leaving) each.abort();
  expect(await waiting).toHaveLength(1);
  expect(feed.countListeners()).toBe(0);
});

test('what was said in a tenant goes after its own last listener, however many listen elsewhere', async () => {
  const feed = createFeed<number>(10, undefined, 5);
  const elsewhere = tenantIdSchema.parse('t2');
  const left = new AbortController();
  const theirs = feed.listen(elsewhere, { signal: left.signal, ready: Promise.resolve() });
  await Promise.all([take(listen(feed), 1), take(theirs, 1)]);
  left.abort();
  await take(theirs, 1);
  await expect.poll(() => feed.has(elsewhere)).toBe(false);
  expect(feed.has(tenantId)).toBe(true);
  expect([...feed.tenants()]).toEqual([tenantId]);
});

test('whoever comes back before it goes keeps it, and hears what was said meanwhile', async () => {
  const feed = createFeed<number>(10, undefined, 20);
  const left = new AbortController();
  const first = feed.listen(tenantId, { signal: left.signal, ready: Promise.resolve() });
  const [begin] = await take(first, 1);
  left.abort();
  await take(first, 1);
  feed.say(tenantId, 1);
  const again = listen(feed, begin?.id);
  expect(itemsOf(await take(again, 1))).toEqual([1]);
  const { resolve, promise } = Promise.withResolvers<void>();
  setTimeout(resolve, 40);
  await promise;
  expect(feed.has(tenantId)).toBe(true);
});

test('a place in what is gone is none in what came after it: who comes back with it is told that something was missed', async () => {
  const feed = createFeed<number>(10);
  const [begin] = await take(listen(feed), 1);
  feed.clear();
  const other = listen(feed);
  await take(other, 1);
  feed.say(tenantId, 1);
  expect(itemsOf(await take(listen(feed, begin?.id), 1))).toEqual([undefined]);
});
