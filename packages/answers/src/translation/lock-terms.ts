/** Scripts that set no spaces between words, and Korean, whose particles cling to them. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー々〆\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const LETTER_OF_WORD = `[[\\p{L}\\p{M}\\p{N}_]--[${UNSPACED}]]`;
const IS_LETTER_OF_WORD = new RegExp(`^${LETTER_OF_WORD}$`, 'v');

/** What no model is shown, and no translation may touch. */
const patterns: readonly RegExp[] = [
  // Code.
  /`[^`\n]+`/g,
  // Addresses of pages; a bracket counts where its partner does.
  /(?:\b(?:https?:\/\/|www\.)|(?<![\w.@-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\/)(?:\([^\s()]*\)|[^\s()<>"`⟦⟧\u3000-\u303f\uff00-\uff60])+(?<![.,;:!?*_\]'])/gi,
  // E-mail.
  /(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Bank accounts (IBAN).
  /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])/g,
  // Cards, telephones and other numbers of six digits and more.
  /(?<!\p{Nd})\+?\(?\p{Nd}(?:[ \u00a0.,()/\u2010-\u2013-]{0,2}\p{Nd}){5,}/gu,
  // Ids: six characters and more, three digits among them.
  /(?<![A-Za-z0-9])(?=(?:[A-Za-z_-]*\d){3})[A-Za-z0-9][A-Za-z0-9_-]{4,}[A-Za-z0-9]/g,
  // What looks like our own markers.
  /[⟦⟧]+/g,
];
const MARKER = /⟦\s*([0-9٠-٩۰-۹０-９]+)\s*⟧/g;
const DIGITS = ['٠', '۰', '０'].map((zero) => zero.codePointAt(0) ?? 0);

/** A text in which `⟦1⟧` stands for the first of `locked`, and so on. */
export interface LockedText {
  readonly text: string;
  readonly locked: readonly string[];
}

/**
 * Puts a marker for everything that must come out of a translation as it went in, and that no model needs to see: addresses,
 * e-mail, telephones, cards, accounts, long numbers and ids, code, and each term of a glossary, in whatever case: whole words,
 * in scripts without spaces anywhere. Each is kept as the text has it; the same thing has the same marker.
 */
export function lockTerms(text: string, glossary: readonly string[]): LockedText {
  const source = text.normalize('NFC');
  const locked: string[] = [];
  let written = '';
  let at = 0;
  for (const [start, end] of spansOf(source, glossary)) {
    const value = source.slice(start, end);
    if (!locked.includes(value)) locked.push(value);
    written += `${source.slice(at, start)}⟦${locked.indexOf(value) + 1}⟧`;
    at = end;
  }
  return { text: written + source.slice(at), locked };
}

/**
 * Puts back what the markers of a translation stand for; undefined unless each is there exactly as often as it was in the
 * text. Digits of other scripts are understood.
 */
export function unlockTerms(translation: string, { text, locked }: LockedText): string | undefined {
  const numbers = (said: string) =>
    [...said.matchAll(MARKER)]
      .map(([, digits]) => numberOf(digits ?? ''))
      .sort((a, b) => a - b)
      .join();
  if (numbers(translation) !== numbers(text)) return undefined;
  if (/[⟦⟧]/.test(translation.replace(MARKER, ''))) return undefined;
  return translation.replace(MARKER, (_marker, digits: string) => locked[numberOf(digits) - 1] ?? '');
}

/** A text without its markers. */
export function withoutMarkers(text: string): string {
  return text.replace(MARKER, '');
}

/** Where what is locked begins and ends, in order; what overlaps is one. */
function spansOf(text: string, glossary: readonly string[]): [number, number][] {
  const terms = termsOf(glossary);
  const spans = (terms ? [...patterns, terms] : patterns)
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ index, 0: found }): [number, number] => [index, index + found.length])
    .sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Finds the terms of a glossary, the longest first. */
function termsOf(glossary: readonly string[]): RegExp | undefined {
  const terms = glossary.map((term) => term.normalize('NFC').trim()).filter((term) => term !== '');
  if (terms.length === 0) return undefined;
  const alternatives = terms
    .sort((a, b) => b.length - a.length)
    .map((term) => {
      const characters = [...term];
      const before = IS_LETTER_OF_WORD.test(characters[0] ?? '') ? `(?<!${LETTER_OF_WORD})` : '';
      const after = IS_LETTER_OF_WORD.test(characters.at(-1) ?? '') ? `(?!${LETTER_OF_WORD})` : '';
      return `${before}${term.split(/\s+/).map(literally).join('\\s+')}${after}`;
    });
  return new RegExp(alternatives.join('|'), 'giv');
}

function literally(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function numberOf(digits: string): number {
  const plain = [...digits].map((digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = DIGITS.find((each) => code >= each && code < each + 10);
    return zero === undefined ? digit : String(code - zero);
  });
  return Number(plain.join(''));
}
