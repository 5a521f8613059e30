import { expect, test } from 'vitest';
import { correctionsFor, learningCurve } from './learning-curve.ts';

const rows = (label: string, ...texts: string[]) => texts.map((text) => ({ text, label }));

const train = [
  ...rows('opening_hours', 'when are you open'),
  ...rows('returns', 'can i send it back'),
  ...rows('repairs', 'my bell is broken'),
];
const stream = [
  ...rows('opening_hours', 'zeppelin shop schedule', 'when are you open'),
  ...rows('returns', 'gribble policy please', 'can i send it back'),
  ...rows('repairs', 'wobbly frobnicator', 'my bell is broken'),
];
const asked = [
  ...rows('opening_hours', 'the zeppelin shop schedule'),
  ...rows('returns', 'gribble policy'),
  ...rows('repairs', 'a wobbly frobnicator'),
];

const curveOf = (more: Partial<Parameters<typeof learningCurve>[0]> = {}) =>
  learningCurve({ train, stream, test: asked, rounds: 2, ...more });

test('what is shown to people is put right and learnt from; what was answered costs nobody anything', async () => {
  const { shown, random, all } = await curveOf();
  expect(shown.map(({ corrections }) => corrections)).toEqual([0, 2, 3]);
  expect(shown.at(-1)?.accuracy).toBe(1);
  expect(shown[0]?.accuracy).toBeLessThan(1);
  expect(random.slice(0, 3).map(({ corrections }) => corrections)).toEqual([0, 2, 3]);
  expect(random[0]).toEqual(shown[0]);
  expect(all).toMatchObject({ corrections: stream.length, accuracy: 1 });
});

test('a wrong answer is put right when the customer says so, and stays unseen when nobody does', async () => {
  const wrong = rows('returns', ...Array.from({ length: 20 }, (_, index) => `is my bell broken ${index}`));
  const correctionsAt = async (rejects: number) =>
    (await curveOf({ stream: wrong, rejects, rounds: 1 })).shown.at(-1)?.corrections;
  expect(await correctionsAt(0)).toBe(0);
  expect(await correctionsAt(1)).toBe(20);
});

test('what would lose on held-out questions is refused', async () => {
  const things = ['lamp', 'kettle', 'bicycle', 'camera', 'guitar', 'blanket'];
  const begun = things.flatMap((thing) =>
    rows(thing, `tell me about the ${thing}`, `i want a ${thing}`, `${thing} price`),
  );
  const known = things.flatMap((thing) =>
    rows(thing, ...Array.from({ length: 80 }, (_, index) => `number ${index} question on your ${thing}`)),
  );
  // Somebody teaches each question to the FAQ of the next thing.
  const mistaken = things.flatMap((thing, at) =>
    rows(
      things[(at + 1) % things.length] ?? thing,
      ...Array.from({ length: 40 }, (_, index) => `one more question ${index} on your ${thing}`),
    ),
  );
  const taught = { train: begun, stream: [...known, ...mistaken], test: known, rejects: 1, confirms: 1, rounds: 3 };
  const gated = (await curveOf(taught)).shown.at(-1);
  const open = (await curveOf({ ...taught, tolerance: 1 })).shown.at(-1);
  expect(gated?.refused).toBeGreaterThan(0);
  expect(open?.refused).toBe(0);
  expect(gated?.accuracy).toBeGreaterThan(open?.accuracy ?? 1);
});

test('the test is never learnt from, and the same options give the same curve', async () => {
  expect((await curveOf({ stream: [], rounds: 3 })).shown).toHaveLength(1);
  const [one, other] = await Promise.all([curveOf({ rounds: 3 }), curveOf({ rounds: 3 })]);
  expect(one).toEqual(other);
  expect(one?.shown).toHaveLength(4);
});

test('the corrections that an accuracy takes lie on the line between two rounds', () => {
  const rounds = [0.5, 0.6, 0.9].map((accuracy, at) => ({
    ...{ accuracy, corrections: at * 100, refused: 0, coverage: 1, wrong: 0 },
  }));
  expect([0.4, 0.6, 0.75, 0.9, 0.91].map((goal) => correctionsFor(rounds, goal))).toEqual([
    0,
    100,
    150,
    200,
    undefined,
  ]);
});
