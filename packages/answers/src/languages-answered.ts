import type { Locale } from '@answerdesk/domain';
import { localesOf } from './faq-places.ts';
import type { AnswerModel } from './learn.ts';

const ofModel = new WeakMap<AnswerModel, readonly Locale[]>();

/** The languages that a tenant's FAQs are answered in, each once. */
export function languagesAnswered(model: AnswerModel): readonly Locale[] {
  const found = ofModel.get(model) ?? [...new Set(model.faqs.flatMap(localesOf))];
  ofModel.set(model, found);
  return found;
}
