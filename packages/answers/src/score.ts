import type { Features } from './features.ts';
import { type LinearModel, scoresOf, trainLinear } from './linear.ts';
import { learnNeighbours, likenessOf, type NeighbourModel } from './neighbours.ts';
import type { Random } from './random.ts';
import { learnVocabulary, type Vocabulary, vectorsOf, type Weighed, weigh } from './vocabulary.ts';

/** What tells labels apart: the linear model and the nearest texts over one vocabulary. */
export interface Scorer {
  readonly labelCount: number;
  readonly vocabulary: Vocabulary;
  readonly linear: LinearModel;
  readonly neighbours: NeighbourModel;
}

/** What a scorer says to one text: for each label and, in `linear`, for none of them; and which share of the text's words it never met (0–1). */
export interface Scores {
  readonly linear: Float32Array;
  readonly likeness: Float32Array;
  readonly unknownShare: number;
}

/** How much likeness counts beside the linear scores, and how sharply both become probabilities. */
export interface Mix {
  readonly likenessWeight: number;
  readonly sharpness: number;
}

/** Where there are more labels, only the most like ones compete for a text: learning stays linear in the labels. */
const MOST_RIVALS = 32;
const FEW_LABELS = 200;
const MOST_BACKGROUND_LIKENESS = 0.4;

/**
 * Learns to tell labels apart, and all of them from `background`, which is a label of its own after the others: score
 * `labelCount` is that of "none of these".
 */
export function trainScorer(
  texts: readonly Features[],
  labelOfText: Int32Array,
  labelCount: number,
  background: readonly Features[],
  random: Random,
): Scorer {
  const vocabulary = learnVocabulary(texts, background);
  const featureCount = vocabulary.keys.length;
  const neighbours = learnNeighbours(vectorsOf(texts, vocabulary), labelOfText, featureCount);
  const unlike = background.filter((features) => !isLikeSome(neighbours, weigh(features, vocabulary), labelCount));
  const vectors = vectorsOf([...texts, ...unlike], vocabulary);
  const labels = new Int32Array(texts.length + unlike.length).fill(labelCount);
  labels.set(labelOfText);
  const task = { vectors, labelOfText: labels, labelCount: labelCount + 1, featureCount };
  if (labelCount <= FEW_LABELS) return { labelCount, vocabulary, neighbours, linear: trainLinear(task, random) };
  const rivalsOfText = Array.from(labels, (label, text) => {
    const from = vectors.starts[text] ?? 0;
    const to = vectors.starts[text + 1] ?? 0;
    const vector = { at: vectors.at.subarray(from, to), value: vectors.value.subarray(from, to) };
    const rivals = mostLike(likenessOf(neighbours, vector, labelCount, text));
    return Int32Array.from(new Set([label, ...rivals, labelCount]));
  });
  return { labelCount, vocabulary, neighbours, linear: trainLinear({ ...task, rivalsOfText }, random) };
}

export function scoreText(scorer: Scorer, features: Features): Scores {
  const weighed = weigh(features, scorer.vocabulary);
  const likeness = likenessOf(scorer.neighbours, weighed, scorer.labelCount);
  const linear = scoresOf(scorer.linear, weighed, scorer.labelCount + 1);
  if (scorer.labelCount > FEW_LABELS) {
    const rivals = new Set(mostLike(likeness));
    for (let label = 0; label < scorer.labelCount; label += 1) {
      if (!rivals.has(label)) linear[label] = Number.NEGATIVE_INFINITY;
    }
  }
  return { linear, likeness, unknownShare: weighed.unknownShare };
}

/** The scores as one probability for each label, given that it is one of them; they add up to 1. `handicap` is taken off a label's score. */
export function mixScores(scores: Scores, mix: Mix, handicap?: ArrayLike<number>): Float64Array {
  const mixed = Float64Array.from(
    scores.likeness,
    (likeness, label) =>
      mix.sharpness * ((scores.linear[label] ?? 0) + mix.likenessWeight * likeness) - (handicap?.[label] ?? 0),
  );
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of mixed) highest = Math.max(highest, score);
  if (highest === Number.NEGATIVE_INFINITY) return mixed.fill(0);
  let sum = 0;
  for (let label = 0; label < mixed.length; label += 1) {
    const power = Math.exp((mixed[label] ?? 0) - highest);
    mixed[label] = power;
    sum += power;
  }
  for (let label = 0; label < mixed.length; label += 1) mixed[label] = (mixed[label] ?? 0) / sum;
  return mixed;
}

function isLikeSome(neighbours: NeighbourModel, vector: Weighed, labelCount: number): boolean {
  return likenessOf(neighbours, vector, labelCount).some((likeness) => likeness > MOST_BACKGROUND_LIKENESS);
}

/** The labels most like a text, by label. */
function mostLike(likeness: Float32Array): Int32Array {
  const least = likeness.slice().sort()[Math.max(0, likeness.length - MOST_RIVALS)] ?? 0;
  const labels: number[] = [];
  for (let label = 0; label < likeness.length && labels.length < MOST_RIVALS; label += 1) {
    if ((likeness[label] ?? 0) >= least) labels.push(label);
  }
  return Int32Array.from(labels);
}
