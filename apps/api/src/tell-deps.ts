import { type InboxDeps, publicNameOf, type TellDeps, tellOfChange } from '@answerdesk/conversations';
import {
  createAccountStore,
  createFaqStore,
  createLinkedChatStore,
  createMessageStore,
  createOutboxStore,
  createStaffChatStore,
  createStaffStore,
  type Database,
} from '@answerdesk/database';
import type { Conversation, StatusChange } from '@answerdesk/domain';
import { createStaffWords } from '@answerdesk/locales';
import { createMemberReader } from '@answerdesk/tenants';

/** Fits together what telling members in the chats they linked needs, where they do something here. */
export function createTellDeps(
  { models, authDb }: Database,
  { findTenant, wakeDelivery, now }: Pick<InboxDeps, 'findTenant' | 'wakeDelivery' | 'now'>,
): TellDeps {
  const store = createStaffChatStore(models);
  const outbox = createOutboxStore(models);
  const accounts = createAccountStore(models);
  const messages = createMessageStore(models);
  const staff = createStaffStore(models);
  const members = createMemberReader(authDb);
  return {
    linkedChats: createLinkedChatStore(models),
    staffOutbox: {
      ...store,
      find: outbox.find,
      async add(tenantId, item) {
        const added = await outbox.add(tenantId, item);
        wakeDelivery(tenantId, item.conversationId);
        return added.item;
      },
    },
    readMessage: store.readMessage,
    findReplyTo: messages.findReplyTo,
    faqs: createFaqStore(models),
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
