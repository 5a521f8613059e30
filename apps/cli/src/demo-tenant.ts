import { readFile } from 'node:fs/promises';
import { importFaqs, readFaqFile } from '@answerdesk/answers';
import { type Tenant, tenantIdSchema } from '@answerdesk/domain';
import { createTenant } from '@answerdesk/tenants';
import type { Desk } from './desk.ts';

const DEMO_ID = tenantIdSchema.parse('demo');
/** The demo shop's FAQs, beside the source and beside the bundle alike. */
export const demoFaqFile = new URL('../demo/faqs.jsonl', import.meta.url);

/** Makes the demo tenant, an invented shop, on the first start; later starts find it as its visitors left it. */
export async function ensureDemoTenant(
  desk: Desk,
): Promise<{ tenant: Tenant; faqCount: number; locales: readonly string[] }> {
  const now = () => new Date();
  const tenant =
    (await desk.tenants.find(DEMO_ID)) ??
    (await createTenant(
      { tenants: desk.tenants, now },
      { id: DEMO_ID, name: 'Harbour Lane Tea & Coffee', locale: 'en', isDemo: true },
    ));
  let faqs = await desk.faqs.list(DEMO_ID);
  if (faqs.length === 0) {
    const { rows } = await readFaqFile({ name: 'faqs.jsonl', bytes: await readFile(demoFaqFile) });
    const drafts = rows.map((row) => row.draft);
    await importFaqs({ faqs: desk.faqs, now }, DEMO_ID, drafts);
    faqs = await desk.faqs.list(DEMO_ID);
  }
  const locales = [...new Set(faqs.map((faq) => faq.locale ?? tenant.locale))].sort();
  return { tenant, faqCount: faqs.length, locales };
}
