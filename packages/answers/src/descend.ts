import type { Random } from './random.ts';

/** Weights that are learnt text by text: what they say of one, and how they move by it. */
export interface Learner {
  /** Writes each rival's score for a text to `scores`, in the order of `rivals`; without rivals, each label's. */
  score(text: number, rivals: Int32Array, scores: Float32Array): void;
  /** Adds a text's numbers, times the rival's move, to each rival's weights. */
  move(text: number, rivals: Int32Array, moves: Float32Array): void;
}

export interface Descent {
  /** The texts to learn from, by place. */
  readonly texts: Int32Array;
  readonly labelOfText: Int32Array;
  readonly labelCount: number;
  /** For each text the labels that compete for it; missing: all of them. */
  readonly rivalsOfText?: readonly Int32Array[];
}

const COST = 20;
const FEWEST_ROUNDS = 12;
const FEWEST_ROUNDS_AMONG_RIVALS = 8;
const MOST_ROUNDS = 50;
const FEWEST_STEPS = 4_000;
const FIRST_STEP = 4;
const SMALLEST_GRADIENT = 0.002;
/** A text that is told this surely rests for some rounds: most of the work is on those that are not. */
const SETTLED_GRADIENT = 0.02;
const RESTING_ROUNDS = 2;

/**
 * Multinomial logistic regression with an L2 penalty, by stochastic gradient descent over shuffled texts. The same task
 * and seed give the same weights. Returns what the learner's weights are to be multiplied by.
 */
export function descend({ texts, labelOfText, labelCount, rivalsOfText }: Descent, learner: Learner, random: Random) {
  const order = texts.slice();
  const penalty = 1 / (COST * Math.max(1, order.length));
  const everyLabel = Int32Array.from({ length: labelCount }, (_, label) => label);
  const scores = new Float32Array(labelCount);
  const rounds = roundsFor(order.length, rivalsOfText !== undefined);
  const resting = new Uint8Array(labelOfText.length);
  let scale = 1;
  let steps = 0;
  for (let round = 0; round < rounds; round += 1) {
    random.shuffle(order);
    for (const text of order) {
      if (isResting(resting, text)) continue;
      const rivals = rivalsOfText?.[text] ?? everyLabel;
      const count = rivals.length;
      learner.score(text, rivals, scores);
      softmax(scores, count, scale);
      const step = FIRST_STEP / (1 + FIRST_STEP * penalty * steps);
      steps += 1;
      scale *= 1 - step * penalty;
      let largest = 0;
      const own = labelOfText[text] ?? 0;
      for (let j = 0; j < count; j += 1) {
        const gradient = (scores[j] ?? 0) - (rivals[j] === own ? 1 : 0);
        const size = Math.abs(gradient);
        if (size > largest) largest = size;
        scores[j] = size < SMALLEST_GRADIENT ? 0 : (-step * gradient) / scale;
      }
      if (largest < SETTLED_GRADIENT) resting[text] = RESTING_ROUNDS;
      if (largest >= SMALLEST_GRADIENT) learner.move(text, rivals, scores);
    }
  }
  return scale;
}

/** How many times all texts are seen: the fewer they are the more often. */
function roundsFor(textCount: number, isAmongRivals: boolean): number {
  const fewest = isAmongRivals ? FEWEST_ROUNDS_AMONG_RIVALS : FEWEST_ROUNDS;
  return Math.min(MOST_ROUNDS, Math.max(fewest, Math.ceil(FEWEST_STEPS / Math.max(1, textCount))));
}

/** Whether a text rests in this round, which counts one round of its rest. */
function isResting(resting: Uint8Array, text: number): boolean {
  const left = resting[text] ?? 0;
  if (left > 0) resting[text] = left - 1;
  return left > 0;
}

function softmax(scores: Float32Array, count: number, scale: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < count; j += 1) {
    const score = scores[j] ?? 0;
    if (score > highest) highest = score;
  }
  let sum = 0;
  for (let j = 0; j < count; j += 1) {
    const power = Math.exp(scale * ((scores[j] ?? 0) - highest));
    scores[j] = power;
    sum += power;
  }
  for (let j = 0; j < count; j += 1) scores[j] = (scores[j] ?? 0) / sum;
}
