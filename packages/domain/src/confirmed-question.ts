import type { ConversationId, FaqId, MessageId } from './ids.ts';
import type { Locale } from './locale.ts';
import { stableHash } from './stable-hash.ts';

/**
 * How it is known which FAQ is right. By the customer: `thanked` for the answer, or `chosen` out of what the bot asked back.
 * By staff: `sent` the FAQ's answer, or `taught` the question to it.
 */
export const confirmations = ['thanked', 'chosen', 'sent', 'taught'] as const;
export type Confirmation = (typeof confirmations)[number];

/** A question of a customer's for which people have said which FAQ answers it. `text` is without what looks like somebody's own. */
export interface ConfirmedQuestion {
  /** The customer's message that asked, or the agent's reply to it where staff confirmed. */
  readonly id: MessageId;
  /** It is forgotten with its conversation. */
  readonly conversationId: ConversationId;
  readonly faqId: FaqId;
  readonly by: Confirmation;
  readonly at: Date;
  readonly text: string;
  readonly language: Locale;
}

const HELD_OUT_ONE_IN = 3;

/**
 * Whether a confirmed question is kept for measuring: about one in three, the same ones wherever and whenever it is asked.
 * None of these is offered to be learnt. A person may still write the same words into an FAQ; whoever measures leaves out
 * questions that an FAQ has had word for word at any time.
 */
export function isHeldOut({ id }: Pick<ConfirmedQuestion, 'id'>): boolean {
  return stableHash(id) % HELD_OUT_ONE_IN === 0;
}
