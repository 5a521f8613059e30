import { directionOf, nearestLanguage } from './nearest-language.ts';
import type english from './widget/en.json';

/** The sentences that the web widget itself says. */
export type WidgetWords = Readonly<Record<keyof typeof english, string>>;

type Loaded = { default: WidgetWords };

const languages: Readonly<Record<string, () => Promise<Loaded>>> = {
  en: () => import('./widget/en.json', { with: { type: 'json' } }),
  'zh-CN': () => import('./widget/zh-CN.json', { with: { type: 'json' } }),
  'zh-TW': () => import('./widget/zh-TW.json', { with: { type: 'json' } }),
  es: () => import('./widget/es.json', { with: { type: 'json' } }),
  ja: () => import('./widget/ja.json', { with: { type: 'json' } }),
  fr: () => import('./widget/fr.json', { with: { type: 'json' } }),
  de: () => import('./widget/de.json', { with: { type: 'json' } }),
  ar: () => import('./widget/ar.json', { with: { type: 'json' } }),
  'pt-BR': () => import('./widget/pt-BR.json', { with: { type: 'json' } }),
  ru: () => import('./widget/ru.json', { with: { type: 'json' } }),
  ko: () => import('./widget/ko.json', { with: { type: 'json' } }),
  it: () => import('./widget/it.json', { with: { type: 'json' } }),
  tr: () => import('./widget/tr.json', { with: { type: 'json' } }),
  vi: () => import('./widget/vi.json', { with: { type: 'json' } }),
  id: () => import('./widget/id.json', { with: { type: 'json' } }),
  nl: () => import('./widget/nl.json', { with: { type: 'json' } }),
  pl: () => import('./widget/pl.json', { with: { type: 'json' } }),
  th: () => import('./widget/th.json', { with: { type: 'json' } }),
  hi: () => import('./widget/hi.json', { with: { type: 'json' } }),
  uk: () => import('./widget/uk.json', { with: { type: 'json' } }),
  sv: () => import('./widget/sv.json', { with: { type: 'json' } }),
  da: () => import('./widget/da.json', { with: { type: 'json' } }),
  nb: () => import('./widget/nb.json', { with: { type: 'json' } }),
  fi: () => import('./widget/fi.json', { with: { type: 'json' } }),
  cs: () => import('./widget/cs.json', { with: { type: 'json' } }),
  el: () => import('./widget/el.json', { with: { type: 'json' } }),
  he: () => import('./widget/he.json', { with: { type: 'json' } }),
  ro: () => import('./widget/ro.json', { with: { type: 'json' } }),
  hu: () => import('./widget/hu.json', { with: { type: 'json' } }),
  fa: () => import('./widget/fa.json', { with: { type: 'json' } }),
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
  return { language, direction: directionOf(language), words: (await read()).default };
}
