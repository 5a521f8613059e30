import type { ChannelName } from './account.ts';
import type { AccountId, ContactId, ConversationId, UserId } from './ids.ts';
import type { Locale } from './locale.ts';

/** The chat in which a member hears of hand-overs and answers them; one chat is one member's. */
export interface LinkedChat {
  readonly accountId: AccountId;
  readonly channel: ChannelName;
  readonly chatKey: string;
  /** The conversation that the chat is. */
  readonly conversationId: ConversationId;
  readonly contactId: ContactId;
  readonly linkedAt: Date;
  /** The language that the member has their messenger in. */
  readonly locale?: Locale;
}

/** What a member chose about being told in a chat of theirs. */
export interface ChatChoice {
  readonly userId: UserId;
  readonly chat?: LinkedChat;
  /** Whether every conversation that is given to them comes there; else only what they are called for as the last resort. */
  readonly isAlways: boolean;
}
