import type { Faq, TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import { type AnswerModel, learn } from './learn.ts';

export interface ModelCache {
  /** The tenant's model at a version or a newer one; learnt once, however many ask at the same time. */
  modelFor(tenantId: TenantId, faqsVersion: number): Promise<AnswerModel>;
}

const MOST_TENANTS = 200;
const MOST_TEXTS = 200_000;

/** Keeps the models of the tenants that were asked last; a tenant's model is learnt anew when its FAQs' version moves. */
export function createModelCache(deps: {
  readonly loadFaqs: (tenantId: TenantId) => Promise<readonly Faq[]>;
}): ModelCache {
  const learning = new Map<string, Promise<AnswerModel>>();
  const models = new LRUCache<TenantId, AnswerModel>({
    max: MOST_TENANTS,
    maxSize: MOST_TEXTS,
    sizeCalculation: (model) => 1 + model.faqs.reduce((sum, faq) => sum + 1 + faq.variants.length, 0),
  });
  return {
    async modelFor(tenantId, faqsVersion) {
      const kept = models.get(tenantId);
      if (kept && kept.version >= faqsVersion) return kept;
      const name = `${tenantId}/${faqsVersion}`;
      const underway = learning.get(name) ?? learnAnew(tenantId, faqsVersion);
      learning.set(name, underway);
      try {
        const model = await underway;
        const newest = models.get(tenantId);
        if (!newest || newest.version <= model.version) models.set(tenantId, model);
        return model;
      } finally {
        learning.delete(name);
      }
    },
  };

  async function learnAnew(tenantId: TenantId, version: number): Promise<AnswerModel> {
    return learn(await deps.loadFaqs(tenantId), { version });
  }
}
