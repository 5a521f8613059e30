import {
  addFaqOnce,
  addVariant,
  changeThroughGate,
  type NeedsReason,
  type PassedGate,
  type WorkshopDeps,
} from '@answerdesk/answers';
import {
  type AcceptedLoss,
  type ConfirmedQuestion,
  type ConversationId,
  DomainError,
  type FaqContent,
  type FaqId,
  type FaqRecord,
  faqContentSchema,
  faqIdSchema,
  findPrivateData,
  type Locale,
  type MessageId,
  markOfAnswer,
  messageIdSchema,
  newId,
  type TenantId,
  type UserId,
  withoutPrivateData,
} from '@answerdesk/domain';
import type { TeachingDeps } from './ports.ts';
import { type Exchange, readExchange } from './read-exchange.ts';

/** What is to be taught, as the person who teaches left it. */
export interface Lesson {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly question: string;
  readonly answer: string;
  readonly locale?: Locale | undefined;
  readonly category?: string | undefined;
  /** The FAQ that the question is another way to ask; its answer stays as it is. */
  readonly variantOf?: FaqId | undefined;
  /** What it costs, as it was shown, and why it is taught all the same. */
  readonly accepted?: AcceptedLoss | undefined;
}

/** `isNew`: this call did it; otherwise it had been taught before. */
export interface Taught {
  readonly faqId: FaqId;
  readonly revision: number;
  readonly isNew: boolean;
  /** Customers are served it from their next question on; otherwise it waits as a draft for somebody who may publish. */
  readonly isPublished: boolean;
}

/**
 * Makes an FAQ of an agent's reply, with the customer's own words as a variant unless they hold private data, or makes the
 * question one more way to ask an FAQ there is. Who may publish teaches the next customer's answer; anybody else suggests.
 * Teaching the same reply again finds what was made of it. Without a reason nothing is taught where that costs more than the
 * tenant tolerates.
 * Throws as `readExchange` and `addVariant` do, and DomainError `invalid` for content that no FAQ can have.
 */
export async function teachFaq(
  deps: TeachingDeps,
  tenantId: TenantId,
  by: { readonly userId: UserId; readonly email: string; readonly mayPublish: boolean },
  lesson: Lesson,
): Promise<(Taught & PassedGate & { readonly outcome: 'done' }) | NeedsReason> {
  const { conversationId, messageId, variantOf, question, accepted } = lesson;
  const exchange = await readExchange(deps, tenantId, conversationId, messageId);
  const isSuggested = !by.mayPublish;
  const teach = (workshop: WorkshopDeps) =>
    variantOf === undefined
      ? addFaqOnce(workshop, tenantId, by.email, {
          id: taughtIdOf(messageId),
          content: contentOf(exchange, lesson),
          isSuggested,
        })
      : addVariant(workshop, tenantId, by.email, { faqId: variantOf, text: question.trim(), isSuggested });
  const through = await changeThroughGate(deps.gate, tenantId, accepted, teach);
  if (through.outcome === 'needs-reason') return through;
  const { done, ...passed } = through;
  const { faq, isNew } = done;
  const confirmed = confirmedBy(exchange, messageId, faq.id);
  if (confirmed) await deps.confirmed.add(tenantId, [confirmed]);
  if (isNew) {
    const at = deps.now();
    const id = messageIdSchema.parse(newId(at.getTime()));
    const event = {
      id,
      tenantId,
      conversationId,
      at,
      kind: 'taught',
      messageId,
      faqId: faq.id,
      byId: by.userId,
    } as const;
    await deps.events.add(tenantId, event, `${messageId}:${faq.id}`);
  }
  return { ...passed, faqId: faq.id, revision: faq.revision, isNew, isPublished: isServed(faq, lesson, by.mayPublish) };
}

/** The id of the FAQ that a reply is made into: one reply makes one FAQ, whoever teaches it and how often. */
export function taughtIdOf(messageId: MessageId): FaqId {
  return faqIdSchema.parse(`${messageId}.f`);
}

/** The question as it was asked, now that somebody says which FAQ answers it. */
function confirmedBy(exchange: Exchange, id: MessageId, faqId: FaqId): ConfirmedQuestion | undefined {
  const { asked, locale, sent, reply } = exchange;
  const text = withoutPrivateData(asked).trim();
  if (text === '') return undefined;
  const { conversationId, createdAt: at } = reply;
  return { id, conversationId, faqId, by: 'taught', at, text, language: sent?.locale ?? locale };
}

function contentOf({ asked, sent, answer: written, locale: spoken, reply }: Exchange, lesson: Lesson): FaqContent {
  const { question, answer, category, locale = spoken } = lesson;
  const isAsWritten = answer.trim() === written.trim();
  const { imageUrl } = reply.content;
  const parsed = faqContentSchema.safeParse({
    question,
    variants: asked === '' || findPrivateData(asked).length > 0 || asked === question.trim() ? [] : [asked],
    answer,
    locale,
    category,
    ...(sent && isAsWritten && sent.locale !== locale
      ? { translations: [{ locale: sent.locale, answer: sent.text, basedOn: markOfAnswer(answer.trim()) }] }
      : {}),
    ...(imageUrl?.startsWith('https:') && { imageUrl }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError('invalid', `${issue?.path.join('.') ?? 'It'} ${issue?.message ?? 'cannot be an FAQ'}`);
}

function isServed({ published, archivedAt }: FaqRecord, { variantOf, question }: Lesson, mayPublish: boolean): boolean {
  if (!published || archivedAt) return false;
  return variantOf === undefined || mayPublish || [published.question, ...published.variants].includes(question.trim());
}
