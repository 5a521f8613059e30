import i18next, { type i18n } from 'i18next';
import type english from './customer/en.json';
import { directionOf, nearestLanguage } from './nearest-language.ts';
import { withoutMarkup } from './without-markup.ts';

/** How a sentence sounds: as it is, or one of its variants, `<sentence>_<tone>` in the bundles, where it has one. */
export type Tone = 'neutral' | 'formal' | 'friendly';

type Leaves<T> = {
  [K in keyof T & string]: K extends `${string}_${Tone}` ? never : T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Every sentence the system says to a customer. */
export type CustomerSentence = Leaves<typeof english>;

/**
 * Says a sentence in the language nearest to `locale`: that tag in whatever case, then its language, then English.
 * Values are plain text: nothing in them is markup of the answers' markdown. In a language written from the right they are
 * kept apart by Unicode's isolates, so that telephone numbers and foreign names read as they are written (UAX #9, 2.4).
 * A language is read when it is first spoken.
 */
export type Sentences = (
  locale: string,
  sentence: CustomerSentence,
  values?: Readonly<Record<string, string>>,
  tone?: Tone,
) => Promise<string>;

type Loaded = { default: Record<string, unknown> };

const languages: Readonly<Record<string, () => Promise<Loaded>>> = {
  en: () => import('./customer/en.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./customer/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('./customer/zh-TW.json', { with: { type: 'json' } }),
  es: () => import('./customer/es.json', { with: { type: 'json' } }),
  ja: () => import('./customer/ja.json', { with: { type: 'json' } }),
  fr: () => import('./customer/fr.json', { with: { type: 'json' } }),
  de: () => import('./customer/de.json', { with: { type: 'json' } }),
  ar: () => import('./customer/ar.json', { with: { type: 'json' } }),
  'pt-BR': () => import('./customer/pt-BR.json', { with: { type: 'json' } }),
  ru: () => import('./customer/ru.json', { with: { type: 'json' } }),
  ko: () => import('./customer/ko.json', { with: { type: 'json' } }),
  it: () => import('./customer/it.json', { with: { type: 'json' } }),
  tr: () => import('./customer/tr.json', { with: { type: 'json' } }),
  vi: () => import('./customer/vi.json', { with: { type: 'json' } }),
  id: () => import('./customer/id.json', { with: { type: 'json' } }),
  nl: () => import('./customer/nl.json', { with: { type: 'json' } }),
  pl: () => import('./customer/pl.json', { with: { type: 'json' } }),
  th: () => import('./customer/th.json', { with: { type: 'json' } }),
  hi: () => import('./customer/hi.json', { with: { type: 'json' } }),
  uk: () => import('./customer/uk.json', { with: { type: 'json' } }),
  sv: () => import('./customer/sv.json', { with: { type: 'json' } }),
  da: () => import('./customer/da.json', { with: { type: 'json' } }),
  nb: () => import('./customer/nb.json', { with: { type: 'json' } }),
  fi: () => import('./customer/fi.json', { with: { type: 'json' } }),
  cs: () => import('./customer/cs.json', { with: { type: 'json' } }),
  el: () => import('./customer/el.json', { with: { type: 'json' } }),
  he: () => import('./customer/he.json', { with: { type: 'json' } }),
  ro: () => import('./customer/ro.json', { with: { type: 'json' } }),
  hu: () => import('./customer/hu.json', { with: { type: 'json' } }),
  fa: () => import('./customer/fa.json', { with: { type: 'json' } }),
};

/** The language tags that the system speaks to customers. */
export const customerLanguages: readonly string[] = Object.keys(languages);

/** Makes the speaker of all sentences. */
export function createSentences(): Sentences {
  const speaker = i18next.createInstance();
  const ready = speaker.init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['customer'],
    defaultNS: 'customer',
    resources: {},
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  const loading = new Map<string, Promise<void>>();
  return async (locale, sentence, values = {}, tone = 'neutral') => {
    await ready;
    const language = nearestLanguage(locale, customerLanguages);
    const wanted = loading.get(language) ?? load(speaker, language);
    loading.set(language, wanted);
    await wanted;
    const context = tone === 'neutral' ? {} : { context: tone };
    const plain = withoutMarkup(values);
    const said = directionOf(language) === 'rtl' ? isolated(plain) : plain;
    return speaker.t(sentence, { ...said, lng: language, ...context });
  };
}

function isolated(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]));
}

async function load(speaker: i18n, language: string): Promise<void> {
  const read = languages[language];
  if (read) speaker.addResourceBundle(language, 'customer', (await read()).default);
}
