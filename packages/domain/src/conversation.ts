import type { ChannelName } from './account.ts';
import type { HandoverReason } from './answer.ts';
import type { AttachmentKind } from './attachment-kind.ts';
import type { Choice } from './choice.ts';
import type { HandledAs } from './handled-as.ts';
import type { AccountId, ContactId, ConversationId, FaqId, MessageId, TenantId, UserId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { Mood } from './mood.ts';

/** Who holds the pen. An agent is a member of the tenant, by their user's id. */
export type Holder = { readonly kind: 'bot' } | { readonly kind: 'agent'; readonly agentId: UserId };

/** The last thing a customer said and what was said to it, each cut to `EXCERPT_LENGTH`, for lists. */
export interface LastExchange {
  readonly asked: string;
  /** Set when the customer sent something else than words. */
  readonly attachment?: AttachmentKind;
  readonly replied?: string;
}

/** Most characters of a message that a list shows. */
export const EXCERPT_LENGTH = 160;

/** Most characters of a tag, whoever sets it. */
export const LONGEST_TAG = 40;

/**
 * Where a conversation is. `bot`: nobody is needed. `waiting`: a person is, and until one comes the bot goes on answering
 * what it is sure of. `human`: an agent holds the pen and the bot is silent. `closed`: done with, until the customer writes
 * again.
 */
export const conversationStatuses = ['bot', 'waiting', 'human', 'closed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

/** How much it presses: 1 urgent, 2 high, 3 normal, 4 low. */
export const priorities = [1, 2, 3, 4] as const;
export type Priority = (typeof priorities)[number];

/** Why a conversation was handed over, and what was asked; it stands until the bot has the conversation again. */
export interface Handover {
  readonly reason: HandoverReason;
  readonly since: Date;
  /** The customer's message that led to it; none where staff came by themselves. */
  readonly messageId?: MessageId;
  readonly priority: Priority;
  /** The category of what it is about, where one is known: the queue it waits in. */
  readonly queue?: string;
  /** The question's words, cut to `EXCERPT_LENGTH`. */
  readonly asked?: string;
  /** The customer's message that asked them, where it was another one that led to it. */
  readonly askedId?: MessageId;
}

/** What was given back to the bot, so that it is not handed over again for the same reason within the same question. */
export interface HandedBack {
  readonly reason: HandoverReason;
  readonly asked: string;
  readonly at: Date;
}

/** Most characters of a question that are kept to understand the next one by. */
export const ASKED_LENGTH = 300;

/** What a message means that asks nothing to be looked up. */
export const intents = ['person', 'thanks', 'goodbye', 'hello', 'yes', 'no', 'not-helped', 'stop', 'insult'] as const;
export type Intent = (typeof intents)[number];

/** The message that the bot answered last, when, and by which FAQ; `asked` is what it asked, cut to `ASKED_LENGTH`. */
export interface LastAnswered {
  readonly messageId: MessageId;
  readonly at: Date;
  readonly faqId: FaqId;
  readonly asked?: string;
}

/** The message that the bot last asked back about, and what it asked, cut to `ASKED_LENGTH`. */
export interface AskedBack {
  readonly messageId: MessageId;
  readonly asked?: string;
}

/** What somebody is waiting for, and by when: an agent's first reply after a hand-over, or the next one while an agent holds the pen. */
export interface ReplyTimer {
  readonly kind: 'first' | 'next';
  readonly since: Date;
  readonly warnAt: Date;
  readonly dueAt: Date;
  readonly state: 'running' | 'warned' | 'breached';
}

/**
 * A language that the customer asked to be answered in. It holds until another is asked for, or the customer clearly wrote two
 * messages in a row in another; `strayedTo` is the one that the last such message was in.
 */
export interface LanguageWish {
  readonly language: Locale;
  readonly strayedTo?: Locale;
}

/** A change of holder or status whose consequences (cancelled bot messages, the customer's line, the event) may still have to be drawn. */
export interface StatusChange {
  /** Sorts by time, and is the id of the event it becomes. */
  readonly id: MessageId;
  readonly kind: 'taken' | 'transferred' | 'handed-back' | 'closed';
  readonly at: Date;
  readonly byId: UserId;
  readonly fromId?: UserId;
  readonly toId?: UserId;
  readonly note?: string;
  /** How customers know the agent who came, or went. */
  readonly agentName: string;
  /** The conversation's epoch since. */
  readonly epoch: number;
  /** The customer is not told. */
  readonly isSilent?: boolean;
}

/**
 * One chat of one customer with one account. `epoch` rises at each change of holder and whatever else an agent makes of its
 * status; a bot reply carries the epoch it was made in.
 */
export interface Conversation {
  readonly id: ConversationId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly channel: ChannelName;
  readonly contactId: ContactId;
  readonly chatKey: string;
  readonly isGroup: boolean;
  /** The chat that a member linked: no customer's, and in no list, count or queue. */
  readonly isStaff?: true;
  readonly holder: Holder;
  readonly epoch: number;
  readonly status: ConversationStatus;
  readonly language?: Locale;
  /** `null` where one stood and does not any more. */
  readonly languageWish?: LanguageWish | null;
  /** The languages that the customer has clearly written in, the newest first. */
  readonly wroteIn?: readonly Locale[];
  /** Set while something waits for a person. */
  readonly waiting?: Handover;
  /** The hand-over that an agent is dealing with. */
  readonly handover?: Handover;
  readonly handedBack?: HandedBack;
  /** Whose it is to deal with: the agent who holds the pen, or whom it was given to while it waits. */
  readonly assigneeId?: UserId;
  /** Who held it last: comes first when it is handed over again. */
  readonly lastAgentId?: UserId;
  /** When the agent who holds the pen took it. */
  readonly takenAt?: Date;
  /** The epoch in which the bot last got the pen from an agent; what it wanted to say before that is not said any more. */
  readonly botSince?: number;
  readonly snoozedUntil?: Date;
  readonly closedAt?: Date;
  readonly tags?: readonly string[];
  readonly timer?: ReplyTimer;
  readonly change?: StatusChange;
  /** The rating that was asked for and not given yet, and where the customer stands in giving it. */
  readonly rating?: { readonly id: MessageId; readonly state: 'asked' | 'rated' | 'commenting'; readonly until: Date };
  /** How many turns in a row ended in a clarifying question. */
  readonly unsureTurns: number;
  /** When the question that is being clarified was asked; of no meaning while `unsureTurns` is 0. */
  readonly openSince?: Date;
  readonly lastAnswered?: LastAnswered;
  readonly askedBack?: AskedBack;
  readonly mood?: Mood;
  /** The last message that asked nothing, and what it meant. */
  readonly lastSmallTalk?: { readonly messageId: MessageId; readonly intent: Intent };
  /** FAQs whose answers or questions were shown to the customer lately, so that none is offered again. */
  readonly suggested?: readonly FaqId[];
  /** The choices under the last reply: typing the number or the words of one is choosing it. */
  readonly offered?: readonly Choice[];
  /** Whose message the choices were offered under: in a group only they take one by a yes or a no. */
  readonly offeredTo?: ContactId;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  /** When the customer last wrote, and when an agent last did. */
  readonly lastInboundAt?: Date;
  readonly lastAgentAt?: Date;
  readonly contactName?: string;
  readonly lastExchange?: LastExchange;
  /** How the last message was dealt with. */
  readonly outcome?: HandledAs;
}

/** The first epoch whose bot messages may still be said: none of those so far while an agent holds the pen. */
export function firstBotEpoch({
  holder,
  epoch,
  botSince = 0,
}: Pick<Conversation, 'holder' | 'epoch' | 'botSince'>): number {
  return holder.kind === 'agent' ? epoch : botSince;
}

/**
 * What one turn changes in its conversation; without `waiting` it waits for a person as before, or not. `offered` are choices of
 * an earlier reply that stand on beside a reply without any.
 */
export type TurnChanges = Pick<Conversation, 'unsureTurns'> &
  Partial<
    Pick<
      Conversation,
      | 'language'
      | 'languageWish'
      | 'wroteIn'
      | 'waiting'
      | 'openSince'
      | 'rating'
      | 'lastAnswered'
      | 'askedBack'
      | 'lastSmallTalk'
      | 'mood'
      | 'suggested'
      | 'offered'
      | 'offeredTo'
    >
  >;

/** What a list shows of a conversation, as its newest turn leaves it. */
export type TurnSummary = Pick<Conversation, 'contactName' | 'lastExchange' | 'outcome' | 'offered' | 'offeredTo'> & {
  /** What the contact is found by: the words of the name, folded. */
  readonly nameWords?: readonly string[];
};
