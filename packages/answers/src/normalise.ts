const LONGEST_TEXT = 2_000;
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const SPACE_BETWEEN_UNSPACED = new RegExp(`(?<=[${UNSPACED}])\\s+(?=[${UNSPACED}])`, 'gu');
const WORD = new RegExp(`[${UNSPACED}]+|[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}]+)*`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** A text as the matcher sees it: one width, one case, one kind of space; at most 2,000 characters. */
export function normalise(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .toLowerCase()
    .replace(SPACE_BETWEEN_UNSPACED, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A word, or a run of characters of a script that sets no spaces. */
export interface Token {
  readonly text: string;
  readonly isUnspaced: boolean;
}

/** The words of a normalised text, in order; punctuation separates and is dropped. */
export function tokenise(normalised: string): Token[] {
  return (normalised.match(WORD) ?? []).map((text) => ({ text, isUnspaced: IS_UNSPACED.test(text) }));
}
