import { readFile } from 'node:fs/promises';
import { importFaqs, readFaqFile } from '@answerdesk/answers';
import { createChannels } from '@answerdesk/channels';
import type { FaqContent } from '@answerdesk/domain';
import { connectAccount, createSecretBox, createTenant } from '@answerdesk/tenants';
import { demoFaqFile } from '../../demo-tenant.ts';
import type { Desk } from '../../desk.ts';

export interface BenchShop {
  readonly bots: readonly BenchBot[];
  readonly faqs: readonly FaqContent[];
  /** What customers may ask. */
  readonly questions: readonly string[];
}

export interface BenchBot {
  readonly accountId: string;
  readonly token: string;
  readonly secret: string;
}

/** Makes a tenant with `faqCount` FAQs and `botCount` connected bots. */
export async function openBenchShop(
  desk: Desk,
  options: { readonly faqCount: number; readonly botCount: number; readonly apiRoot: string },
): Promise<BenchShop> {
  const now = () => new Date();
  const tenant = await createTenant({ tenants: desk.tenants, now }, { name: 'Bench' });
  const drafts = await makeFaqs(options.faqCount);
  await importFaqs({ faqs: desk.faqs, now }, tenant.id, drafts);
  const telegram = createChannels({ telegram: { apiRoot: options.apiRoot } }).telegram;
  const bots: BenchBot[] = [];
  for (let bot = 1; bot <= options.botCount; bot += 1) {
    const token = `${bot}:bot-of-the-bench`;
    const { account, secret } = await connectAccount(
      {
        tenants: desk.tenants,
        accounts: desk.accounts,
        accountsOf: desk.platformWide.listAccountsOf,
        secretBox: createSecretBox(desk.secretKey, desk.oldSecretKey),
        webhookUrlOf: (accountId) => `https://bench.example/webhooks/telegram/${accountId}`,
        now,
      },
      tenant.id,
      telegram,
      { credentials: { token } },
    );
    bots.push({ accountId: account.id, token, secret });
  }
  return { bots, faqs: drafts, questions: drafts.flatMap((draft) => draft.variants) };
}

/** The demo shop's FAQs, repeated for other products until there are enough. */
async function makeFaqs(count: number): Promise<FaqContent[]> {
  const { rows } = await readFaqFile({ name: 'faqs.jsonl', bytes: await readFile(demoFaqFile) });
  return Array.from({ length: count }, (_, index) => {
    const draft = rows[index % rows.length]?.draft;
    if (!draft) throw new Error('The demo has no FAQs');
    const round = Math.floor(index / rows.length);
    if (round === 0) return draft;
    const name = `model ${(round * 7919).toString(36)}`;
    return {
      ...draft,
      question: `${draft.question} ${name}`,
      variants: draft.variants.map((variant) => `${variant} ${name}`),
    };
  });
}
