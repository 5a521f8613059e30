import { languages } from './languages/all.ts';
import { createLexicon, type Found, type Lexicon } from './lexicon.ts';
import { phraseKinds } from './phrase-kinds.ts';
import { readWords, type Word } from './read-words.ts';

/** A run of words that is one phrase of a language, or a word that is in none (`kinds` is 0). */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly kinds: number;
}

/** A message as one language reads it. */
export interface Reading {
  readonly language: string;
  readonly parts: readonly Part[];
  /** Whether somebody expects the language: then a single word of it counts, and elsewhere only what `isUnmistakable`. */
  readonly isExpected: boolean;
}

export interface ReadMessage {
  readonly words: readonly Word[];
  readonly isAsked: boolean;
  readonly expected: readonly string[];
  /** The language expected first, then the others that have a phrase in it. */
  readonly readings: readonly Reading[];
  /** The same readings with the wider words around a wish for a person, made when they are asked for. */
  readWider(): readonly Reading[];
}

const LONGEST_READ = 600;
const MOST_WORDS = 240;
/** Words that were run together are looked for where there are no more than these. */
const FEW_WORDS = 4;
const ENGLISH = 'en';
const smallTalk =
  phraseKinds.hello |
  phraseKinds.goodbye |
  phraseKinds.thanks |
  phraseKinds.yes |
  phraseKinds.okay |
  phraseKinds.no |
  phraseKinds.stop |
  phraseKinds.insult;
/** What people say in English in the middle of any language; what they build sentences of is their own. */
const lent = smallTalk | phraseKinds.human | phraseKinds.bot | phraseKinds.plain;

let lexicon: Lexicon | undefined;

const { staff, folk, act, wish, matter, callBack, refuse, machine, told, asks } = phraseKinds;
const wider = staff | folk | act | wish | matter | callBack | refuse | machine | told;
const carried = staff | folk | act | phraseKinds.human | phraseKinds.anyone | phraseKinds.talk;
const lentWider = lent | staff | matter;
const following = phraseKinds.and | asks | phraseKinds.whole;
/** What is looked for in a message: what it means by itself, or how it goes on with the one before. */
const looked = {
  meaning: ~(following | wider),
  wider: ~following | asks,
  following:
    following | phraseKinds.filler | phraseKinds.hello | phraseKinds.thanks | phraseKinds.okay | phraseKinds.other,
} as const;

/** Reads the phrases of all languages now, so that no customer's message waits for it: up to a second, once a process. */
export function prepareIntents(): void {
  lexicon ??= createLexicon(languages);
}

/**
 * Reads a message in every language that has a phrase in it; what English says is understood in all of them. Only the
 * language expected first, or else English, is understood with its words misspelt.
 */
export function readMessage(
  text: string,
  expected?: string | readonly string[],
  lookedFor: keyof typeof looked = 'meaning',
): ReadMessage {
  prepareIntents();
  const read = readWords(text, LONGEST_READ);
  const words = read.words.slice(0, MOST_WORDS).flatMap((word, _, all) => apart(word, all.length));
  const found = words.map((_, place) =>
    (lexicon?.phrasesAt(words, place) ?? []).map((phrase) => uncut(phrase, words, place)),
  );
  const first = [expected ?? []].flat().map((tag) => (tag === 'no' || tag === 'nn' ? 'nb' : tag));
  const misspelt = first[0] ?? ENGLISH;
  const spoken = new Set(found.flatMap((phrases) => phrases.flatMap(({ kinds }) => [...kinds.keys()])));
  if (found.some((phrases) => phrases.some(({ slipped }) => slipped.has(misspelt)))) spoken.add(misspelt);
  const expectedOnes = [...first, ENGLISH];
  const order = [...expectedOnes, ...Object.keys(languages)];
  const readingIn = (language: string, mask: number): Reading => ({
    language,
    parts: partsOf(words, found, language, mask, language === misspelt),
    isExpected: expectedOnes.includes(language),
  });
  const readings = [...new Set(order)]
    .filter((language) => spoken.has(language))
    .map((language) => readingIn(language, looked[lookedFor]));
  const readWider = () => readings.map(({ language }) => readingIn(language, looked.wider));
  return { words, isAsked: read.isAsked, expected: expectedOnes, readings, readWider };
}

