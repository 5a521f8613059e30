import type { AccountHealth, ChannelName, ConnectedAccount } from './account.ts';
import type { Choice } from './choice.ts';
import type { TenantId } from './ids.ts';
import type { InboundMessage, OutboundContent } from './message.ts';
import type { DeliveryFailureReason } from './outbox.ts';
import type { WindowRule } from './window.ts';

/** A webhook call as it came: header names in lower case, the body untouched. */
export interface WebhookRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

/** What a platform is told in answer to its call. */
export interface WebhookReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** `handshake` answers a platform's probe at once, without anything being parsed or stored; `isProof` when it was proven to be the platform's. */
export type Verification =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'refused'; readonly reason: string }
  | ({ readonly kind: 'handshake'; readonly isProof: boolean } & WebhookReply);

/** A message that the platform took and then could not hand over. */
export interface Undelivered {
  /** The key that its part was sent with. */
  readonly idempotencyKey: string;
  readonly reason: DeliveryFailureReason;
  readonly detail: string;
}

/** What messages a call or a page held: in `ignored` one reason for each thing that is not a message to us. */
export interface ParsedMessages {
  readonly messages: readonly InboundMessage[];
  readonly ignored: readonly string[];
  readonly undelivered?: readonly Undelivered[];
}

/**
 * What a webhook call held. `malformed`: not the platform's format at all. `pull`: the call only said that there is
 * something to fetch, with `token` to do so; `of` names another account of the same tenant and channel, by one of its
 * settings, where the platform calls one address for all of them. `reply` is what the platform is told once all of it is stored; 200 unless given.
 */
export type ParsedWebhook =
  | { readonly kind: 'malformed'; readonly reason: string }
  | (ParsedMessages & {
      readonly kind: 'parsed';
      readonly pull?: { readonly token: string; readonly of?: { readonly setting: string; readonly value: string } };
      readonly reply?: WebhookReply;
    });

/** One page of what a platform keeps for us. `cursor` is to be stored after the page's messages are. */
export type PulledPage =
  | (ParsedMessages & { readonly kind: 'page'; readonly cursor: string; readonly hasMore: boolean })
  | { readonly kind: 'retry'; readonly detail: string; readonly retryAfterMs?: number }
  | { readonly kind: 'refused'; readonly detail: string };

/**
 * What a channel can show, as data. Rates are the platform's published limits. `text.counts` says whether a limit is on
 * the text as `shown` or as `sent`, markup included. `messages: 'scarce'`: one answer is one message. `choices.textLimit`
 * is the longest text that may stand over buttons (in the text's unit); over a longer one choices are a numbered list.
 */
export interface ChannelCapabilities {
  readonly text: {
    readonly limit: number;
    readonly unit: 'characters' | 'utf8-bytes';
    readonly counts: 'shown' | 'sent';
  };
  readonly messages: 'plenty' | 'scarce';
  readonly choices: {
    readonly style: 'buttons' | 'numbered-list';
    readonly most: number;
    /** In the text's unit. */
    readonly labelLimit: number;
    readonly idLimitBytes: number;
    readonly textLimit?: number;
  };
  readonly images: 'native' | 'link';
  readonly markup: 'html' | 'markdown' | 'links' | 'plain';
  readonly typing: boolean;
  /** Whether what was sent can be changed afterwards. */
  readonly edit: boolean;
  readonly window?: WindowRule;
  readonly rates: {
    readonly accountPerSecond: number;
    readonly chatPerSecond: number;
    readonly chatBurst: number;
    readonly groupPerMinute: number;
  };
}

/** One platform message, ready to send: a text in the platform's own markup, or an image and nothing else. */
export interface RenderedPart {
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly imageUrl?: string;
}

/** Where a part goes. `idempotencyKey` is the same each time the same part is sent: 1–32 letters, digits, _ and -. */
export interface SendTarget {
  readonly chatKey: string;
  readonly isGroup: boolean;
  readonly replyHandle?: string;
  readonly idempotencyKey?: string;
  /** The agent who wrote it; the bot otherwise. */
  readonly agentName?: string;
}

