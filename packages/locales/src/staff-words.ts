import i18next from 'i18next';
import { nearestLanguage } from './nearest-language.ts';
import type english from './staff/en.json';
import { withoutMarkup } from './without-markup.ts';

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Every sentence that members read in a chat of theirs. */
export type StaffSentence = Leaves<typeof english>;

/**
 * Says a sentence to a member in the language nearest to `locale`. Values are plain text: nothing in them is markup of the
 * answers' markdown. A language is read when it is first spoken.
 */
export type StaffWords = (
  locale: string,
  sentence: StaffSentence,
  values?: Readonly<Record<string, string>>,
) => Promise<string>;

type Loaded = { default: Record<string, unknown> };

const languages: Readonly<Record<string, () => Promise<Loaded>>> = {
  en: () => import('./staff/en.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./staff/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('./staff/zh-TW.json', { with: { type: 'json' } }),
  es: () => import('./staff/es.json', { with: { type: 'json' } }),
  de: () => import('./staff/de.json', { with: { type: 'json' } }),
  fr: () => import('./staff/fr.json', { with: { type: 'json' } }),
  ja: () => import('./staff/ja.json', { with: { type: 'json' } }),
  ar: () => import('./staff/ar.json', { with: { type: 'json' } }),
};

/** Makes the speaker of what members read in chats. */
export function createStaffWords(): StaffWords {
  const speaker = i18next.createInstance();
  const ready = speaker.init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['staff'],
    defaultNS: 'staff',
    resources: {},
    partialBundledLanguages: true,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  return async (locale, sentence, values = {}) => {
    await ready;
    const language = nearestLanguage(locale, Object.keys(languages));
    const read = languages[language];
    if (read && !speaker.hasResourceBundle(language, 'staff')) {
      speaker.addResourceBundle(language, 'staff', (await read()).default);
    }
    return speaker.t(sentence, { ...withoutMarkup(values), lng: language });
  };
}
