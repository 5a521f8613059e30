import type { SimilarFaq } from '@answerdesk/answers';
import {
  type ConversationId,
  type FaqId,
  findPrivateData,
  type Locale,
  type MessageId,
  type PrivateData,
  type TenantId,
} from '@answerdesk/domain';
import type { TeachingDeps } from './ports.ts';
import { readExchange } from './read-exchange.ts';
import { taughtIdOf } from './teach-faq.ts';

/** What an FAQ made of an agent's reply would say, for a person to put right. */
export interface FaqProposal {
  /** What the customer asked; empty where they had said nothing in words. */
  readonly question: string;
  readonly answer: string;
  readonly locale: Locale;
  /** Published FAQs that ask the same or nearly; best first. */
  readonly duplicates: readonly SimilarFaq[];
  /** What looks like somebody's own and should not be in an FAQ. */
  readonly privateData: { readonly question: readonly PrivateData[]; readonly answer: readonly PrivateData[] };
  /** The FAQ that was made of this reply before. */
  readonly taught?: { readonly faqId: FaqId; readonly isPublished: boolean };
}

/** Proposes an FAQ made of an agent's reply; changes nothing. Throws as `readExchange` does. */
export async function proposeFaq(
  deps: TeachingDeps,
  tenantId: TenantId,
  { conversationId, messageId }: { readonly conversationId: ConversationId; readonly messageId: MessageId },
): Promise<FaqProposal> {
  const { asked, answer, locale } = await readExchange(deps, tenantId, conversationId, messageId);
  const [duplicates, earlier] = await Promise.all([
    asked === '' ? [] : deps.findSimilarFaqs(tenantId, { question: asked, variants: [], answer, locale }),
    deps.gate.workshop.faqs.find(tenantId, taughtIdOf(messageId)),
  ]);
  return {
    question: asked,
    answer,
    locale,
    duplicates,
    privateData: { question: findPrivateData(asked), answer: findPrivateData(answer) },
    ...(earlier &&
      !earlier.archivedAt && { taught: { faqId: earlier.id, isPublished: earlier.published !== undefined } }),
  };
}
