import { tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createFairQueue, type WaitingText } from './fair-queue.ts';

const work = (tenant: string, purpose: 'question' | 'lesson') =>
  ({ tenantId: tenantIdSchema.parse(tenant), purpose }) as const;
const waiting = (count: number, name: string, isWanted = () => true): WaitingText[] =>
  Array.from({ length: count }, (_, index) => ({ text: `${name}${index}`, isWanted }));
const textsOf = (taken: readonly WaitingText[]) => taken.map(({ text }) => text);

test('a question goes before lessons that came earlier', () => {
  const queue = createFairQueue();
  queue.add(work('a', 'lesson'), waiting(1_000, 'l'));
  queue.take();
  queue.add(work('b', 'question'), waiting(1, 'q'));
  expect(textsOf(queue.take())).toEqual(['q0']);
  expect(textsOf(queue.take())[0]).toMatch(/^l/);
});

test('tenants take turns, however much one of them asks', () => {
  const queue = createFairQueue();
  queue.add(work('flood', 'question'), waiting(900, 'f'));
  queue.add(work('b', 'question'), waiting(2, 'b'));
  queue.add(work('c', 'question'), waiting(1, 'c'));
  const batches = [queue.take(), queue.take(), queue.take()];
  expect(batches.flatMap(textsOf)).toEqual(['f0', 'b0', 'c0', 'f1', 'b1', 'f2']);
  // Whoever asks meanwhile waits for what is being embedded.
  for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(2);
});

test('what nobody waits for any more is left out, and is counted no more', () => {
  const queue = createFairQueue();
  queue.add(work('a', 'question'), [...waiting(100_000, 'gone', () => false), ...waiting(1, 'kept')]);
  expect(queue.waiting('question')).toBe(100_001);
  expect(textsOf(queue.take())).toEqual(['kept0']);
  expect(queue.waiting('question')).toBe(0);
  expect(queue.take()).toEqual([]);
});

test('a batch of long texts is short, so that a question that comes meanwhile waits little', () => {
  const queue = createFairQueue();
  queue.add(work('a', 'lesson'), waiting(12, 'x'.repeat(1_500)));
  expect(queue.take()).toHaveLength(2);
});

test('lessons get on, however steadily questions come', () => {
  const queue = createFairQueue();
  queue.add(work('a', 'lesson'), waiting(100, 'l'));
  const taken = Array.from({ length: 40 }, () => {
    queue.add(work('b', 'question'), waiting(2, 'q'));
    return textsOf(queue.take())[0]?.[0];
  });
  const turn = `${'q'.repeat(16)}l`;
  expect(taken.join('')).toBe(`${turn}${turn}qqqqqq`);
});
