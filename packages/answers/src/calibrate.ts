import { dot, fitLogistic, logistic } from './logistic.ts';
import { type Mix, mixScores, type Scores } from './score.ts';

/** What a model said to a text that it never saw, and what is true of the text. */
export type HeldOut = { readonly scores: Scores } & (
  | { readonly kind: 'known'; readonly label: number }
  /** Its label is one that the model does not know. */
  | { readonly kind: 'left-out' }
  /** It has nothing to do with any label. */
  | { readonly kind: 'foreign' }
);

/** Turns scores into the probability that the best label is right: that there is one, times that it is this one. */
export interface Calibration {
  readonly mix: Mix;
  /** Of the logistic curve over the cues: that the text belongs to any label. */
  readonly inScope: readonly number[];
  /** Of the logistic curve over the cues: that it is the best label, given that it is any. */
  readonly isBest: readonly number[];
  /** Shift and slope that bring the product's odds in line with what was right. */
  readonly scale: readonly number[];
}

/** What fits tenants with too little text to hold any out; `test/fit-prior.ts` measured it on public sets cut small. */
export const priorCalibration: Calibration = {
  mix: { likenessWeight: 0, sharpness: 3 },
  inScope: [5.46, -0.11, -1.48, 0.74, -1.32, 0.04, 0.19, 2.08],
  isBest: [2.26, 0.68, -4.3, 1.2, -0.19, -0.22, 0, 0.35],
  scale: [0, 1],
};

const LIKENESS_WEIGHTS = [0, 1, 2, 3, 4, 6, 8, 12, 16];
const SHARPNESSES = [0.6, 0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.8, 2.2];
const FEWEST_TO_LEARN_FROM = 30;
const MOST_TO_MIX = 600;
/** What all texts of each kind of stranger weigh, for each known one; what customers meet is read off few. */
export const STRANGERS = { toTellApart: 0.2, toScale: 0.03 };
const PRIOR_STRENGTH = 10;
const FURTHEST_ODDS = 8;
const NEXT_TO_NOTHING = 0.02;

/** Fits mix and curve to held-out texts; the fewer there are, the nearer it stays to the prior. */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  const known = heldOut.filter((text) => text.kind === 'known');
  if (known.length < FEWEST_TO_LEARN_FROM) return priorCalibration;
  const mix = bestMix(known);
  const counts = { known: 0, 'left-out': 0, foreign: 0 };
  for (const { kind } of heldOut) counts[kind] += 1;
  const rows = heldOut.map((text) => {
    const { best, cues } = cuesOf(text.scores, mixScores(text.scores, mix));
    return { kind: text.kind, cues, isBest: text.kind === 'known' && text.label === best };
  });
  const weighed = (strangers: number) =>
    rows.map((row) => {
      const share = row.kind === 'known' ? 1 : strangers;
      return { ...row, weight: (share * counts.known) / counts[row.kind] };
    });
  const unscaled: Calibration = {
    mix,
    inScope: fitLogistic(
      weighed(STRANGERS.toTellApart).map((row) => ({ ...row, isRight: row.kind === 'known' })),
      priorCalibration.inScope,
      PRIOR_STRENGTH,
    ),
    isBest: fitLogistic(
      weighed(0).map((row) => ({ ...row, isRight: row.isBest })),
      priorCalibration.isBest,
      PRIOR_STRENGTH,
    ),
    scale: priorCalibration.scale,
  };
  const odds = weighed(STRANGERS.toScale).map(({ cues, isBest, weight }) => ({
    cues: [1, oddsOf(confidenceOf(unscaled, cues))],
    isRight: isBest,
    weight,
  }));
  return { ...unscaled, scale: fitLogistic(odds, priorCalibration.scale, PRIOR_STRENGTH) };
}

/**
 * The cues: a constant, the odds of the best label, its likeness, how far ahead it is, how much of the text
 * is unknown, among how many labels it was found, and how far it is ahead of none of them. */
export function cuesOf(scores: Scores, probabilities: Float64Array): { best: number; cues: readonly number[] } {
  let best = 0;
  for (let label = 1; label < probabilities.length; label += 1) {
    if ((probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label;
  }
  let second = 0;
  for (let label = 0; label < probabilities.length; label += 1) {
    if (label !== best) second = Math.max(second, probabilities[label] ?? 0);
  }
  const p = probabilities[best] ?? 0;
  const overNone = (scores.linear[best] ?? 0) - (scores.linear[probabilities.length] ?? 0);
  const likeness = scores.likeness[best] ?? 0;
  const labels = Math.log2(probabilities.length + 1);
  return {
    best,
    cues: [
      1,
      oddsOf(p),
      likeness,
      p - second,
      scores.unknownShare,
      labels,
      cap(overNone),
      Math.log(likeness + NEXT_TO_NOTHING),
    ],
  };
}

export function confidenceOf({ inScope, isBest, scale }: Calibration, cues: readonly number[]): number {
  const product = logistic(dot(cues, inScope)) * logistic(dot(cues, isBest));
  return logistic(dot([1, oddsOf(product)], scale));
}

function bestMix(known: readonly Extract<HeldOut, { kind: 'known' }>[]): Mix {
  const every = Math.ceil(known.length / MOST_TO_MIX);
  const sample = known.filter((_, index) => index % every === 0);
  let best: Mix = priorCalibration.mix;
  let leastLoss = Number.POSITIVE_INFINITY;
  for (const likenessWeight of LIKENESS_WEIGHTS) {
    for (const sharpness of SHARPNESSES) {
      const mix = { likenessWeight, sharpness };
      let loss = 0;
      for (const { scores, label } of sample) loss -= Math.log((mixScores(scores, mix)[label] ?? 0) + 1e-9);
      if (loss < leastLoss) {
        leastLoss = loss;
        best = mix;
      }
    }
  }
  return best;
}

function oddsOf(probability: number): number {
  return cap(Math.log((probability + 1e-9) / (1 - probability + 1e-9)));
}

function cap(odds: number): number {
  return Math.min(FURTHEST_ODDS, Math.max(-FURTHEST_ODDS, odds));
}
