import type { ChannelName } from './account.ts';
import type { ModelTrace } from './answer.ts';
import type { AttachmentKind } from './attachment-kind.ts';
import type { Choice } from './choice.ts';
import type { TurnChanges } from './conversation.ts';
import type { HandledAs } from './handled-as.ts';
import type { AccountId, ContactId, ConversationId, MessageId, TenantId, UserId } from './ids.ts';
import type { Locale } from './locale.ts';
import type { UsageRule } from './usage.ts';

/** What a customer sent, whatever the platform calls it. */
export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string; readonly argument: string }
  | { readonly kind: 'choice'; readonly choiceId: string; readonly acknowledgeHandle?: string }
  | {
      readonly kind: 'attachment';
      readonly attachment: AttachmentKind;
      /** What the platform calls it, for kinds this product has no word for. */
      readonly platformKind: string;
      readonly fileId?: string;
      /** Where the file is, when the platform tells; it may ask for credentials, or be gone soon. */
      readonly url?: string;
      readonly fileName?: string;
      readonly caption?: string;
      /** What was said in a voice message, as the platform heard it. */
      readonly transcript?: string;
      readonly place?: { readonly latitude: number; readonly longitude: number; readonly name?: string };
    }
  /** The customer came in without saying anything: opened the chat, followed, added the bot. */
  | { readonly kind: 'opened' }
  /** The customer blocked the account, unfollowed it or took the bot away: nothing reaches them. */
  | { readonly kind: 'left' }
  /** The customer changed or took back an earlier message; `of` is that one's `dedupeKey`. */
  | { readonly kind: 'edited'; readonly of: string; readonly text: string }
  | { readonly kind: 'deleted'; readonly of: string };

/**
 * What goes out, before a channel renders it. `text` is a markdown subset: **bold**, *italic*, `code`, [label](url);
 * `imageUrl` is an https address.
 */
export interface OutboundContent {
  readonly kind: 'reply';
  readonly text: string;
  readonly imageUrl?: string;
  readonly choices?: readonly Choice[];
}

/** One message as a channel read it from a webhook. `dedupeKey` is the platform's own id of it within the account. */
export interface InboundMessage {
  readonly dedupeKey: string;
  /** The platform's id of the chat; with the account it names the conversation, and it is where replies go. */
  readonly chatKey: string;
  readonly isGroup: boolean;
  readonly contact: { readonly platformId: string; readonly displayName?: string; readonly locale?: Locale };
  readonly content: InboundContent;
  readonly sentAt?: Date;
  /** The platform's id of the message that this one was written under, where the writer pointed at one. */
  readonly inReplyTo?: string;
  /** What the channel needs to answer just this message, in its own form and without a secret; at most 4,000 characters. */
  readonly replyHandle?: string;
  /** Which of the channel's windows it opens; a message's unless told. */
  readonly opens?: 'message' | 'event';
}

export type MessageAuthor =
  | { readonly kind: 'contact'; readonly contactId: ContactId }
  | { readonly kind: 'bot' }
  /** `name` as customers knew it then. */
  | { readonly kind: 'agent'; readonly agentId: UserId; readonly name?: string };

/** What a customer is told of without having asked: an agent came or changed, the bot is back, how was it. */
export type NoticeKind = 'taken' | 'handed-back' | 'back-in-line' | 'closed' | 'rating-asked';

interface MessageBase {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly channel: ChannelName;
  readonly createdAt: Date;
}

/** A customer's message as stored: once for each (account, dedupeKey), and unhandled until `handledAs` says how. */
export interface StoredInboundMessage extends MessageBase {
  readonly direction: 'in';
  readonly author: Extract<MessageAuthor, { kind: 'contact' }>;
  readonly inbound: InboundMessage;
  readonly handledAs?: HandledAs;
}

/** A reply as it stands in the transcript. `causeId` is the message it answers; `trace` says why this answer. */
export interface StoredOutboundMessage extends MessageBase {
  readonly direction: 'out';
  readonly author: Exclude<MessageAuthor, { kind: 'contact' }>;
  readonly content: OutboundContent;
  readonly causeId?: MessageId;
  /** Says that something became of the conversation, in the system's words; else it is somebody's reply. */
  readonly notice?: NoticeKind;
  /** How many characters of the text say who has come, in the system's words; what the agent wrote is behind them. */
  readonly introLength?: number;
  /** What the agent wrote, where the customer was sent a translation of it. */
  readonly original?: { readonly text: string; readonly language: Locale };
  /** How the cause was dealt with by this reply, so that dealing with it again comes to the same. */
  readonly turn?: {
    readonly handledAs: HandledAs;
    readonly changes: TurnChanges;
    /** When the question was first asked, where it took asking back before this answer. */
    readonly openedAt?: Date;
    /** What an answer counts as; as an approved one, word for word, unless it says so. */
    readonly rule?: UsageRule;
    /** What models were asked for it, noted with what was promised. */
    readonly models?: ModelTrace;
  };
  readonly trace?: Readonly<Record<string, unknown>>;
}

export type StoredMessage = StoredInboundMessage | StoredOutboundMessage;
