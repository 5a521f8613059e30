import type { ChannelName } from './account.ts';
import type { AccountId, ContactId, ConversationId, MessageId, TenantId } from './ids.ts';
import type { OutboundContent, StoredOutboundMessage } from './message.ts';

/** Why a delivery ended without arriving. */
export type DeliveryFailureReason =
  | 'blocked-by-contact'
  | 'chat-not-found'
  | 'account-refused'
  | 'content-refused'
  | 'window-closed'
  | 'quota-used-up'
  | 'push-not-allowed'
  | 'account-removed'
  | 'gave-up';

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'cancelled';

/**
 * One message on its way to a customer. Its id is its message's. It is sent part by part (a long text is several);
 * `sentParts` holds the platform's ids of what arrived. `uncertainSends` counts sends whose answer never came and that
 * were therefore repeated. A bot's message carries the `epoch` it was made in, and the `turn` it ends: what was queued first is
 * what was promised, whoever takes the turn up again.
 */
export interface OutboxItem {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly contactId: ContactId;
  readonly channel: ChannelName;
  readonly chatKey: string;
  readonly isGroup: boolean;
  /** How the channel answers just the message that this is for. */
  readonly replyHandle?: string;
  /** The agent who wrote it, as customers see the name; the bot otherwise. */
  readonly agentName?: string;
  readonly content: OutboundContent;
  readonly botEpoch?: number;
  /** It was never said, as an agent came; the epoch since which the newest reply in its stead was made. */
  readonly redoneIn?: number;
  /** The customer's conversation that this tells a member of, in the chat they linked. */
  readonly about?: ConversationId;
  readonly notice?: StoredOutboundMessage['notice'];
  readonly turn?: NonNullable<StoredOutboundMessage['turn']>;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly uncertainSends: number;
  readonly sentParts: readonly string[];
  /** When the newest part arrived. */
  readonly lastSentAt?: Date;
  readonly failure?: { readonly reason: DeliveryFailureReason; readonly detail: string };
  readonly createdAt: Date;
}
