import i18next from 'i18next';
import type english from './mail/en.json';
import { nearestLanguage } from './nearest-language.ts';

/** The mails that the system writes to people who sign in. */
export type MailKind = Exclude<keyof typeof english, 'words'>;

/**
 * The words of a mail, plain text, in the language nearest to `locale`. Values stand in them as they are, but for the names
 * of a `channel` and a `reason`, which are said in that language, and for an empty `customer`, who is somebody.
 */
export type MailWords = (
  locale: string,
  kind: MailKind,
  values: Readonly<Record<string, string>>,
) => Promise<{ readonly subject: string; readonly text: string }>;

type Loaded = { default: Record<string, unknown> };

const languages: Readonly<Record<string, () => Promise<Loaded>>> = {
  en: () => import('./mail/en.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./mail/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('./mail/zh-TW.json', { with: { type: 'json' } }),
  es: () => import('./mail/es.json', { with: { type: 'json' } }),
  de: () => import('./mail/de.json', { with: { type: 'json' } }),
  fr: () => import('./mail/fr.json', { with: { type: 'json' } }),
  ja: () => import('./mail/ja.json', { with: { type: 'json' } }),
  ar: () => import('./mail/ar.json', { with: { type: 'json' } }),
};

/** The language tags that the system writes mails in: those of its screens. */
export const mailLanguages: readonly string[] = Object.keys(languages);

/** Makes the writer of all mails. */
export function createMailWords(): MailWords {
  const writer = i18next.createInstance();
  const ready = writer.init({
    lng: 'en',
    fallbackLng: 'en',
    ns: ['mail'],
    defaultNS: 'mail',
    resources: {},
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
  });
  return async (locale, kind, values) => {
    await ready;
    const language = nearestLanguage(locale, mailLanguages);
    const read = languages[language];
    if (read && !writer.hasResourceBundle(language, 'mail')) {
      writer.addResourceBundle(language, 'mail', (await read()).default);
    }
    const inWords = (name: 'channel' | 'reason') => {
      const key = `words.${name}.${values[name]}`;
      return writer.exists(key, { lng: language }) ? { [name]: writer.t(key, { lng: language }) } : {};
    };
    const said = {
      ...values,
      ...inWords('channel'),
      ...inWords('reason'),
      ...(values['customer'] === '' && { customer: writer.t('words.someone', { lng: language }) }),
    };
    const say = (part: 'subject' | 'text') => writer.t(`${kind}.${part}`, { ...said, lng: language });
    return { subject: say('subject'), text: say('text') };
  };
}
