import { nearestLanguage } from './nearest-language.ts';
import type english from './widget/en.json';

/** The sentences that the web widget itself says. */
export type WidgetWords = Readonly<Record<keyof typeof english, string>>;

type Loaded = { default: WidgetWords };

const languages: Readonly<Record<string, () => Promise<Loaded>>> = {
  en: () => import('./widget/en.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./widget/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('./widget/zh-TW.json', { with: { type: 'json' } }),
  es: () => import('./widget/es.json', { with: { type: 'json' } }),
  de: () => import('./widget/de.json', { with: { type: 'json' } }),
  fr: () => import('./widget/fr.json', { with: { type: 'json' } }),
  ja: () => import('./widget/ja.json', { with: { type: 'json' } }),
  ar: () => import('./widget/ar.json', { with: { type: 'json' } }),
};

/** The language tags that the web widget speaks. */
export const widgetLanguages: readonly string[] = Object.keys(languages);

/** The widget's sentences in the language nearest to `locale`, with where its lines begin. `unread` holds `{{count}}`. */
export async function loadWidgetWords(
  locale: string,
): Promise<{ readonly language: string; readonly direction: 'ltr' | 'rtl'; readonly words: WidgetWords }> {
  const language = nearestLanguage(locale, widgetLanguages);
  const read = languages[language];
  if (!read) throw new Error(`There is no widget in ${language}`);
  return { language, direction: language === 'ar' ? 'rtl' : 'ltr', words: (await read()).default };
}
