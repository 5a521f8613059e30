import { expect, test } from 'vitest';
import { mergeClusters } from './merge-clusters.ts';
import { clusterQuestions, type QuestionVector } from './question-clusters.ts';

/** A direction of its own for each thing asked, and a little of another for each way to ask it. */
function asked(id: string, thing: number, way: number): QuestionVector {
  const vector = new Float32Array(40);
  vector[thing] = 0.9;
  vector[20 + (way % 20)] = Math.sqrt(1 - 0.81);
  return { id, vector };
}

const questions = Array.from({ length: 60 }, (_, at) => asked(`q${at}`, at % 3, at));

test('questions that ask the same come together, under the id of the first', () => {
  const { clusterIds, changed } = clusterQuestions([], questions);
  expect(new Set(clusterIds)).toEqual(new Set(['q0', 'q1', 'q2']));
  expect(clusterIds.slice(0, 6)).toEqual(['q0', 'q1', 'q2', 'q0', 'q1', 'q2']);
  expect(changed.map(({ id, count }) => [id, count])).toEqual([
    ['q0', 20],
    ['q1', 20],
    ['q2', 20],
  ]);
});

test('what comes later goes to the clusters there are, in one go or in many', () => {
  const whole = clusterQuestions([], questions);
  const first = clusterQuestions([], questions.slice(0, 25));
  const rest = clusterQuestions(first.changed, questions.slice(25));
  expect([...first.clusterIds, ...rest.clusterIds]).toEqual(whole.clusterIds);
  expect(rest.changed).toEqual(whole.changed);
  expect(first.changed.map(({ count }) => count)).toEqual([9, 8, 8]);
});

test('only clusters that a question came to are changed', () => {
  const { changed } = clusterQuestions([], questions.slice(0, 3));
  expect(clusterQuestions(changed, [asked('new', 1, 7)]).changed.map(({ id }) => id)).toEqual(['q1']);
  expect(clusterQuestions(changed, []).changed).toEqual([]);
});

test('clusters whose questions are alike are merged into the larger, what was merged before with them', async () => {
  const cluster = (id: string, things: readonly number[]) => {
    const sum = new Float32Array(40);
    for (const [way, thing] of things.entries()) {
      for (const [at, value] of asked('', thing, way).vector.entries()) sum[at] = (sum[at] ?? 0) + value;
    }
    return { id, sum, count: things.length };
  };
  const { clusters, mergedInto } = await mergeClusters([
    cluster('small', [0]),
    cluster('large', [0, 0, 0]),
    cluster('other', [1, 1]),
    cluster('middle', [0, 0]),
  ]);
  expect(clusters.map(({ id, count }) => [id, count])).toEqual([
    ['large', 6],
    ['other', 2],
  ]);
  expect(Object.fromEntries(mergedInto)).toEqual({ small: 'large', middle: 'large' });
});

test('no question and no cluster are fine, and a question without anything in it is one of its own', async () => {
  expect(clusterQuestions([], [])).toEqual({ clusterIds: [], changed: [] });
  expect(await mergeClusters([])).toEqual({ clusters: [], mergedInto: new Map() });
  const empty = { id: 'empty', vector: new Float32Array(40) };
  expect(clusterQuestions([], [questions[0] ?? empty, empty]).clusterIds).toEqual(['q0', 'empty']);
});
