import { englishMeanings } from './english-meanings.ts';

const LONGEST_PHRASE = 3;
const meaningsByPhrase = readMeanings(englishMeanings);

/** The meanings that words have, each once, rising: two texts that share one may say the same in other words. */
export function meaningsOf(words: readonly string[]): number[] {
  const found = new Set<number>();
  for (let at = 0; at < words.length; at += 1) {
    for (let length = 1; length <= LONGEST_PHRASE && at + length <= words.length; length += 1) {
      for (const meaning of find(words.slice(at, at + length).join('_'))) found.add(meaning);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function readMeanings(lines: string): ReadonlyMap<string, readonly number[]> {
  const byPhrase = new Map<string, number[]>();
  for (const [meaning, line] of lines.trim().split('\n').entries()) {
    for (const phrase of line.split(' ')) byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), meaning]);
  }
  return byPhrase;
}

function find(phrase: string): readonly number[] {
  for (const form of formsOf(phrase)) {
    const meanings = meaningsByPhrase.get(form);
    if (meanings) return meanings;
  }
  return [];
}

/** What an English word may be without its regular ending, likeliest first. */
function formsOf(phrase: string): string[] {
  const cut = (count: number, ending = '') => phrase.slice(0, -count) + ending;
  if (phrase.endsWith('ies')) return [phrase, cut(3, 'y')];
  if (phrase.endsWith('es')) return [phrase, cut(1), cut(2)];
  if (phrase.endsWith('s')) return [phrase, cut(1)];
  if (phrase.endsWith('ed')) return [phrase, cut(1), cut(2), cut(3)];
  if (phrase.endsWith('ing')) return [phrase, cut(3), cut(3, 'e'), cut(4)];
  return [phrase];
}
