import { type ConversationId, conversationIdSchema, type InboxRow, tenantIdSchema } from '@answerdesk/domain';
import { afterEach, expect, test } from 'vitest';
import { createFeed } from './feed.ts';
import { gatherRows } from './gather-rows.ts';
import type { InboxNews, LiveDeps } from './inbox-news.ts';

const tenantId = tenantIdSchema.parse('t1');
const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

function open(readRows: (ids: readonly ConversationId[]) => Promise<InboxRow[]>) {
  const feed = createFeed<InboxNews>(1_000, undefined, 1);
  const failures: string[] = [];
  const deps: Pick<LiveDeps, 'readRows' | 'readPresent' | 'reportFailure'> = {
    readRows: (_tenant, ids) => readRows(ids),
    readPresent: async () => [],
    reportFailure: (what) => failures.push(what),
  };
  const gatherer = gatherRows(feed, deps);
  const left = new AbortController();
  const stream = feed.listen(tenantId, { signal: left.signal, ready: Promise.resolve() });
  ended.push(() => left.abort(), gatherer.stop);
  const next = async () => (await stream.next()).value?.item;
  const leave = async () => {
    left.abort();
    await stream.next();
    await expect.poll(() => feed.has(tenantId)).toBe(false);
  };
  return { gatherer, next, failures, leave };
}

const rowOf = (id: ConversationId): InboxRow => ({ id }) as InboxRow;
const idsFor = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);

test('one conversation that changes often in a moment is read once', async () => {
  const asked: (readonly ConversationId[])[] = [];
  const { gatherer, next } = open(async (ids) => {
    asked.push(ids);
    return ids.map(rowOf);
  });
  await next();
  for (let index = 0; index < 50; index += 1) gatherer.note(tenantId, { kind: 'conversations', ids: ['c1'] });
  expect(await next()).toEqual({ kind: 'rows', rows: [{ id: 'c1' }] });
  expect(asked).toEqual([['c1']]);
});

test('what changes while rows are read is read after them, so that the newest comes last', async () => {
  let version = 0;
  const gate = Promise.withResolvers<void>();
  const { gatherer, next } = open(async ([id = conversationIdSchema.parse('c1')]) => {
    version += 1;
    const row = { ...rowOf(id), contactName: `version ${version}` };
    if (version === 1) await gate.promise;
    return [row];
  });
  await next();
  gatherer.note(tenantId, { kind: 'conversations', ids: ['c1'] });
  await expect.poll(() => version).toBe(1);
  gatherer.note(tenantId, { kind: 'conversations', ids: ['c1'] });
  gate.resolve();
  expect(await next()).toMatchObject({ rows: [{ contactName: 'version 1' }] });
  expect(await next()).toMatchObject({ rows: [{ contactName: 'version 2' }] });
});

test('where rows cannot be read, or too many changed at once, everybody reads for themselves', async () => {
  const { gatherer, next, failures } = open(async () => {
    throw new Error('no database');
  });
  await next();
  gatherer.note(tenantId, { kind: 'conversations', ids: ['c1'] });
  expect(await next()).toEqual({ kind: 'all' });
  expect(failures).toHaveLength(1);
  gatherer.note(tenantId, { kind: 'conversations', ids: idsFor(401) });
  expect(await next()).toEqual({ kind: 'all' });
  expect(failures).toHaveLength(1);
  gatherer.note(undefined, { kind: 'all', ids: [] });
  expect(await next()).toEqual({ kind: 'all' });
});

test('many rows come in several parts', async () => {
  const { gatherer, next } = open(async (ids) => ids.map(rowOf));
  await next();
  gatherer.note(tenantId, { kind: 'conversations', ids: idsFor(250) });
  const sizes = [await next(), await next(), await next()].map((news) =>
    news?.kind === 'rows' ? news.rows.length : 0,
  );
  expect(sizes).toEqual([100, 100, 50]);
});

test('nothing is read for a tenant nobody watches any more', async () => {
  let reads = 0;
  const { gatherer, next, leave } = open(async (ids) => {
    reads += 1;
    return ids.map(rowOf);
  });
  await next();
  gatherer.note(tenantId, { kind: 'conversations', ids: ['c1'] });
  await next();
  await leave();
  gatherer.note(tenantId, { kind: 'conversations', ids: ['c1'] });
  const { resolve, promise } = Promise.withResolvers<void>();
  setTimeout(resolve, 100);
  await promise;
  expect(reads).toBe(1);
});
