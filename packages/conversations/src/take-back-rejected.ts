import { botReplyUsageId, type LastAnswered, type StoredInboundMessage } from '@answerdesk/domain';
import { asksForPerson } from './asks-for-person.ts';
import { chosenByText } from './chosen-by-text.ts';
import { isPersonChoice } from './compose-reply.ts';
import type { ClaimedConversation, HandleDeps } from './ports.ts';
import { rejectsAnswer } from './rejects-answer.ts';

const STANDS_AFTER_MS = 24 * 3_600_000;

/**
 * Takes back what an answer cost that the customer's very next message, within a day, rejects: in so many words, or by asking
 * for a person. Returns that answer. Safe to repeat.
 */
export async function takeBackRejected(
  deps: Pick<HandleDeps, 'meter' | 'now'>,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<LastAnswered | undefined> {
  const answered = answeredBefore(conversation, message);
  if (!answered || !isRejection(conversation, message)) return undefined;
  await deps.meter.refund({
    tenantId: message.tenantId,
    of: botReplyUsageId(answered.messageId),
    reason: 'rejected-by-customer',
    causeId: message.id,
    at: deps.now(),
  });
  return answered;
}

/** The bot's answer that a message follows, with nothing said by anybody in between. */
function answeredBefore(
  { lastAnswered, lastHandledId, lastAgentAt }: ClaimedConversation,
  { id, createdAt }: StoredInboundMessage,
): LastAnswered | undefined {
  if (!lastAnswered || lastAnswered.messageId !== lastHandledId || lastAnswered.messageId === id) return undefined;
  const since = createdAt.getTime() - lastAnswered.at.getTime();
  if (since < 0 || since > STANDS_AFTER_MS) return undefined;
  return lastAgentAt && lastAgentAt > lastAnswered.at ? undefined : lastAnswered;
}

function isRejection({ offered }: ClaimedConversation, { inbound: { content } }: StoredInboundMessage): boolean {
  if (content.kind === 'choice') return isPersonChoice(content.choiceId);
  if (content.kind === 'attachment') return [content.caption, content.transcript].some((words) => words && says(words));
  if (content.kind !== 'text') return false;
  const chosen = chosenByText(offered, content.text);
  return chosen ? isPersonChoice(chosen.id) : says(content.text);
}

function says(words: string): boolean {
  return asksForPerson(words) || rejectsAnswer(words);
}
