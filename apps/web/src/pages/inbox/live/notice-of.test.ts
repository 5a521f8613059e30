import { expect, test } from 'vitest';
import { noticeOf } from './notice-of.ts';

type Row = NonNullable<Parameters<typeof noticeOf>[0]>;

const now = Date.parse('2026-11-29T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString();
const of = (changes: Partial<Row>): Row => ({
  id: 'c' as Row['id'],
  accountId: 'a' as Row['accountId'],
  channel: 'telegram',
  contactId: 'p' as Row['contactId'],
  isGroup: false,
  holder: { kind: 'bot' },
  status: 'bot',
  createdAt: ago(5_000),
  lastMessageAt: ago(5),
  lastInboundAt: ago(5),
  ...changes,
});
const ada = 'ada' as NonNullable<Row['assigneeId']>;
const bo = 'bo' as NonNullable<Row['assigneeId']>;
const waiting = (seconds: number): Partial<Row> => ({
  status: 'waiting',
  waiting: { reason: 'no-answer', since: ago(seconds), messageId: 'm' as never, priority: 3 },
});
const notice = (before: Row | undefined, row: Row) => noticeOf(before, row, ada, now);

test('somebody is told once when a conversation of theirs, or of nobody, begins to wait, and of no colleague’s', () => {
  const [free, mine, other] = [
    of(waiting(5)),
    of({ ...waiting(5), assigneeId: ada }),
    of({ ...waiting(5), assigneeId: bo }),
  ];
  expect([notice(of({}), free), notice(undefined, free), notice(free, free)]).toEqual([
    'waiting',
    'waiting',
    undefined,
  ]);
  expect([notice(of({}), mine), notice(free, mine), notice(of({}), other)]).toEqual(['waiting', undefined, undefined]);
});

test('somebody is told when they are given what waits: a colleague’s, or nobody’s that has waited', () => {
  const mine = of({ ...waiting(90), assigneeId: ada });
  expect(notice(of({ ...waiting(90), assigneeId: bo }), mine)).toBe('waiting');
  expect(notice(of(waiting(90)), mine)).toBe('waiting');
});

test('what waited long before it was first heard of is no news', () => {
  expect(notice(undefined, of({ ...waiting(900), lastInboundAt: ago(900) }))).toBeUndefined();
});

test('somebody is told when their customer writes, not when a colleague’s does or when they wrote themselves', () => {
  const held = of({ status: 'human', assigneeId: ada, lastInboundAt: ago(60) });
  expect(notice(held, { ...held, lastInboundAt: ago(1) })).toBe('wrote');
  expect(notice(held, { ...held, lastAgentAt: ago(1) })).toBeUndefined();
  const others = { ...held, assigneeId: bo };
  expect(notice(others, { ...others, lastInboundAt: ago(1) })).toBeUndefined();
});

test('somebody is told once when the time for a reply runs short', () => {
  const timer = { kind: 'next', since: ago(600), warnAt: ago(1), dueAt: ago(-300) } as const;
  const held = of({ status: 'human', assigneeId: ada, timer: { ...timer, state: 'running' } });
  const warned = { ...held, timer: { ...timer, state: 'warned' } as const };
  expect([notice(held, warned), notice(warned, warned)]).toEqual(['warned', undefined]);
});

test('somebody is told when a colleague takes the conversation they hold, and not when it was a colleague’s', () => {
  const mine = of({ status: 'human', assigneeId: ada });
  const theirs = of({ status: 'human', assigneeId: bo });
  expect([notice(mine, theirs), notice(theirs, theirs), notice(undefined, theirs)]).toEqual([
    'taken',
    undefined,
    undefined,
  ]);
});
