import { rejectsAnswer } from '@answerdesk/answers';
import type { Candidate, ConversationId, Locale, MessageId, TenantId } from '@answerdesk/domain';
import type { GapCause, TurnFact, TurnFacts } from './ports.ts';

/** A turn in which a question was left unanswered. */
export interface Failure {
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  /** The customer's message with the question. */
  readonly messageId: MessageId;
  readonly cause: GapCause;
  readonly language?: Locale;
  readonly candidates: readonly Candidate[];
}

const LOOK_BACK = 6;
const LOOK_AHEAD = 20;

/**
 * Reads which questions were left unanswered in a time: handed over because there was no answer, or none of those asked back
 * about (`no-answer`), or none that
 * was sure (`unsure`), or answered so that the customer said it was no answer (`rejected`). With `isOver`, when customers have
 * had the time to choose, also those to which nothing that was offered was chosen and no other answer came (`not-chosen`).
 * What is handed over for another reason (a person was asked for, a rule wants one) is no gap.
 */
export async function readFailures(
  { facts }: { readonly facts: TurnFacts },
  from: Date,
  to: Date,
  isOver: boolean,
): Promise<Failure[]> {
  const failures = new Map<MessageId, Failure>();
  const note = (reply: TurnFact, cause: GapCause) => {
    const { tenantId, conversationId, causeId, language, candidates = [] } = reply;
    if (causeId === undefined || failures.has(causeId)) return;
    const messageId = causeId;
    failures.set(messageId, {
      ...{ tenantId, conversationId, messageId, cause, candidates },
      ...(language !== undefined && { language }),
    });
  };
  for await (const fact of facts.between(from, to)) {
    const { tenantId, conversationId, id } = fact;
    if (fact.author === 'contact') {
      if (fact.text === undefined || !rejectsAnswer(fact.text)) continue;
      const said = (await facts.before(tenantId, conversationId, id, LOOK_BACK)).find(
        (one) => one.author !== 'contact',
      );
      if (said?.author === 'bot' && said.handledAs === 'answered') note(said, 'rejected');
    } else if (fact.handledAs === 'handover') {
      if (fact.reason === 'no-answer') note(await askedIn(facts, fact), 'no-answer');
      else if (fact.reason === 'unsure-twice') note(fact, 'unsure');
    } else if (fact.handledAs === 'clarify' && fact.reason === undefined && isOver) {
      const followed = await facts.after(tenantId, conversationId, id, LOOK_AHEAD);
      const end = followed.find(({ handledAs }) => handledAs === 'answered' || handledAs === 'handover');
      if (end?.handledAs !== 'answered') note(fact, 'not-chosen');
    }
  }
  return [...failures.values()];
}

/** The turn in which was asked what a turn handed over: where a customer said no to what was asked back, that one. */
async function askedIn(facts: TurnFacts, fact: TurnFact): Promise<TurnFact> {
  const { tenantId, conversationId, id, askedId } = fact;
  if (askedId === undefined) return fact;
  const before = await facts.before(tenantId, conversationId, id, LOOK_BACK);
  return before.find(({ causeId }) => causeId === askedId) ?? { ...fact, causeId: askedId };
}
