import { expect, test } from 'vitest';
import { applyRows } from './apply-rows.ts';

type Row = Parameters<typeof applyRows>[1][number];

const now = new Date('2026-11-29T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const waits = (id: string, minutes: number, priority: 1 | 2 | 3 | 4 = 3): Row => ({
  id,
  channel: 'telegram',
  status: 'waiting',
  waiting: { since: minutesAgo(minutes), priority },
  lastMessageAt: minutesAgo(minutes),
});
const page = (items: readonly Row[], nextCursor?: string) => ({ items, nextCursor });
const apply = (pages: ReturnType<typeof page>[], rows: readonly Row[], listing = {}) =>
  applyRows(pages, rows, { queue: 'waiting', ...listing }, 'ada', now)
    .flatMap(({ items }) => items)
    .map(({ id }) => id);

test('a conversation that begins to wait stands where the server would put it', () => {
  const pages = [page([waits('urgent', 1, 1), waits('old', 60), waits('new', 5)])];
  expect(apply(pages, [waits('between', 30)])).toEqual(['urgent', 'old', 'between', 'new']);
  expect(apply(pages, [waits('most-urgent', 2, 1)])).toEqual(['most-urgent', 'urgent', 'old', 'new']);
});

test('one that is taken, closed or put off leaves the queue, and one that stays is there once', () => {
  const pages = [page([waits('a', 60), waits('b', 50)]), page([waits('c', 40)])];
  expect(apply(pages, [{ ...waits('a', 60), status: 'human', assigneeId: 'bo' }])).toEqual(['b', 'c']);
  expect(apply(pages, [{ ...waits('b', 50), snoozedUntil: minutesAgo(-60) }])).toEqual(['a', 'c']);
  expect(apply(pages, [waits('c', 40), waits('b', 50)])).toEqual(['a', 'b', 'c']);
});

test('what would stand behind the last row that was fetched is left to be fetched with the rest', () => {
  const pages = [page([waits('a', 60), waits('b', 50)], 'more')];
  expect(apply(pages, [waits('later', 5)])).toEqual(['a', 'b']);
  expect(apply(pages, [waits('sooner', 55)])).toEqual(['a', 'sooner', 'b']);
  expect(applyRows(pages, [waits('sooner', 55)], { queue: 'waiting' }, 'ada', now).at(-1)?.nextCursor).toBe('more');
});

test('a list of one channel takes no row of another, and a list of found words none it did not find', () => {
  const pages = [page([waits('a', 60)])];
  expect(apply(pages, [{ ...waits('teams', 70), channel: 'teams' }], { channel: 'telegram' })).toEqual(['a']);
  expect(apply(pages, [waits('b', 70)], { search: 'word' })).toEqual(['a']);
  expect(apply(pages, [{ ...waits('a', 60), status: 'closed' }], { search: 'word' })).toEqual([]);
});

test('rows that are of no concern leave the list as the very same, so that nothing is drawn again', () => {
  const elsewhere: Row = { ...waits('bot', 1), status: 'bot' };
  const pages = [page([waits('a', 60)])];
  expect(applyRows(pages, [elsewhere], { queue: 'waiting' }, 'ada', now)).toBe(pages);
});
