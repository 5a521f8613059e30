import type { ChannelName } from './account.ts';
import type { ConversationId, MessageId, TenantId } from './ids.ts';

/** What is counted. Of these `bot-reply` alone has a price; the others are evidence of what answering took and brought. */
export const usageKinds = ['bot-reply', 'verified-resolution', 'model-tokens', 'translation', 'agent-seat'] as const;
export type UsageKind = (typeof usageKinds)[number];

/**
 * Why something is counted as it is. `faq-exact`: an approved answer, word for word. `generated`: a model phrased, translated
 * or grounded it. `used`: it was used, and costs nothing.
 */
export const usageRules = ['faq-exact', 'generated', 'used'] as const;
export type UsageRule = (typeof usageRules)[number];

/** Why something that was counted is taken back. */
export type RefundReason = 'rejected-by-customer' | 'never-delivered' | 'reopened';

/**
 * Something a tenant used, counted once: `id` is derived from what caused it, so that a repeat is the same event. Its quantity
 * is whole, and above 0: what is taken back is an event of its own.
 */
export interface UsageEvent {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly kind: UsageKind;
  readonly rule: UsageRule;
  readonly quantity: number;
  /** The message that caused it; a seat has none. */
  readonly causeId?: MessageId;
  readonly conversationId?: ConversationId;
  readonly channel?: ChannelName;
  readonly at: Date;
}

/** Takes back what was counted under `of`, once whatever the reasons. `causeId` is the message that shows why, if one does. */
export interface UsageRefund {
  readonly tenantId: TenantId;
  readonly of: string;
  readonly reason: RefundReason;
  readonly causeId?: MessageId;
  readonly at: Date;
}

/** Where what is used is written down. Both are safe to repeat; `refund` of what was never counted does nothing. */
export interface UsageMeter {
  record(event: UsageEvent): Promise<void>;
  refund(refund: UsageRefund): Promise<void>;
}

/**
 * What a tenant's plan and cap leave the bot: everything; approved answers alone, no model; or nothing that costs, so that
 * whoever asks is handed over.
 */
export type Allowance = 'everything' | 'exact-only' | 'person-only';

/** What became of the bot's answer to a message. `lost`: it never reached the customer, and is not going to. */
export type ReplyFate = 'arrived' | 'on-its-way' | 'lost';

/** The id under which the tokens that a model used for the reply to a message are counted. */
export function modelTokensUsageId(messageId: MessageId): string {
  return `model-tokens:${messageId}`;
}

/** The id under which the bot's answer to a message is counted. */
export function botReplyUsageId(messageId: MessageId): string {
  return `bot-reply:${messageId}`;
}

/** The id under which an enquiry that the bot resolved alone is counted. */
export function verifiedResolutionUsageId(enquiryId: MessageId): string {
  return `verified-resolution:${enquiryId}`;
}
