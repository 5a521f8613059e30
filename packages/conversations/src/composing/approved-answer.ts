import { ASKED_LENGTH, type FaqId, type TurnChanges } from '@answerdesk/domain';
import { type ApprovedAnswer, type ServedAnswer, translateApproved } from '../translate-approved.ts';
import type { ComposedReply, Turn } from './turn.ts';

export function inTheirWords(turn: Turn, answer: ApprovedAnswer): Promise<ServedAnswer> {
  const { tenant, language, certainty, conversation, message } = turn;
  const { wroteIn } = conversation;
  return translateApproved(
    turn.deps,
    { tenant, language, certainty, ...(wroteIn && { wroteIn }) },
    answer,
    message.channel,
  );
}

/** A reply with an approved answer as it is served. */
export function served({ text, rule, models }: ServedAnswer, reply: ComposedReply): ComposedReply {
  return {
    ...reply,
    content: { ...reply.content, text },
    ...(rule && { rule }),
    ...(models && { trace: { ...reply.trace, models } }),
  };
}

/** Whether an answer may be charged; where that cannot be found out a person is nearer than the limit of what is spent. */
export async function mayAnswer({ deps, tenant }: Turn): Promise<boolean> {
  try {
    return (await deps.allowance(tenant.id)) !== 'person-only';
  } catch (error) {
    deps.reportFailure('looking at what may be spent', error);
    return false;
  }
}

export function answeredBy({ deps, message }: Turn, faqId: FaqId, asked: string): Pick<TurnChanges, 'lastAnswered'> {
  return { lastAnswered: { messageId: message.id, at: deps.now(), faqId, asked: asked.slice(0, ASKED_LENGTH) } };
}

/** After asking back, the question is as old as its first message. */
export function openedBefore({ conversation: { unsureTurns, openSince } }: Turn): Pick<ComposedReply, 'openedAt'> {
  return unsureTurns > 0 && openSince ? { openedAt: openSince } : {};
}
