import { type Faq, languageOf, markOfAnswer } from '@answerdesk/domain';
import { detectLanguage } from '../language/detect-language.ts';
import { type Abbreviation, readAbbreviations } from './abbreviations.ts';
import { nounCuesOf } from './noun-cues.ts';
import { type FieldWord, readFieldWords } from './read-words.ts';
import { readSlots, type Slot } from './slots.ts';
import { smallWords } from './small-words.ts';

/** A run of words that may be a term, as one FAQ has it. */
export interface Candidate {
  readonly key: string;
  /** As it is written where it is first met. */
  readonly text: string;
  readonly count: number;
  /** How often it stands where only a noun does. */
  readonly cued: number;
  readonly wordCount: number;
  readonly isSmall: boolean;
}

/** What one FAQ says of its tenant's field. */
export interface ReadFaq {
  /** Of the texts it was read from. */
  readonly mark: string;
  /** Whether its language has words that tell a noun. */
  readonly hasCues: boolean;
  readonly candidates: readonly Candidate[];
  readonly abbreviations: readonly Abbreviation[];
  readonly slots: readonly Slot[];
}

const LONGEST_TERM = 3;
const LONGEST_NAME = 40;
/** The letters of an everyday word that may be a term all the same. */
const LEAST_SMALL = 4;

/** Marks the texts of an FAQ that terms are read from, with so many variants. */
export function markOfTexts({ question, variants, answer, locale }: Faq, mostVariants: number): string {
  return markOfAnswer([locale ?? '', question, ...variants.slice(0, mostVariants), '', answer].join('\n'));
}

/** Reads an FAQ with so many of its variants. */
export function readFaq(faq: Faq, mostVariants: number): ReadFaq {
  const questions = [faq.question, ...faq.variants.slice(0, mostVariants)];
  const language = faq.locale ?? detectLanguage(questions.slice(0, 5).join('\n'), {});
  const spoken = languageOf(language);
  const cues = nounCuesOf(spoken);
  const needsCapital = spoken === 'de';
  const found = new Map<string, Candidate>();
  const read = questions.map((text) => ({ text, words: readFieldWords(text) }));
  for (const { text, words } of read) addCandidates(found, text, words, { cues, needsCapital });
  return {
    mark: markOfTexts(faq, mostVariants),
    hasCues: cues !== undefined,
    candidates: [...found.values()],
    abbreviations: [...questions, faq.answer].flatMap(readAbbreviations),
    slots: readSlots(read),
  };
}

function addCandidates(
  found: Map<string, Candidate>,
  text: string,
  words: readonly FieldWord[],
  { cues, needsCapital }: { readonly cues: ReadonlySet<string> | undefined; readonly needsCapital: boolean },
): void {
  for (const [at, first] of words.entries()) {
    const before = words[at - 1];
    const isCued = !first.isAfterBreak && before !== undefined && (cues?.has(lower(text, before)) ?? false);
    for (let length = 1; length <= LONGEST_TERM && at + length <= words.length; length += 1) {
      const run = words.slice(at, at + length);
      const last = run.at(-1);
      if (!last || run.slice(1).some(({ isAfterBreak }) => isAfterBreak)) break;
      // Everyday words may be nouns, alone or at the end of a longer term, where their language tells nouns from others.
      if (run.slice(0, -1).some((word) => word.isSmall) || (last.isSmall && !mayBeNoun(last, cues))) continue;
      if (needsCapital && !/^\p{Lu}/u.test(text.slice(last.start))) continue;
      const written = writtenOf(text, run);
      if (written.length > LONGEST_NAME) break;
      const key = keyOfRun(run);
      const known = found.get(key);
      found.set(key, {
        key,
        text: known && isPlainer(known.text, written) ? known.text : written,
        count: (known?.count ?? 0) + 1,
        cued: (known?.cued ?? 0) + (isCued ? 1 : 0),
        wordCount: length,
        isSmall: length === 1 && first.isSmall,
      });
    }
  }
}

function mayBeNoun({ key, isUnspaced }: FieldWord, cues: ReadonlySet<string> | undefined): boolean {
  return cues !== undefined && !isUnspaced && key.length >= LEAST_SMALL && !smallWords.has(key) && !cues.has(key);
}

/** A run as it is written, without spaces where its script sets none. */
function writtenOf(text: string, run: readonly FieldWord[]): string {
  const first = run[0]?.start ?? 0;
  const end = run.at(-1)?.end ?? first;
  if (run.some(({ isUnspaced }) => !isUnspaced)) return text.slice(first, end);
  return run.map((word) => text.slice(word.start, word.end)).join('');
}

/** The same key as the whole run's text has. */
function keyOfRun(run: readonly FieldWord[]): string {
  let key = '';
  for (const [index, word] of run.entries()) {
    const isJoined = index === 0 || (word.isUnspaced && run[index - 1]?.isUnspaced === true);
    key += isJoined ? word.key : ` ${word.key}`;
  }
  return key;
}

/** Of two ways to write a term the one is kept that is shorter, then less capital, so that a plural goes before none. */
function isPlainer(one: string, other: string): boolean {
  if (one.length !== other.length) return one.length < other.length;
  return one >= other;
}

function lower(text: string, { start, end }: FieldWord): string {
  return text.slice(start, end).toLowerCase();
}
