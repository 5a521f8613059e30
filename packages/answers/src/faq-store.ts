import type { Faq, FaqId, TenantId } from '@answerdesk/domain';

/** Where a tenant's FAQs are kept. */
export interface FaqStore {
  list(tenantId: TenantId): Promise<Faq[]>;
  find(tenantId: TenantId, faqId: FaqId): Promise<Faq | undefined>;
  /**
   * Stores FAQs, over those with the same ids, and raises the tenant's FAQ version before and after, so that answers
   * made from then on know them, also when an earlier call broke off half-way.
   */
  save(tenantId: TenantId, faqs: readonly Faq[]): Promise<void>;
}
