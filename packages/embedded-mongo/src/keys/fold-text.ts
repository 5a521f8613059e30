import type { Collation } from '../query/context.ts';

/** Texts under a collation to texts whose bytes are equal exactly when the collation calls the originals equal. */
export type Fold = (text: string) => string;

/** What `fold` answers for every text it cannot tell apart from others; no folded text has this character. */
export const unfoldable = '\u0001';

const marked = marksOf(0xc0, 0x250).concat(marksOf(0x1e00, 0x1f00)).join('');
/** ASCII, Latin letters that are an ASCII letter with marks, Russian letters, ideographs and Hangul syllables. */
const foldable = new RegExp(`^[\\x20-\\x7e${marked}А-яЁё\\u4e00-\\u9fa5\\uac00-\\ud7a3]*$`);
const markedLetter = new RegExp(`[${marked}]`, 'g');

function marksOf(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, at) => String.fromCharCode(from + at)).filter(
    (letter) => /^[A-Za-z][\u0300-\u036f]+$/.test(letter.normalize('NFD')) && letter.toLowerCase().length === 1,
  );
}

/**
 * Exact for the alphabets above in the root order, by which `unfoldable` stands for every other text: two of those may be
 * equal or not, and one of them may equal a folded text.
 */
export function foldText({ strength }: Collation): Fold {
  return (text) => {
    const composed = text.normalize('NFC');
    if (!foldable.test(composed)) return unfoldable;
    if (strength === 3) return composed;
    const lower = composed.toLowerCase();
    if (strength === 2) return lower;
    return lower.replace(markedLetter, (letter) => letter.normalize('NFD').charAt(0)).replaceAll('ё', 'е');
  };
}
