import { type Locale, writtenLanguageOf } from '@answerdesk/domain';

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** A language as instructions to a model name it: in English, with its tag. */
export function namedLanguage(locale: Locale): string {
  const written = writtenLanguageOf(locale);
  const tag = written.startsWith('zh-') ? written : locale;
  try {
    return `${names.of(tag) ?? locale} (${locale})`;
  } catch {
    // It looks like a language tag and is none.
    return locale;
  }
}
