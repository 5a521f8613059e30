import { fitLogistic, sigmoid } from './logistic.ts';
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
  mix: { likenessWeight: 2, sharpness: 4 },
  weights: [-1.6, 0.5, 3.5],
};

const LIKENESS_WEIGHTS = [0.5, 1, 2, 3, 5, 8];
const SHARPNESSES = [1, 1.5, 2, 3, 4, 6, 8, 12];
const FEWEST_TO_LEARN_FROM = 30;
const MOST_TO_LEARN_FROM = 2_000;
/** How much held-out labels count in all, beside questions that have an answer. */
const OUT_OF_SCOPE_SHARE = 0.5;
/** How strongly each weight is held to the prior's; a few dozen clear rows overcome it. */
const PRIOR_STRENGTH = 5;

/** Fits mix and curve to held-out texts; the fewer there are, the nearer it stays to the prior. */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  const every = Math.max(1, Math.ceil(heldOut.length / MOST_TO_LEARN_FROM));
  const sample = heldOut.filter((_, index) => index % every === 0);
  const known = sample.filter(({ label }) => label !== undefined);
  if (known.length < FEWEST_TO_LEARN_FROM) return PRIOR;
  const mix = bestMix(known);
  return { mix, weights: fitCurve(sample, known.length, mix) };
}

/** What the curve weighs: a constant, the best label's odds beside the others, and how like its texts the question is. */
export function cuesOf(scores: Scores, probabilities: Float32Array): { best: number; cues: readonly number[] } {
  let best = 0;
  for (let label = 1; label < probabilities.length; label += 1) {
    if ((probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label;
  }
  const p = probabilities[best] ?? 0;
  const odds = Math.min(6, Math.max(-6, Math.log((p + 1e-6) / (1 - p + 1e-6))));
  return { best, cues: [1, odds, scores.likeness[best] ?? 0] };
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
  return fitLogistic(rows, PRIOR.weights, PRIOR_STRENGTH);
}
