import { isFaqValidAt } from '@answerdesk/domain';
import type { AnswerModel } from './learn.ts';
import { essenceOf } from './normalise.ts';

/** Whether an FAQ that is valid at a moment has a text word for word, as its question or as one of its variants. */
export function isWordForWord(model: AnswerModel, text: string, at: Date): boolean {
  return (model.placesOfEssence.get(essenceOf(text)) ?? []).some((place) => {
    const faq = model.faqs[place];
    return faq !== undefined && isFaqValidAt(faq, at);
  });
}
