import type { RepliedAs } from './handled-as.ts';
import type { AccountId, ConversationId, MessageId, TenantId } from './ids.ts';
import type { OutboundContent } from './message.ts';

/**
 * What the bot would have said to a message while its account was not live: kept to be looked at, never sent. Its id is
 * the id the reply would have had; `question` is the customer's text, empty where there was none.
 */
export interface Draft {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly causeId: MessageId;
  readonly question: string;
  readonly content: OutboundContent;
  readonly repliedAs: RepliedAs;
  readonly trace?: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}
