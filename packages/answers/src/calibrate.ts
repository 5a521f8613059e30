import type { EmbeddedScores } from './embedded.ts';
import { dot, fitLogistic, logistic } from './logistic.ts';
import { fitMix } from './mix.ts';
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

/** One for questions without an embedding and one for those with. */
export interface Calibrations {
  readonly lexical: Calibration;
  readonly embedded: Calibration;
}

/** What fits tenants with too little text to hold any out; `test/fit-prior.ts` measured it on public sets cut small. */
export const priorCalibrations: Calibrations = {
  lexical: {
    mix: [2.55, 4.19],
    inScope: [4.74, -0.09, -0.8, 0.47, -0.94, 0.28, 0.29, 1.96],
    isBest: [2.49, 0.81, -5.23, 1.05, -0.64, -0.2, 0, 0.26],
    scale: [0, 1],
  },
  embedded: {
    mix: [1.36, 0.08, 0.66, 5.93],
    inScope: [0.94, -0.03, 7.75, 0.64, 0.08, 0.47, 0.17, 0.07, -0.03, -1.2, 2.61],
    isBest: [2.75, 1.07, 1.04, -0.14, 0.31, -0.08, -0.07, -0.33, -0.02, -4.33, 1.6],
    scale: [0, 1],
  },
};

/** The scale among many labels, where the prior alone is too sure of itself; `test/fit-prior.ts` measured it. */
const scalesAmongMany = { lexical: [0.1, 0.8], embedded: [0.15, 0.77] };
/** Labels, as powers of two: it begins to count, and counts wholly. */
const FEW_LABELS = 3;
const MANY_LABELS = 5;

const FEWEST_TO_LEARN_FROM = 30;
const MOST_TO_MIX = 600;
/** What all texts of each kind of stranger weigh, for each known one; what customers meet is read off few. */
export const STRANGERS = { toTellApart: 0.2, toScale: 0.03 };
const PRIOR_STRENGTH = 10;
/** In odds, for a label of one text: a model of all texts is righter than those that some were held out of. */
const GAIN_BY_HELD_OUT = 1.5;
const FURTHEST_ODDS = 8;
const NEXT_TO_NOTHING = 0.02;

/**
 * Fits both calibrations to held-out texts of `textCount` texts in all; the fewer there are, the nearer it stays to the
 * prior. The fewer texts a label has, the more a model gains by those that were held out.
 */
export function calibrate(heldOut: readonly HeldOut[], textCount: number, labelCount: number): Calibrations {
  const gain = GAIN_BY_HELD_OUT / Math.max(1, textCount / Math.max(1, labelCount));
  const lexical = heldOut.map(({ scores: { embedded: _, ...scores }, ...text }) => ({ ...text, scores }));
  const embedded = heldOut.filter(({ scores }) => scores.embedded);
  const prior = (kind: keyof Calibrations) => ({
    ...priorCalibrations[kind],
    scale: priorScale(scalesAmongMany[kind], labelCount),
  });
  return {
    lexical: fit(lexical, priorCalibrations.lexical, gain) ?? prior('lexical'),
    embedded: fit(embedded, priorCalibrations.embedded, gain) ?? prior('embedded'),
  };
}

function priorScale([shift = 0, slope = 1]: readonly number[], labelCount: number): readonly number[] {
  const way = (Math.log2(Math.max(1, labelCount)) - FEW_LABELS) / (MANY_LABELS - FEW_LABELS);
  const share = Math.min(1, Math.max(0, way));
  return [share * shift, 1 + share * (slope - 1)];
}

/** The calibration for what a question was scored by. */
export function calibrationFor({ lexical, embedded }: Calibrations, scores: Scores): Calibration {
  return scores.embedded ? embedded : lexical;
}

function fit(heldOut: readonly HeldOut[], prior: Calibration, gain: number): Calibration | undefined {
  const known = heldOut.filter((text) => text.kind === 'known');
  if (known.length < FEWEST_TO_LEARN_FROM) return undefined;
  const every = Math.ceil(known.length / MOST_TO_MIX);
  const mix = fitMix(
    known.filter((_, index) => index % every === 0),
    prior.mix,
    PRIOR_STRENGTH,
  );
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
      prior.inScope,
      PRIOR_STRENGTH,
    ),
    isBest: fitLogistic(
      weighed(0).map((row) => ({ ...row, isRight: row.isBest })),
      prior.isBest,
      PRIOR_STRENGTH,
    ),
    scale: prior.scale,
  };
  const odds = weighed(STRANGERS.toScale).map(({ cues, isBest, weight }) => ({
    cues: [1, oddsOf(confidenceOf(unscaled, cues))],
    isRight: isBest,
    weight,
  }));
  const [shift = 0, slope = 1] = fitLogistic(odds, prior.scale, PRIOR_STRENGTH);
  return { ...unscaled, scale: [shift + gain, slope] };
}

/**
 * The cues: a constant, the odds of the best label, its likeness, how far ahead it is, how much of the text is unknown,
 * among how many labels it was found, and how far it is ahead of none of them; with an embedding also the last and the
 * likeness by that.
 */
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
  const cues = [
    1,
    oddsOf(p),
    likeness,
    p - second,
    scores.unknownShare,
    labels,
    cap(overNone),
    Math.log(likeness + NEXT_TO_NOTHING),
  ];
  return { best, cues: scores.embedded ? [...cues, ...embeddedCuesOf(scores.embedded, best)] : cues };
}

function embeddedCuesOf({ linear, likeness }: EmbeddedScores, best: number): number[] {
  const like = likeness[best] ?? 0;
  const overNone = (linear[best] ?? 0) - (linear[likeness.length] ?? 0);
  return [cap(overNone), like, Math.log(like + NEXT_TO_NOTHING)];
}

export function confidenceOf({ inScope, isBest, scale }: Calibration, cues: readonly number[]): number {
  const product = logistic(dot(cues, inScope)) * logistic(dot(cues, isBest));
  return logistic(dot([1, oddsOf(product)], scale));
}

export function oddsOf(probability: number): number {
  return cap(Math.log((probability + 1e-9) / (1 - probability + 1e-9)));
}

function cap(odds: number): number {
  return Math.min(FURTHEST_ODDS, Math.max(-FURTHEST_ODDS, odds));
}
