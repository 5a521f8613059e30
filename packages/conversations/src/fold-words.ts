const MOST_WORDS = 8;
const LONGEST_WORD = 24;
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A text's words with one space between them, without case, accents and widths: what is compared when people search. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The words a name is found by. Chinese and Japanese put no spaces between words, so there each end of a run is a word as
 * well: 王小明 is found by 小明 too.
 */
export function nameWordsOf(name: string): string[] {
  const words = new Set<string>();
  for (const word of foldWords(name).split(' ')) {
    if (word === '') continue;
    words.add(word.slice(0, LONGEST_WORD));
    if (!withoutSpaces.test(word)) continue;
    for (let at = 1; at < word.length; at += 1) words.add(word.slice(at, at + LONGEST_WORD));
  }
  return [...words].slice(0, MOST_WORDS);
}

/** What a name must have a word beginning with for folded words to be found in it. */
export function firstWordOf(folded: string): string {
  return (folded.split(' ', 1)[0] ?? '').slice(0, LONGEST_WORD);
}

/** Whether folded words begin a word of a name. */
export function isInName(name: string, folded: string): boolean {
  const words = foldWords(name);
  return ` ${words}`.includes(` ${folded}`) || (withoutSpaces.test(folded) && words.includes(folded));
}
