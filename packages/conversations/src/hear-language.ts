import { judgeLanguage, type LanguageCertainty, readLanguageWish } from '@answerdesk/answers';
import { type Conversation, type Locale, type TurnChanges, writtenLanguageOf } from '@answerdesk/domain';

/** What is known of a customer's languages before a message is read. */
export interface LanguagesSoFar extends Pick<Partial<Conversation>, 'language' | 'languageWish' | 'wroteIn'> {
  /** The language that the customer's platform tells. */
  readonly locale?: Locale;
  /** The languages that the tenant answers in. */
  readonly candidates: readonly Locale[];
}

/** The language to reply in, and what of a message is left to answer. */
export interface HeardLanguage {
  readonly language: Locale;
  readonly certainty: LanguageCertainty;
  /** The message without the wish for a language in it; empty where it wished for one and said nothing else. */
  readonly text: string;
  readonly changes: Pick<TurnChanges, 'languageWish' | 'wroteIn'>;
}

const FEWEST_WORDS = 3;
const LETTERS_PER_WORD_WITHOUT_SPACES = 2;
const MOST_LANGUAGES = 5;

/**
 * The language of a turn: the one that the customer asks for or has asked for, else the one that the message is written in. A
 * wish ends when two messages in a row, long enough to be clear, are in one other language.
 */
export function hearLanguage(text: string, soFar: LanguagesSoFar): HeardLanguage {
  const { language: previous, locale, languageWish: wish, wroteIn = [], candidates } = soFar;
  const said = readLanguageWish(text);
  if (said) {
    const known = [...candidates, ...(locale === undefined ? [] : [locale])];
    const language =
      known.find((each) => writtenLanguageOf(each) === writtenLanguageOf(said.language)) ?? said.language;
    return { language, certainty: 'shown', text: said.rest, changes: { languageWish: { language } } };
  }
  const judged = judgeLanguage(text, {
    ...(previous !== undefined && { previous }),
    ...(locale !== undefined && { locale }),
    candidates,
  });
  const isClear = judged.certainty === 'shown' && isLong(text);
  const changes = isClear && !wroteIn.includes(judged.language) ? { wroteIn: withFirst(judged.language, wroteIn) } : {};
  if (!wish) return { ...judged, text, changes };
  const kept = { language: wish.language, certainty: 'shown', text } as const;
  if (!isClear) return { ...kept, changes };
  if (isSame(judged.language, wish.language)) {
    return { ...kept, changes: { ...changes, ...(wish.strayedTo && { languageWish: { language: wish.language } }) } };
  }
  if (wish.strayedTo !== undefined && isSame(wish.strayedTo, judged.language)) {
    return { ...judged, text, changes: { ...changes, languageWish: null } };
  }
  return { ...kept, changes: { ...changes, languageWish: { language: wish.language, strayedTo: judged.language } } };
}

function isSame(one: Locale, other: Locale): boolean {
  return writtenLanguageOf(one) === writtenLanguageOf(other);
}

function withFirst(language: Locale, others: readonly Locale[]): Locale[] {
  return [language, ...others].slice(0, MOST_LANGUAGES);
}

/** Whether a message is longer than a name or a word in passing. */
function isLong(text: string): boolean {
  const spaceless = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Hangul}]/gu)?.length ?? 0;
  const words = text.match(/\p{L}[\p{L}\p{M}'’]*/gu)?.length ?? 0;
  return Math.max(words, spaceless / LETTERS_PER_WORD_WITHOUT_SPACES) >= FEWEST_WORDS;
}
