import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSentences, customerLanguages } from './sentences.ts';

const folder = new URL('./customer/', import.meta.url);
const files = readdirSync(folder).map((file) => file.replace('.json', ''));

function sentencesOf(bundle: object, path = ''): [string, string][] {
  return Object.entries(bundle).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : sentencesOf(value, `${path}${key}.`),
  );
}

const read = (language: string) => sentencesOf(JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8')));
const english = read('en');
const translated = files.filter((language) => language !== 'en');
const placeholders = (sentence: string) => (sentence.match(/\{\{\w+\}\}/g) ?? []).sort();
const withoutPlaceholders = (sentence: string) => sentence.replaceAll(/\{\{\w+\}\}/g, '');

/** Sentences that are rightly the same as in English, each with why. */
const sameAsEnglish: Readonly<Record<string, readonly string[]>> = {};

test('every file of the folder is spoken, and nothing else', () => {
  expect([...customerLanguages].sort()).toEqual([...files].sort());
});

test.each(translated)('%s says every sentence in the order of the English, with the same values in it', (language) => {
  const theirs = read(language);
  expect(theirs.map(([key]) => key)).toEqual(english.map(([key]) => key));
  for (const [index, [key, sentence]] of english.entries()) {
    const own = theirs[index]?.[1] ?? '';
    expect(own.trim(), key).toBe(own);
    expect(own, key).not.toBe('');
    expect(placeholders(own), key).toEqual(placeholders(sentence));
  }
});

test.each(files)('%s holds no markup of its own', (language) => {
  for (const [key, sentence] of read(language)) {
    expect(withoutPlaceholders(sentence), key).not.toMatch(/[*`[\]{}<>]/);
  }
});

test.each(translated)('%s leaves nothing in English', (language) => {
  const said = new Map(english);
  const same = read(language).filter(([key, sentence]) => said.get(key) === sentence);
  expect(same.map(([key]) => key)).toEqual(sameAsEnglish[language] ?? []);
});

/** The letters of a language that is not written in Latin ones. */
const scripts: Readonly<Record<string, RegExp>> = {
  ar: /^[\u0621-\u0652]$/,
  fa: /^[\u0621-\u0652پچژگکی]$/,
  he: /^\p{Script=Hebrew}$/u,
  ru: /^[а-яё]$/i,
  uk: /^[а-щьюяґєії]$/i,
  el: /^\p{Script=Greek}$/u,
  hi: /^\p{Script=Devanagari}$/u,
  th: /^\p{Script=Thai}$/u,
  ko: /^\p{Script=Hangul}$/u,
  ja: /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー々]$/u,
  'zh-CN': /^\p{Script=Han}$/u,
  'zh-TW': /^\p{Script=Han}$/u,
};

const lettersOf = (sentence: string) => withoutPlaceholders(sentence).match(/[\p{L}\p{M}]/gu) ?? [];

test.each(Object.entries(scripts))('%s is written in its own letters alone', (language, own) => {
  for (const [key, sentence] of read(language)) {
    const letters = lettersOf(sentence);
    expect(letters, key).not.toEqual([]);
    expect(
      letters.filter((letter) => !own.test(letter)),
      key,
    ).toEqual([]);
  }
});

test.each(translated.filter((language) => !(language in scripts)))(
  '%s is written in Latin letters alone',
  (language) => {
    for (const [key, sentence] of read(language)) {
      expect(
        lettersOf(sentence).filter((letter) => !/\p{Script=Latin}/u.test(letter)),
        key,
      ).toEqual([]);
    }
  },
);

/** The characters of a double-byte standard: which its lead and trail bytes are, as the standard itself has them. */
function charactersOf(encoding: string, leads: readonly [number, number], trails: readonly [number, number][]) {
  const decoder = new TextDecoder(encoding);
  const known = new Set<string>();
  for (let lead = leads[0]; lead <= leads[1]; lead += 1) {
    for (const [first, last] of trails) {
      for (let trail = first; trail <= last; trail += 1) known.add(decoder.decode(new Uint8Array([lead, trail])));
    }
  }
  return known;
}

// Big5 has no character that is simplified only, GB 2312 none that is traditional only.
test.each([
  [
    'zh-TW',
    charactersOf(
      'big5',
      [0xa4, 0xf9],
      [
        [0x40, 0x7e],
        [0xa1, 0xfe],
      ],
    ),
  ],
  ['zh-CN', charactersOf('gbk', [0xb0, 0xf7], [[0xa1, 0xfe]])],
])('%s is written in its own form of Chinese', (language, known) => {
  for (const [key, sentence] of read(language)) {
    expect(
      lettersOf(sentence).filter((letter) => !known.has(letter)),
      key,
    ).toEqual([]);
  }
  expect(known.has(language === 'zh-TW' ? '们' : '們')).toBe(false);
});

test('Japanese has kana in every sentence of more than two characters', () => {
  for (const [key, sentence] of read('ja').filter(([, each]) => each.length > 2)) {
    expect(sentence, key).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
  }
});

test.each([
  ['fr', /[^\u202f\u00a0][?!;:]/],
  ['es', /^[^¿]*\?|^[^¡]*!/],
  ['ar', /[?,;]/],
  ['fa', /[?,;]/],
  ['ja', /[?!,.]/],
  ['zh-CN', /[?!,.]/],
  ['zh-TW', /[?!,.]/],
  ['el', /\?/],
])('%s has the marks that it is written with', (language, wrong) => {
  for (const [key, sentence] of read(language)) expect(sentence, key).not.toMatch(wrong);
});

test.each([
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['no', 'nb'],
  ['nn-NO', 'nb'],
  ['iw', 'he'],
  ['in_ID', 'id'],
  ['zh-HK', 'zh-TW'],
  ['fr-CA', 'fr'],
  ['DE', 'de'],
])('who speaks %s is answered in %s', async (tag, language) => {
  const said = new Map(read(language));
  expect(await createSentences()(tag, 'offerPerson')).toBe(said.get('offerPerson'));
});

/** How one is addressed politely and how among friends, in languages that tell the two apart by a word. */
const addresses: Readonly<Record<string, { polite: string; informal: string }>> = {
  cs: { polite: 'vy|vás|vám|váš|vaš\\p{L}+', informal: 'ty|tě|tobě|ti|tvůj|tv[oéá]\\p{L}*|tebe' },
  de: { polite: 'Ihnen|Ihr(?:e[nmrs]?)?', informal: 'du|dich|dir|dein\\p{L}*' },
  el: { polite: 'σας|εσείς|εσάς', informal: 'σου|εσύ|εσένα|σένα' },
  es: { polite: 'usted|su|sus', informal: 'tú|te|ti|tu|tus' },
  fi: { polite: 'te|teidän|teitä|teille|teillä', informal: 'sinä|sinun|sinua|sinulle' },
  fr: { polite: 'vous|votre|vos', informal: 'tu|te|toi|ton|ta|tes' },
  hu: { polite: 'Ön|Önnek|kérdését|üzenetét', informal: 'te|téged|neked|kérdésed|üzeneted\\p{L}*' },
  id: { polite: 'Anda', informal: 'kamu|\\p{L}+mu' },
  it: { polite: 'Lei|Le|La|Su[aoe]|Suoi', informal: 'tu|ti|te|tu[aoe]|tuoi' },
  nl: { polite: 'u|uw', informal: 'je|jij|jou|jouw' },
  pl: { polite: 'Pan\\p{L}*|Państw\\p{L}*', informal: 'ty|ciebie|cię|ci|tobie|twój|twoj\\p{L}+' },
  ro: { polite: 'dumneavoastră|vă|vi', informal: 'tu|te|tău|ta|ție|îți|tine' },
  ru: { polite: 'вы|вас|вам|ваш\\p{L}*', informal: 'ты|тебя|тебе|тво[йяиюеё]\\p{L}*' },
  tr: { polite: '\\p{L}+(?:siniz|sınız|sunuz|sünüz)|si[zn]', informal: 'sen|sana|seni|senin' },
  uk: { polite: 'ви|вас|вам|ваш\\p{L}*', informal: 'ти|тебе|тобі|твій|тво\\p{L}+' },
  vi: { polite: 'Quý khách', informal: 'nhé|bọn mình' },
  'zh-CN': { polite: '您', informal: '你' },
  'zh-TW': { polite: '您', informal: '你' },
};

/** Languages whose shops are on first-name terms. */
const informalWhenNeutral: ReadonlySet<string> = new Set(['es', 'fi']);

/** Languages whose polite words are told apart by their capital. */
const capitalMatters: ReadonlySet<string> = new Set(['de', 'hu', 'it', 'pl', 'tr', 'vi', 'id']);

test.each(Object.entries(addresses))('%s keeps to one address in each tone', (language, { polite, informal }) => {
  const said = read(language).map(([key, sentence]) => [key, withoutPlaceholders(sentence)] as const);
  const alone = (words: string) =>
    language.startsWith('zh') ? new RegExp(words) : new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'u');
  for (const [key, sentence] of said) {
    const isInformal = key.endsWith('_friendly') || (informalWhenNeutral.has(language) && !key.endsWith('_formal'));
    const text = capitalMatters.has(language) ? sentence : sentence.toLowerCase();
    expect(text, key).not.toMatch(alone(isInformal ? polite : informal));
  }
});

test.each(files)('%s ends its sentences as the English ends them', (language) => {
  const said = new Map(read(language));
  for (const [key, sentence] of english) {
    const own = said.get(key) ?? '';
    expect(own, key).not.toMatch(/ {2}|[.!?。！？।؟] ?[.。।]|\.\.|，，|,,/);
    if (language === 'th' || !/[.!?]$/.test(sentence)) continue;
    const endsInValue = language === 'el' && key.startsWith('closedUntil');
    if (!endsInValue) expect(own, key).toMatch(/[.!?;。！？।؟]$/);
  }
});
