import type { AnswerModel } from '@answerdesk/answers';
import type { RatingStore } from '@answerdesk/conversations';
import {
  accountIdSchema,
  type ConnectedAccount,
  type Contact,
  type ContactId,
  type ConversationEvent,
  type Draft,
  type Faq,
  type MessageId,
  type Tenant,
  type TenantId,
  tenantIdSchema,
} from '@answerdesk/domain';
import { createMemoryConversations, type MemoryConversations } from './memory-conversations.ts';
import { createMemoryMessages, type MemoryMessages } from './memory-messages.ts';
import { createMemoryOutbox, type MemoryOutbox } from './memory-outbox.ts';
import { createMemoryRatings } from './memory-ratings.ts';

export const tenant: Tenant = {
  id: tenantIdSchema.parse('t1'),
  name: 'A shop',
  locale: 'en',
  faqsVersion: 1,
  isDemo: false,
  createdAt: new Date('2026-01-01T00:00:00Z'),
};

export const account: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId: tenant.id,
  channel: 'telegram',
  label: 'a bot',
  credentials: {},
  settings: {},
  stage: 'live',
  isSilent: false,
};

/** Everything that outlives a process: one tenant's desk as the database has it. */
export interface Desk {
  readonly conversations: MemoryConversations;
  readonly messages: MemoryMessages;
  readonly outbox: MemoryOutbox;
  readonly events: {
    readonly kept: ReadonlyMap<string, ConversationEvent>;
    add(tenantId: TenantId, event: ConversationEvent, key?: string): Promise<ConversationEvent>;
  };
  readonly contacts: {
    remember(tenantId: TenantId, contact: Contact): Promise<void>;
    find(tenantId: TenantId, contactId: ContactId): Promise<Contact | undefined>;
    markUnreachable(tenantId: TenantId, contactId: ContactId): Promise<void>;
  };
  readonly drafts: {
    add(tenantId: TenantId, draft: Draft): Promise<Draft>;
    find(tenantId: TenantId, draftId: MessageId): Promise<Draft | undefined>;
  };
  readonly faqs: { find(tenantId: TenantId, faqId: string): Promise<Faq | undefined> };
  readonly ratings: RatingStore;
  readonly model: AnswerModel;
}

export function createDesk(
  model: AnswerModel,
  listen: {
    readonly onConversation: Parameters<typeof createMemoryConversations>[0];
    readonly onStored: (messageId: MessageId) => void;
  },
): Desk {
  const events = new Map<string, ConversationEvent>();
  const contacts = new Map<ContactId, Contact>();
  return {
    conversations: createMemoryConversations(listen.onConversation),
    messages: createMemoryMessages(listen.onStored),
    outbox: createMemoryOutbox(),
    events: {
      kept: events,
      async add(_tenantId, event, key = event.id) {
        const name = `${event.conversationId}/${key}`;
        const there = events.get(name) ?? event;
        events.set(name, there);
        return there;
      },
    },
    contacts: {
      async remember(_tenantId, contact) {
        const known = contacts.get(contact.id);
        contacts.set(contact.id, { ...contact, createdAt: known?.createdAt ?? contact.createdAt });
      },
      find: async (_tenantId, contactId) => contacts.get(contactId),
      async markUnreachable(_tenantId, contactId) {
        const known = contacts.get(contactId);
        if (known) contacts.set(contactId, { ...known, isReachable: false });
      },
    },
    drafts: { add: async (_tenantId, draft) => draft, find: async () => undefined },
    faqs: { find: async (_tenantId, faqId) => model.faqs.find(({ id }) => id === faqId) },
    ratings: createMemoryRatings(),
    model,
  };
}
