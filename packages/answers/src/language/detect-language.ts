import { type Locale, languageOf } from '@answerdesk/domain';
import { detectAll } from 'tinyld';
import { chineseFormOf } from './chinese-forms.ts';
import { isJapaneseInHan } from './japanese-in-han.ts';
import { evidenceOf } from './word-evidence.ts';
import { languagesByWriting } from './writings.ts';

export interface LanguageHints {
  /** The language of the conversation so far. */
  readonly previous?: Locale;
  /** The customer's own language, as far as it is known. */
  readonly locale?: Locale;
  /** The languages that the tenant answers in. */
  readonly candidates?: readonly Locale[];
}

/** `shown` by the text itself, `likely` by the text and what is expected, or `assumed` since the text tells too little. */
export type LanguageCertainty = 'shown' | 'likely' | 'assumed';

export interface JudgedLanguage {
  readonly language: Locale;
  readonly certainty: LanguageCertainty;
}

const LONGEST_SAMPLE = 400;
const WIDELY_WRITTEN = new Set('en es pt fr de it nl pl tr vi id ro cs hu sv da fi nb ru uk ar fa he hi'.split(' '));
/** Neighbours that are taken for one of those above when nobody expects them. */
const LESS_WRITTEN = new Set('sk hr bg sr ur ca el'.split(' '));
/** How much more a language is expected, as a factor. */
const PRIORS = { previous: 3, own: 3, candidate: 3, wide: 1, less: 0.35, rare: 0.06 };
/** How much runs of letters count beside words, and what a language gets that they do not bring up. */
const LETTERS = { weight: 1.2, floor: 0.06, enough: 20 };
/** The detector of runs has not heard of romanised Hindi. */
const UNHEARD = 0.25;
/** A text with fewer letters outside names and without any known word brings up no language that nobody expects. */
const FEWEST_LETTERS = 8;
const LEAST = { unexpected: 0.3, shown: 0.9, likely: 0.6 };
const TRADITIONAL_PLACES = /-(?:TW|HK|MO|Hant)\b/i;
/** Names that are in use for the same language. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', iw: 'he', in: 'id' };
const BARE_NAMES: Readonly<Record<string, Locale>> = { pt: 'pt-BR' };

/** The language of a text as `judgeLanguage` judges it. Never throws. */
export function detectLanguage(text: string, hints: LanguageHints): Locale {
  return judgeLanguage(text, hints).language;
}

/**
 * The language that holds a text together, whatever names and loans it has from another: by its writing where that settles
 * it, else by its everyday words, letters and runs of letters, where the conversation so far, the customer's own language
 * and the tenant's count for more. A text that tells nothing is in the conversation's language, else the customer's own, else
 * the first candidate, else English. A known locale of the language found is returned as it is. Never throws.
 */
export function judgeLanguage(text: string, hints: LanguageHints): JudgedLanguage {
  const { previous, locale, candidates = [] } = hints;
  const known = [...[previous, locale].filter((each) => each !== undefined), ...candidates];
  const sample = text.slice(0, LONGEST_SAMPLE).normalize('NFC');
  const languages = languagesByWriting(sample);
  const priorOf = priors(hints);
  const found = languages ? amongWriting(sample, languages, hints, priorOf) : byLetters(sample, undefined, priorOf);
  if (found === undefined) return { language: known[0] ?? 'en', certainty: 'assumed' };
  return { language: named(found.language, sample, known), certainty: certaintyOf(found.share) };
}

interface Found {
  readonly language: string;
  /** The probability (0–1) that it is this one. */
  readonly share: number;
}

function certaintyOf(share: number): LanguageCertainty {
  if (share >= LEAST.shown) return 'shown';
  return share >= LEAST.likely ? 'likely' : 'assumed';
}

function codeOf(locale: Locale): string {
  const language = languageOf(locale);
  return ALIASES[language] ?? language;
}

function named(language: string, sample: string, known: readonly Locale[]): Locale {
  if (language === 'zh') return chineseOf(sample, known);
  return known.find((locale) => codeOf(locale) === language) ?? BARE_NAMES[language] ?? language;
}

