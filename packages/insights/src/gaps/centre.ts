import { SKETCH_DIMENSIONS } from '@answerdesk/answers';
import { dot } from './question-clusters.ts';

/** What weighs nothing in particular: the middle of a few groups is not yet that of all that will be asked. */
const UNSEEN = 20;

export const noCentre: Float32Array = new Float32Array(SKETCH_DIMENSIONS);

/**
 * What all questions of a tenant have in common: the mean of what each group of them has in common, a group weighing as the
 * root of its size, so that one thing that everybody asks is not what all have in common.
 */
export function centreOf(groups: Iterable<readonly Float32Array[]>): Float32Array {
  const centre = new Float32Array(SKETCH_DIMENSIONS);
  let weight = UNSEEN;
  for (const sketches of groups) {
    const root = Math.sqrt(sketches.length);
    weight += root;
    for (const sketch of sketches) {
      for (let at = 0; at < centre.length; at += 1) centre[at] = (centre[at] ?? 0) + (sketch[at] ?? 0) / root;
    }
  }
  return centre.map((sum) => sum / weight);
}

/** A sketch without what all have in common, brought to length 1. */
export function centred(sketch: Float32Array, centre: Float32Array): Float32Array {
  const vector = sketch.map((value, at) => value - (centre[at] ?? 0));
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
