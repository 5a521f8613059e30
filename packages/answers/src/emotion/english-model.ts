import { englishFeaturesOf } from './english-features.ts';
import { englishWeights } from './english-weights.ts';

/** How likely each is, as a share of 1 with `neutral` as the rest. */
export interface EnglishGuess {
  readonly anger: number;
  readonly disappointment: number;
  readonly satisfaction: number;
}

interface Unpacked {
  readonly keys: Uint32Array;
  readonly weights: Int8Array;
}

const CLASSES = 3;
const ENOUGH_FEATURES = 7;
let unpacked: Unpacked | undefined;

/** What the words of an English text say of its writer's emotion. */
export function guessEnglish(text: string): EnglishGuess {
  unpacked ??= unpack();
  const { keys, weights } = unpacked;
  const features = englishFeaturesOf(text);
  const scores = [0, 0, 0];
  const scale = englishWeights.largest / 127 / Math.sqrt(features.size || 1);
  for (const key of features) {
    const place = placeOf(keys, key);
    if (place < 0) continue;
    for (let at = 0; at < CLASSES; at += 1) {
      scores[at] = (scores[at] ?? 0) + scale * (weights[place * CLASSES + at] ?? 0);
    }
  }
  const [anger = 0, disappointment = 0, satisfaction = 0] = scores.map(Math.exp);
  // A word or two is too little to go by.
  const isKnown = Math.min(1, features.size / ENOUGH_FEATURES);
  const sum = (1 + anger + disappointment + satisfaction) / isKnown;
  return { anger: anger / sum, disappointment: disappointment / sum, satisfaction: satisfaction / sum };
}

function unpack(): Unpacked {
  const { packed, count } = englishWeights;
  const bytes = Uint8Array.from(Buffer.from(packed, 'base64'));
  return { keys: new Uint32Array(bytes.buffer, 0, count), weights: new Int8Array(bytes.buffer, count * 4) };
}

function placeOf(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = keys[middle] ?? 0;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
