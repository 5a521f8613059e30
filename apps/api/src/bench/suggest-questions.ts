import type { Locale, TenantId } from '@answerdesk/domain';
import { languageOf } from '@answerdesk/domain';
import type { ApiDeps } from '../wire.ts';

export interface SuggestedQuestion {
  readonly text: string;
  /** `unanswered`: a customer asked it of late and the bot had no answer; `faq`: an FAQ asks it. */
  readonly from: 'unanswered' | 'faq';
}

const LOOKED_AT = 60;
const MOST_UNANSWERED = 3;
const MOST = 6;

/** Questions worth asking on the test bench, in a language where there are any in it. */
export async function suggestQuestions(
  deps: Pick<ApiDeps, 'questions' | 'rehearsal'>,
  tenantId: TenantId,
  locale: Locale | undefined,
): Promise<readonly SuggestedQuestion[]> {
  const tenant = await deps.rehearsal.findTenant(tenantId);
  if (!tenant) return [];
  const [asked, { faqs }] = await Promise.all([
    deps.questions.listNewest(tenantId, LOOKED_AT),
    deps.rehearsal.modelFor(tenantId, tenant.faqsVersion),
  ]);
  const isOfLanguage = (own: Locale | undefined) =>
    locale === undefined || own === undefined || languageOf(own) === languageOf(locale);
  const inVain = asked.filter((each) => each.handledAs === 'handover' && isOfLanguage(each.locale));
  const unanswered = new Set(inVain.map(({ text }) => text.slice(0, 200)));
  const known = faqs.filter((faq) => isOfLanguage(faq.locale)).map(({ question }) => question);
  const first = [...unanswered].slice(0, MOST_UNANSWERED).map((text) => ({ text, from: 'unanswered' }) as const);
  const rest = known.slice(0, MOST - first.length).map((text) => ({ text, from: 'faq' }) as const);
  return [...first, ...rest];
}
