import { backgroundTexts } from './background-texts.ts';
import { featuresOf, kindOf } from './features.ts';

const WORDS = 192;
const MEANING = 128;
/** How many numbers a sketch has, whether the question could be embedded or not. */
export const SKETCH_DIMENSIONS = WORDS + MEANING;

/** What each kind of feature makes up of a sketch: runs of characters, words, meanings. */
const SHARES = [0.6, 0.2, 0.2];
const IDF_POWER = 0.7;
const SIGN_BIT = 16;

const background = countBackground();

/**
 * A question as a short vector of length 1, for comparing many with one another: its features by signed hashing (Weinberger
 * et al., "Feature hashing", 2009), and beside them its sentence embedding, shortened in the same way, where it has one. All
 * zeros for a text without a word. Sketches with and without an embedding can be compared by their words.
 */
export function sketchQuestion(text: string, embedding?: Float32Array): Float32Array {
  const sketch = new Float32Array(SKETCH_DIMENSIONS);
  const words = sketch.subarray(0, WORDS);
  const meaning = sketch.subarray(WORDS);
  const { keys, counts } = featuresOf(text);
  const weights = Float64Array.from(keys, (key, at) => (1 + Math.log(counts[at] ?? 1)) * idfOf(key));
  const squares = [0, 0, 0];
  for (const [at, key] of keys.entries()) squares[kindOf(key)] = (squares[kindOf(key)] ?? 0) + (weights[at] ?? 0) ** 2;
  const scales = squares.map((square, kind) => Math.sqrt((SHARES[kind] ?? 0) / (square || 1)));
  for (const [at, key] of keys.entries()) add(words, key, (weights[at] ?? 0) * (scales[kindOf(key)] ?? 0));
  bringToLengthOne(words);
  for (const [at, value] of embedding?.entries() ?? []) add(meaning, at + 1, Number.isFinite(value) ? value : 0);
  bringToLengthOne(meaning);
  return bringToLengthOne(sketch);
}

function add(into: Float32Array, key: number, value: number): void {
  const hash = scatter(key);
  const at = (hash >>> (SIGN_BIT + 1)) % into.length;
  into[at] = (into[at] ?? 0) + ((hash >>> SIGN_BIT) & 1 ? value : -value);
}

function bringToLengthOne(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square > 0) for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / Math.sqrt(square);
  return vector;
}

function idfOf(key: number): number {
  const { textsWith, textCount } = background;
  return (Math.log((1 + textCount) / (1 + (textsWith.get(key) ?? 0))) + 1) ** IDF_POWER;
}

function countBackground(): { readonly textsWith: ReadonlyMap<number, number>; readonly textCount: number } {
  const textsWith = new Map<number, number>();
  for (const text of backgroundTexts) {
    for (const key of featuresOf(text).keys) textsWith.set(key, (textsWith.get(key) ?? 0) + 1);
  }
  return { textsWith, textCount: backgroundTexts.length };
}

/** The finishing step of MurmurHash3. */
function scatter(key: number): number {
  let mixed = key ^ (key >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
