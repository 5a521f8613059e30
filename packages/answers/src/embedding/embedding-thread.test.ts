import { tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createEmbeddingThread, type EmbeddingThreadOptions } from './embedding-thread.ts';

const entry = new URL('../../test/threads/embedding-thread.mjs', import.meta.url);
const tenantId = tenantIdSchema.parse('shop');
const question = { tenantId, purpose: 'question' } as const;
const lesson = { tenantId, purpose: 'lesson' } as const;
const open = (options: Partial<EmbeddingThreadOptions> = {}) => createEmbeddingThread({ entry, ...options });

test('each text gets its own vector, also of several requests at once', async () => {
  const embed = open();
  const all = await Promise.all([embed(['a', 'bbb'], question), embed([], question), embed(['cc'], lesson)]);
  expect(all.map((vectors) => vectors.map(([length]) => length))).toEqual([[1, 3], [], [2]]);
});

test('a question that comes while a long lesson waits is embedded before the lesson ends', async () => {
  const embed = open();
  const learning = embed(
    Array.from({ length: 2_000 }, (_, index) => `text ${index}`),
    lesson,
  );
  const [asked] = await embed(['now'], { ...question, tenantId: tenantIdSchema.parse('other') });
  const learnt = await learning;
  expect(asked?.[1]).toBeLessThan(50);
  expect(learnt).toHaveLength(2_000);
});

test('a thread that dies fails what it had, and the next text has a new one', async () => {
  const embed = open();
  await expect(embed(['die'], question)).rejects.toThrow('ended with code 3');
  expect(await embed(['alive'], question)).toEqual([Float32Array.of(5, 1)]);
});

test('a thread that is stuck is given up, and the next text has a new one', async () => {
  const embed = open({ stuckMs: 10_000 });
  await expect(embed(['hang'], question)).rejects.toThrow('stuck');
  expect(await embed(['alive'], question)).toEqual([Float32Array.of(5, 1)]);
});

test('after three failures in a row nothing is asked for a while, and the cause is told', async () => {
  const embed = open({ restMs: 60_000 });
  for (let time = 0; time < 3; time += 1) {
    await expect(embed(['fail'], question)).rejects.toThrow('there are no weights');
  }
  await expect(embed(['good'], question)).rejects.toThrow('there are no weights');
  const soon = open({ restMs: 0 });
  for (let time = 0; time < 3; time += 1) await expect(soon(['fail'], question)).rejects.toThrow();
  expect(await soon(['good'], question)).toHaveLength(1);
});

test('a text that fails costs no other tenant’s texts in its batch', async () => {
  const embed = open();
  const busy = [embed(['busy'], question), embed(['busy too'], question)];
  const asked = ['a', 'b', 'c'].map((name) =>
    embed([name === 'b' ? 'fail' : name], { ...lesson, tenantId: tenantIdSchema.parse(name) }),
  );
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await Promise.all(busy);
});

test('whoever stops waiting is told so at once', async () => {
  const embed = open();
  const stop = new AbortController();
  const asked = embed(['hang'], { ...question, signal: stop.signal });
  stop.abort(new Error('too late'));
  await expect(asked).rejects.toThrow('too late');
});

test('without a script, and with too many waiting, it rejects at once', async () => {
  await expect(createEmbeddingThread({ entry: undefined })(['a'], question)).rejects.toThrow('no script');
  const embed = open();
  const many = Array.from({ length: 1_001 }, () => 'x');
  await expect(embed(many, question)).rejects.toThrow('Too many');
  expect(await embed(many, lesson)).toHaveLength(1_001);
});
