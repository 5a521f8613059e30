import { contactIdOf, conversationIdOf } from '@answerdesk/conversations';
import {
  createContactLinkStore,
  createContactStore,
  createErasedRecords,
  createErasureStore,
  type Models,
} from '@answerdesk/database';
import {
  type AccountId,
  accountIdSchema,
  type ChannelName,
  type ContactId,
  type ConversationId,
  idsFrom,
  newId,
  type TenantId,
} from '@answerdesk/domain';
import type { TestDatabase } from '@answerdesk/testing';

/** A customer with one conversation, as they are stored. */
export interface PutCustomer {
  readonly contactId: ContactId;
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly platformId: string;
}

/** What tests of customers put into a database, and the stores that erase them. */
export function customersDesk({ database }: TestDatabase, now: () => Date) {
  const { models } = database;

  const put = (name: keyof Models, doc: Record<string, unknown>) =>
    models[name].collection.insertOne({ _id: newId(), ...doc } as never);

  async function putCustomer(
    tenantId: TenantId,
    {
      channel = 'telegram',
      createdAt = now(),
      contact = {},
      chat = {},
    }: {
      readonly channel?: ChannelName;
      readonly createdAt?: Date;
      readonly contact?: Record<string, unknown>;
      readonly chat?: Record<string, unknown>;
    } = {},
  ): Promise<PutCustomer> {
    const accountId = accountIdSchema.parse(`${tenantId}.${channel}`);
    const platformId = `v${newId()}`;
    const contactId = contactIdOf(accountId, platformId);
    const conversationId = conversationIdOf(accountId, platformId);
    await put('contacts', {
      ...{ _id: contactId, tenantId, accountId, platformId, isReachable: true, createdAt, ...contact },
    });
    const state = { holder: { kind: 'bot' }, epoch: 0, status: 'bot', unsureTurns: 0 };
    await put('conversations', {
      ...{
        _id: conversationId,
        tenantId,
        accountId,
        channel,
        contactId,
        chatKey: platformId,
        isGroup: false,
        ...state,
      },
      ...{ createdAt, lastMessageAt: createdAt, ...chat },
    });
    return { contactId, conversationId, accountId, platformId };
  }

  return {
    put,
    putCustomer,
    /** An id as a process makes it whose clock says so. */
    idAt: (moment: Date) => `${idsFrom(moment)}${newId().slice(9)}`,
    erasing: (owner = newId()) => ({
      contacts: createContactStore(models),
      links: createContactLinkStore(models),
      erasures: createErasureStore(models),
      records: createErasedRecords(models),
      ...{ now, owner },
    }),
  };
}
