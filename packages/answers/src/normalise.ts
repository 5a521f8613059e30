const LONGEST_TEXT = 2_000;
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー々〆\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const SPACE_BETWEEN_UNSPACED = new RegExp(`(?<=[${UNSPACED}])\\s+(?=[${UNSPACED}])`, 'gu');
const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');
/** A word with what apostrophes join to it, or a run of characters of a script that sets no spaces, in any text. */
export const wordPattern = new RegExp(
  `[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+(?:['’ʼ](?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+)*`,
  'gu',
);
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const APOSTROPHE_WITHIN_WORD = /(?<=\p{L})['’ʼ](?=\p{L})/gu;
/** Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, and the Arabic stretch. */
const LIGHT_MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]/gu;

/** A text as the matcher sees it: one width, one case, one kind of space; at most 2,000 characters. */
export function normalise(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHE_WITHIN_WORD, "'")
    .replace(SPACE_BETWEEN_UNSPACED, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A word, or a run of characters of a script that sets no spaces. */
export interface Token {
  readonly text: string;
  readonly isUnspaced: boolean;
}

/** Whether a word is a run of characters of a script that sets no spaces. */
export function isUnspacedWord(word: string): boolean {
  return IS_UNSPACED.test(word);
}

/** The words of a normalised text, in order; punctuation separates and is dropped. */
export function tokenise(normalised: string): Token[] {
  return (normalised.replaceAll("'", '').match(WORD) ?? []).map((text) => ({
    text,
    isUnspaced: isUnspacedWord(text),
  }));
}

/** What two texts share when they differ in case, punctuation and spaces alone. */
export function essenceOf(text: string): string {
  const normalised = normalise(text);
  const words = tokenise(normalised).map((token) => token.text);
  return words.length > 0 ? words.join(' ') : normalised;
}

/** A word as somebody writes it who leaves accents and vowel points away. */
export function withoutMarks(word: string): string {
  return word.normalize('NFD').replace(LIGHT_MARKS, '').normalize('NFC');
}
