import type { ChannelName } from './account.ts';
import type { HandoverReason } from './answer.ts';
import type { AttachmentKind } from './attachment-kind.ts';
import type { Choice } from './choice.ts';
import type { HandledAs } from './handled-as.ts';
import type { AccountId, AgentId, ContactId, ConversationId, MessageId, TenantId } from './ids.ts';
import type { Locale } from './locale.ts';

/** Who holds the pen. */
export type Holder = { readonly kind: 'bot' } | { readonly kind: 'agent'; readonly agentId: AgentId };

/** The last thing a customer said and what was said to it, each cut to `EXCERPT_LENGTH`, for lists. */
export interface LastExchange {
  readonly asked: string;
  /** Set when the customer sent something else than words. */
  readonly attachment?: AttachmentKind;
  readonly replied?: string;
}

/** Most characters of a message that a list shows. */
export const EXCERPT_LENGTH = 160;

/**
 * One chat of one customer with one account. `epoch` rises at each change of holder; a bot reply is bound to the epoch
 * it was made in. `waiting` is set while something waits for a person.
 */
export interface Conversation {
  readonly id: ConversationId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly channel: ChannelName;
  readonly contactId: ContactId;
  readonly chatKey: string;
  readonly isGroup: boolean;
  readonly holder: Holder;
  readonly epoch: number;
  readonly language?: Locale;
  readonly waiting?: { readonly reason: HandoverReason; readonly since: Date; readonly messageId: MessageId };
  /** How many turns in a row ended in a clarifying question. */
  readonly unsureTurns: number;
  /** When the question that is being clarified was asked; of no meaning while `unsureTurns` is 0. */
  readonly openSince?: Date;
  /** The choices under the last reply: typing the number or the words of one is choosing it. */
  readonly offered?: readonly Choice[];
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly contactName?: string;
  readonly lastExchange?: LastExchange;
  /** How the last message was dealt with. */
  readonly outcome?: HandledAs;
}

/** What one turn changes in its conversation; without `waiting` it waits for a person as before, or not. */
export type TurnChanges = Pick<Conversation, 'unsureTurns'> &
  Partial<Pick<Conversation, 'language' | 'waiting' | 'openSince'>>;

/** What a list shows of a conversation, as its newest turn leaves it. */
export type TurnSummary = Pick<Conversation, 'contactName' | 'lastExchange' | 'outcome' | 'offered'> & {
  /** What the contact is found by: the words of the name, folded. */
  readonly nameWords?: readonly string[];
};
