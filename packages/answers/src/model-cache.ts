import type { Faq, TenantId } from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';
import { type AnswerModel, learn } from './learn.ts';

export interface ModelCacheDeps {
  readonly loadFaqs: (tenantId: TenantId) => Promise<readonly Faq[]>;
  /** How many tenants' models are kept (default 200), those asked last. */
  readonly maxTenants?: number;
  /** How many questions and variants all kept models may have together (default 200,000). */
  readonly maxTexts?: number;
}

export interface ModelCache {
  /**
   * The tenant's model at a version or a newer one; learnt once, however many ask at the same time. Rejects as
   * `loadFaqs` does; the next call tries again.
   */
  modelFor(tenantId: TenantId, faqsVersion: number): Promise<AnswerModel>;
}

const MOST_TENANTS = 200;
const MOST_TEXTS = 200_000;

/**
 * Keeps the models of the tenants that were asked last. When a tenant's FAQ version moves, its model is learnt anew and
 * whoever asks waits for it: a fresh FAQ counts at once.
 */
export function createModelCache(deps: ModelCacheDeps): ModelCache {
  const underway = new Map<TenantId, { readonly version: number; readonly model: Promise<AnswerModel> }>();
  const maxTexts = deps.maxTexts ?? MOST_TEXTS;
  const models = new LRUCache<TenantId, AnswerModel>({
    max: deps.maxTenants ?? MOST_TENANTS,
    maxSize: maxTexts,
    // A tenant larger than the whole cache is kept all the same, alone.
    sizeCalculation: ({ faqs }) => Math.min(maxTexts, 1 + faqs.reduce((sum, faq) => sum + 1 + faq.variants.length, 0)),
  });

  async function learnAnew(tenantId: TenantId, version: number): Promise<AnswerModel> {
    const model = await learn(await deps.loadFaqs(tenantId), { version });
    if (underway.get(tenantId)?.version === version) models.set(tenantId, model);
    return model;
  }

  return {
    async modelFor(tenantId, faqsVersion) {
      const kept = models.get(tenantId);
      if (kept && kept.version >= faqsVersion) return kept;
      const running = underway.get(tenantId);
      if (running && running.version >= faqsVersion) return running.model;
      const own = { version: faqsVersion, model: learnAnew(tenantId, faqsVersion) };
      underway.set(tenantId, own);
      try {
        return await own.model;
      } finally {
        if (underway.get(tenantId) === own) underway.delete(tenantId);
      }
    },
  };
}
