import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const forever = new AbortController().signal;

/** Enters and notes when it is let in; resolves what ends the turn. */
function desk(atOnce: number, mostWaiting = 10) {
  const turns = createTurns({ atOnce, mostWaiting });
  const log: string[] = [];
  const leaves = new Map<string, () => void>();
  const settled = () => new Promise(setImmediate);
  return {
    log,
    settled,
    enter: (name: string, label: string, signal = forever) =>
      turns.enter(name, signal).then((leave) => {
        log.push(label);
        leaves.set(label, leave);
      }),
    async leave(label: string) {
      leaves.get(label)?.();
      await settled();
    },
  };
}

test('of one name one runs at a time, and others go before what it has waiting', async () => {
  const { log, settled, enter, leave } = desk(2);
  for (const label of ['a1', 'a2', 'a3']) void enter('a', label);
  await settled();
  expect(log).toEqual(['a1']);
  void enter('b', 'b1');
  void enter('c', 'c1');
  await settled();
  expect(log).toEqual(['a1', 'b1']);
  await leave('b1');
  expect(log).toEqual(['a1', 'b1', 'c1']);
  void enter('b', 'b2');
  await leave('a1');
  await leave('a2');
  await leave('c1');
  expect(log).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('names that come again and again keep no other waiting for more than a turn of each', async () => {
  const { log, settled, enter, leave } = desk(1);
  for (const label of ['a1', 'a2']) void enter('a', label);
  for (const label of ['c1', 'c2']) void enter('c', label);
  void enter('b', 'b1');
  await settled();
  await leave('a1');
  void enter('a', 'a3');
  await leave('c1');
  await leave('b1');
  expect(log.indexOf('b1')).toBeLessThan(4);
});

test('who gives up while they wait is forgotten, and too many of one name are refused', async () => {
  const { log, settled, enter, leave } = desk(1, 2);
  void enter('a', 'a1');
  const leaving = new AbortController();
  const given = enter('a', 'a2', leaving.signal);
  void enter('a', 'a3');
  await settled();
  await expect(enter('a', 'a4')).rejects.toThrow('Too many');
  leaving.abort(new Error('gone'));
  await expect(given).rejects.toThrow('gone');
  await leave('a1');
  expect(log).toEqual(['a1', 'a3']);
  void enter('b', 'b1');
  await leave('a3');
  expect(log).toEqual(['a1', 'a3', 'b1']);
});
