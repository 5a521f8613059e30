import { solve } from './logistic.ts';
import { type Mix, mixScores, partsOf, type Scores } from './score.ts';

export interface MixRow {
  readonly scores: Scores;
  /** The label that is right; rows where it is not among those that may be teach nothing. */
  readonly label: number;
  readonly weight?: number;
}

/** What a part usually counts; likeness is at most 1, linear scores are not. */
const USUAL_WEIGHTS = [1, 6, 1, 6];
const MOST_ROUNDS = 12;
const CLOSE_ENOUGH = 1e-6;

/**
 * The mix that makes the right labels likeliest, by Newton's method (a conditional logit), held to `prior` with the given
 * strength (in rows). No part counts less than nothing.
 */
export function fitMix(all: readonly MixRow[], prior: Mix, strength: number): Mix {
  const rows = all.filter(({ scores, label }) => scores.linear[label] !== Number.NEGATIVE_INFINITY);
  const hold = prior.map((_, part) => strength / (USUAL_WEIGHTS[part] ?? 1) ** 2);
  const lossOf = (mix: Mix) => {
    let loss = 0;
    for (const [part, weight] of mix.entries()) loss += ((hold[part] ?? 0) / 2) * (weight - (prior[part] ?? 0)) ** 2;
    for (const { scores, label, weight = 1 } of rows) {
      loss -= weight * Math.log((mixScores(scores, mix)[label] ?? 0) + 1e-9);
    }
    return loss;
  };
  let mix = prior;
  let loss = lossOf(mix);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const direction = newtonStep(rows, mix, prior, hold);
    let next = mix;
    let nextLoss = Number.POSITIVE_INFINITY;
    for (let size = 1; size > 0.02 && !(nextLoss < loss); size /= 2) {
      next = mix.map((weight, part) => Math.max(0, weight - size * (direction[part] ?? 0)));
      nextLoss = lossOf(next);
    }
    if (!(nextLoss < loss)) break;
    const isClose = loss - nextLoss < CLOSE_ENOUGH * loss;
    mix = next;
    loss = nextLoss;
    if (isClose) break;
  }
  return mix;
}

function newtonStep(rows: readonly MixRow[], mix: Mix, prior: Mix, hold: readonly number[]): number[] {
  const slope = mix.map((weight, part) => (hold[part] ?? 0) * (weight - (prior[part] ?? 0)));
  const curvature = mix.map((_, i) => mix.map((__, j) => (i === j ? (hold[i] ?? 0) : 0)));
  for (const { scores, label, weight = 1 } of rows) {
    const parts = partsOf(scores);
    const probabilities = mixScores(scores, mix);
    const mean = new Float64Array(mix.length);
    const product = mix.map(() => new Float64Array(mix.length));
    for (let other = 0; other < probabilities.length; other += 1) {
      const p = probabilities[other] ?? 0;
      if (p < 1e-7) continue;
      for (let i = 0; i < mix.length; i += 1) {
        const value = p * (parts[i]?.[other] ?? 0);
        mean[i] = (mean[i] ?? 0) + value;
        const line = product[i];
        if (line) for (let j = 0; j <= i; j += 1) line[j] = (line[j] ?? 0) + value * (parts[j]?.[other] ?? 0);
      }
    }
    for (let i = 0; i < mix.length; i += 1) {
      slope[i] = (slope[i] ?? 0) + weight * ((mean[i] ?? 0) - (parts[i]?.[label] ?? 0));
      for (let j = 0; j <= i; j += 1) {
        const value = weight * ((product[i]?.[j] ?? 0) - (mean[i] ?? 0) * (mean[j] ?? 0));
        const line = curvature[i];
        if (line) line[j] = (line[j] ?? 0) + value;
        const mirrored = curvature[j];
        if (mirrored && i !== j) mirrored[i] = (mirrored[i] ?? 0) + value;
      }
    }
  }
  return solve(curvature, slope);
}
