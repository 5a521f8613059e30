import type { FaqContent } from '@answerdesk/domain';

/** Content with only the parts that are there: nothing undefined, no empty lists, no variant twice. */
export function tidyContent({ question, variants, answer, ...content }: FaqContent): FaqContent {
  const { locale, category, validFrom, validUntil, translations, buttons, imageUrl } = content;
  return {
    question,
    variants: [...new Set(variants)],
    answer,
    ...(locale !== undefined && { locale }),
    ...(category !== undefined && { category }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    ...(translations !== undefined && translations.length > 0 && { translations }),
    ...(buttons !== undefined && buttons.length > 0 && { buttons }),
    ...(imageUrl !== undefined && { imageUrl }),
  };
}
