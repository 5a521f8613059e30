import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from './product.ts';

/** Imports FAQs for a tenant on the command line, where no gate judges them: they are served whatever that costs. */
export async function importFaqs({ command }: Product, tenantId: string, faqs: readonly object[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'answerdesk-faqs-'));
  const file = join(folder, 'faqs.jsonl');
  writeFileSync(file, faqs.map((faq) => JSON.stringify(faq)).join('\n'));
  try {
    await command('faq', 'import', '--tenant', tenantId, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
