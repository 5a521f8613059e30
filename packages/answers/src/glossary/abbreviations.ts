/** A short form and what it stands for, as a text explains it: "KYC (know your customer)". */
export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

const MOST_LETTERS = 8;
const EXPLAINED = /(?<![\p{L}\p{N}])([\p{L}\p{N}&]{2,8})[ \u00a0]?[(（]([\p{L}][^()（）\n]{2,79})[)）]/gu;
const SHORTENED = /[(（]([\p{L}\p{N}&]{2,8})[)）]/gu;
const LETTERS_BEFORE = 80;

/** The abbreviations that a text explains, the short form before the brackets or in them, by the initials of the words. */
export function readAbbreviations(text: string): Abbreviation[] {
  const found: Abbreviation[] = [];
  for (const { 1: short = '', 2: long = '' } of text.matchAll(EXPLAINED)) {
    if (isShortForm(short) && initialsOf(long) === lettersOf(short)) found.push({ short, long: long.trim() });
  }
  for (const { 1: short = '', index } of text.matchAll(SHORTENED)) {
    if (!isShortForm(short)) continue;
    const letters = lettersOf(short);
    const words = text
      .slice(Math.max(0, index - LETTERS_BEFORE), index)
      .trim()
      .split(/[ \u00a0\n]+/);
    const long = words.slice(-letters.length).join(' ');
    if (words.length >= letters.length && initialsOf(long) === letters) found.push({ short, long });
  }
  return found;
}

/** At least two capitals, as abbreviations have. */
function isShortForm(text: string): boolean {
  return text.length <= MOST_LETTERS && (text.match(/\p{Lu}/gu)?.length ?? 0) >= 2;
}

function lettersOf(short: string): string {
  return short.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function initialsOf(long: string): string {
  return (long.match(/(?<![\p{L}\p{N}'’])[\p{L}\p{N}]/gu) ?? []).join('').toLowerCase();
}
