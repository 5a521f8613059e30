import { type InboxDeps, publicNameOf, type StaffStore, type TellDeps, tellOfChange } from '@answerdesk/conversations';
import type { Conversation, OutboxItem, StatusChange, TenantId } from '@answerdesk/domain';
import { createStaffWords } from '@answerdesk/locales';
import type { AccountStore, MemberReader } from '@answerdesk/tenants';

export interface TellOptions extends Pick<InboxDeps, 'findTenant' | 'wakeDelivery' | 'now'> {
  readonly stores: Pick<TellDeps, 'linkedChats' | 'faqs'> & {
    readonly staffChats: Omit<TellDeps['staffOutbox'], 'add' | 'find'> & Pick<TellDeps, 'readMessage'>;
    readonly outbox: Pick<TellDeps['staffOutbox'], 'find'> & {
      add(tenantId: TenantId, item: OutboxItem): Promise<{ readonly item: OutboxItem }>;
    };
    readonly messages: Pick<TellDeps, 'findReplyTo'>;
    readonly accounts: Pick<AccountStore, 'find'>;
    readonly staff: Pick<StaffStore, 'find'>;
  };
  readonly members: MemberReader;
}

/** Fits together what telling members in the chats they linked needs, where they do something here. */
export function createTellDeps({ stores, members, findTenant, wakeDelivery, now }: TellOptions): TellDeps {
  const { linkedChats, staffChats, outbox, messages, accounts, staff, faqs } = stores;
  return {
    linkedChats,
    staffOutbox: {
      ...staffChats,
      find: outbox.find,
      async add(tenantId, item) {
        const added = await outbox.add(tenantId, item);
        wakeDelivery(tenantId, item.conversationId);
        return added.item;
      },
    },
    readMessage: staffChats.readMessage,
    findReplyTo: messages.findReplyTo,
    faqs,
    findMember: members.find,
    async agentNameOf(tenantId, userId) {
      const member = await members.find(tenantId, userId);
      return member ? publicNameOf(member.name, await staff.find(tenantId, userId)) : '';
    },
    async isConnected(tenantId, accountId) {
      const account = await accounts.find(tenantId, accountId);
      return account !== undefined && !account.removeAt;
    },
    staffWords: createStaffWords(),
    findTenant,
    now,
  };
}

/** What is told besides must not hold up what it is told of. */
export async function tellQuietly(
  deps: TellDeps,
  conversation: Conversation,
  change: StatusChange,
  reportFailure: (what: string, error: unknown) => void,
): Promise<void> {
  try {
    await tellOfChange(deps, conversation, change);
  } catch (error) {
    reportFailure('telling members in their chats', error);
  }
}
