import {
  loadScreenArea,
  nearestScreenLanguage,
  type ScreenArea,
  type ScreenLanguage,
  type ScreenSentence,
  screenLanguages,
} from '@answerdesk/locales';
import i18next, { type TOptions } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

const KEPT_AS = 'answerdesk.language';

/** Each language by the name its own readers know it by. */
export const languageNames: Readonly<Record<ScreenLanguage, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  es: 'Español',
  de: 'Deutsch',
  fr: 'Français',
  ja: '日本語',
  ar: 'العربية',
};

type Values = Readonly<Record<string, string | number>>;
export type Say<Area extends ScreenArea> = (sentence: ScreenSentence<Area>, values?: Values) => string;

/** Speaks the sentences of one area, in the language of the person; waits (Suspense) until they are there. */
export function useSentences<Area extends ScreenArea>(area: Area): Say<Area> {
  const { t } = useTranslation<string>(area);
  return (sentence, values) => t(plain(sentence), inArea(area, values));
}

/** The same outside of components; the area must have been loaded. */
export function sentences<Area extends ScreenArea>(area: Area): Say<Area> {
  return (sentence, values) => i18next.t(plain(sentence), inArea(area, values));
}

// i18next would work out the type of every sentence anew; ours says it already.
const plain = (sentence: string): string => sentence;
const inArea = (area: ScreenArea, values: Values | undefined): TOptions => ({ ...values, ns: area });

/** Fetches areas before the page that speaks them is shown. */
export async function loadAreas(...areas: readonly ScreenArea[]): Promise<void> {
  await i18next.loadNamespaces([...areas]);
}

export function useLanguage(): ScreenLanguage {
  const { i18n } = useTranslation('shell');
  return nearestScreenLanguage([i18n.language]);
}

export function directionOf(language: ScreenLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Changes the language at once and for the next visits on this device. */
export async function changeLanguage(language: ScreenLanguage): Promise<void> {
  await loadFonts(language);
  await i18next.changeLanguage(language);
  describeDocument(language);
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // A browser that keeps nothing still shows the language for this visit.
  }
}

/** Begins in the language chosen on this device before, else in the browser's. */
export async function startI18n(): Promise<void> {
  const language = nearestScreenLanguage([keptLanguage(), ...navigator.languages].filter((tag) => tag !== undefined));
  describeDocument(language);
  await Promise.all([loadFonts(language), begin(language)]);
}

async function begin(language: ScreenLanguage): Promise<void> {
  await i18next
    .use({
      type: 'backend' as const,
      init() {},
      read(tag: string, area: string, done: (error: Error | null, read: Record<string, unknown> | null) => void) {
        loadScreenArea(nearestScreenLanguage([tag]), area as ScreenArea).then(
          (read) => done(null, read),
          (error: Error) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: [...screenLanguages],
      load: 'currentOnly',
      fallbackLng: false,
      ns: ['shell'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

function keptLanguage(): string | undefined {
  try {
    return localStorage.getItem(KEPT_AS) ?? undefined;
  } catch {
    return undefined;
  }
}

function describeDocument(language: ScreenLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

async function loadFonts(language: ScreenLanguage): Promise<void> {
  if (language.startsWith('zh')) await import('./chinese-fonts.ts');
}
