import { type Locale, languageOf } from '@answerdesk/domain';
import { detectAll } from 'tinyld';

const SCRIPTS: readonly [RegExp, string][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'ja'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Han}/u, 'zh'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Hebrew}/u, 'he'],
  [/\p{sc=Greek}/u, 'el'],
  [/\p{sc=Georgian}/u, 'ka'],
  [/\p{sc=Armenian}/u, 'hy'],
];
/** Characters that only one of the two Chinese orthographies has, among the most frequent. */
const TRADITIONAL = /[們個這來時說會對發經學過還沒麼嗎請問買賣點開關電車門間長東樂愛國語讓認應該實體幫號錢單貨運費換]/u;
const SIMPLIFIED = /[们个这来时说会对发经学过还没么吗请问买卖点开关电车门间长东乐爱国语让认应该实体帮号钱单货运费换]/u;
const SURE = 0.2;

/**
 * The language of a text: its script where that settles it, else its words, among the candidates and the customer's
 * own first. A text that tells nothing is in the customer's language, else in the first candidate's, else English.
 */
export function detectLanguage(
  text: string,
  hints: { readonly locale?: Locale; readonly candidates?: readonly Locale[] },
): Locale {
  const known = [...(hints.locale === undefined ? [] : [hints.locale]), ...(hints.candidates ?? [])];
  const asKnown = (language: string) => known.find((locale) => languageOf(locale) === language) ?? language;
  const sample = text.slice(0, 500);
  const script = SCRIPTS.find(([pattern]) => pattern.test(sample))?.[1];
  if (script === 'zh') return chineseOf(sample, known);
  if (script !== undefined) return asKnown(script);
  const guesses = detectAll(sample);
  const plausible = guesses.find(({ lang }) => known.some((locale) => languageOf(locale) === lang));
  const first = guesses[0];
  if (plausible && first && plausible.accuracy >= first.accuracy / 3) return asKnown(plausible.lang);
  const otherwise = hints.locale ?? hints.candidates?.[0] ?? 'en';
  if (first && first.accuracy >= SURE && sample.trim().length >= 20) return asKnown(first.lang);
  return otherwise;
}

function chineseOf(text: string, known: readonly Locale[]): Locale {
  const wanted = TRADITIONAL.test(text) ? 'zh-TW' : SIMPLIFIED.test(text) ? 'zh-CN' : undefined;
  return wanted ?? known.find((locale) => languageOf(locale) === 'zh') ?? 'zh-CN';
}
