import { type Features, featureKinds, kindOf } from './features.ts';

/** Which features a tenant's texts have, by rising hash, and how telling each is. */
export interface Vocabulary {
  readonly keys: Uint32Array;
  readonly idf: Float32Array;
  /** The weight of a feature that no text has. */
  readonly unknownIdf: number;
}

/** Sparse vectors in a row: vector `i` is `at` and `value` from `starts[i]` to `starts[i + 1]`. */
export interface Vectors {
  readonly starts: Int32Array;
  readonly at: Int32Array;
  readonly value: Float32Array;
}

/** A question's vector, and which share of its words (by weight, 0–1) no text has. */
export interface Weighed {
  readonly at: Int32Array;
  readonly value: Float32Array;
  readonly unknownShare: number;
}

const IDF_POWER = 0.7;
const UNKNOWN_SHARE_OF_IDF = 0.8;
/** What each kind of feature makes up of a vector, by kind. */
const SHARES = [0.6, 0.2, 0.2];
/** From here on a run of characters that one text alone has is left out: its word says as much. */
const MANY_TEXTS = 2_000;

/**
 * Learns which features texts have; a feature's weight falls with the number of texts, of `background` too, that have
 * it: where a tenant has few texts, the background shows which words are common.
 */
export function learnVocabulary(texts: readonly Features[], background: readonly Features[]): Vocabulary {
  const seenInBackground = new Map<number, number>();
  for (const { keys } of background) {
    for (const key of keys) seenInBackground.set(key, (seenInBackground.get(key) ?? 0) + 1);
  }
  const textCount = texts.length + background.length;
  const all = new Uint32Array(texts.reduce((sum, { keys }) => sum + keys.length, 0));
  let end = 0;
  for (const { keys } of texts) {
    all.set(keys, end);
    end += keys.length;
  }
  all.sort();
  const keys: number[] = [];
  const idf: number[] = [];
  const least = texts.length > MANY_TEXTS ? 2 : 1;
  for (let from = 0; from < all.length; ) {
    const key = all[from] ?? 0;
    let to = from + 1;
    while (all[to] === key) to += 1;
    if (to - from >= least || kindOf(key) === featureKinds.word) {
      keys.push(key);
      idf.push(idfOf(to - from + (seenInBackground.get(key) ?? 0), textCount));
    }
    from = to;
  }
  return {
    keys: Uint32Array.from(keys),
    idf: Float32Array.from(idf),
    unknownIdf: UNKNOWN_SHARE_OF_IDF * idfOf(0, textCount),
  };
}

/** Weighs features by tf-idf; words and runs of characters each have their fixed share of a vector of length 1. */
export function weigh({ keys, counts }: Features, vocabulary: Vocabulary): Weighed {
  const at = new Int32Array(keys.length);
  const value = new Float32Array(keys.length);
  const squares = [0, 0, 0];
  let length = 0;
  let unknownWords = 0;
  let from = 0;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? 0;
    const kind = kindOf(key);
    from = placeOf(vocabulary.keys, key, from);
    const isKnown = vocabulary.keys[from] === key;
    const weight = (1 + Math.log(counts[index] ?? 1)) * (isKnown ? (vocabulary.idf[from] ?? 0) : vocabulary.unknownIdf);
    // An unknown feature takes its share of the length too: a text of unknown words is like nothing known.
    squares[kind] = (squares[kind] ?? 0) + weight * weight;
    if (isKnown) {
      at[length] = from;
      value[length] = weight;
      length += 1;
    } else if (kind === featureKinds.word) unknownWords += weight * weight;
  }
  const present = squares.reduce((sum, square, kind) => sum + (square > 0 ? (SHARES[kind] ?? 0) : 0), 0);
  const scales = squares.map((square, kind) => Math.sqrt((SHARES[kind] ?? 0) / (present * square || 1)));
  for (let index = 0; index < length; index += 1) {
    const key = vocabulary.keys[at[index] ?? 0] ?? 0;
    value[index] = (value[index] ?? 0) * (scales[kindOf(key)] ?? 0);
  }
  return {
    at: at.slice(0, length),
    value: value.slice(0, length),
    unknownShare: squares[1] ? unknownWords / squares[1] : 1,
  };
}

/** Vectors that were weighed, one after the other. */
export function inRow(weighed: readonly Pick<Weighed, 'at' | 'value'>[]): Vectors {
  const starts = new Int32Array(weighed.length + 1);
  for (const [text, { at }] of weighed.entries()) starts[text + 1] = (starts[text] ?? 0) + at.length;
  const at = new Int32Array(starts[weighed.length] ?? 0);
  const value = new Float32Array(at.length);
  for (const [text, vector] of weighed.entries()) {
    at.set(vector.at, starts[text]);
    value.set(vector.value, starts[text]);
  }
  return { starts, at, value };
}

function idfOf(textsWithIt: number, texts: number): number {
  return (Math.log((1 + texts) / (1 + textsWithIt)) + 1) ** IDF_POWER;
}

/** The first place from `from` on whose key is not below; keys rise. */
function placeOf(keys: Uint32Array, key: number, from: number): number {
  let low = from;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
