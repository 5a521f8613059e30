import { type EmotionName, emotionNames } from '@answerdesk/domain';
import { normalise, withoutMarks } from '../normalise.ts';
import type { Lexicon } from './lexicon.ts';

type TermKind =
  | EmotionName
  | 'problem'
  | 'intensifier'
  | 'negator'
  | 'negator-after'
  | 'conditional'
  | 'conditional-after'
  | 'ordinary';

/** Something of a lexicon found in a text. */
export interface Hit {
  readonly kind: TermKind;
  /** 1 or what its mark says, times what an intensifier adds. */
  readonly weight: number;
  readonly isNegated: boolean;
  readonly isPutRight: boolean;
}

interface Term {
  readonly text: string;
  readonly kind: TermKind;
  readonly weight: number;
  /** Any ending may follow. */
  readonly isBeginning: boolean;
  readonly isPutRight: boolean;
}

interface Found extends Term {
  readonly start: number;
  readonly end: number;
}

/** A lexicon made ready to be looked up in. */
export interface ReadyLexicon {
  readonly mode: NonNullable<Lexicon['mode']>;
  readonly keepsMarks: boolean;
  readonly termsByFirst: ReadonlyMap<string, readonly Term[]>;
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const ELONGATED = /(\p{L})\1{2,}/gu;
const NO_LETTERS = /[^\p{L}\p{M}\p{N}]+/gu;
const BREAK = /[.!?;:,\n。！？；：，、…،؟।]/u;
const STOP = '.';
const INTENSIFIED = 1.4;
const WORDS_BETWEEN = 3;
/** Shorter terms are found as whole words alone. */
const SAFE_WITHIN_WORDS = 4;
/** How near a negation must stand, in characters, where words are not set apart. */
const NEAR = { anywhere: { before: 12, after: 12 }, unspaced: { before: 4, after: 8 } } as const;
const MARKED_WEIGHTS: Readonly<Record<string, number>> = { '^': 0.7, '~': 0.5, '?': 0.25, '+': 1 };
const OTHER_LETTERS: Readonly<Record<string, string>> = {
  ...{ ı: 'i', ł: 'l', đ: 'd', ø: 'o', æ: 'ae', ß: 'ss', œ: 'oe', ς: 'σ', ё: 'е', ґ: 'г' },
  ...{ أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', '\u200c': ' ' },
};
const FOLDED = new RegExp(`[${Object.keys(OTHER_LETTERS).join('')}]`, 'gu');

/** A lexicon made ready to be looked up in; its words are folded as texts are. */
export function prepareLexicon(lexicon: Lexicon): ReadyLexicon {
  const { mode = 'words', keepsMarks = false } = lexicon;
  const lists: readonly (readonly [TermKind, string | undefined])[] = [
    ['ordinary', lexicon.ordinary],
    ['anger', lexicon.anger],
    ['disappointment', lexicon.disappointment],
    ['urgency', lexicon.urgency],
    ['satisfaction', lexicon.satisfaction],
    ['problem', lexicon.problem],
    ['intensifier', lexicon.intensifiers],
    ['negator', lexicon.negators],
    ['negator-after', lexicon.negatorsAfter],
    ['conditional', lexicon.conditionals],
    ['conditional-after', lexicon.conditionalsAfter],
  ];
  const terms = lists
    .flatMap(([kind, list = '']) =>
      list.split(/[|\n]/).map((written) => termOf(kind, written.trim(), { mode, keepsMarks })),
    )
    .filter(({ text }) => text !== '')
    .sort((a, b) => b.text.length - a.text.length);
  return { mode, keepsMarks, termsByFirst: Map.groupBy(terms, ({ text }) => text.slice(0, 1)) };
}

function termOf(kind: TermKind, written: string, how: Pick<ReadyLexicon, 'mode' | 'keepsMarks'>): Term {
  const mark = written.slice(0, 1);
  const weight = MARKED_WEIGHTS[mark];
  const bare = weight === undefined ? written : written.slice(1);
  const isBeginning = bare.endsWith('*');
  return {
    text: fold(isBeginning ? bare.slice(0, -1) : bare, how),
    kind,
    weight: weight ?? 1,
    isBeginning,
    isPutRight: mark === '+',
  };
}

/** What of a lexicon is in a text, the longest terms first and none within another. */
export function scanLexicon(lexicon: ReadyLexicon, text: string): Hit[] {
  const lower = normalise(text);
  const asWritten = hitsIn(lexicon, fold(lower, lexicon, true));
  const shortened = lower.replace(ELONGATED, '$1');
  if (shortened === lower) return asWritten;
  const others = [shortened, lower.replace(ELONGATED, '$1$1')].map((variant) =>
    hitsIn(lexicon, fold(variant, lexicon, true)),
  );
  return others.reduce((best, next) => (next.length > best.length ? next : best), asWritten);
}

/** Letters alone, as lexicon and text compare them; where `keepsBreaks`, a stop stands where a sentence or clause ends. */
function fold(
  text: string,
  { mode, keepsMarks }: Pick<ReadyLexicon, 'mode' | 'keepsMarks'>,
  keepsBreaks = false,
): string {
  const lower = normalise(text).replaceAll("'", '');
  const plain = keepsMarks ? lower : withoutMarks(lower).replace(FOLDED, (letter) => OTHER_LETTERS[letter] ?? letter);
  const space = mode === 'unspaced' ? '' : ' ';
  return plain
    .replace(NO_LETTERS, (between) => (keepsBreaks && BREAK.test(between) ? `${space}${STOP}${space}` : space))
    .trim();
}

function hitsIn(lexicon: ReadyLexicon, text: string): Hit[] {
  const found = findTerms(lexicon, text);
  return found.flatMap((term, index) => {
    if (isTurned(lexicon, text, found, index, 'conditional')) return [];
    const before = found[index - 1];
    const isIntensified = before?.kind === 'intensifier' || found[index + 1]?.kind === 'intensifier';
    return {
      kind: term.kind,
      weight: term.weight * (isIntensified ? INTENSIFIED : 1),
      isNegated: isTurned(lexicon, text, found, index, 'negator'),
      isPutRight: term.isPutRight,
    };
  });
}

function findTerms({ mode, termsByFirst }: ReadyLexicon, text: string): Found[] {
  const found: Found[] = [];
  let at = 0;
  while (at < text.length) {
    const term = termsByFirst.get(text.charAt(at))?.find((known) => isAt(text, at, known, mode));
    if (term) found.push({ ...term, start: at, end: at + term.text.length });
    if (mode === 'words') {
      const next = text.indexOf(' ', term ? at + term.text.length : at);
      if (next < 0) break;
      at = next + 1;
    } else {
      at = term ? at + term.text.length : at + 1;
    }
  }
  return found;
}

function isTurning(kind: TermKind): boolean {
  return !isFeeling(kind) && kind !== 'intensifier';
}

function isAt(text: string, at: number, { text: words, kind, isBeginning }: Term, mode: ReadyLexicon['mode']): boolean {
  if (!text.startsWith(words, at)) return false;
  if (mode === 'unspaced') return true;
  const endsWord = !LETTER.test(text.charAt(at + words.length));
  if (mode === 'words') return isBeginning || endsWord;
  const isLong = words.length >= SAFE_WITHIN_WORDS && !isTurning(kind);
  return isLong || (endsWord && !LETTER.test(text.charAt(at - 1)));
}

/** A negation or condition reaches the nearest emotion, over an intensifier, when few words and no stop stand between. */
function isTurned(
  { mode }: ReadyLexicon,
  text: string,
  found: readonly Found[],
  index: number,
  by: 'negator' | 'conditional',
): boolean {
  const term = found[index];
  if (!term || !isFeeling(term.kind)) return false;
  const isNear = (from: number, to: number, side: 'before' | 'after') => {
    const between = text.slice(from, to);
    if (between.includes(STOP)) return false;
    return mode === 'words' ? between.trim().split(' ').length <= WORDS_BETWEEN : to - from <= NEAR[mode][side];
  };
  const isPassedOver = (kind: TermKind | undefined) =>
    kind === 'intensifier' || (by === 'conditional' && (kind === 'negator' || kind === 'problem'));
  let before = index - 1;
  while (isPassedOver(found[before]?.kind)) before -= 1;
  const earlier = found[before];
  if (earlier?.kind === by && isNear(earlier.end, term.start, 'before')) return true;
  let after = index + 1;
  while (isPassedOver(found[after]?.kind)) after += 1;
  const later = found[after];
  return later?.kind === `${by}-after` && isNear(term.end, later.start, 'after');
}

function isFeeling(kind: TermKind): boolean {
  return kind === 'problem' || kind === 'ordinary' || emotionNames.some((name) => name === kind);
}
