import {
  type FinishDeps,
  type HandleDeps,
  type HeldInChat,
  type InboxDeps,
  type OftenTopic,
  publicNameOf,
  type StaffChatDeps,
  type StaffStore,
  takeStaffMessage,
  tellInChat,
  tellOfChange,
  tellOfFailure,
  tellOfHold,
  tellOfMessage,
  tellOfTopic,
} from '@answerdesk/conversations';
import type { Conversation, OutboxItem, TenantId, UserId } from '@answerdesk/domain';
import { createStaffWords } from '@answerdesk/locales';
import type { AccountStore, MemberReader } from '@answerdesk/tenants';
import { createBuckets } from './webchat/buckets.ts';

/** A code has 128 bits; this only keeps a guesser from costing anything. */
const CODES_AT_ONCE = 5;
const CODES_PER_SECOND = 1 / 600;

export interface StaffChats extends NonNullable<HandleDeps['staffChats']> {
  /** Tells a member of a conversation in the chat they linked; see the verb. */
  tellInChat(
    tenantId: TenantId,
    userId: UserId,
    conversation: Conversation,
    options?: { readonly isGiven?: boolean },
  ): Promise<boolean>;
  /** Tells an agent what was given to them, where they want that there. Never rejects. */
  tellGiven(tenantId: TenantId, toId: UserId, conversation: Conversation): Promise<void>;
  /** Tells a member, in the chat they linked if they have one, of a topic that comes up unusually often. */
  tellOfTopic(tenantId: TenantId, userId: UserId, topic: OftenTopic): Promise<void>;
  /** Tells a member, in the chat they linked if they have one, of drafts that were not published at their time. */
  tellOfHold(tenantId: TenantId, userId: UserId, held: HeldInChat): Promise<void>;
  readonly tellOfChange: NonNullable<FinishDeps['tellStaff']>;
  /** Tells the agent who has the conversation that what they wrote did not arrive. Never rejects. */
  tellOfFailure(item: OutboxItem): Promise<void>;
}

export interface StaffChatsOptions {
  readonly finish: FinishDeps;
  readonly stores: Pick<StaffChatDeps, 'linkedChats' | 'faqs'> & {
    readonly staffChats: StaffChatDeps['staffConversations'] &
      Omit<StaffChatDeps['staffOutbox'], 'add' | 'find'> &
      Pick<StaffChatDeps, 'readMessage'>;
    readonly outbox: Pick<HandleDeps['outbox'], 'add' | 'find'>;
    readonly messages: InboxDeps['messages'] & Pick<StaffChatDeps, 'findReplyTo'>;
    readonly accounts: Pick<AccountStore, 'find'>;
    readonly staff: Pick<StaffStore, 'find'>;
  };
  readonly members: MemberReader;
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** Fits together what members' own chats need. */
export function createStaffChats({ finish, stores, members, reportFailure }: StaffChatsOptions): StaffChats {
  const { linkedChats, staffChats, outbox, messages, accounts, staff, faqs } = stores;
  const buckets = createBuckets({ burst: CODES_AT_ONCE, perSecond: CODES_PER_SECOND }, Date.now);
  const agentNameOf: InboxDeps['agentNameOf'] = async (tenantId, userId) => {
    const member = await members.find(tenantId, userId);
    return member ? publicNameOf(member.name, await staff.find(tenantId, userId)) : '';
  };
  const deps: StaffChatDeps = {
    linkedChats,
    staffConversations: staffChats,
    staffOutbox: { ...staffChats, add: outbox.add, find: outbox.find },
    readMessage: staffChats.readMessage,
    findReplyTo: messages.findReplyTo,
    faqs,
    findMember: members.find,
    findTenant: finish.findTenant,
    agentNameOf,
    async isConnected(tenantId, accountId) {
      const account = await accounts.find(tenantId, accountId);
      return account !== undefined && !account.removeAt;
    },
    staffWords: createStaffWords(),
    mayTryCode: (conversationId) => buckets.take(conversationId) === 0,
    inbox: { ...finish, messages, agentNameOf, tellStaff: quietly(tellOfChange) },
    now: finish.now,
  };

  /** What is told besides must not hold up what it is told of. */
  function quietly(tell: typeof tellOfChange): NonNullable<FinishDeps['tellStaff']> {
    return async (conversation, change) => {
      try {
        await tell(deps, conversation, change);
      } catch (error) {
        reportFailure('telling members in their chats', error);
      }
    };
  }

  return {
    take: (conversation, message) => takeStaffMessage(deps, conversation, message),
    passOn: (conversation, message) => tellOfMessage(deps, conversation, message),
    tellInChat: (tenantId, userId, conversation, told) => tellInChat(deps, tenantId, userId, conversation, told),
    async tellGiven(tenantId, toId, conversation) {
      try {
        await tellInChat(deps, tenantId, toId, conversation, { isGiven: true });
      } catch (error) {
        reportFailure('telling an agent what was given to them', error);
      }
    },
    tellOfTopic: (tenantId, userId, topic) => tellOfTopic(deps, tenantId, userId, topic),
    tellOfHold: (tenantId, userId, held) => tellOfHold(deps, tenantId, userId, held),
    tellOfChange: quietly(tellOfChange),
    async tellOfFailure({ tenantId, id }) {
      try {
        const item = await outbox.find(tenantId, id);
        const conversation = item && (await finish.pens.find(tenantId, item.conversationId));
        if (conversation) await tellOfFailure(deps, conversation, item);
      } catch (error) {
        reportFailure('telling an agent that a reply did not arrive', error);
      }
    },
  };
}
