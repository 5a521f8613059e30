import { writeFaqFile } from '@answerdesk/answers';
import { type Command, optionalText, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';

const formats = ['csv', 'jsonl', 'xlsx'] as const;

export const faqExport: Command = {
  name: 'faq export',
  usage: 'faq export --tenant T [--format csv|jsonl|xlsx]   (the file goes to stdout)',
  options: { tenant: { type: 'string' }, format: { type: 'string' } },
  async run(input) {
    const wanted = optionalText(input, 'format') ?? 'csv';
    const format = formats.find((known) => known === wanted);
    if (!format) throw new UsageError(`--format must be one of ${formats.join(', ')}`);
    const tenantNamed = requiredText(input, 'tenant');
    return withDesk(readCliConfig(), async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      const faqs = await desk.faqs.list(tenant.id);
      return { json: { faqs }, words: '', output: await writeFaqFile(faqs, format) };
    });
  },
};
