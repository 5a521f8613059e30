import { type Locale, languageOf } from '@answerdesk/domain';
import { essenceOf, withoutMarks } from '../normalise.ts';
import { addressesIn, withoutAddresses } from './addresses.ts';
import { type FoundNumber, numbersIn } from './numbers.ts';
import { type WordList, wordListOf } from './word-lists.ts';

/** A word or number with whatever of small words, limits and negations stands around it. */
export interface Item {
  readonly said: string;
  readonly before: readonly string[];
  /** What follows the last one of a clause. */
  readonly after: readonly string[];
}

/** A stretch of a sentence that claims one thing. */
export interface Clause {
  readonly text: string;
  readonly essence: string;
  /** The word that joins it to what stands before, if one does. */
  readonly joint: string;
  /** Its words and numbers in order; in scripts without spaces the clause is one. */
  readonly items: readonly Item[];
  /** Whether it greets, asks or thanks and claims nothing. */
  readonly isPolite: boolean;
  /** Whether it starts with a joint, an article, who does it or what it is about, and so sets no scene for another. */
  readonly startsOpen: boolean;
  /** What must be proved, as `foldWord` writes it. */
  readonly words: readonly string[];
  readonly numbers: readonly (FoundNumber & { readonly next: string })[];
  readonly negators: number;
  readonly isNegated: boolean;
  readonly subject: 'we' | 'you' | undefined;
}

export interface Sentence {
  /** What two sentences share that differ in case, punctuation and marks alone. */
  readonly essence: string;
  readonly clauses: readonly Clause[];
  readonly limiters: ReadonlySet<string>;
}

const SENTENCE_END = /(?<=[.!?…])["”»')]*\s+|\n+|(?<=[。！？])/u;
// Full-width marks have become narrow ones by then.
const CLAUSE_END = /(?:[,;:]|\s[–—-])\s|[、，；：（）()]|[,;:](?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])/u;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
const UNSPACED = new Set(['zh', 'ja']);
const ELIDED = new Set(['fr', 'it']);
/** Words that hold a sign of negation and negate nothing. */
const INNOCENT = /非常|特[别別]|分[别別]|[类類级級]别|個別|个别|未[来來]|不同|不[过過]|不[仅僅]|無料|少ない|なければ/gu;

/** The sentences of a text as claims; in a language without a list of words they have an essence alone. */
export function readSentences(text: string, language: Locale): Sentence[] {
  const list = wordListOf(language);
  return withoutMarkup(text)
    .split(SENTENCE_END)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .map((sentence) => {
      const plain = withoutAddresses(sentence.normalize('NFKC'));
      const units = numbersIn(plain).map(({ unit }) => unit);
      // "No, refunds are possible." is not "No refunds are possible."
      const stretches = sentence.split(CLAUSE_END).map(essenceOf);
      const essence = [stretches.filter((one) => one !== '').join(', '), ...units, ...addressesIn(sentence)].join(' ');
      if (!list) return { essence, clauses: [], limiters: new Set() };
      const reading: Reading = { list, language: languageOf(language) };
      return {
        essence,
        clauses: clausesOf(plain, reading).map((clause) => readClause(clause, reading)),
        limiters: limitersIn(plain, reading),
      };
    });
}

