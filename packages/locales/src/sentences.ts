import i18next, { type i18n } from 'i18next';
import type english from './customer/en.json';
import { nearestLanguage } from './nearest-language.ts';
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
 * Values are plain text: nothing in them is markup of the answers' markdown. A language is read when it is first spoken.
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
  es: () => import('./customer/es.json', { with: { type: 'json' } }),
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
    return speaker.t(sentence, { ...withoutMarkup(values), lng: language, ...context });
  };
}

async function load(speaker: i18n, language: string): Promise<void> {
  const read = languages[language];
  if (read) speaker.addResourceBundle(language, 'customer', (await read()).default);
}
