import type { FindSimilarFaqs, SimilarFaq } from '@answerdesk/answers';
import {
  DomainError,
  type FaqId,
  type FaqRecord,
  faqLimits,
  type GapId,
  isHeldOut,
  type Locale,
  type TenantId,
  withoutPrivateData,
} from '@answerdesk/domain';
import { centralReply } from './central-reply.ts';
import type { Gap, GapDesk, GapQuestion, HumanReplies } from './ports.ts';

export interface ReadGapDeps {
  readonly desk: GapDesk;
  readonly replies: HumanReplies;
  readonly faqs: { findMany(tenantId: TenantId, faqIds: readonly FaqId[]): Promise<FaqRecord[]> };
  readonly findSimilarFaqs: FindSimilarFaqs;
}

/** An FAQ that the gap's questions may be another way to ask. */
export interface GapCandidate {
  readonly faqId: FaqId;
  readonly question: string;
  readonly answer: string;
  /** How likely it was on average (0–1) when the questions were asked. */
  readonly probability: number;
}

/** `isHeldOut`: once the gap is answered, it is kept for measuring, so that it is not offered as a wording. */
export interface GapExample extends GapQuestion {
  readonly isHeldOut: boolean;
}

export interface OneGap {
  readonly gap: Gap;
  /** Different wordings, the newest first. */
  readonly examples: readonly GapExample[];
  readonly candidates: readonly GapCandidate[];
  /** An FAQ made of what people replied: `replies` is in how many conversations they did. */
  readonly draft: {
    readonly question: string;
    readonly answer: string;
    readonly locale?: Locale;
    readonly replies: number;
  };
  /** Published FAQs that ask the same as the draft, or nearly. */
  readonly similar: readonly SimilarFaq[];
}

const QUESTIONS_READ = 200;
const MOST_EXAMPLES = 12;
const MOST_CANDIDATES = 3;
/** Conversations whose replies are read. */
const REPLIES_OF = 40;

/**
 * Reads a gap with what helps to close it; changes nothing. Of a gap that was merged, the one that it is part of now. Throws
 * DomainError `not-found`.
 */
export async function readGap(deps: ReadGapDeps, tenantId: TenantId, gapId: GapId): Promise<OneGap> {
  const { desk, replies, findSimilarFaqs } = deps;
  const gap = (await desk.find(tenantId, gapId)) ?? (await mergedInto(desk, tenantId, gapId));
  if (!gap) throw new DomainError('not-found', 'This gap is not there any more.');
  const questions = await desk.questionsOf(tenantId, gap.id, QUESTIONS_READ);
  const examples = distinct(questions)
    .slice(0, MOST_EXAMPLES)
    .map((question) => ({ ...question, isHeldOut: isHeldOut(question) }));
  const [candidates, said] = await Promise.all([
    candidatesOf(deps, tenantId, questions),
    replies.listAfter(tenantId, questions.slice(0, REPLIES_OF)),
  ]);
  const reply = centralReply(
    said,
    examples.map(({ text }) => text),
  );
  const central = questions.find(({ id }) => id === gap.exampleId) ?? questions[0];
  const locale = reply?.language ?? central?.language;
  const draft = {
    question: central?.text ?? '',
    answer: reply ? withoutPrivateData(reply.text).slice(0, faqLimits.answer).toWellFormed() : '',
    ...(locale !== undefined && locale !== 'und' && { locale }),
    replies: new Set(said.map(({ conversationId }) => conversationId)).size,
  };
  const similar = draft.question === '' ? [] : await findSimilarFaqs(tenantId, { ...draft, variants: [] });
  return { gap, examples, candidates, draft, similar };
}

async function mergedInto(desk: GapDesk, tenantId: TenantId, gapId: GapId): Promise<Gap | undefined> {
  const into = await desk.whereIs(tenantId, gapId);
  return into && desk.find(tenantId, into);
}

/** Those that differ in more than case and spaces. */
function distinct(questions: readonly GapQuestion[]): GapQuestion[] {
  const seen = new Map<string, GapQuestion>();
  for (const question of questions) {
    const key = question.text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s\p{P}]+/gu, ' ')
      .trim();
    if (!seen.has(key)) seen.set(key, question);
  }
  return [...seen.values()];
}

async function candidatesOf(
  { faqs }: ReadGapDeps,
  tenantId: TenantId,
  questions: readonly GapQuestion[],
): Promise<GapCandidate[]> {
  const sums = new Map<FaqId, number>();
  for (const { candidates } of questions) {
    for (const { faqId, probability } of candidates) sums.set(faqId, (sums.get(faqId) ?? 0) + probability);
  }
  const nearest = [...sums].sort(([, a], [, b]) => b - a).slice(0, 2 * MOST_CANDIDATES);
  const records = await faqs.findMany(
    tenantId,
    nearest.map(([faqId]) => faqId),
  );
  const recordOf = new Map(records.map((record) => [record.id, record]));
  return nearest
    .flatMap(([faqId, sum]) => {
      const { archivedAt, published } = recordOf.get(faqId) ?? {};
      if (archivedAt || !published) return [];
      const { question, answer } = published;
      return [{ faqId, question, answer, probability: sum / questions.length }];
    })
    .slice(0, MOST_CANDIDATES);
}