function apart(word: Word, count: number): readonly Word[] {
  const pieces = word.isUnspaced || count > FEW_WORDS ? undefined : lexicon?.takenApart(word.text);
  if (!pieces) return [word];
  return pieces.map((text, at) => ({ ...word, text, isAfterStop: word.isAfterStop && at === 0 }));
}

/** A phrase, which is no small talk where a word in katakana goes on before or behind it: a ノート is no ノー. */
function uncut(phrase: Found, words: readonly Word[], place: number): Found {
  if (!words[place]?.isWithin && !words[place + phrase.length]?.isWithin) return phrase;
  return { ...phrase, kinds: withoutTalk(phrase.kinds), slipped: withoutTalk(phrase.slipped) };
}

function withoutTalk(kinds: Found['kinds']): Found['kinds'] {
  return new Map([...kinds].map(([language, bits]) => [language, bits & ~smallTalk]));
}

/** The longest phrase first, from left to right. */
function partsOf(
  words: readonly Word[],
  found: readonly (readonly Found[])[],
  language: string,
  mask: number,
  isMisspelt: boolean,
): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < words.length; ) {
    let [length, kinds] = [1, 0];
    let asksForPerson = false;
    for (const phrase of found[at] ?? []) {
      const bits = kindsOf(phrase, language, isMisspelt) & mask;
      if (bits !== 0 && phrase.length > length) [length, kinds] = [phrase.length, 0];
      if (bits !== 0 && phrase.length === length) kinds |= bits;
      asksForPerson ||= (bits & phraseKinds.person) !== 0;
    }
    const longer = (mask & staff) !== 0 && isAnybody(kinds) ? longerRole(found, at, length, language) : undefined;
    if (longer !== undefined) [length, kinds] = [longer - at, phraseKinds.filler];
    if (isCarrying(kinds)) kinds |= carriedIn(found, at, length, language, isMisspelt) & mask;
    if (asksForPerson && (kinds & phraseKinds.other) === 0) kinds |= phraseKinds.person;
    parts.push({ from: at, to: at + length, kinds: kinds & ~phraseKinds.plain });
    at += length;
  }
  return parts;
}

function kindsOf(phrase: Found, language: string, isMisspelt: boolean): number {
  const exact = phrase.kinds.get(language) ?? (phrase.kinds.get(ENGLISH) ?? 0) & lentWider;
  return exact | (isMisspelt ? (phrase.slipped.get(language) ?? 0) & ~phraseKinds.insult : 0);
}

/** Whether a phrase of the wider words only asks or brings: "is there anybody" holds who is asked for. */
function isCarrying(kinds: number): boolean {
  return (kinds & (wish | act)) !== 0 && (kinds & ~(wish | act | phraseKinds.want | phraseKinds.talk)) === 0;
}

/** Whether a phrase says no more than somebody: "una persona" is that, and "persona vera" in it may be more. */
function isAnybody(kinds: number): boolean {
  return (
    (kinds & (folk | phraseKinds.anyone)) !== 0 && (kinds & ~(folk | phraseKinds.anyone | phraseKinds.filler)) === 0
  );
}

/** Where, within a phrase, a longer one begins that says who answers customers and goes on behind it. */
function longerRole(found: readonly (readonly Found[])[], at: number, length: number, language: string) {
  for (let from = at + 1; from < at + length; from += 1) {
    const isRole = (phrase: Found) => ((phrase.kinds.get(language) ?? 0) & staff) !== 0;
    if ((found[from] ?? []).some((phrase) => isRole(phrase) && from + phrase.length > at + length)) return from;
  }
  return undefined;
}

function carriedIn(
  found: readonly (readonly Found[])[],
  at: number,
  length: number,
  language: string,
  isMisspelt: boolean,
): number {
  let kinds = 0;
  for (let from = at; from < at + length; from += 1) {
    for (const phrase of found[from] ?? []) {
      if (from + phrase.length > at + length) break;
      kinds |= kindsOf(phrase, language, isMisspelt) & carried;
    }
  }
  return kinds;
}
