import { type Locale, languageOf } from '@answerdesk/domain';
import { detectAll } from 'tinyld';

export interface LanguageHints {
  /** The customer's own language, as far as it is known. */
  readonly locale?: Locale;
  /** The languages that the tenant answers in. */
  readonly candidates?: readonly Locale[];
}

const LONGEST_SAMPLE = 400;
/** A script and the languages written in it here, the likeliest first. */
const SCRIPTS: readonly { readonly letters: RegExp; readonly languages: readonly string[] }[] = [
  { letters: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu, languages: ['ja'] },
  { letters: /\p{sc=Hangul}/gu, languages: ['ko'] },
  { letters: /\p{sc=Han}/gu, languages: ['zh', 'ja'] },
  { letters: /\p{sc=Thai}/gu, languages: ['th'] },
  { letters: /\p{sc=Arabic}/gu, languages: ['ar', 'fa', 'ur'] },
  { letters: /\p{sc=Cyrillic}/gu, languages: ['ru', 'uk', 'bg', 'be', 'sr', 'mk', 'kk', 'mn', 'tt'] },
  { letters: /\p{sc=Hebrew}/gu, languages: ['he', 'yi'] },
  { letters: /\p{sc=Greek}/gu, languages: ['el'] },
  { letters: /\p{sc=Devanagari}/gu, languages: ['hi', 'mr', 'ne'] },
  { letters: /\p{sc=Bengali}/gu, languages: ['bn'] },
  { letters: /\p{sc=Tamil}/gu, languages: ['ta'] },
  { letters: /\p{sc=Telugu}/gu, languages: ['te'] },
  { letters: /\p{sc=Gujarati}/gu, languages: ['gu'] },
  { letters: /\p{sc=Kannada}/gu, languages: ['kn'] },
  { letters: /\p{sc=Khmer}/gu, languages: ['km'] },
  { letters: /\p{sc=Lao}/gu, languages: ['lo'] },
  { letters: /\p{sc=Myanmar}/gu, languages: ['my'] },
  { letters: /\p{sc=Georgian}/gu, languages: ['ka'] },
  { letters: /\p{sc=Armenian}/gu, languages: ['hy'] },
];
/** One letter of another script says as much as this many Latin ones: names and brands are mostly Latin. */
const LATIN_PER_LETTER = 3;
const WIDELY_WRITTEN = new Set('en es pt fr de it nl pl tr vi id ro cs hu sv da fi nb sk hr'.split(' '));
/** A shorter text does not bring up a language that nobody expects. */
const FEWEST_LETTERS = 12;
const WEIGHTS = { ownToo: 6, candidate: 4, own: 4, wide: 1, rare: 0.1 };
/** Frequent characters that only one of the two Chinese orthographies has. */
const TRADITIONAL =
  /[們個這來時說會對發經學過還沒麼嗎請問買賣點開關電車門間長東樂愛國語讓認應該實體幫號錢單貨運費換訂訊處營業裡據]/u;
const SIMPLIFIED =
  /[们个这来时说会对发经学过还没么吗请问买卖点开关电车门间长东乐爱国语让认应该实体帮号钱单货运费换订讯处营业里据]/u;
const TRADITIONAL_PLACES = /-(?:TW|HK|MO|Hant)\b/i;

/**
 * The language of a text: by its script where that settles it, else by its letters, where the customer's own language
 * and the tenant's count for more. A text that tells nothing is in the customer's language, else in the first candidate,
 * else English. A known locale of the language found is returned as it is. Never throws.
 */
export function detectLanguage(text: string, hints: LanguageHints): Locale {
  const known = [...(hints.locale === undefined ? [] : [hints.locale]), ...(hints.candidates ?? [])];
  const sample = text.slice(0, LONGEST_SAMPLE);
  const languages = languagesOfScript(sample);
  const found = languages ? amongScript(sample, languages, known) : byLetters(sample, hints);
  if (found === undefined) return known[0] ?? 'en';
  if (found === 'zh') return chineseOf(sample, known);
  return known.find((locale) => languageOf(locale) === found) ?? found;
}

function languagesOfScript(sample: string): readonly string[] | undefined {
  const latin = sample.match(/\p{sc=Latin}/gu)?.length ?? 0;
  const counts = SCRIPTS.map(({ letters }) => sample.match(letters)?.length ?? 0);
  // Japanese mixes kana into Han; whoever writes kana writes Japanese.
  const kana = counts[0] ?? 0;
  const han = counts[2] ?? 0;
  if (kana > 0 && (kana * 5 >= han || han === 0)) counts[0] = kana + han;
  const most = Math.max(...counts);
  return most * LATIN_PER_LETTER > latin ? SCRIPTS[counts.indexOf(most)]?.languages : undefined;
}

function amongScript(sample: string, languages: readonly string[], known: readonly Locale[]): string | undefined {
  const expected = languages.filter((language) => known.some((locale) => languageOf(locale) === language));
  if (languages.includes('zh')) return expected[0] ?? 'zh';
  if (languages.length === 1 || expected.length === 1) return expected[0] ?? languages[0];
  const choice = expected.length > 0 ? expected : languages;
  return guess(sample).find(({ lang }) => choice.includes(lang))?.lang ?? choice[0];
}

function byLetters(sample: string, hints: LanguageHints): string | undefined {
  const own = hints.locale === undefined ? undefined : languageOf(hints.locale);
  const candidates = new Set(hints.candidates?.map(languageOf));
  const weightOf = (language: string) => {
    if (candidates.has(language)) return language === own ? WEIGHTS.ownToo : WEIGHTS.candidate;
    if (language === own) return WEIGHTS.own;
    return WIDELY_WRITTEN.has(language) ? WEIGHTS.wide : WEIGHTS.rare;
  };
  const best = guess(sample)
    .map(({ lang, accuracy }) => ({ lang, weight: accuracy * weightOf(lang) }))
    .sort((a, b) => b.weight - a.weight)[0]?.lang;
  const isTooShort = (sample.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS;
  return best !== undefined && isTooShort && weightOf(best) <= WEIGHTS.wide ? undefined : best;
}

function guess(sample: string): { readonly lang: string; readonly accuracy: number }[] {
  // The detector keeps both forms of Norwegian under the name of all of it.
  return detectAll(sample).map(({ lang, accuracy }) => ({ lang: lang === 'no' ? 'nb' : lang, accuracy }));
}

function chineseOf(sample: string, known: readonly Locale[]): Locale {
  const chinese = known.filter((locale) => languageOf(locale) === 'zh');
  const isTraditional = TRADITIONAL.test(sample);
  const isSimplified = SIMPLIFIED.test(sample);
  if (isTraditional === isSimplified) return chinese[0] ?? 'zh-CN';
  const sameForm = chinese.find((locale) => TRADITIONAL_PLACES.test(locale) === isTraditional);
  return sameForm ?? (isTraditional ? 'zh-TW' : 'zh-CN');
}
