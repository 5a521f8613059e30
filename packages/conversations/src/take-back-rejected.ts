import { rejectsAnswer, wishesForPerson } from '@answerdesk/answers';
import { botReplyUsageId, type LastAnswered, type Locale, type StoredInboundMessage } from '@answerdesk/domain';
import { chosenByText, type SpokenLanguages } from './chosen-by-text.ts';
import { isPersonChoice, isWayOut } from './composing/person-choice.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';

const STANDS_AFTER_MS = 24 * 3_600_000;

type BeforeRejection = SpokenLanguages &
  Pick<ClaimedConversation, 'lastAnswered' | 'lastHandledId' | 'lastAgentAt' | 'offered'>;
type MaybeRejection = Pick<StoredInboundMessage, 'id' | 'createdAt'> & {
  readonly inbound: Pick<StoredInboundMessage['inbound'], 'content'>;
};

/**
 * Takes back what an answer cost that the customer's very next message, within a day, rejects: in so many words, or by a
 * wish for a person. Returns that answer. Safe to repeat.
 */
export async function takeBackRejected(
  deps: Pick<HandleDeps, 'meter' | 'now'>,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<LastAnswered | undefined> {
  const answered = rejectedBy(conversation, message);
  if (!answered) return undefined;
  await deps.meter.refund({
    tenantId: message.tenantId,
    of: botReplyUsageId(answered.messageId),
    reason: 'rejected-by-customer',
    causeId: message.id,
    at: deps.now(),
  });
  return answered;
}

/** The bot's answer just before a message that rejects it. */
export function rejectedBy(conversation: BeforeRejection, message: MaybeRejection): LastAnswered | undefined {
  const answered = answeredBefore(conversation, message);
  return answered && isRejection(conversation, message) ? answered : undefined;
}

/** The bot's answer that a message follows, with nothing said by anybody in between. */
function answeredBefore(
  { lastAnswered, lastHandledId, lastAgentAt }: BeforeRejection,
  { id, createdAt }: MaybeRejection,
): LastAnswered | undefined {
  if (!lastAnswered || lastAnswered.messageId !== lastHandledId || lastAnswered.messageId === id) return undefined;
  const since = createdAt.getTime() - lastAnswered.at.getTime();
  if (since < 0 || since > STANDS_AFTER_MS) return undefined;
  return lastAgentAt && lastAgentAt > lastAnswered.at ? undefined : lastAnswered;
}

function isRejection({ offered, ...spoken }: BeforeRejection, { inbound: { content } }: MaybeRejection): boolean {
  if (content.kind === 'choice') return callsPerson(content.choiceId);
  if (content.kind === 'attachment')
    return [content.caption, content.transcript].some((words) => words && says(words, spoken.language));
  if (content.kind !== 'text') return false;
  const chosen = chosenByText(offered, content.text, spoken);
  return chosen ? callsPerson(chosen.id) : says(content.text, spoken.language);
}

function callsPerson(choiceId: string): boolean {
  return isPersonChoice(choiceId) || isWayOut(choiceId);
}

function says(words: string, language: Locale | undefined): boolean {
  return wishesForPerson(words, language) || rejectsAnswer(words);
}
