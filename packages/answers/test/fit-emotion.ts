// Writes src/emotion/english-weights.ts: what English words say of an emotion, learnt from four fifths of GoEmotions and of
// three sets of ordinary questions; prints how it does on the fifth held out.  node packages/answers/test/fit-emotion.ts
import { writeFile } from 'node:fs/promises';
import { englishFeaturesOf } from '../src/emotion/english-features.ts';
import { createRandom } from '../src/random.ts';
import { datasetsDir } from './config.ts';
import { splitEmotionRows, splitOrdinaryRows } from './emotion-rows.ts';

/** Relative to `neutral`, which comes last and is taken as the zero of the others. */
const classes = ['anger', 'disappointment', 'satisfaction', 'neutral'] as const;
const classOf: Readonly<Record<string, (typeof classes)[number]>> = {
  anger: 'anger',
  disgust: 'anger',
  sadness: 'disappointment',
  joy: 'satisfaction',
};
const FEWEST_TEXTS = 3;
const MOST_FEATURES = 28_000;
const NEUTRAL = classes.length - 1;
/** Anger and disappointment are rare among the texts. */
const importance = [3, 2, 1, 1];
const ORDINARY_IMPORTANCE = 3;
const SEED = 7;
const ROUNDS = 10;
const FIRST_STEP = 2;
const PENALTY = 0.5;

const emotion = await splitEmotionRows(datasetsDir);
const ordinary = await splitOrdinaryRows(datasetsDir);
const rows = [
  ...emotion.train.map(({ text, label }) => {
    const at = classes.indexOf(classOf[label] ?? 'neutral');
    return { text, label: at, importance: importance[at] ?? 1 };
  }),
  ...Object.values(ordinary).flatMap(({ train }) =>
    train.map(({ text }) => ({ text, label: NEUTRAL, importance: ORDINARY_IMPORTANCE })),
  ),
];
const featuresOfRow = rows.map(({ text }) => englishFeaturesOf(text));
const seen = new Map<number, number>();
for (const features of featuresOfRow) for (const key of features) seen.set(key, (seen.get(key) ?? 0) + 1);

const frequent = [...seen].flatMap(([key, count]) => (count >= FEWEST_TEXTS ? [key] : []));
const first = train(frequent);
const kept = frequent
  .map((key, at) => ({ key, worth: worthOf(first, at) * Math.sqrt(seen.get(key) ?? 0) }))
  .sort((a, b) => b.worth - a.worth)
  .slice(0, MOST_FEATURES)
  .map(({ key }) => key)
  .sort((a, b) => a - b);
const weights = train(kept);
const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
await writeFile(new URL('../src/emotion/english-weights.ts', import.meta.url), written());

/** Multinomial logistic regression with an L2 penalty, by stochastic gradient descent, rare classes counting for more. */
function train(keys: readonly number[]): Float32Array {
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  const placesOfRow = featuresOfRow.map((features) => [...features].flatMap((key) => placeOf.get(key) ?? []));
  const weights = new Float64Array(keys.length * classes.length);
  const order = Int32Array.from(rows, (_, row) => row);
  const random = createRandom(SEED);
  const shrinking = PENALTY / rows.length;
  let scale = 1;
  let steps = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    random.shuffle(order);
    for (const row of order) {
      const places = placesOfRow[row] ?? [];
      const value = 1 / Math.sqrt(featuresOfRow[row]?.size || 1);
      const powers = classes.map((_, label) =>
        Math.exp(
          places.reduce((sum, place) => sum + (weights[place * classes.length + label] ?? 0), 0) * value * scale,
        ),
      );
      const total = powers.reduce((sum, power) => sum + power, 0);
      const right = rows[row]?.label ?? NEUTRAL;
      const step = FIRST_STEP / (1 + FIRST_STEP * shrinking * steps);
      steps += 1;
      scale *= 1 - step * shrinking;
      for (const [label, power] of powers.entries()) {
        const miss = power / total - (label === right ? 1 : 0);
        const move = (miss * (rows[row]?.importance ?? 1) * step * value) / scale;
        for (const place of places) {
          const at = place * classes.length + label;
          weights[at] = (weights[at] ?? 0) - move;
        }
      }
    }
  }
  const shown = new Float32Array(keys.length * NEUTRAL);
  for (let place = 0; place < keys.length; place += 1) {
    const neutral = weights[place * classes.length + NEUTRAL] ?? 0;
    for (let label = 0; label < NEUTRAL; label += 1) {
      shown[place * NEUTRAL + label] = ((weights[place * classes.length + label] ?? 0) - neutral) * scale;
    }
  }
  return shown;
}

function worthOf(dense: Float32Array, feature: number): number {
  let worth = 0;
  for (let label = 0; label < NEUTRAL; label += 1)
    worth = Math.max(worth, Math.abs(dense[feature * NEUTRAL + label] ?? 0));
  return worth;
}

function written(): string {
  const bytes = Buffer.alloc(kept.length * (4 + NEUTRAL));
  for (const [place, key] of kept.entries()) bytes.writeUInt32LE(key, place * 4);
  for (const [index, weight] of weights.entries()) {
    bytes.writeInt8(Math.round((weight / largest) * 127), kept.length * 4 + index);
  }
  return [
    '// Written by test/fit-emotion.ts; made from the data sets that the README names.',
    `export const englishWeights = {`,
    `  largest: ${largest.toFixed(4)},`,
    `  count: ${kept.length},`,
    `  packed: '${bytes.toString('base64')}',`,
    '};',
    '',
  ].join('\n');
}
