import type { Glossary } from '@answerdesk/domain';
import type { AnswerModel } from '../learn.ts';
import { type KnownTerms, readKnownTerms } from './known-terms.ts';

/** A model that reads questions with a glossary; one without terms is as if there were none. Nothing is learnt anew. */
export async function withGlossary(model: AnswerModel, glossary: Glossary): Promise<AnswerModel> {
  return withTerms(model, await readKnownTerms(glossary, model.faqs, model.terms));
}

/** A model with these terms instead of those it had. */
export function withTerms({ terms: _before, ...model }: AnswerModel, terms: KnownTerms | undefined): AnswerModel {
  return terms ? { ...model, terms } : model;
}
