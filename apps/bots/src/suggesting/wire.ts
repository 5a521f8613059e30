import { createFindSimilarFaqs } from '@answerdesk/answers';
import { type SuggestDeps, suggestFromReplies } from '@answerdesk/conversations';
import {
  createCannedReplyStore,
  createConversationStore,
  createDraftStore,
  createEventStore,
  createFaqStore,
  createLearningQueue,
  createLeases,
  createMessageStore,
  createPlatformWide,
  createSuggestionStore,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import type { ClockJob } from '../clock.ts';

const AT_ONCE = 100;
const LEASE = 'suggest';

/** The job that makes suggestions of what people replied in conversations that ended. */
export function wireSuggestingJobs(
  { models }: Database,
  {
    reportFailure,
    ...wired
  }: Pick<SuggestDeps, 'now' | 'owner'> & { readonly reportFailure: (what: string, error: unknown) => void },
): readonly ClockJob[] {
  const faqs = createFaqStore(models);
  const tenants = createTenantStore(models);
  const leases = createLeases(models);
  const suggesting: SuggestDeps = {
    conversations: createConversationStore(models),
    messages: createMessageStore(models),
    events: createEventStore(models),
    drafts: createDraftStore(models),
    cannedReplies: createCannedReplyStore(models),
    faqs,
    findSimilarFaqs: createFindSimilarFaqs({
      loadFaqs: faqs.list,
      findVersion: async (tenantId) => (await tenants.find(tenantId))?.faqsVersion ?? 0,
      // Nobody waits for it.
      patienceMs: 30_000,
    }),
    suggestions: createSuggestionStore(models),
    queue: createLearningQueue(models),
    lease: {
      claim: (tenantId, lease) => leases.claim(tenantId, LEASE, lease),
      release: (tenantId, owner) => leases.release(tenantId, LEASE, owner),
    },
    ...wired,
  };
  const { listToLearnFrom } = createPlatformWide(models);
  return [
    {
      name: 'learning from replies',
      async run() {
        const due = await listToLearnFrom(wired.now(), AT_ONCE);
        for (const [tenantId, ofTenant] of Map.groupBy(due, (each) => each.tenantId)) {
          await suggestFromReplies(
            suggesting,
            tenantId,
            ofTenant.map(({ conversationId }) => conversationId),
          ).catch((error: unknown) => reportFailure('learning from replies', error));
        }
      },
    },
  ];
}
