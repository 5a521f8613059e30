import {
  type BeginErasureDeps,
  type BeginLinkCodeDeps,
  type ContactDetailsStore,
  type ContactTagStore,
  createRulesReader,
  type ExportDeps,
  type FindContactsDeps,
  type LinkDeps,
  type ListTaggedDeps,
  type PersonDeps,
  type RunErasureDeps,
  runErasure,
} from '@answerdesk/conversations';
import {
  createAccountStore,
  createContactDetailsStore,
  createContactLinkStore,
  createContactNoteStore,
  createContactStore,
  createContactTagStore,
  createConversationStore,
  createErasedRecords,
  createErasureStore,
  createLinkCodeStore,
  createMessageStore,
  createPersonExport,
  createRatingStore,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import { newId, type TenantId } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';

/** What is done with customers over all their channels. */
export interface CustomerDesk
  extends PersonDeps,
    FindContactsDeps,
    ExportDeps,
    LinkDeps,
    ListTaggedDeps,
    BeginErasureDeps,
    BeginLinkCodeDeps,
    Omit<RunErasureDeps, 'owner'> {
  readonly conversations: PersonDeps['conversations'] & FindContactsDeps['conversations'];
  readonly contacts: FindContactsDeps['contacts'];
  readonly links: LinkDeps['links'];
  readonly erasures: RunErasureDeps['erasures'];
  readonly records: RunErasureDeps['records'];
  readonly details: ContactDetailsStore;
  readonly contactTags: ContactTagStore;
  /** Begins to forget somebody at once; should this process die, the clock of another goes on. */
  readonly wakeErasure: (tenantId: TenantId, erasureId: string) => void;
}

/** Fits together what is done with customers over all their channels. */
export function wireCustomers(
  { models }: Database,
  {
    titlesOf,
    reportFailure,
    now,
  }: Pick<CustomerDesk, 'titlesOf' | 'now'> & { readonly reportFailure: (what: string, error: unknown) => void },
): CustomerDesk {
  const findTenant = createTenantStore(models).find;
  const running = {
    erasures: createErasureStore(models),
    records: createErasedRecords(models),
    ...{ now, owner: newId() },
  };
  return {
    ...running,
    contacts: createContactStore(models),
    conversations: createConversationStore(models),
    messages: createMessageStore(models),
    accounts: createAccountStore(models),
    details: createContactDetailsStore(models),
    contactNotes: createContactNoteStore(models),
    links: createContactLinkStore(models),
    linkCodes: createLinkCodeStore(models),
    contactTags: createContactTagStore(models),
    findTenant,
    rulesOf: createRulesReader(findTenant),
    sentences: createSentences(),
    ratings: createRatingStore(models),
    personExport: createPersonExport(models),
    titlesOf,
    wakeErasure(tenantId, erasureId) {
      runErasure(running, tenantId, erasureId).catch((error: unknown) => reportFailure('erasing a customer', error));
    },
  };
}
