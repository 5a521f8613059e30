// Prints the priors of calibrate.ts: mix and curve that fit many small collections cut from public sets, with questions
// whose label was left out and questions from other sets among the asked; English ones also by their embeddings.
// Then the scale (shift and slope) by the number of labels, with an FAQ's question and one or two examples, as in `eval`.
// node packages/answers/test/fit-prior.ts
import { backgroundTexts, englishBackgroundTexts } from '../src/background-texts.ts';
import { type Calibration, confidenceOf, cuesOf, oddsOf, priorCalibrations, STRANGERS } from '../src/calibrate.ts';
import { faqsOfRows } from '../src/faqs-of-rows.ts';
import { featuresOf } from '../src/features.ts';
import { learnTexts } from '../src/learn-texts.ts';
import { fitLogistic } from '../src/logistic.ts';
import { fitMix } from '../src/mix.ts';
import { rowOf } from '../src/projection.ts';
import { createRandom } from '../src/random.ts';
import { type LabelledRow, readRows } from '../src/read-rows.ts';
import { type Mix, mixScores, type Scores, scoreText } from '../src/score.ts';
import { datasetsDir } from './config.ts';
import { embedEnglish } from './embed-english.ts';

interface Asked {
  readonly scores: Scores;
  readonly label: number | undefined;
  readonly weight: number;
  readonly labelCount: number;
}

const sets = [
  'banking77/train',
  'clinc150/train',
  'hwu64/train',
  'xsid/en',
  'xsid/de',
  'xsid/tr',
  'xsid/zh',
  'xsid/ar',
  'xsid/ja',
];
const englishSets = 4;
const labelCounts = [1, 2, 4, 8, 25, 60, 120];
const shotCounts = [1, 2, 3, 5];
const repeats = 3;
const scaledLabelCounts = [2, 4, 8, 15, 30, 60, 120];
const scaledShotCounts = [1, 2];
const scaledRepeats = 2;
const questionsOfEachKind = 40;
/** The fewer FAQs a tenant has, the more is asked that none of them answers. */
const strangersPerKnown = (labelCount: number) => 0.06 + 2 / labelCount;
const PRIOR_STRENGTH = 0.1;

const rowsOfSet = await Promise.all(sets.map((set) => readRows(`${datasetsDir}/nlu/${set}.jsonl`)));
const backgroundEmbeddings = await embedEnglish(
  backgroundTexts.map((text) => (englishBackgroundTexts.includes(text) ? text : '')),
);
const asked: Asked[] = [];
const askedToScale: Asked[] = [];
for (const [set, rows] of rowsOfSet.entries()) {
  const groups = [...Map.groupBy(rows, ({ label }) => label).values()].filter(({ length }) => length >= 7);
  for (const labelCount of labelCounts) {
    if (labelCount > groups.length) continue;
    for (const shots of shotCounts) {
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        await collect(asked, set, groups, { labelCount, shots, repeat, hasQuestions: false });
      }
    }
  }
}

for (const [set, rows] of rowsOfSet.entries()) {
  const groups = [...Map.groupBy(rows, ({ label }) => label).values()].filter(({ length }) => length >= 7);
  for (const labelCount of scaledLabelCounts.filter((count) => count <= groups.length)) {
    for (const shots of scaledShotCounts) {
      for (let repeat = 0; repeat < scaledRepeats; repeat += 1) {
        await collect(askedToScale, set, groups, { labelCount, shots, repeat, hasQuestions: true });
      }
    }
  }
}

