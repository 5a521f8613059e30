import type { AccountHealth, ChannelName, ConnectedAccount } from './account.ts';
import type { Choice, InboundMessage, OutboundContent } from './message.ts';
import type { DeliveryFailureReason } from './outbox.ts';

/** A webhook call as it came: header names in lower case, the body untouched. */
export interface WebhookRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

/** `handshake` answers a platform's probe at once, without anything being parsed or stored. */
export type Verification =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'handshake'; readonly status: number; readonly contentType: string; readonly body: string };

/**
 * What a webhook call held. `malformed`: not the platform's format at all (not JSON); `parsed`: any number of messages,
 * and in `ignored` one reason for each thing that is not a message to us.
 */
export type ParsedWebhook =
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'parsed'; readonly messages: readonly InboundMessage[]; readonly ignored: readonly string[] };

/** What a channel can show, as data. Rates are the platform's published limits. */
export interface ChannelCapabilities {
  readonly text: { readonly limit: number; readonly unit: 'characters' | 'utf8-bytes' };
  readonly choices: { readonly style: 'buttons' | 'numbered-list'; readonly most: number; readonly labelLimit: number };
  readonly typing: boolean;
  readonly rates: {
    readonly accountPerSecond: number;
    readonly chatPerSecond: number;
    readonly chatBurst: number;
    readonly groupPerMinute: number;
  };
}

/** One platform message, ready to send: `text` is in the platform's own markup. */
export interface RenderedPart {
  readonly text: string;
  readonly choices: readonly Choice[];
}

export interface SendTarget {
  readonly chatKey: string;
  readonly isGroup: boolean;
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

/** Whose credentials these are: credentials to seal (a webhook's secret among them) and what the platform told. */
export interface IdentifiedAccount {
  /** The platform's own id of the account: the same for every set of credentials it ever has. */
  readonly platformId: string;
  readonly label: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** What became of pointing a webhook here; `warning` is one sentence for the owner. */
export type WebhookOutcome =
  | { readonly kind: 'open'; readonly warning?: string }
  | { readonly kind: 'refused' | 'unheard'; readonly warning: string };

/**
 * The port every channel fills. Nothing in it touches a database; `send`, `showTyping` and `acknowledge` speak to the
 * platform and never throw for what the platform does; `verify` and `parse` are pure and never throw for any input.
 */
export interface Channel {
  readonly name: ChannelName;
  readonly capabilities: ChannelCapabilities;
  /** Proves that a call is the platform's, in constant time, before anything is read from its body. */
  verify(request: WebhookRequest, account: ConnectedAccount): Verification;
  parse(request: WebhookRequest, account: ConnectedAccount): ParsedWebhook;
  /** Renders content into one or more parts, each within the platform's limits; the same content gives the same parts. */
  render(content: OutboundContent): readonly RenderedPart[];
  send(account: ConnectedAccount, target: SendTarget, part: RenderedPart): Promise<SendOutcome>;
  /** Shows the customer that an answer is being made. Best effort. */
  showTyping?(account: ConnectedAccount, target: SendTarget): Promise<void>;
  /** Tells the platform that a pressed button was taken. Best effort. */
  acknowledge?(account: ConnectedAccount, acknowledgeHandle: string): Promise<void>;
  /**
   * Asks the platform whose credentials these are; changes nothing there.
   * Throws DomainError `invalid`, `refused-by-platform` or `unavailable`, with a sentence an owner understands.
   */
  identify(request: {
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
