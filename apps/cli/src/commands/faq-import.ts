import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importFaqs, readFaqFile } from '@answerdesk/answers';
import { type Command, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';

export const faqImport: Command = {
  name: 'faq import',
  usage: 'faq import --tenant T FILE.{csv,xlsx,jsonl} [--dry-run]',
  options: { tenant: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(input) {
    const path = input.positionals[0];
    if (path === undefined || input.positionals.length !== 1) throw new UsageError('name one file');
    const tenantNamed = requiredText(input, 'tenant');
    const isDryRun = input.values['dry-run'] === true;
    const { rows, errors } = await readFaqFile({ name: basename(path), bytes: await readFile(path) });
    return withDesk(readCliConfig(), async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      const drafts = rows.map((row) => row.draft);
      const counts = await importFaqs({ faqs: desk.faqs, now: () => new Date() }, tenant.id, drafts, { isDryRun });
      return {
        json: { ...counts, errors },
        words: [
          `${isDryRun ? 'Would be' : 'Are'} created: ${counts.created}, updated: ${counts.updated}, left as they were: ${counts.skipped}.`,
          ...errors.map((error) => `Row ${error.row}: ${error.message}`),
        ].join('\n'),
      };
    });
  },
};
