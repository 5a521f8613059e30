import {
  createAccountStore,
  createContactStore,
  createConversationStore,
  createCountStore,
  createEventStore,
  createFaqStore,
  createLinkedChatStore,
  createMessageStore,
  createOutboxStore,
  createPenStore,
  createPlatformWide,
  createPullStore,
  createRatingStore,
  createStaffChatStore,
  createStaffStore,
  createTenantStore,
  createWebchatStore,
  type Database,
} from '@answerdesk/database';

export type BotStores = ReturnType<typeof wireStores>;

/** The stores that several rooms share: some of them gather what is asked of them at once. */
export function wireStores({ models }: Database) {
  return {
    tenants: createTenantStore(models),
    contacts: createContactStore(models),
    conversations: createConversationStore(models),
    messages: createMessageStore(models),
    faqs: createFaqStore(models),
    outbox: createOutboxStore(models),
    accounts: createAccountStore(models),
    events: createEventStore(models),
    pens: createPenStore(models),
    ratings: createRatingStore(models),
    webchat: createWebchatStore(models),
    pulls: createPullStore(models),
    platformWide: createPlatformWide(models),
    linkedChats: createLinkedChatStore(models),
    staffChats: createStaffChatStore(models),
    staff: createStaffStore(models),
    counts: createCountStore(models),
  };
}
