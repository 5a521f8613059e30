// Prints the prior of calibrate.ts: mix and curve that fit many small collections cut from public sets, with questions
// whose label was left out and questions from other sets among the asked.  node packages/answers/test/fit-prior.ts
import { backgroundTexts } from '../src/background-texts.ts';
import { cuesOf } from '../src/calibrate.ts';
import { featuresOf } from '../src/features.ts';
import { fitLogistic } from '../src/logistic.ts';
import { createRandom } from '../src/random.ts';
import { type LabelledRow, readRows } from '../src/read-rows.ts';
import { type Mix, mixScores, type Scores, scoreText, trainScorer } from '../src/score.ts';
import { datasetsDir } from './config.ts';

interface Asked {
  readonly scores: Scores;
  readonly label: number | undefined;
  readonly weight: number;
}

const sets = [
  'banking77/train',
  'clinc150/train',
  'hwu64/train',
  'xsid/de',
  'xsid/tr',
  'xsid/zh',
  'xsid/ar',
  'xsid/ja',
];
const labelCounts = [1, 2, 4, 8, 25, 60, 120];
const shotCounts = [1, 2, 3, 5];
const repeats = 3;
const questionsOfEachKind = 40;
/** The fewer FAQs a tenant has, the more is asked that none of them answers. */
const strangersPerKnown = (labelCount: number) => 0.2 + 2 / labelCount;
const PRIOR_STRENGTH = 0.1;

const rowsOfSet = await Promise.all(sets.map((set) => readRows(`${datasetsDir}/nlu/${set}.jsonl`)));
const background = backgroundTexts.map(featuresOf);
const asked: Asked[] = [];
for (const [set, rows] of rowsOfSet.entries()) {
  const groups = [...Map.groupBy(rows, ({ label }) => label).values()].filter(({ length }) => length >= 7);
  for (const labelCount of labelCounts) {
    if (labelCount > groups.length) continue;
    for (const shots of shotCounts) {
      for (let repeat = 0; repeat < repeats; repeat += 1) collect(set, groups, labelCount, shots, repeat);
    }
  }
}

function collect(set: number, groups: readonly LabelledRow[][], labelCount: number, shots: number, repeat: number) {
  const random = createRandom(set * 1_000 + labelCount * 10 + shots * 7 + repeat * 100_003);
  const shuffled = shuffle(groups, random.shuffle).map((group) => shuffle(group, random.shuffle));
  const known = shuffled.slice(0, labelCount);
  const taught = known.flatMap((group, label) => group.slice(0, shots).map(({ text }) => ({ text, label })));
  const scorer = trainScorer(
    taught.map(({ text }) => featuresOf(text)),
    Int32Array.from(taught, ({ label }) => label),
    labelCount,
    background,
    random,
  );
  const right = known.flatMap((group, label) => group.slice(shots).map(({ text }) => ({ text, label })));
  const near = shuffled.slice(labelCount).flat();
  const far = rowsOfSet[(set + 1 + repeat) % rowsOfSet.length] ?? [];
  const ask = (rows: readonly { text: string; label: number | undefined }[], weight: number) => {
    const sample = shuffle(rows, random.shuffle).slice(0, questionsOfEachKind);
    for (const { text, label } of sample) {
      asked.push({ scores: scoreText(scorer, featuresOf(text)), label, weight: weight / sample.length });
    }
  };
  ask(right, 1);
  for (const strangers of [near, far]) {
    ask(
      strangers.map(({ text }) => ({ text, label: undefined })),
      strangersPerKnown(labelCount) / 2,
    );
  }
}

function shuffle<T>(items: readonly T[], shuffleOrder: (values: Int32Array) => void): T[] {
  const order = Int32Array.from(items, (_, index) => index);
  shuffleOrder(order);
  return [...order].flatMap((index) => items.slice(index, index + 1));
}

function lossOfMix(mix: Mix): number {
  let loss = 0;
  for (const { scores, label, weight } of asked) {
    if (label !== undefined) loss -= weight * Math.log((mixScores(scores, mix)[label] ?? 0) + 1e-9);
  }
  return loss;
}

const mixes = [0, 1, 2, 4, 8].flatMap((likenessWeight) =>
  [1, 1.5, 2, 3, 4].map((sharpness) => ({ likenessWeight, sharpness })),
);
const mix = mixes.reduce((best, next) => (lossOfMix(next) < lossOfMix(best) ? next : best));
const rows = asked.map(({ scores, label, weight }) => {
  const { best, cues } = cuesOf(scores, mixScores(scores, mix));
  return { cues, label, isBest: best === label, weight: weight * questionsOfEachKind };
});
const none = new Array<number>(rows[0]?.cues.length ?? 0).fill(0);
const inScope = fitLogistic(
  rows.map((row) => ({ ...row, isRight: row.label !== undefined })),
  none,
  PRIOR_STRENGTH,
);
const isBest = fitLogistic(
  rows.filter(({ label }) => label !== undefined).map((row) => ({ ...row, isRight: row.isBest })),
  none,
  PRIOR_STRENGTH,
);
const rounded = (weights: readonly number[]) => weights.map((weight) => Number(weight.toFixed(2)));
console.log(JSON.stringify({ asked: asked.length, mix, inScope: rounded(inScope), isBest: rounded(isBest) }));
