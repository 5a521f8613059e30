import { type Locale, languageOf } from '@answerdesk/domain';
import { phraseKinds } from './phrase-kinds.ts';
import { type Part, type Reading, readMessage } from './read-message.ts';
import type { Word } from './read-words.ts';

const { hello, goodbye, thanks } = phraseKinds;
/** Korean sets spaces: what is run together there is seen by its length alone. */
const LONG_KOREAN = 4;
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * A question without the greeting before it and the thanks after it: what to look up of "hello, where is my order? thanks".
 * A text that is all greeting stays as it is, and so does what only begins or ends like one in a script without spaces: a breakfast
 * (早餐) is no good morning (早), a thank-you card no thanks.
 */
export function withoutGreeting(text: string, language?: Locale): string {
  const { words, readings } = readMessage(text, language === undefined ? undefined : languageOf(language));
  let [from, to] = [0, words.length];
  for (const reading of readings) {
    const [start, end] = coreOf(reading, words, text);
    if (start >= end) return text;
    if (end - start < to - from) [from, to] = [start, end];
  }
  if (to - from === words.length) return text;
  const [first, last] = [words[from], words[to - 1]];
  if (!first || !last) return text;
  return text.slice(first.start, to === words.length ? text.length : last.end);
}

/** Where what is asked begins and ends, in words. */
function coreOf({ parts, language }: Reading, words: readonly Word[], text: string): readonly [number, number] {
  const before = parts.findIndex((part) => !isCourtesy(part));
  if (before < 0) return [0, 0];
  const after = parts.findLastIndex((part) => !isCourtesy(part)) + 1;
  const from = parts[before]?.from ?? 0;
  const to = parts[after]?.from ?? words.length;
  // What follows at once may be the rest of a word, and thanks come before nothing.
  const isGreeted = parts.slice(0, before).some(({ kinds }) => (kinds & hello) !== 0);
  const begins = !isRunOn(words, from) || (isGreeted && isWordEnd(words, from, from, text, language));
  const ends = !isRunOn(words, to) || isWordEnd(words, to, words.length - to, text, language);
  return [begins ? from : 0, ends ? to : words.length];
}

function isCourtesy({ kinds }: Part): boolean {
  return (kinds & (hello | thanks | goodbye)) !== 0;
}

/** Whether two characters of a script without spaces stand side by side. */
function isRunOn(words: readonly Word[], at: number): boolean {
  const [before, behind] = [words[at - 1], words[at]];
  return before?.isUnspaced === true && behind?.isUnspaced === true && before.end === behind.start;
}

/** Whether a word ends there, of a courtesy that is so long. One character is too little to tell. */
function isWordEnd(words: readonly Word[], at: number, length: number, text: string, language: string): boolean {
  const offset = words[at]?.start;
  if (offset === undefined || length < 2) return false;
  if (/\p{sc=Hangul}/u.test(text.charAt(offset))) return length >= LONG_KOREAN;
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, segmenter);
  return segmenter.segment(text).containing(offset)?.index === offset;
}
