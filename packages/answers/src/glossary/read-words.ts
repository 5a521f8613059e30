import { inSimplified } from '../language/chinese-forms.ts';
import { isEverydayWord } from '../language/word-evidence.ts';
import { isUnspacedWord, wordPattern } from '../normalise.ts';
import { keyOfTerm, keyOfWord } from './read-units.ts';
import { smallWords } from './small-words.ts';

/** A word of a text as terms are proposed from; in scripts without spaces, as a dictionary divides them. */
export interface FieldWord {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly isUnspaced: boolean;
  /** It says nothing of a field: an everyday word, a number, a lone character. */
  readonly isSmall: boolean;
  /** Something other than a space stands before it. */
  readonly isAfterBreak: boolean;
}

const GAP_WITHIN_TERM = /^[ \u00a0]?[\p{Pd}]?$/u;
const dividers = new Map<string, Intl.Segmenter>();

/** The words of a text in order. */
export function readFieldWords(text: string): FieldWord[] {
  const words: FieldWord[] = [];
  const add = (word: string, start: number, isUnspaced: boolean) => {
    const key = isUnspaced ? keyOfTerm(word) : keyOfWord(word);
    if (key === '') return;
    const before = words.at(-1)?.end ?? 0;
    const isAfterBreak = words.length === 0 || !GAP_WITHIN_TERM.test(text.slice(before, start));
    const isSmall = isUnspaced ? isSmallUnspaced(word) : isSmallWord(word);
    words.push({ key, start, end: start + word.length, isUnspaced, isSmall, isAfterBreak });
  };
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (!isUnspacedWord(word)) add(word, index, false);
    else for (const { segment, index: at } of dividerFor(word).segment(word)) add(segment, index + at, true);
  }
  return words;
}

function isSmallWord(word: string): boolean {
  const plain = word.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return /^[\p{N}.]+$/u.test(plain) || plain.length < 2 || smallWords.has(plain) || isEverydayWord(plain);
}

/** Kana alone is grammar, but for katakana, in which words from abroad are written. */
function isSmallUnspaced(word: string): boolean {
  if ([...word].length < 2) return true;
  const forms = [word, inSimplified(word)];
  return /^\p{sc=Hiragana}+$/u.test(word) || forms.some((form) => smallWords.has(form) || isEverydayWord(form));
}

function dividerFor(run: string): Intl.Segmenter {
  const language = /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(run)
    ? 'ja'
    : /\p{sc=Thai}/u.test(run)
      ? 'th'
      : /\p{sc=Khmer}/u.test(run)
        ? 'km'
        : /\p{sc=Lao}/u.test(run)
          ? 'lo'
          : /\p{sc=Myanmar}/u.test(run)
            ? 'my'
            : 'zh';
  const known = dividers.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  dividers.set(language, known);
  return known;
}
