import {
  createFindSimilarFaqs,
  createForetellEffect,
  createJudgingThreads,
  createModelAsOf,
  createPageReader,
  createTermProposer,
  type FaqImportDeps,
  type GateWatch,
  listHeldOut,
  type ModelCache,
} from '@answerdesk/answers';
import {
  createConfirmedQuestionStore,
  createConversationStore,
  createEventStore,
  createFaqHistoryReader,
  createFaqImportStore,
  createFaqRevisionStore,
  createFaqStore,
  createFaqWorkshopStore,
  createGapDesk,
  createGlossaryStore,
  createHumanReplies,
  createMessageStore,
  createPinnedExampleStore,
  createPlatformWide,
  createSuggestionStore,
  createTopicCountStore,
  type Database,
} from '@answerdesk/database';
import { newId } from '@answerdesk/domain';
import type { ApiDeps } from '../api-deps.ts';
import { createImportRunner, type ImportRunner } from '../import-runner.ts';

export type FaqDeps = Pick<
  ApiDeps,
  | 'faqs'
  | 'workshop'
  | 'wakeImport'
  | 'readPage'
  | 'findSimilarFaqs'
  | 'gate'
  | 'examples'
  | 'glossaries'
  | 'proposeTerms'
  | 'modelAsOf'
  | 'gaps'
  | 'neglect'
  | 'suggesting'
  | 'teaching'
>;

/** Fits together what is done with FAQs, and what they are made of: gaps, suggestions, people's replies. */
export function wireFaqs(
  { models }: Database,
  {
    tenants,
    answerModels,
    reportFailure,
    now,
  }: Pick<ApiDeps, 'tenants' | 'now'> & {
    readonly answerModels: ModelCache;
    readonly reportFailure: (what: string, error: unknown) => void;
  },
): { readonly deps: FaqDeps; readonly imports: ImportRunner } {
  const faqs = createFaqStore(models);
  const glossaries = createGlossaryStore(models);
  const confirmed = createConfirmedQuestionStore(models);
  const pinned = createPinnedExampleStore(models);
  const findSimilarFaqs = createFindSimilarFaqs({
    loadFaqs: faqs.list,
    findVersion: async (tenantId) => (await tenants.find(tenantId))?.faqsVersion ?? 0,
  });
  const workshop: FaqImportDeps = {
    faqs: createFaqWorkshopStore(models),
    revisions: createFaqRevisionStore(models),
    imports: createFaqImportStore(models),
    now,
  };
  const imports = createImportRunner({
    ...workshop,
    listDue: createPlatformWide(models).listDueImports,
    owner: newId(),
    reportFailure,
  });
  const gate: GateWatch = {
    foretell: createForetellEffect({
      ...{ findTenant: tenants.find, loadFaqs: faqs.list, modelFor: answerModels.modelFor },
      ...(answerModels.embedding && { embedding: answerModels.embedding }),
      ...{ confirmed, pinned, judge: createJudgingThreads(), reportFailure, now },
    }),
    workshop,
    findTenant: tenants.find,
  };
  const deps: FaqDeps = {
    faqs,
    workshop,
    wakeImport: imports.wake,
    readPage: createPageReader(),
    findSimilarFaqs,
    gate,
    examples: { pinned, now },
    glossaries,
    proposeTerms: createTermProposer({ glossaries }),
    modelAsOf: createModelAsOf({
      history: createFaqHistoryReader(models),
      listServed: faqs.list,
      workshop: workshop.faqs,
      findVersion: async (tenantId) => (await tenants.find(tenantId))?.faqsVersion ?? 0,
      learn: answerModels.learnAside,
      findGlossary: glossaries.find,
      now,
    }),
    gaps: {
      desk: createGapDesk(models),
      replies: createHumanReplies(models),
      faqs: workshop.faqs,
      ...{ confirmed, gate, findSimilarFaqs, now },
    },
    neglect: {
      faqs: workshop.faqs,
      topicCounts: createTopicCountStore(models),
      rejections: createGapDesk(models),
      now,
    },
    suggesting: {
      suggestions: createSuggestionStore(models),
      faqs: workshop.faqs,
      listHeldOut: (tenantId) => listHeldOut(confirmed, tenantId),
      ...{ gate, now },
    },
    teaching: {
      conversations: createConversationStore(models),
      messages: createMessageStore(models),
      events: createEventStore(models),
      ...{ confirmed, tenants, gate, findSimilarFaqs, now },
    },
  };
  return { deps, imports };
}
