import { type ConfirmedQuestionStore, MOST_CONFIRMED } from '@answerdesk/answers';
import { type ConfirmedQuestion, faqLimits, withoutPrivateData } from '@answerdesk/domain';
import type { TurnFacts } from '../gaps/ports.ts';
import { type Confirmed, type ReadConfirmedDeps, readConfirmed } from './read-confirmed.ts';

export interface AddConfirmedDeps extends ReadConfirmedDeps {
  readonly facts: ReadConfirmedDeps['facts'] & Pick<TurnFacts, 'textsOf'>;
  readonly confirmed: Pick<ConfirmedQuestionStore, 'add' | 'keepNewest'>;
}

/**
 * Keeps the questions of a time whose right FAQs people told, without what looks like somebody's own, each once however often
 * it is called. A tenant's newest are kept.
 */
export async function addConfirmed(deps: AddConfirmedDeps, from: Date, to: Date): Promise<void> {
  const told = await readConfirmed(deps, from, to);
  for (const [tenantId, ofTenant] of Map.groupBy(told, (each) => each.tenantId)) {
    const asked = await deps.facts.textsOf(
      tenantId,
      ofTenant.map(({ askedId }) => askedId),
    );
    const textOf = new Map(asked.map((each) => [each.id, each]));
    const questions = ofTenant.flatMap((each) => {
      const question = textOf.get(each.askedId);
      return question ? questionOf(each, question.text, question.at, question.locale) : [];
    });
    if (questions.length === 0) continue;
    await deps.confirmed.add(tenantId, questions);
    await deps.confirmed.keepNewest(tenantId, MOST_CONFIRMED);
  }
}

function questionOf(
  { id, conversationId, faqId, by, language }: Confirmed,
  asked: string,
  at: Date,
  locale: string | undefined,
): ConfirmedQuestion[] {
  const text = withoutPrivateData(asked).slice(0, faqLimits.question).toWellFormed().trim();
  if (!/\p{L}/u.test(text)) return [];
  return [{ id, conversationId, faqId, by, at, text, language: language ?? locale ?? 'und' }];
}