function amongWriting(
  sample: string,
  languages: readonly string[],
  hints: LanguageHints,
  priorOf: (language: string) => number,
): Found | undefined {
  const [first] = languages;
  if (first === undefined) return undefined;
  if (languages.length === 1) return { language: first, share: 1 };
  if (first === 'zh') return { language: hanLanguageOf(sample, hints), share: 1 };
  return byLetters(sample, languages, priorOf) ?? { language: first, share: LEAST.likely };
}

/** Han without kana is Japanese where its characters or words are, or where Japanese is expected before Chinese. */
function hanLanguageOf(sample: string, { previous, locale, candidates = [] }: LanguageHints): string {
  const isJapanese = isJapaneseInHan(sample);
  if (isJapanese !== undefined) return isJapanese ? 'ja' : 'zh';
  const isHan = (language: string) => language === 'zh' || language === 'ja';
  const own = [previous, locale].map((each) => each && codeOf(each)).find((each) => each !== undefined && isHan(each));
  if (own !== undefined) return own;
  const answered = new Set(candidates.map(codeOf));
  return answered.has('ja') && !answered.has('zh') ? 'ja' : 'zh';
}

function priors({ previous, locale, candidates = [] }: LanguageHints): (language: string) => number {
  const before = previous === undefined ? undefined : codeOf(previous);
  const own = locale === undefined ? undefined : codeOf(locale);
  const answered = new Set(candidates.map(codeOf));
  return (language) => {
    const isKnown = language === before || language === own || answered.has(language);
    const base =
      isKnown || WIDELY_WRITTEN.has(language) ? PRIORS.wide : LESS_WRITTEN.has(language) ? PRIORS.less : PRIORS.rare;
    return (
      base *
      (language === before ? PRIORS.previous : 1) *
      (language === own && own !== before ? PRIORS.own : 1) *
      (answered.has(language) ? PRIORS.candidate : 1)
    );
  };
}

function byLetters(
  sample: string,
  among: readonly string[] | undefined,
  priorOf: (language: string) => number,
): Found | undefined {
  const { nats, knownWords, plainLetters } = evidenceOf(sample);
  const guesses = new Map<string, number>();
  for (const { lang, accuracy } of detectAll(sample)) {
    // The detector keeps both forms of Norwegian under one name; Malay is read as its neighbour unless it is expected.
    const language = lang === 'ms' && priorOf('ms') < PRIORS.wide ? 'id' : (ALIASES[lang] ?? lang);
    guesses.set(language, Math.max(guesses.get(language) ?? 0, accuracy));
  }
  if ((knownWords.get('hi') ?? 0) > 1 && !among) guesses.set('hi', UNHEARD);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const weight = LETTERS.weight * Math.min(1, letters / LETTERS.enough);
  const scores = [...new Set([...nats.keys(), ...guesses.keys()])]
    .filter((language) => (among ? among.includes(language) : true))
    .map((language) => {
      const runs = weight * Math.log((guesses.get(language) ?? 0) + LETTERS.floor);
      return { language, score: Math.log(priorOf(language)) + (nats.get(language) ?? 0) + runs };
    })
    .sort((a, b) => b.score - a.score);
  const [best] = scores;
  if (!best) return undefined;
  const whole = scores.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
  const share = 1 / whole;
  if (among === undefined && !knownWords.has(best.language) && priorOf(best.language) <= PRIORS.wide) {
    const isTooShort = plainLetters < FEWEST_LETTERS;
    if (isTooShort || share < LEAST.unexpected) return undefined;
  }
  return { language: best.language, share };
}

function chineseOf(sample: string, known: readonly Locale[]): Locale {
  const chinese = known.filter((locale) => languageOf(locale) === 'zh');
  const form = chineseFormOf(sample);
  if (form === undefined) return chinese[0] ?? 'zh-CN';
  const isTraditional = form === 'traditional';
  const sameForm = chinese.find((locale) => TRADITIONAL_PLACES.test(locale) === isTraditional);
  return sameForm ?? (isTraditional ? 'zh-TW' : 'zh-CN');
}
