import type { ChannelName } from './account.ts';
import type { AccountId, ConversationId, MessageId, TenantId, UserId } from './ids.ts';

/** A customer's word on how they were served (CSAT), 1 worst to 5 best; asked once for each closing. */
export interface Rating {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly channel: ChannelName;
  /** Who closed the conversation. */
  readonly agentId: UserId;
  readonly askedAt: Date;
  readonly score?: 1 | 2 | 3 | 4 | 5;
  readonly ratedAt?: Date;
  readonly comment?: string;
}

/** The choice under the question for a rating: `rate:<rating id>:<1-5>`, or `:comment` for adding words. */
export const RATE_CHOICE = 'rate:';