async function collect(
  to: Asked[],
  set: number,
  groups: readonly LabelledRow[][],
  cut: { labelCount: number; shots: number; repeat: number; hasQuestions: boolean },
) {
  const { labelCount, shots, repeat, hasQuestions } = cut;
  const random = createRandom(set * 1_000 + labelCount * 10 + shots * 7 + repeat * 100_003);
  const shuffled = shuffle(groups, random.shuffle).map((group) => shuffle(group, random.shuffle));
  const known = shuffled.slice(0, labelCount);
  const taught = known.flatMap((group, label) => {
    const examples = group.slice(0, shots);
    const questions = hasQuestions ? faqsOfRows(examples).map(({ question }) => question) : [];
    return [...questions, ...examples.map(({ text }) => text)].map((text) => ({ text, label }));
  });
  const lesson = {
    texts: taught.map(({ text }) => text),
    labelOfText: Int32Array.from(taught, ({ label }) => label),
    labelCount,
    seed: repeat,
  };
  const isEnglish = set < englishSets;
  const embeddings = isEnglish ? await embedEnglish(lesson.texts) : undefined;
  const { scorer } = learnTexts({ ...lesson, ...(embeddings && { embeddings, backgroundEmbeddings }) });
  const right = known.flatMap((group, label) => group.slice(shots).map(({ text }) => ({ text, label })));
  const near = shuffled.slice(labelCount).flat();
  // English ones are compared with English ones, as nothing else has an embedding.
  const others = isEnglish ? englishSets : rowsOfSet.length;
  const far = rowsOfSet[(set + 1 + (repeat % (others - 1))) % others] ?? [];
  const ask = async (rows: readonly { text: string; label: number | undefined }[], weight: number) => {
    const sample = shuffle(rows, random.shuffle).slice(0, questionsOfEachKind);
    const vectors = isEnglish && (await embedEnglish(sample.map(({ text }) => text)));
    for (const [place, { text, label }] of sample.entries()) {
      const scores = scoreText(scorer, featuresOf(text), vectors ? rowOf(vectors, place) : undefined);
      to.push({ scores, label, weight: weight / sample.length, labelCount });
    }
  };
  await ask(right, 1);
  for (const strangers of [near, far]) {
    await ask(
      strangers.map(({ text }) => ({ text, label: undefined })),
      hasQuestions ? STRANGERS.toScale : strangersPerKnown(labelCount) / 2,
    );
  }
}

function shuffle<T>(items: readonly T[], shuffleOrder: (values: Int32Array) => void): T[] {
  const order = Int32Array.from(items, (_, index) => index);
  shuffleOrder(order);
  return [...order].flatMap((index) => items.slice(index, index + 1));
}

function priorOf(texts: readonly Asked[], start: Mix) {
  const known = texts.flatMap(({ scores, label, weight }) =>
    label === undefined ? [] : [{ scores, label, weight: weight * questionsOfEachKind }],
  );
  const mix = fitMix(known, start, PRIOR_STRENGTH);
  const rows = texts.map(({ scores, label, weight }) => {
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
  return { asked: texts.length, mix: rounded(mix), inScope: rounded(inScope), isBest: rounded(isBest) };
}

function scaleOf(texts: readonly Asked[], prior: Calibration) {
  const rows = texts.map(({ scores, label, weight }) => {
    const { best, cues } = cuesOf(scores, mixScores(scores, prior.mix));
    const odds = oddsOf(confidenceOf({ ...prior, scale: [0, 1] }, cues));
    return { cues: [1, odds], isRight: best === label, weight: weight * questionsOfEachKind };
  });
  return fitLogistic(rows, [0, 1], PRIOR_STRENGTH);
}

const withoutEmbedding = ({ scores: { embedded: _, ...scores }, ...rest }: Asked): Asked => ({ ...rest, scores });
const hasEmbedding = ({ scores }: Asked) => scores.embedded !== undefined;
console.log(JSON.stringify({ lexical: priorOf(asked.map(withoutEmbedding), [3, 0]) }));
console.log(JSON.stringify({ embedded: priorOf(asked.filter(hasEmbedding), [1.5, 0, 1.5, 0]) }));
for (const labelCount of scaledLabelCounts) {
  const own = askedToScale.filter((text) => text.labelCount === labelCount);
  const lexical = scaleOf(own.map(withoutEmbedding), priorCalibrations.lexical);
  const embedded = scaleOf(own.filter(hasEmbedding), priorCalibrations.embedded);
  console.log(JSON.stringify({ labelCount, scale: { lexical, embedded } }));
}
