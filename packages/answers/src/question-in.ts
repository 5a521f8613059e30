import { type Faq, type Locale, writtenLanguageOf } from '@answerdesk/domain';
import { judgeLanguage } from './language/detect-language.ts';

const MOST_VARIANTS = 40;

/**
 * An FAQ's question as a customer of a language may best read it: where the FAQ says that it is in another, the first variant
 * that is clearly in theirs, else the question as it stands.
 */
export function questionIn(faq: Pick<Faq, 'question' | 'variants' | 'locale'>, language: Locale): string {
  const isTheirs = (locale: Locale) => writtenLanguageOf(locale) === writtenLanguageOf(language);
  if (faq.locale === undefined || isTheirs(faq.locale)) return faq.question;
  const inTheirs = faq.variants.slice(0, MOST_VARIANTS).find((variant) => {
    const judged = judgeLanguage(variant, {});
    return judged.certainty === 'shown' && isTheirs(judged.language);
  });
  return inTheirs ?? faq.question;
}
