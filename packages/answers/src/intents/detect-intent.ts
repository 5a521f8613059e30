import { type Intent, type Locale, languageOf } from '@answerdesk/domain';
import { personAskedForIn } from './asks-for-person.ts';
import { isUnmistakable } from './is-unmistakable.ts';
import { neverMind } from './languages/never-mind.ts';
import { phraseKinds } from './phrase-kinds.ts';
import { type Reading, type ReadMessage, readMessage } from './read-message.ts';
import { readWords } from './read-words.ts';
import { saysRejection } from './rejects-answer.ts';

const { hello, goodbye, thanks, yes, okay, no, stop, insult, notHelped, filler } = phraseKinds;

/** Of what is said together the first counts: "no thanks, bye" is a goodbye. */
const firstOf: readonly (readonly [number, Intent])[] = [
  [notHelped, 'not-helped'],
  [insult, 'insult'],
  [stop, 'stop'],
  [goodbye, 'goodbye'],
  [no, 'no'],
  [yes, 'yes'],
  [thanks, 'thanks'],
  [hello, 'hello'],
  [okay, 'yes'],
];
const said = hello | goodbye | thanks | yes | okay | no | stop | insult | notHelped | filler;
const ENGLISH = 'en';
/** What is said of `neverMind` in each language, as words are read. */
const droppings = new Map<string, ReadonlySet<string>>();
const LONGEST_SMALL_TALK = 160;

/** What a message means that asks nothing, and the language (without a region) in which it says so. */
export interface Understood {
  readonly intent: Intent;
  readonly language: string;
  /** The yes only says that something was heard: "ok", a thumb up. */
  readonly isOkay?: true;
  /** A yes is said before the goodbye, or meant by it where something was asked: "that is it". */
  readonly isYesToo?: true;
  /** What was asked is dropped: "never mind". That is a no to nothing. */
  readonly isNeverMind?: true;
}

/**
 * What a message means where it says nothing else: a wish for a person, a greeting, thanks, a yes or no, that an answer was
 * none, to be left alone, an insult; undefined for whatever asks something. No language has to be known; `language` decides
 * between those in which a word means different things ("tak" is Polish for yes and Danish for thanks). Never throws.
 */
export function detectIntent(text: string, language?: Locale): Intent | undefined {
  return understand(text, language)?.intent;
}

/**
 * The same with the language that it is said in. Of the languages known the first is the likeliest; one that is not among them,
 * nor English, is heard in more than a short word. Where none is known, any may be.
 */
export function understand(text: string, ...locales: readonly (Locale | undefined)[]): Understood | undefined {
  const known = locales.filter((locale) => locale !== undefined);
  const [expected = ENGLISH, ...others] = known.map(languageOf);
  const message = readMessage(text, [expected, ...others]);
  const person = personAskedForIn(message, text);
  if (person.byRule !== undefined) return { intent: 'person', language: person.byRule };
  const smallTalk = text.length > LONGEST_SMALL_TALK ? undefined : smallTalkOf(message, known.length > 0);
  if (smallTalk) return smallTalk;
  if (person.byWeight !== undefined) return { intent: 'person', language: person.byWeight };
  if (text.length > LONGEST_SMALL_TALK) return undefined;
  return saysRejection(text) === 'alone' ? { intent: 'not-helped', language: expected } : undefined;
}

function smallTalkOf(message: ReadMessage, isOneExpected: boolean): Understood | undefined {
  const { words, readings, isAsked } = message;
  const [likeliest, ...others] = readings;
  // Of languages that nobody expects, the one is spoken that has the longest phrases for it.
  const byLength = others.toSorted((a, b) => a.parts.length - b.parts.length);
  for (const reading of likeliest ? [likeliest, ...byLength] : []) {
    const { parts, language } = reading;
    if (parts.length === 0 || parts.some(({ kinds }) => (kinds & said) === 0)) continue;
    if (isOneExpected && !isUnmistakable(reading, message)) continue;
    const kinds = parts.reduce((all, part) => all | part.kinds, 0);
    const first = firstOf.find(([kind]) => (kinds & kind) !== 0 && !(isAsked && kind === notHelped));
    if (!first) continue;
    const isNeverMind = first[0] !== notHelped && first[0] !== insult && dropsQuestion(reading, words);
    const intent = isNeverMind ? 'no' : first[1];
    const isYesToo = intent === 'goodbye' && (kinds & yes) !== 0 && (kinds & no) === 0;
    return {
      ...{ intent, language },
      ...(first[0] === okay && !isNeverMind && { isOkay: true }),
      ...(isYesToo && { isYesToo }),
      ...(isNeverMind && { isNeverMind }),
    };
  }
  return undefined;
}

/** Whether something is said by which people let a question drop, in the language that a message is read in. */
function dropsQuestion({ parts, language }: Reading, words: ReadMessage['words']): boolean {
  const dropping = droppingIn(language);
  return parts.some(({ from, to }) => dropping.has(inWords(words.slice(from, to))));
}

function droppingIn(language: string): ReadonlySet<string> {
  const known = droppings.get(language);
  if (known) return known;
  const phrases = (neverMind[language] ?? '').split('|');
  const folded = new Set(phrases.map((phrase) => inWords(readWords(phrase, phrase.length).words)));
  droppings.set(language, folded);
  return folded;
}

function inWords(words: ReadMessage['words']): string {
  return words.map(({ text }) => text).join(' ');
}
