import type { ReplyModel } from '@answerdesk/answers';
import {
  type Allowance,
  type Answer,
  answerIn,
  type ChannelName,
  type FaqId,
  isFaqValidAt,
  type ModelTrace,
  type OutboundContent,
  replyOfFaq,
  settingsOf,
  type Tenant,
  type TenantId,
  writtenLanguageOf,
} from '@answerdesk/domain';
import { type ModelTime, modelTimeMs } from './model-time.ts';
import type { FaqReader } from './ports.ts';

export interface PhraseDeps {
  readonly faqs: FaqReader;
  readonly allowance: (tenantId: TenantId) => Promise<Allowance>;
  readonly replyModel?: ReplyModel | undefined;
  readonly modelTime?: ModelTime | undefined;
  /** Whether the message has its reply in line already, so that nothing composed now will be said. */
  readonly hasReply?: (() => Promise<boolean>) | undefined;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

export interface UnsureTurn {
  readonly tenant: Tenant;
  readonly answer: Answer;
  /** The customer's words. */
  readonly text: string;
  readonly channel?: ChannelName | undefined;
  /** An answer that the customer rejected just now: it is not said in other words. */
  readonly rejectedId?: FaqId | undefined;
}

/** What a model made of a turn that the engine was unsure of. */
export interface PhrasedTurn {
  readonly models?: ModelTrace;
  /** The reply, where the FAQs support one, and the FAQ that it says most of. */
  readonly reply?: { readonly content: OutboundContent; readonly faqId: FaqId };
}

const MOST_FAQS = 5;
/** Less likely ones have nothing of the question; without a first one of this likeness nobody is asked. */
const LEAST_FIRST = 0.05;
const LEAST_OTHERS = 0.02;

/**
 * Has a tenant's model answer, from the likeliest FAQs alone, what the engine is unsure of: never in the stead of an approved
 * answer, never what is a person's. Where nothing comes of it, in its time, the turn goes on as if there were no model. Never
 * rejects.
 */
export async function phraseUnsure(deps: PhraseDeps, turn: UnsureTurn): Promise<PhrasedTurn> {
  const { replyModel, modelTime = modelTimeMs } = deps;
  const { tenant, text, answer, channel } = turn;
  const { model } = settingsOf(tenant);
  if (!replyModel || !model || model.phrasesAnswers === false || !isUnsure(answer)) return {};
  try {
    const faqs = await faqsToSay(deps, turn);
    if (faqs.length === 0) return {};
    if ((await deps.allowance(tenant.id)) !== 'everything' || (await deps.hasReply?.())) return {};
    const wanted = { question: text, language: answer.language, faqs };
    const { text: said, faqIds, call } = await replyModel.ground(tenant.id, wanted, modelTime(channel));
    if (!call) return {};
    const check = said === undefined ? call.why : 'supported';
    const models = { calls: [call], ...(faqIds && { faqIds }), ...(check !== undefined && { check }) };
    const first = faqIds?.[0];
    if (said === undefined || first === undefined) return { models };
    // Of several FAQs, none's picture or buttons are the reply's.
    const only = faqIds?.length === 1 ? faqs.find(({ faqId }) => faqId === first)?.reply : undefined;
    return { models, reply: { content: { ...only, kind: 'reply', text: said }, faqId: first } };
  } catch (error) {
    deps.reportFailure('phrasing an answer', error);
    return {};
  }
}

/** Between the thresholds or below; what is tied word for word only the customer can tell apart. */
function isUnsure(answer: Answer): boolean {
  if (answer.outcome === 'clarify') return answer.trace.rule !== 'same-words';
  return answer.outcome === 'handover' && answer.reason === 'no-answer';
}

/** The likeliest that may be said now, in the customer's language; none where the likeliest of all is a person's. */
async function faqsToSay({ faqs, now }: PhraseDeps, { tenant, answer, rejectedId }: UnsureTurn) {
  const { candidates } = answer.trace;
  if ((candidates[0]?.probability ?? 0) < LEAST_FIRST) return [];
  const likely = candidates.filter(({ probability }) => probability >= LEAST_OTHERS).slice(0, MOST_FAQS);
  const found = await Promise.all(likely.map(({ faqId }) => faqs.find(tenant.id, faqId)));
  const isForPerson = (category: string | undefined) =>
    category !== undefined && (tenant.personOnlyCategories?.includes(category) ?? false);
  if (isForPerson(found[0]?.category)) return [];
  return found.flatMap((faq) => {
    if (!faq || faq.id === rejectedId || !isFaqValidAt(faq, now()) || isForPerson(faq.category)) return [];
    const { locale = tenant.locale } = answerIn(faq, answer.language);
    if (writtenLanguageOf(locale) !== writtenLanguageOf(answer.language)) return [];
    const reply = replyOfFaq(faq, answer.language);
    return [{ faqId: faq.id, question: faq.question, answer: reply.text, reply }];
  });
}
