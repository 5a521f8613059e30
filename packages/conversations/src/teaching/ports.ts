import type { ConfirmedQuestionStore, FindSimilarFaqs, GateWatch } from '@answerdesk/answers';
import type { Conversation, ConversationId, MessageId, StoredMessage, Tenant, TenantId } from '@answerdesk/domain';
import type { EventStore, Transcript } from '../ports.ts';

/** What making an FAQ of an agent's reply needs from outside. */
export interface TeachingDeps {
  readonly conversations: {
    find(tenantId: TenantId, conversationId: ConversationId): Promise<Conversation | undefined>;
  };
  readonly messages: Pick<Transcript, 'listNewest'> & {
    /** A message by its id, whosever it is. */
    find(tenantId: TenantId, messageId: MessageId): Promise<StoredMessage | undefined>;
  };
  readonly events: EventStore;
  readonly tenants: { find(tenantId: TenantId): Promise<Tenant | undefined> };
  readonly gate: GateWatch;
  readonly findSimilarFaqs: FindSimilarFaqs;
  readonly confirmed: Pick<ConfirmedQuestionStore, 'add'>;
  readonly now: () => Date;
}