/**
 * What became of a send. `retry`: temporary; `mayHaveArrived` when we never heard, so that a repeat may double it;
 * `scope` says whether only this chat or the whole account must pause for `retryAfterMs`. `refused`: they said no, and
 * would again. `moved`: the chat has a new id. `detail` never holds a secret.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly platformMessageId: string }
  | {
      readonly kind: 'retry';
      readonly detail: string;
      readonly mayHaveArrived: boolean;
      readonly retryAfterMs?: number;
      readonly scope?: 'chat' | 'account';
    }
  | { readonly kind: 'refused'; readonly reason: DeliveryFailureReason; readonly detail: string }
  | { readonly kind: 'moved'; readonly chatKey: string };

/**
 * What became of handing a conversation over to people in the platform's own inbox. `kept`: the tenant wants it in ours.
 * `refused` and `retry` leave it here too.
 */
export type HandOverOutcome =
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'kept' }
  | Extract<SendOutcome, { readonly kind: 'retry' | 'refused' }>;

/** Whose credentials these are: credentials to seal (a webhook's secret among them) and what the platform told. */
export interface IdentifiedAccount {
  /** The platform's own id of the account: the same for every set of credentials it ever has. */
  readonly platformId: string;
  readonly label: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/**
 * What became of pointing a webhook here; `warning` is one sentence for the owner. `by-hand`: only the owner can, on the
 * platform's own pages; it is open once the platform has called.
 */
export type WebhookOutcome =
  | { readonly kind: 'open'; readonly warning?: string }
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'refused' | 'unheard'; readonly warning: string };

/**
 * The port every channel fills. Nothing in it touches a database; `send`, `showTyping`, `acknowledge` and `pull` speak to
 * the platform and never throw for what the platform does; `verify` and `parse` never throw for any input.
 */
export interface Channel {
  readonly name: ChannelName;
  readonly capabilities: ChannelCapabilities;
  /** Proves that a call is the platform's, in constant time, before anything is read from its body. */
  verify(request: WebhookRequest, account: ConnectedAccount): Verification | Promise<Verification>;
  /** Reads a call that `verify` found genuine. Pure. */
  parse(request: WebhookRequest, account: ConnectedAccount): ParsedWebhook;
  /** Fetches the page after `cursor` of what the platform keeps for us; the same cursor gives the same messages again. */
  pull?(account: ConnectedAccount, from: { readonly cursor?: string; readonly token?: string }): Promise<PulledPage>;
  /** Renders content into one or more parts, each within the platform's limits; the same content gives the same parts. */
  render(content: OutboundContent): readonly RenderedPart[];
  send(account: ConnectedAccount, target: SendTarget, part: RenderedPart): Promise<SendOutcome>;
  /**
   * Where an account may not send by itself (`settings.pushes` is false), its answer goes out as the answer to the
   * customer's own call. The same parts give the same meaning; only the first part that has a text can go.
   */
  answerInCall?(request: WebhookRequest, account: ConnectedAccount, parts: readonly RenderedPart[]): WebhookReply;
  /** Shows the customer that an answer is being made. Best effort. */
  showTyping?(account: ConnectedAccount, target: SendTarget): Promise<void>;
  /**
   * Gives a conversation to people in the platform's own inbox where the account's `settings.handOver` names the platform,
   * after the last message to the customer was sent. Safe to repeat.
   */
  handOver?(account: ConnectedAccount, target: SendTarget): Promise<HandOverOutcome>;
  /** Tells the platform that a pressed button was taken. Best effort. */
  acknowledge?(account: ConnectedAccount, acknowledgeHandle: string): Promise<void>;
  /**
   * Asks the platform whose credentials these are; changes nothing there.
   * Throws DomainError `invalid`, `refused-by-platform` or `unavailable`, with a sentence an owner understands.
   */
  identify(request: {
    readonly tenantId: TenantId;
    readonly credentials: Readonly<Record<string, string>>;
    readonly apiRoot?: string;
  }): Promise<IdentifiedAccount>;
  /** Points the platform's webhook here; again changes nothing. Never throws. */
  openWebhook(account: ConnectedAccount, webhookUrl: string): Promise<WebhookOutcome>;
  /** Takes the platform's webhook away if it still points here: `false` when nothing was heard. Never throws. */
  closeWebhook(account: ConnectedAccount, webhookUrl: string): Promise<boolean>;
  /** How the platform sees the account now. Never throws. */
  check(account: ConnectedAccount, webhookUrl: string): Promise<AccountHealth>;
  /** Where customers find the account, where the platform has addresses. */
  linkOf?(account: Pick<ConnectedAccount, 'settings'>): string | undefined;
}
