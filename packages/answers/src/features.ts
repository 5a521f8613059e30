import { meaningsOf } from './meanings.ts';
import { normalise, tokenise, withoutMarks } from './normalise.ts';

/** What is in a text: the hashes of its features, rising, and how often each is there. A hash tells its kind. */
export interface Features {
  readonly keys: Uint32Array;
  readonly counts: Uint16Array;
}

/** Runs of characters, words and pairs of neighbouring words, meanings and pairs of meanings (or words that a dictionary finds). */
export const featureKinds = { gram: 0, word: 1, meaning: 2 } as const;
type FeatureKind = (typeof featureKinds)[keyof typeof featureKinds];
const KIND_BITS = 3;

const SHORTEST_GRAM = 2;
const LONGEST_GRAM = 5;
const LONGEST_UNSPACED_GRAM = 4;
const MOST_MEANINGS = 40;
const WORD_SEED = 0x811c9dc5;
const PAIR_SEED = 0x2c1b3c6d;
const GRAM_SEED = 0x297a2d39;
const MEANING_SEED = 0x9e3779b9;
const SEGMENT_SEED = 0x51ed270b;
const SEGMENT_PAIR = 7;
const TEXT_START = 1;
/** Its dictionary is of Chinese and Japanese words, Thai and others, whatever the locale. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * The features of a text: its words and pairs of words, the runs of 2 to 5 characters within them, and what they mean.
 * Scripts that set no spaces are read character by character, and by the words of a dictionary.
 */
export function featuresOf(text: string): Features {
  const hashes: number[] = [];
  const words: string[] = [];
  let previous = TEXT_START;
  const addWord = (hash: number) => {
    hashes.push(keyOf(hash, featureKinds.word), keyOf(mixIn(mixIn(PAIR_SEED, previous), hash), featureKinds.word));
    previous = hash;
  };
  for (const token of tokenise(normalise(text))) {
    if (token.isUnspaced) {
      const characters = [...token.text];
      for (const [at, character] of characters.entries()) {
        addWord(hashOf(WORD_SEED, character));
        addGrams(hashes, characters, at, LONGEST_UNSPACED_GRAM);
      }
      addSegments(hashes, token.text);
      continue;
    }
    addWord(hashOf(WORD_SEED, token.text));
    words.push(token.text);
    const padded = [' ', ...withoutMarks(token.text), ' '];
    for (let at = 0; at < padded.length; at += 1) addGrams(hashes, padded, at, LONGEST_GRAM);
  }
  addMeanings(hashes, meaningsOf(words).slice(0, MOST_MEANINGS));
  return count(Uint32Array.from(hashes).sort());
}

export function kindOf(key: number): number {
  return key & KIND_BITS;
}

function addGrams(hashes: number[], characters: readonly string[], at: number, longest: number): void {
  let hash = GRAM_SEED;
  for (let length = 1; length <= longest && at + length <= characters.length; length += 1) {
    hash = hashOf(hash, characters[at + length - 1] ?? '');
    if (length >= SHORTEST_GRAM) hashes.push(keyOf(hash, featureKinds.gram));
  }
}

/** Words of a script that sets no spaces, and pairs of neighbours: they take the place that meanings have in English. */
function addSegments(hashes: number[], run: string): void {
  let previous = TEXT_START;
  for (const { segment } of segmenter.segment(run)) {
    const hash = hashOf(SEGMENT_SEED, segment);
    hashes.push(keyOf(hash, featureKinds.meaning));
    hashes.push(keyOf(mixIn(mixIn(previous, hash), SEGMENT_PAIR), featureKinds.meaning));
    previous = hash;
  }
}

function addMeanings(hashes: number[], meanings: readonly number[]): void {
  for (const [at, meaning] of meanings.entries()) {
    const hash = mixIn(MEANING_SEED, meaning);
    hashes.push(keyOf(hash, featureKinds.meaning));
    for (const other of meanings.slice(at + 1)) hashes.push(keyOf(mixIn(mixIn(hash, other), 1), featureKinds.meaning));
  }
}

function count(sorted: Uint32Array): Features {
  const keys = new Uint32Array(sorted.length);
  const counts = new Uint16Array(sorted.length);
  let last = -1;
  for (const [index, key] of sorted.entries()) {
    if (index === 0 || key !== sorted[index - 1]) {
      last += 1;
      keys[last] = key;
    }
    counts[last] = (counts[last] ?? 0) + 1;
  }
  return { keys: keys.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

/** FNV-1a over UTF-16 units. */
function hashOf(seed: number, text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = mixIn(hash, text.charCodeAt(at));
  return hash;
}

function mixIn(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) >>> 0;
}

/** The finishing step of MurmurHash3, so that every bit depends on the whole text; the last two bits are the kind. */
function keyOf(hash: number, kind: FeatureKind): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (((mixed ^ (mixed >>> 16)) & ~KIND_BITS) | kind) >>> 0;
}
