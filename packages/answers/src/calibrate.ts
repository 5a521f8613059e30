import { type Mix, mixScores, type Scores } from './score.ts';

/** A text that was held out: what the model without it said, and its true label; undefined when it has none there. */
export interface HeldOut {
  readonly scores: Scores;
  readonly label: number | undefined;
}

/** Turns scores into the probability that the best label is the right one. */
export interface Calibration {
  readonly mix: Mix;
  /** Of the logistic curve over `cuesOf`. */
  readonly weights: readonly number[];
}

/** What fits a tenant with too little text to hold any out; measured on several public sets of small FAQs. */
const PRIOR: Calibration = {
  mix: { likenessWeight: 3, sharpness: 3 },
  weights: [-2.6, 0.35, 5.5, 1.5],
};

const LIKENESS_WEIGHTS = [0.5, 1, 2, 3, 5, 8];
const SHARPNESSES = [1, 1.5, 2, 3, 4, 6, 8, 12];
const FEWEST_TO_LEARN_FROM = 30;
const MOST_TO_LEARN_FROM = 2_000;
/** How much held-out labels count in all, beside questions that have an answer. */
const OUT_OF_SCOPE_SHARE = 0.3;
const PRIOR_STRENGTH = 6;

/** Fits mix and curve to held-out texts; the fewer there are, the nearer it stays to the prior. */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  const every = Math.max(1, Math.ceil(heldOut.length / MOST_TO_LEARN_FROM));
  const sample = heldOut.filter((_, index) => index % every === 0);
  const known = sample.filter(({ label }) => label !== undefined);
  if (known.length < FEWEST_TO_LEARN_FROM) return PRIOR;
  const mix = bestMix(known);
  return { mix, weights: fitCurve(sample, known.length, mix) };
}

/** The cues that the curve weighs: a constant, how far ahead the best label is, how like its texts, and by how much. */
export function cuesOf(scores: Scores, probabilities: Float32Array): { best: number; cues: readonly number[] } {
  let best = 0;
  let second = 0;
  for (let label = 1; label < probabilities.length; label += 1) {
    if ((probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label;
  }
  for (let label = 0; label < probabilities.length; label += 1) {
    if (label !== best) second = Math.max(second, probabilities[label] ?? 0);
  }
  const p = probabilities[best] ?? 0;
  const odds = Math.min(6, Math.max(-6, Math.log((p + 1e-6) / (1 - p + 1e-6))));
  return { best, cues: [1, odds, scores.likeness[best] ?? 0, p - second] };
}

export function confidenceOf({ weights }: Calibration, cues: readonly number[]): number {
  return sigmoid(cues.reduce((sum, cue, index) => sum + cue * (weights[index] ?? 0), 0));
}

function bestMix(known: readonly HeldOut[]): Mix {
  let best: Mix = PRIOR.mix;
  let leastLoss = Number.POSITIVE_INFINITY;
  for (const likenessWeight of LIKENESS_WEIGHTS) {
    for (const sharpness of SHARPNESSES) {
      const mix = { likenessWeight, sharpness };
      let loss = 0;
      for (const { scores, label } of known) loss -= Math.log((mixScores(scores, mix)[label ?? 0] ?? 0) + 1e-9);
      if (loss < leastLoss) {
        leastLoss = loss;
        best = mix;
      }
    }
  }
  return best;
}

function fitCurve(sample: readonly HeldOut[], knownCount: number, mix: Mix): number[] {
  const unknownCount = sample.length - knownCount;
  const rows = sample.map(({ scores, label }) => {
    const { best, cues } = cuesOf(scores, mixScores(scores, mix));
    return {
      cues,
      isRight: best === label ? 1 : 0,
      weight: label === undefined ? (OUT_OF_SCOPE_SHARE * knownCount) / unknownCount : 1,
    };
  });
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  let weights = [...PRIOR.weights];
  for (let round = 0; round < 1_500; round += 1) {
    const slope = weights.map(
      (weight, index) => (PRIOR_STRENGTH / total) * (weight - (PRIOR.weights[index] ?? 0)) * 0.1,
    );
    for (const { cues, isRight, weight } of rows) {
      const error = confidenceOf({ mix, weights }, cues) - isRight;
      for (let index = 0; index < slope.length; index += 1) {
        slope[index] = (slope[index] ?? 0) + (weight / total) * error * (cues[index] ?? 0);
      }
    }
    weights = weights.map((weight, index) => weight - 0.8 * (slope[index] ?? 0));
  }
  return weights;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
