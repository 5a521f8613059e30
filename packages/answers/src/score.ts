import {
  type EmbeddedModel,
  type EmbeddedScores,
  type EmbeddedTexts,
  gatherEmbedded,
  learnWeights,
  nearestByMeaning,
  nearestLabels,
  scoreMeaning,
  weightsOfLabel,
} from './embedded.ts';
import type { Features } from './features.ts';
import { type LinearModel, scoresOf, trainLinear } from './linear.ts';
import type { LinearModelOfMany } from './linear-among-rivals.ts';
import { learnNeighbours, likenessOf, type NeighbourModel } from './neighbours.ts';
import { hasEmbedding } from './projection.ts';
import type { Random } from './random.ts';
import { topPlaces } from './top-places.ts';
import { inRow, learnVocabulary, type Vocabulary, type Weighed, weigh } from './vocabulary.ts';

/** What tells labels apart: the linear model and the nearest texts over one vocabulary, and the same over embeddings. */
export interface Scorer {
  readonly labelCount: number;
  readonly vocabulary: Vocabulary;
  readonly linear: LinearModel | LinearModelOfMany;
  readonly neighbours: NeighbourModel;
  readonly embedded?: EmbeddedModel;
}

/** What a scorer says to one text: for each label and, in `linear`, for none of them; and which share of the text's words it never met (0–1). */
export interface Scores {
  readonly linear: Float32Array;
  readonly likeness: Float32Array;
  readonly unknownShare: number;
  readonly embedded?: EmbeddedScores;
}

/** What each part of the scores counts, in the order of `partsOf`. */
export type Mix = readonly number[];

/** Where there are more labels, only the most like ones compete for a text: learning stays linear in the labels. */
const MOST_RIVALS = 32;
const RIVALS_TO_LEARN_FROM = 16;
const RIVALS_BY_MEANING = 8;
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
  embeddedTexts?: EmbeddedTexts,
): Scorer {
  const vocabulary = learnVocabulary(texts, background);
  const featureCount = vocabulary.keys.length;
  const weighed = texts.map((features) => weigh(features, vocabulary));
  const neighbours = learnNeighbours(inRow(weighed), labelOfText, featureCount);
  const embedded = embeddedTexts && gatherEmbedded(embeddedTexts, labelOfText, labelCount);
  const weighedBackground = background.map((features) => weigh(features, vocabulary));
  const unlike = [...background.keys()].filter((place) => {
    const vector = weighedBackground[place];
    return vector && !isLikeSome(neighbours, vector, labelCount);
  });
  const taught = [...weighed, ...unlike.flatMap((place) => weighedBackground[place] ?? [])];
  const vectors = inRow(taught);
  const labels = new Int32Array(texts.length + unlike.length).fill(labelCount);
  labels.set(labelOfText);
  const rows = embeddedTexts && rowsFor(embeddedTexts, texts.length, unlike);
  const rivals = labelCount > FEW_LABELS && {
    rivalsOfText: Array.from(labels, (label, text) => {
      const vector = taught[text];
      const likeness = vector ? likenessOf(neighbours, vector, labelCount, text) : new Float32Array();
      const near = topPlaces(likeness, RIVALS_TO_LEARN_FROM);
      const row = embedded && rows && rowAt(rows, text, weightsOfLabel(embedded));
      const nearByMeaning = row && hasEmbedding(row) ? nearestLabels(embedded, row, RIVALS_BY_MEANING) : [];
      return Int32Array.from(new Set([label, ...near, ...nearByMeaning, labelCount]));
    }),
  };
  const task = { vectors, labelOfText: labels, labelCount: labelCount + 1, featureCount };
  const linear = trainLinear({ ...task, ...rivals }, random);
  const scorer = { labelCount, vocabulary, neighbours, linear };
  if (!embedded || !rows) return scorer;
  return { ...scorer, embedded: learnWeights(embedded, { rows, labelOfText: labels, ...rivals }, random) };
}

/** Scores a text; without an embedding, or with one of another size than was learnt from, by its words alone. */
export function scoreText(scorer: Scorer, features: Features, embedding?: Float32Array): Scores {
  const { labelCount } = scorer;
  const weighed = weigh(features, scorer.vocabulary);
  const likeness = likenessOf(scorer.neighbours, weighed, labelCount);
  const meant = scorer.embedded && embedding && nearestByMeaning(scorer.embedded, embedding);
  const wanted = labelCount > FEW_LABELS ? [...topPlaces(likeness, MOST_RIVALS), ...(meant?.nearest ?? [])] : undefined;
  const rivals = wanted && [...new Set(wanted), labelCount].sort((a, b) => a - b);
  const linear = scoresOf(scorer.linear, weighed, labelCount + 1, rivals);
  const embedded = scorer.embedded && meant && scoreMeaning(scorer.embedded, meant, rivals);
  return { linear, likeness, unknownShare: weighed.unknownShare, ...(embedded && { embedded }) };
}

/** The scores of each label, part by part; a mix for fewer parts leaves the last ones out. */
export function partsOf({ linear, likeness, embedded }: Scores): Float32Array[] {
  return embedded ? [linear, likeness, embedded.linear, embedded.likeness] : [linear, likeness];
}

/** The scores as one probability for each label, given that it is one of them; they add up to 1. `handicap` is taken off a label's score. */
export function mixScores(scores: Scores, mix: Mix, handicap?: ArrayLike<number>): Float64Array {
  const parts = partsOf(scores);
  const mixed = new Float64Array(scores.likeness.length);
  const possible: number[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < mixed.length; label += 1) {
    if (scores.linear[label] === Number.NEGATIVE_INFINITY) continue;
    let score = -(handicap?.[label] ?? 0);
    for (let part = 0; part < mix.length; part += 1) score += (mix[part] ?? 0) * (parts[part]?.[label] ?? 0);
    mixed[label] = score;
    possible.push(label);
    if (score > highest) highest = score;
  }
  if (highest === Number.NEGATIVE_INFINITY) return mixed.fill(0);
  let sum = 0;
  for (const label of possible) {
    const power = Math.exp((mixed[label] ?? 0) - highest);
    mixed[label] = power;
    sum += power;
  }
  for (const label of possible) mixed[label] = (mixed[label] ?? 0) / sum;
  return mixed;
}

/** What weights are learnt over: the texts' rows, then those of the background texts at the given places. */
function rowsFor({ projection, whole, ...projected }: EmbeddedTexts, textCount: number, places: readonly number[]) {
  const dimensions = whole ? projection.from : projection.dimensions;
  const { rows, background } = whole ?? projected;
  const all = new Float32Array((textCount + places.length) * dimensions);
  all.set(rows);
  for (const [index, place] of places.entries()) {
    all.set(rowAt(background, place, dimensions), (textCount + index) * dimensions);
  }
  return all;
}

function rowAt(rows: Float32Array, place: number, dimensions: number): Float32Array {
  return rows.subarray(place * dimensions, (place + 1) * dimensions);
}

function isLikeSome(neighbours: NeighbourModel, vector: Weighed, labelCount: number): boolean {
  return likenessOf(neighbours, vector, labelCount).some((likeness) => likeness > MOST_BACKGROUND_LIKENESS);
}
