import {
  type Conversation,
  EXCERPT_LENGTH,
  type Handover,
  type HandoverReason,
  type MessageId,
  type Priority,
} from '@answerdesk/domain';
import { foldWords } from './fold-words.ts';

const pressing: Partial<Record<HandoverReason, Priority>> = { emotion: 1, rule: 2, 'asked-for-person': 2 };

/** The same words a day later are another question. */
const SAME_QUESTION_FOR_MS = 24 * 3_600_000;

/** What makes a conversation wait for a person. What waits already goes on waiting for what it waited for first. */
export function handoverOf(
  earlier: Handover | undefined,
  of: {
    readonly reason: HandoverReason;
    readonly since: Date;
    readonly messageId: MessageId;
    readonly asked?: string;
    readonly askedId?: MessageId;
    readonly queue?: string;
    /** The customer is upset or in a hurry: it presses more than its reason alone. */
    readonly isPressing?: boolean;
  },
): Handover {
  const { asked, isPressing = false, ...rest } = of;
  const priority = priorityOf(of.reason, isPressing);
  if (earlier) return priority < earlier.priority ? { ...earlier, priority } : earlier;
  return { ...rest, priority, ...(asked !== undefined && asked !== '' && { asked: asked.slice(0, EXCERPT_LENGTH) }) };
}

/** What waits already, when the customer has become upset or is in a hurry since. */
export function pressedOn(waiting: Handover): Handover {
  const priority = priorityOf(waiting.reason, true);
  return priority < waiting.priority ? { ...waiting, priority } : waiting;
}

function priorityOf(reason: HandoverReason, isPressing: boolean): Priority {
  const usual = pressing[reason] ?? 3;
  return isPressing && usual === 3 ? 2 : isPressing ? 1 : usual;
}

/**
 * Whether a hand-over would only repeat one that an agent has handed back: for the same reason, within the same question.
 * The question is the same when its words are, or when the customer goes on with something said before it was handed back.
 */
export function wasHandedBack(
  { handedBack }: Pick<Conversation, 'handedBack'>,
  at: Date,
  reason: HandoverReason,
  question: { readonly words?: string; readonly saidBefore?: boolean },
): boolean {
  if (!handedBack || handedBack.reason !== reason) return false;
  if (at.getTime() - handedBack.at.getTime() > SAME_QUESTION_FOR_MS) return false;
  if (question.saidBefore) return true;
  const words = foldWords((question.words ?? '').slice(0, EXCERPT_LENGTH));
  return words !== '' && words === foldWords(handedBack.asked);
}
