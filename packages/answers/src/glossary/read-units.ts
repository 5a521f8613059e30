import { inSimplified } from '../language/chinese-forms.ts';
import { isUnspacedWord, withoutMarks, wordPattern } from '../normalise.ts';

/** A word of a text, or a character of a script that sets no spaces: as terms are compared, and where it stands. */
export interface Unit {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly isUnspaced: boolean;
  /** Two capitals or more and no small letter, as abbreviations are written. */
  readonly isCapitals: boolean;
}

const APOSTROPHES = /['’ʼ]/gu;
const OWNER = /['’ʼ]s?$/u;
/** Two capitals at least, and digits; `CAPITAL` finds where they are. */
const CAPITALS = /^[\p{Lu}\p{N}]+$/u;
const CAPITAL = /\p{Lu}/gu;
const LEAST_STEM = 3;
/** Words in s that are no plural of what is left without it, or mean something else: customs are not made to custom. */
const wordsInS = new Set(
  `customs goods news means arms glasses pants shorts briefs tights jeans clothes premises spirits damages sales lens canvas
  electronics logistics cosmetics economics statistics mathematics physics politics ethics athletics genetics graphics
  analytics optics always perhaps pays dans sans temps cours corps alors lors moins puis antes menos lunes martes jueves
  viernes gracias etwas alles dies`.split(/\s+/),
);
const irregularPlurals = new Map(
  Object.entries({
    ...{ lenses: 'lens', gases: 'gas', canvases: 'canvas', cookies: 'cookie', movies: 'movie', calories: 'calorie' },
    ...{ hoodies: 'hoodie', uses: 'use', axes: 'axe', excuses: 'excuse', fuses: 'fuse' },
  }),
);

/** What a text is made of, in order. Case, width, accents, simplified or traditional and a regular plural in s make no difference. */
export function readUnits(text: string): Unit[] {
  const units: Unit[] = [];
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (!isUnspacedWord(word)) {
      const isCapitals = isAllCapitals(word.replace(OWNER, ''));
      units.push({ key: keyOfWord(word), start: index, end: index + word.length, isUnspaced: false, isCapitals });
      continue;
    }
    let start = index;
    for (const character of word) {
      const end = start + character.length;
      const key = inSimplified(character.normalize('NFKC'));
      units.push({ key, start, end, isUnspaced: true, isCapitals: false });
      start = end;
    }
  }
  return units;
}

/** What two ways to write a term share; empty where a text has no word. */
export function keyOfTerm(text: string): string {
  let key = '';
  let wasUnspaced = true;
  for (const unit of readUnits(text)) {
    key += key === '' || (unit.isUnspaced && wasUnspaced) ? unit.key : ` ${unit.key}`;
    wasUnspaced = unit.isUnspaced;
  }
  return key;
}

/** The key of one word of a script that sets spaces. An apostrophe within it stays: "I'd" is no "ID". */
export function keyOfWord(word: string): string {
  const plain = withoutMarks(word.normalize('NFKC').toLowerCase()).replace(OWNER, '').replace(APOSTROPHES, "'");
  return /^[a-z]+$/.test(plain) ? singularOf(plain) : plain;
}

function singularOf(word: string): string {
  if (word.length <= LEAST_STEM || !word.endsWith('s') || /(?:ss|us|is)$/.test(word) || wordsInS.has(word)) return word;
  const irregular = irregularPlurals.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length > LEAST_STEM + 1 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|[^aeo]us|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function isAllCapitals(word: string): boolean {
  return CAPITALS.test(word) && (word.match(CAPITAL)?.length ?? 0) >= 2;
}
