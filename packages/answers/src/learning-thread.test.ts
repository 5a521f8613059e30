import { expect, test } from 'vitest';
import { createLearningThread } from './learning-thread.ts';

const entry = new URL('../test/threads/learning-thread.mjs', import.meta.url);
const lessonOf = (text: string) => ({ texts: [text], labelOfText: Int32Array.of(0), labelCount: 1, seed: 1 });

test('a thread that is stuck in a lesson fails it, and the next lesson has a new thread', async () => {
  const learnOn = createLearningThread({ name: 'test', stuckMs: 10_000 });
  const stuck = learnOn(lessonOf('hang'), { entry, isUrgent: false });
  const next = learnOn(lessonOf('next'), { entry, isUrgent: false });
  await expect(stuck).rejects.toThrow('stuck');
  expect(await next).toBe('1: next');
});

test('a thread that dies fails its lesson alone', async () => {
  const learnOn = createLearningThread({ name: 'test', stuckMs: 60_000 });
  const dead = learnOn(lessonOf('die'), { entry, isUrgent: true });
  const next = learnOn(lessonOf('next'), { entry, isUrgent: true });
  await expect(dead).rejects.toThrow('ended with code 3');
  expect(await next).toBe('1: next');
});

test('urgent lessons go first, and the others are not left waiting for ever', async () => {
  const learnOn = createLearningThread({ name: 'test', stuckMs: 60_000 });
  const asked = ['first', 'other', 'a', 'b', 'c', 'd'].map((text) =>
    learnOn(lessonOf(text), { entry, isUrgent: text.length === 1 }),
  );
  expect(await Promise.all(asked)).toEqual(['1: first', '5: other', '2: a', '3: b', '4: c', '6: d']);
});
