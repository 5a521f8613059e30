import type { ChannelName } from './account.ts';
import type { AccountId, ConversationId, MessageId, TenantId, UserId } from './ids.ts';

export const scores = [1, 2, 3, 4, 5] as const;
/** 1 is worst, 5 best. */
export type Score = (typeof scores)[number];

/** A customer's word on how they were served (CSAT); asked once for each closing. */
export interface Rating {
  /** The id of the message that asks for it. */
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly channel: ChannelName;
  /** Who held the conversation until it was closed. */
  readonly agentId: UserId;
  readonly askedAt: Date;
  readonly score?: Score;
  /** When it was first given. */
  readonly ratedAt?: Date;
  /** At most `LONGEST_COMMENT` characters. */
  readonly comment?: string;
}

export const LONGEST_COMMENT = 1_000;

/** The choice under the question for a rating: `rate:<rating id>:<1-5>`, or `:comment` for adding words. */
export const RATE_CHOICE = 'rate:';
