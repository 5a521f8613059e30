import { createRandom } from '../random.ts';

/** From so many dimensions on a vector is shortened: learning from it would cost seconds, keeping it a tenant's memory. */
const LONG = 1_024;
const SHORT = 512;
const SEED = 20_260_102;

const signsOfLength = new Map<number, Float32Array>();

/**
 * A vector of length 1 in 512 dimensions for one in 1,024 or more, so that the cosines of any two stay about what they were
 * (a random projection, always the same); shorter ones as they are.
 */
export function shortenVector(vector: Float32Array): Float32Array {
  if (vector.length < LONG) return vector;
  const signs = signsOfLength.get(vector.length) ?? drawSigns(vector.length);
  const short = new Float32Array(SHORT);
  let square = 0;
  for (let to = 0; to < SHORT; to += 1) {
    const line = to * vector.length;
    let sum = 0;
    for (let from = 0; from < vector.length; from += 1) sum += (signs[line + from] ?? 0) * (vector[from] ?? 0);
    short[to] = sum;
    square += sum * sum;
  }
  const length = Math.sqrt(square) || 1;
  return short.map((value) => value / length);
}

function drawSigns(from: number): Float32Array {
  const random = createRandom(SEED);
  const signs = Float32Array.from({ length: SHORT * from }, () => (random.next() < 0.5 ? -1 : 1));
  signsOfLength.set(from, signs);
  return signs;
}
