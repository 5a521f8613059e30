import { learnVocabulary, type Vocabulary, weigh } from './features.ts';
import { type LinearModel, marginsOf, trainLinear } from './linear.ts';
import { learnNeighbours, likenessOf, type NeighbourModel } from './neighbours.ts';
import type { Random } from './random.ts';

/** What tells labels apart: the linear machines and the nearest texts over one vocabulary. */
export interface Scorer {
  readonly labelCount: number;
  readonly vocabulary: Vocabulary;
  readonly linear: LinearModel;
  readonly neighbours: NeighbourModel;
}

export interface Scores {
  readonly margins: Float32Array;
  readonly likeness: Float32Array;
}

/** How much the nearest texts count beside the margins, and how sharply scores become probabilities. */
export interface Mix {
  readonly likenessWeight: number;
  readonly sharpness: number;
}

export async function trainScorer(
  texts: readonly ReadonlyMap<string, number>[],
  labels: Int32Array,
  labelCount: number,
  random: Random,
  breathe: () => Promise<void>,
): Promise<Scorer> {
  const vocabulary = learnVocabulary(texts);
  const vectors = texts.map((features) => weigh(features, vocabulary));
  return {
    labelCount,
    vocabulary,
    linear: await trainLinear(vectors, labels, labelCount, vocabulary.size, random, breathe),
    neighbours: learnNeighbours(vectors, labels, vocabulary.size),
  };
}

export function scoreText(scorer: Scorer, features: ReadonlyMap<string, number>): Scores {
  const vector = weigh(features, scorer.vocabulary);
  return {
    margins: marginsOf(scorer.linear, vector),
    likeness: likenessOf(scorer.neighbours, vector, scorer.labelCount),
  };
}

/** The scores as one probability for each label; they add up to 1. */
export function mixScores({ margins, likeness }: Scores, mix: Mix): Float32Array {
  const mixed = margins.map((margin, label) => mix.sharpness * (margin + mix.likenessWeight * (likeness[label] ?? 0)));
  const highest = mixed.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let label = 0; label < mixed.length; label += 1) {
    const power = Math.exp((mixed[label] ?? 0) - highest);
    mixed[label] = power;
    sum += power;
  }
  return mixed.map((power) => power / (sum || 1));
}
