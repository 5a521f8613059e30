import { type Choice, type Conversation, languageOf } from '@answerdesk/domain';
import { unspacedLanguages } from './ordinal-words.ts';
import { foldOrdinals, type Ordinals, ordinalsOf } from './ordinals-of.ts';

const LONGEST_NUMBER = 3;
const LONGEST_ORDINAL = 40;
const MOST_WORDS_OF_ORDINAL = 2;
const LAST = -1;
/** Languages that count as another does. */
const sameAs: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', ms: 'id' };

/** The languages of a conversation, as far as they are known. */
export type SpokenLanguages = Partial<Pick<Conversation, 'language' | 'languageWish' | 'wroteIn'>>;

/**
 * The choice that a customer means who types its number or its words, with its marks or without, as they do where there are no buttons. Digits of any
 * script count, alone or with what people put round a number in a list: `2`, `2.`, `(2)`, `２、`, `٢`. "The second one" counts
 * in English and the languages of the conversation: a word for two in another language may be anything.
 */
export function chosenByText(
  offered: readonly Choice[] | undefined,
  text: string,
  spoken: SpokenLanguages = {},
): Choice | undefined {
  if (!offered || offered.length === 0) return undefined;
  const typed = text.trim();
  const digits = /^[([（【#]?\s*(\p{Nd}+)\s*[.)\]）】、．:：]?$/u.exec(typed)?.[1];
  if (digits !== undefined && digits.length <= LONGEST_NUMBER) return offered[numberOf(digits) - 1];
  return (
    chosenByWords(offered, typed, folded) ??
    chosenByWords(offered, typed, unmarked) ??
    chosenByOrdinal(offered, typed, languagesOf(spoken))
  );
}

function chosenByWords(offered: readonly Choice[], typed: string, form: (text: string) => string): Choice | undefined {
  const words = form(typed);
  return words === '' ? undefined : offered.find(({ label }) => form(label) === words);
}

function languagesOf({ language, languageWish, wroteIn = [] }: SpokenLanguages): string[] {
  const known = [language, languageWish?.language, ...wroteIn].flatMap((locale) =>
    locale ? [languageOf(locale)] : [],
  );
  return [...new Set(['en', ...known.map((each) => sameAs[each] ?? each)])];
}

/** The choice that "the second one", "la primera" or "第三个" means, where nothing else is said. */
function chosenByOrdinal(offered: readonly Choice[], typed: string, languages: readonly string[]): Choice | undefined {
  if (offered.length < 2 || typed.length > LONGEST_ORDINAL || /[?？؟]/u.test(typed)) return undefined;
  const words = foldOrdinals(typed).split(' ');
  const places = new Set(
    languages.flatMap((language) => {
      const ordinals = ordinalsOf(language);
      const place = ordinals && placeSaid(words, ordinals, unspacedLanguages.has(language));
      if (place === undefined) return [];
      return [place === LAST ? offered.length - 1 : place];
    }),
  );
  const [place] = places;
  return places.size === 1 && place !== undefined ? offered[place] : undefined;
}

/** The place that words mean in one language, where they say nothing else. */
function placeSaid(words: readonly string[], ordinals: Ordinals, isUnspaced: boolean): number | undefined {
  const places = new Set<number>();
  let [isOne, isMarked, isWeak] = [false, false, false];
  for (let at = 0; at < words.length; ) {
    const { length, word, place } = phraseAt(words, at, ordinals, isUnspaced);
    at += length;
    if (ordinals.one.has(word)) {
      isOne = true;
      isWeak ||= places.size === 0 && ordinals.weak.has(word);
    } else if (place !== undefined) {
      // "One second", "un segundo": a moment, no place.
      if (isOne) return undefined;
      places.add(place);
      isWeak ||= ordinals.weak.has(word) || /^\d$/u.test(word);
    } else if (ordinals.marks.has(word)) isMarked = true;
    else if (!ordinals.around.has(word)) return undefined;
  }
  if (places.size === 0) return isOne && (!isWeak || isMarked) ? 0 : undefined;
  const [place] = places;
  return places.size === 1 && (!isWeak || isMarked || isOne) ? place : undefined;
}

/** The longest phrase that begins at a word, and the place it means. */
function phraseAt(words: readonly string[], at: number, ordinals: Ordinals, isUnspaced: boolean) {
  for (let length = MOST_WORDS_OF_ORDINAL; length > 1; length -= 1) {
    const word = words.slice(at, at + length).join(' ');
    const place = placeOf(word, ordinals);
    if (place !== undefined || ordinals.marks.has(word)) return { length, word, place };
  }
  const whole = words[at] ?? '';
  for (const word of isUnspaced ? withoutSigns(whole, ordinals.around) : [whole]) {
    const place = placeOf(word, ordinals);
    if (place !== undefined) return { length: 1, word, place };
  }
  return { length: 1, word: whole, place: undefined };
}

function placeOf(word: string, { places, last }: Ordinals): number | undefined {
  if (last.has(word)) return LAST;
  const digit = /^第?([1-9])(?:번|番)?$/u.exec(word)?.[1];
  return digit === undefined ? places.get(word) : Number(digit) - 1;
}

/** A word, and what is left of it when the signs that scripts without spaces set round it are taken off. */
function withoutSigns(word: string, signs: ReadonlySet<string>): string[] {
  const forms = [word];
  let bare = word;
  for (;;) {
    const end = [...signs].find((sign) => bare.length > sign.length && bare.endsWith(sign));
    const start = [...signs].find((sign) => bare.length > sign.length && bare.startsWith(sign));
    if (end !== undefined) bare = bare.slice(0, -end.length);
    else if (start !== undefined) bare = bare.slice(start.length);
    else return forms;
    forms.push(bare);
  }
}

/** Decimal digits stand in runs of ten in every script, from its zero on. */
function numberOf(digits: string): number {
  let number = 0;
  for (const digit of digits) {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    number = number * 10 + (code - zero);
  }
  return number;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Few who type a label set its commas and question marks. */
function unmarked(text: string): string {
  return folded(folded(text).replace(/\p{P}+/gu, ' '));
}
