import type { Faq, FaqId, TenantId } from '@answerdesk/domain';

/** Where a tenant's FAQs are kept. */
export interface FaqStore {
  list(tenantId: TenantId): Promise<Faq[]>;
  find(tenantId: TenantId, faqId: FaqId): Promise<Faq | undefined>;
  /**
   * Stores FAQs, over those with the same ids, and then raises the tenant's FAQ version, so that answers made from
   * then on know them. An empty list changes nothing.
   */
  save(tenantId: TenantId, faqs: readonly Faq[]): Promise<void>;
}