/** A word without case and accents, so that forms of it can be compared. */
export function foldWord(word: string): string {
  const folded = withoutMarks(word.toLowerCase()).replace(/['’]s$/u, '');
  return /\p{sc=Arabic}/u.test(folded) ? folded.replace(/^(?:وال|بال|ال|لل)/u, '') : folded;
}

/** A text without the marks of the house; of a link its label and address stay. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(/\[([^\]\n]+)\]\(([^)\s]+)\)/g, '$1 $2')
    .replaceAll(/\*\*|`/g, '')
    .replaceAll(/(?<![\p{L}\p{N}])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/^\s*[-•*]\s+/gmu, '');
}

interface Reading {
  readonly list: WordList;
  readonly language: string;
}

type Stretch = Pick<Clause, 'text' | 'joint'>;

function clausesOf(sentence: string, { list, language }: Reading): Stretch[] {
  const isClaim = ({ text }: Stretch) => text.trim() !== '';
  const stretches = sentence.split(CLAUSE_END);
  if (UNSPACED.has(language)) return stretches.map((text) => ({ text, joint: '' })).filter(isClaim);
  return stretches.flatMap((stretch) => {
    let last = { text: '', joint: '' };
    const clauses = [last];
    for (const part of stretch.split(/(\s+)/)) {
      const word = part.toLowerCase();
      if (!list.joints.has(word)) {
        last.text += part;
        continue;
      }
      last = { text: '', joint: word };
      clauses.push(last);
    }
    return clauses.filter(isClaim);
  });
}

function readClause({ text, joint }: Stretch, reading: Reading): Clause {
  const { list } = reading;
  const tokens = tokensOf(text, reading);
  const isNeutral = (token: string) => list.neutral.has(token) || list.limiters.has(token);
  const content = tokens.filter(
    (token) => !isNeutral(token) && !isNegator(token, reading) && !/^\p{Nd}+$/u.test(token),
  );
  const words = content.map(foldWord).filter((word) => word !== '');
  const negators = negatorsIn(text, tokens, reading);
  const subject = tokens.find((token) => list.we.has(token) || list.you.has(token));
  return {
    text,
    essence: essenceOf(text),
    joint,
    ...orderOf({ text, joint }, reading),
    words,
    numbers: numbersIn(text).map((number) => {
      const next =
        text
          .slice(number.end)
          .match(/^[\s-]?([\p{L}\p{M}]+)/u)?.[1]
          ?.toLowerCase() ?? '';
      return { ...number, next: isNeutral(next) || UNSPACED.has(reading.language) ? '' : foldWord(next) };
    }),
    negators,
    isNegated: negators > 0,
    subject: subject === undefined ? undefined : list.we.has(subject) ? 'we' : 'you',
  };
}

function orderOf({ text, joint }: Stretch, reading: Reading): Pick<Clause, 'items' | 'isPolite' | 'startsOpen'> {
  const { list, language } = reading;
  if (UNSPACED.has(language)) {
    const essence = essenceOf(text);
    const isPolite = list.polite.has(essence);
    return { items: isPolite ? [] : [{ said: essence, before: [], after: [] }], isPolite, startsOpen: false };
  }
  const items: Item[] = [];
  const tokens = tokensAndNumbersOf(text, reading).filter(({ said, isNumber }) => isNumber || !list.idle.has(said));
  let between: string[] = [];
  for (const { said, isNumber } of tokens) {
    if (!isNumber && isSmallWord(said, reading)) {
      if (!list.polite.has(said)) between.push(said);
      continue;
    }
    items.push({ said: isNumber ? said : foldWord(said), before: between, after: [] });
    between = [];
  }
  const last = items.pop();
  if (last) items.push({ ...last, after: between });
  const first = tokens[0];
  const opens = (token: string) => list.we.has(token) || list.you.has(token) || !isSmallWord(token, reading);
  const isThanks =
    between.length === 0 || (tokens.length > between.length && between.every((word) => list.you.has(word)));
  return {
    items,
    isPolite: !last && isThanks,
    startsOpen: joint !== '' || !first || first.isNumber || opens(first.said),
  };
}

function isSmallWord(token: string, reading: Reading): boolean {
  return reading.list.neutral.has(token) || reading.list.limiters.has(token) || isNegator(token, reading);
}

function tokensAndNumbersOf(text: string, reading: Reading): { readonly said: string; readonly isNumber: boolean }[] {
  const wordsOf = (stretch: string) => tokensOf(stretch, reading).map((said) => ({ said, isNumber: false }));
  let at = 0;
  const found = numbersIn(text).flatMap(({ value, unit, start, end }) => {
    const words = wordsOf(text.slice(at, start));
    at = end;
    return [...words, { said: `${value} ${unit}`, isNumber: true }];
  });
  return [...found, ...wordsOf(text.slice(at))];
}

/** In lower case; scripts without spaces by the dictionary of the platform. */
export function tokensOf(text: string, { language }: Pick<Reading, 'language'>): string[] {
  const lower = text.toLowerCase().replaceAll('’', "'");
  if (UNSPACED.has(language)) {
    const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(lower);
    return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
  }
  const words = lower.match(WORD) ?? [];
  return ELIDED.has(language) ? words.flatMap((word) => word.split(/(?<=')/)) : [...words];
}

function isNegator(token: string, { list, language }: Reading): boolean {
  return list.negators.has(token) || (language === 'en' && token.endsWith("n't"));
}

/** Where there are no spaces, whether there is one. */
function negatorsIn(text: string, tokens: readonly string[], reading: Reading): number {
  if (!UNSPACED.has(reading.language)) return tokens.filter((token) => isNegator(token, reading)).length;
  const plain = text.replaceAll(INNOCENT, '');
  return [...reading.list.negators].some((negator) => plain.includes(negator)) ? 1 : 0;
}

function limitersIn(text: string, reading: Reading): Set<string> {
  const { limiters } = reading.list;
  if (UNSPACED.has(reading.language)) return new Set([...limiters].filter((limiter) => text.includes(limiter)));
  return new Set(tokensOf(text, reading).filter((token) => limiters.has(token)));
}
