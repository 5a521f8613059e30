import { addVariant, createModelCache, type Embedding, importFaqs } from '@answerdesk/answers';
import { type RehearsalState, type RehearsedTurn, rehearseTurn } from '@answerdesk/conversations';
import type { InboundContent, Thresholds } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { createTenant } from '@answerdesk/tenants';
import type { TestDatabase } from '@answerdesk/testing';
import type { Shop } from './read-shop.ts';
import type { PutRight, Truth } from './walk-visit.ts';

/** A tenant with a shop's FAQs, learnt. */
export interface OpenShop {
  readonly truth: Truth;
  reply(content: InboundContent, state: RehearsalState, at: Date): Promise<RehearsedTurn>;
  setThresholds(thresholds: Thresholds): Promise<void>;
  /** Makes questions wordings of the FAQs whose answers people gave, and waits until they are learnt. */
  teach(lessons: readonly PutRight[]): Promise<void>;
}

/** Opens a shop on a database. By words and meanings where there is an embedding; it must wait for questions' vectors. */
export async function openShop({ stores }: TestDatabase, shop: Shop, embedding?: Embedding): Promise<OpenShop> {
  let clock = new Date(Date.UTC(2026, 8, 1));
  const now = () => clock;
  const { id: tenantId } = await createTenant({ tenants: stores.tenants, now }, { name: shop.name, locale: 'en' });
  await importFaqs({ faqs: stores.faqs, now }, tenantId, shop.faqs);
  const models = createModelCache({
    loadFaqs: stores.faqs.list,
    firstLessonMs: 600_000,
    ...(embedding && { embedding }),
  });
  const faqs = await stores.faqs.list(tenantId);
  const faqOf = new Map(faqs.map((faq) => [faq.answer, faq]));
  const answerOf = new Map<string, string>(faqs.map(({ id, answer }) => [id, answer]));
  const sentences = createSentences();
  const soothing = await Promise.all(
    (['sootheAnger', 'sootheDisappointment', 'sootheUrgency'] as const).map((line) => sentences('en', line)),
  );
  let tenant = await stores.tenants.find(tenantId);

  async function learnt(): Promise<void> {
    tenant = await stores.tenants.find(tenantId);
    await models.modelFor(tenantId, tenant?.faqsVersion ?? 0);
    await models.settled();
    const model = await models.modelFor(tenantId, tenant?.faqsVersion ?? 0);
    // A busy machine may fail to embed a lesson: then the month would be one by words alone without saying so.
    if (embedding && (!model.embedding || model.isIncomplete)) throw new Error('The meanings were not learnt');
  }
  await learnt();

  const deps = {
    faqs: stores.faqs,
    sentences,
    // It changes only where `tenant` is read again.
    findTenant: async () => tenant,
    modelFor: models.modelFor,
    queue: { countWaiting: async () => 0, listWaits: async () => [] },
    reportFailure: (what: string, error: unknown) => {
      throw new Error(`${what} failed`, { cause: error });
    },
    now,
  };
  const workshop = { faqs: stores.workshop, revisions: stores.faqRevisions, now };
  return {
    truth: { answerOf: (id) => answerOf.get(id), soothing },
    reply(content, state, at) {
      clock = at;
      return rehearseTurn(deps, tenantId, { content, locale: 'en', state });
    },
    async setThresholds(thresholds) {
      await stores.tenants.setThresholds(tenantId, thresholds);
      tenant = await stores.tenants.find(tenantId);
    },
    async teach(lessons) {
      for (const { text, answer } of lessons) {
        const faqId = faqOf.get(answer)?.id;
        if (!faqId) throw new Error('People teach an FAQ that there is');
        await addVariant(workshop, tenantId, 'agent@shop.example', { faqId, text });
      }
      await learnt();
    },
  };
}
