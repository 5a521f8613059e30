import i18next, { type i18n } from 'i18next';
import type english from './customer/en.json';

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** Every sentence the system says to a customer. */
export type CustomerSentence = Leaves<typeof english>;

/**
 * Says a sentence in the language nearest to `locale`: that tag, then its language, then English. Values are put in as
 * they are. A language is read from disk when it is first spoken.
 */
export type Sentences = (
  locale: string,
  sentence: CustomerSentence,
  values?: Readonly<Record<string, string>>,
) => Promise<string>;

type Loaded = { default: Record<string, unknown> };

const languages: Readonly<Record<string, () => Promise<Loaded>>> = {
  en: () => import('./customer/en.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./customer/zh-CN.json', { with: { type: 'json' } }),
  es: () => import('./customer/es.json', { with: { type: 'json' } }),
};

/** Languages whose nearest relative is not found by their tag. */
const relatives: Readonly<Record<string, string>> = { zh: 'zh-CN' };

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
  return async (locale, sentence, values = {}) => {
    await ready;
    const language = nearest(locale);
    const wanted = loading.get(language) ?? load(speaker, language);
    loading.set(language, wanted);
    await wanted;
    return speaker.t(sentence, { ...values, lng: language });
  };
}

async function load(speaker: i18n, language: string): Promise<void> {
  const read = languages[language];
  if (read) speaker.addResourceBundle(language, 'customer', (await read()).default);
}

function nearest(locale: string): string {
  const language = locale.split('-', 1)[0] ?? locale;
  return [locale, language, relatives[language] ?? ''].find((tag) => Object.hasOwn(languages, tag)) ?? 'en';
}
