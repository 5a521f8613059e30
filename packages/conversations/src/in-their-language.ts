import { judgeLanguage, type LanguageCertainty } from '@answerdesk/answers';
import { type Locale, languageOf, type Tenant } from '@answerdesk/domain';
import { say } from './own-words.ts';
import type { HandleDeps } from './ports.ts';

/** An approved answer as it is written. */
export interface WrittenAnswer {
  readonly text: string;
  /** The language it is written in, as far as its FAQ says. */
  readonly writtenIn?: Locale;
}

/** Whoever is answered, and how sure it is that they want this language. */
export interface Reader {
  readonly tenant: Tenant;
  readonly language: Locale;
  readonly certainty: LanguageCertainty;
  /** The languages that they have clearly written in. */
  readonly wroteIn?: readonly Locale[];
}

export interface TheirAnswer {
  readonly text: string;
  /** The text was made by a machine from the approved one. */
  readonly isTranslated?: true;
}

/**
 * What a customer reads of an approved answer: the answer alone where it is in their language or a form of it, where their
 * language was only guessed, or where they have written in its language themselves; else a translation, where somebody
 * translates; else the answer behind a paragraph that says which language it is in. The approved text itself never changes.
 */
export async function inTheirLanguage(
  deps: Pick<HandleDeps, 'sentences' | 'translateAnswer' | 'reportFailure'>,
  reader: Reader,
  { text, writtenIn }: WrittenAnswer,
): Promise<TheirAnswer> {
  const { tenant, language, certainty, wroteIn = [] } = reader;
  if (certainty === 'assumed') return { text };
  const from = writtenIn ?? languageShownBy(text, tenant);
  if (from === undefined || isSame(from, language) || wroteIn.some((each) => isSame(each, from))) return { text };
  const speaking = { sentences: deps.sentences, tenant, language };
  const named = { language: nameOfLanguage(from, language) };
  const translated = await translate(deps, tenant, text, from, language);
  if (translated !== undefined) {
    return { text: `${translated}\n\n${await say(speaking, 'translatedAnswer', named)}`, isTranslated: true };
  }
  return { text: `${await say(speaking, 'writtenInLanguage', named)}\n\n${text}` };
}

async function translate(
  { translateAnswer, reportFailure }: Pick<HandleDeps, 'translateAnswer' | 'reportFailure'>,
  { id }: Tenant,
  text: string,
  from: Locale,
  to: Locale,
): Promise<string | undefined> {
  try {
    return await translateAnswer?.(id, text, from, to);
  } catch (error) {
    reportFailure('translating an answer', error);
    return undefined;
  }
}

function languageShownBy(text: string, { locale }: Tenant): Locale | undefined {
  const { language, certainty } = judgeLanguage(text, { locale });
  return certainty === 'shown' ? language : undefined;
}

function isSame(one: Locale, other: Locale): boolean {
  return languageOf(one) === languageOf(other);
}

/** A language as it is called in another: the language alone, without the country that its tag may name. */
function nameOfLanguage(language: Locale, within: Locale): string {
  const code = languageOf(language);
  const known = Intl.DisplayNames.supportedLocalesOf([within]);
  return new Intl.DisplayNames([...known, 'en'], { type: 'language' }).of(code) ?? code;
}
