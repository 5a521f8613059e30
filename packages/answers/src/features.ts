import { backgroundWeight } from './background.ts';
import { normalise, tokenise } from './normalise.ts';

/** A sparse vector: `at[i]` rises, `value[i]` is its weight. */
export interface Sparse {
  readonly at: Int32Array;
  readonly value: Float32Array;
}

/** Which features exist and how telling each is; made from a tenant's texts. */
export interface Vocabulary {
  readonly index: ReadonlyMap<string, number>;
  readonly idf: Float32Array;
  readonly size: number;
}

const LONGEST_GRAM = 5;

/** The features of a text: words and pairs of words (`w:`), and runs of 2 to 5 characters within words (`c:`). */
export function featuresOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight);
  let previous = '^';
  for (const token of tokenise(normalise(text))) {
    const characters = [...token.text];
    if (token.isUnspaced) {
      for (const [at, character] of characters.entries()) {
        add(`w:${character}`, backgroundWeight(character));
        add(`w:${previous}_${character}`, 1);
        previous = character;
        for (let length = 2; length <= 4 && at + length <= characters.length; length += 1) {
          add(`c:${characters.slice(at, at + length).join('')}`, 1);
        }
      }
      continue;
    }
    const weight = backgroundWeight(token.text);
    add(`w:${token.text}`, weight);
    add(`w:${previous}_${token.text}`, 1);
    previous = token.text;
    const padded = ` ${token.text} `;
    for (let length = 2; length <= LONGEST_GRAM; length += 1) {
      for (let at = 0; at + length <= padded.length; at += 1) add(`c:${padded.slice(at, at + length)}`, weight);
    }
  }
  return counts;
}

/** Learns which features texts have; a feature's weight falls with the number of texts that have it. */
export function learnVocabulary(texts: readonly ReadonlyMap<string, number>[]): Vocabulary {
  const seenIn = new Map<string, number>();
  for (const features of texts) {
    for (const feature of features.keys()) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
  }
  // In a large collection a run of characters seen once tells nothing that its word does not.
  const least = texts.length > 2_000 ? 2 : 1;
  const index = new Map<string, number>();
  const idf: number[] = [];
  for (const [feature, count] of seenIn) {
    if (count < least && feature.startsWith('c:')) continue;
    index.set(feature, idf.length);
    idf.push(Math.log((1 + texts.length) / (1 + count)) + 1);
  }
  return { index, idf: Float32Array.from(idf), size: idf.length };
}

/** Weighs features by tf-idf; words and characters each make up half of a vector of length 1. */
export function weigh(features: ReadonlyMap<string, number>, vocabulary: Vocabulary): Sparse {
  const found: { at: number; value: number; isWord: boolean }[] = [];
  let words = 0;
  let characters = 0;
  for (const [feature, count] of features) {
    const isWord = feature.startsWith('w:');
    const at = vocabulary.index.get(feature);
    // An unknown feature still takes its share of the length: a text of unknown words is like nothing known.
    const idf = at === undefined ? Math.log(1 + (vocabulary.size > 0 ? 50 : 1)) + 1 : (vocabulary.idf[at] ?? 1);
    const value = (count > 1 ? 1 + Math.log(count) : count) * idf;
    if (isWord) words += value * value;
    else characters += value * value;
    if (at !== undefined) found.push({ at, value, isWord });
  }
  found.sort((a, b) => a.at - b.at);
  const scale = { words: Math.SQRT1_2 / Math.sqrt(words || 1), characters: Math.SQRT1_2 / Math.sqrt(characters || 1) };
  return {
    at: Int32Array.from(found, ({ at }) => at),
    value: Float32Array.from(found, ({ value, isWord }) => value * (isWord ? scale.words : scale.characters)),
  };
}
