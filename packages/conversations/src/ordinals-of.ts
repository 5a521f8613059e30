import { foldWords } from './fold-words.ts';
import { type WrittenOrdinals, writtenOrdinals } from './ordinal-words.ts';

/** How a language says which of a list is meant; all words as `foldOrdinals` leaves them. */
export interface Ordinals {
  /** The places from 0 that words mean: "second" and "two" are 1. */
  readonly places: ReadonlyMap<string, number>;
  readonly last: ReadonlySet<string>;
  /** One: the first where nothing else says which, and nothing behind another ("the second one"). */
  readonly one: ReadonlySet<string>;
  /** What points at one of a list: "the", "number", "option". */
  readonly marks: ReadonlySet<string>;
  /** What else is said round it, politely. */
  readonly around: ReadonlySet<string>;
  /** Words for a place that alone mean something else ("due", "prima!", "segunda"): they need a mark. */
  readonly weak: ReadonlySet<string>;
}

const kept = new Map<string, Ordinals>();

/** How a language (without a region) says which of a list is meant. */
export function ordinalsOf(language: string): Ordinals | undefined {
  const words = Object.hasOwn(writtenOrdinals, language) ? writtenOrdinals[language] : undefined;
  if (!words) return undefined;
  const known = kept.get(language);
  if (known) return known;
  const ordinals = read(words);
  kept.set(language, ordinals);
  return ordinals;
}

/** How texts and words are compared; syllables of Korean stay whole. */
export function foldOrdinals(text: string): string {
  return foldWords(text).normalize('NFC');
}

function read({ ordinals, counts, last, marks = '', around = '', weak = '' }: WrittenOrdinals): Ordinals {
  const [ones = '', ...more] = counts.split('/');
  const placed = [...ordinals.split('/').entries(), ...more.map((words, place) => [place + 1, words] as const)];
  return {
    places: new Map(placed.flatMap(([place, words]) => [...phrases(words)].map((word) => [word, place] as const))),
    last: phrases(last),
    one: phrases(ones),
    marks: phrases(marks),
    around: phrases(around),
    weak: phrases(weak),
  };
}

function phrases(words: string): ReadonlySet<string> {
  return new Set(
    words
      .split(' ')
      .map((word) => foldOrdinals(word.replaceAll('_', ' ')))
      .filter((word) => word !== ''),
  );
}
