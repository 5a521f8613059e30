import { type Choice, type FaqId, type HandoverReason, type MessageId, settingsOf } from '@answerdesk/domain';
import { handoverOf, wasHandedBack } from '../hand-over.ts';
import { readPlace } from '../inbox/read-place.ts';
import { contactWords, handoverWords, say } from '../own-words.ts';
import { isPressing } from '../soothe.ts';
import { personChoiceOf } from './person-choice.ts';
import { type ComposedReply, type ReplyTrace, speaking, type Turn } from './turn.ts';

interface Handing {
  readonly reason: HandoverReason;
  readonly asked?: string;
  /** The message that asked it, where that is not the one to reply to. */
  readonly askedId?: MessageId;
  readonly queue?: string;
  /** The customer went on with something offered earlier. */
  readonly saidBefore?: boolean;
}

export async function handOverTurn(turn: Turn, handing: Handing, trace: ReplyTrace): Promise<ComposedReply> {
  const { conversation, message, deps, tenant, language } = turn;
  const { reason, asked, askedId, queue, saidBefore } = handing;
  const said = {
    handledAs: 'handover',
    changes: { unsureTurns: 0, language },
    trace: { ...trace, outcome: 'handover', reason },
  } as const;
  if (!settingsOf(tenant).inbox.isOn) {
    return { ...said, content: { kind: 'reply', text: await contactWords(speaking(turn)) } };
  }
  const question = { ...(asked !== undefined && { words: asked }), ...(saidBefore && { saidBefore }) };
  if (!conversation.waiting && wasHandedBack(conversation, deps.now(), reason, question)) {
    const again: Choice = { id: personChoiceOf(turn), label: await say(speaking(turn), 'stillAPerson') };
    const text = await say(speaking(turn), 'handedBackBefore');
    return { ...said, handledAs: 'clarify', content: { kind: 'reply', text, choices: [again] } };
  }
  const waiting = handoverOf(conversation.waiting, {
    reason,
    since: deps.now(),
    messageId: message.id,
    isPressing: isPressing(tenant, turn.words, turn.spokenIn ?? language),
    ...(asked !== undefined && { asked }),
    ...(askedId !== undefined && { askedId }),
    ...(queue !== undefined && { queue }),
  });
  const line = reason === 'asked-for-person' ? 'askedForPerson' : conversation.waiting ? 'handoverAgain' : 'handover';
  const place = conversation.waiting ? undefined : await readPlace(deps, tenant, waiting.priority);
  return {
    ...said,
    content: { kind: 'reply', text: await handoverWords(speaking(turn), line, place) },
    changes: { ...said.changes, waiting },
  };
}

/** A person for whoever stays angry; what the bot was sure of is said and counts all the same. */
export async function callPerson(turn: Turn, text: string, answer: ComposedReply): Promise<ComposedReply> {
  const handed = await handOverTurn(turn, { reason: 'emotion', asked: text }, answer.trace ?? {});
  if (answer.handledAs !== 'answered') return handed;
  const { waiting } = handed.changes;
  if (!waiting) return answer;
  const place = await readPlace(turn.deps, turn.tenant, waiting.priority);
  const called = await handoverWords(speaking(turn), 'askedForPerson', place);
  return {
    ...answer,
    content: { ...answer.content, text: `${answer.content.text}\n\n${called}` },
    changes: { ...answer.changes, waiting },
  };
}

export async function queueOf({ deps, tenant }: Turn, faqId: FaqId | undefined): Promise<{ readonly queue?: string }> {
  const category = faqId && (await deps.faqs.find(tenant.id, faqId))?.category;
  return category === undefined ? {} : { queue: category };
}
