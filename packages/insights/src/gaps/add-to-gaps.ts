import { rejectsAnswer, sketchQuestion, understand } from '@answerdesk/answers';
import {
  faqLimits,
  type GapId,
  gapIdSchema,
  type Locale,
  messageIdSchema,
  type TenantId,
  withoutPrivateData,
} from '@answerdesk/domain';
import { centred, noCentre } from './centre.ts';
import { orderGaps } from './order-gaps.ts';
import type { AskedText, GapQuestion, GapStore, TurnFacts } from './ports.ts';
import { clusterQuestions } from './question-clusters.ts';
import type { Failure } from './read-failures.ts';

export interface AddToGapsDeps {
  readonly facts: Pick<TurnFacts, 'textsOf'>;
  readonly gaps: GapStore;
  /** A question's sentence embedding, where it has one; must not reject. */
  readonly embed?: (
    tenantId: TenantId,
    question: { readonly text: string; readonly language: Locale },
  ) => Promise<Float32Array | undefined>;
  readonly now: () => Date;
}

const DAY_MS = 86_400_000;
/** A question is compared with so many gaps: those that came up last. */
const MOST_COMPARED = 3_000;
const NEAREST_FAQS = 3;
/** What fewer questions have in common says little; that of more is known. */
const FEW = 20;
const MANY = 4_000;
const UNKNOWN_LANGUAGE: Locale = 'und';

type Sketched = GapQuestion & { readonly sketch: Float32Array };

/**
 * Puts questions that were left unanswered into the tenant's gaps, each once however often it is given. What an earlier call
 * began and did not end is put in order first.
 */
export async function addToGaps(deps: AddToGapsDeps, tenantId: TenantId, failures: readonly Failure[]): Promise<void> {
  const { gaps, now } = deps;
  const progress = await gaps.findProgress(tenantId);
  if (progress?.isUnfinished) await orderGaps(deps, tenantId);
  const known = new Set(
    await gaps.knownQuestions(
      tenantId,
      failures.map(({ messageId }) => messageId),
    ),
  );
  const fresh = failures.filter(({ messageId }) => !known.has(messageId));
  const questions = await readQuestions(deps, tenantId, fresh);
  if (questions.length === 0) return;
  const centre = (await gaps.findProgress(tenantId))?.centre ?? noCentre;
  const vectors = questions.map(({ id, sketch }) => ({ id, vector: centred(sketch, centre) }));
  const { clusterIds, changed } = clusterQuestions(await gaps.listClusters(tenantId, MOST_COMPARED), vectors);
  const placed = questions.map((question, at) => ({ ...question, gapId: gapIdSchema.parse(clusterIds[at]) }));
  await gaps.begin(tenantId, new Date(now().getTime() + DAY_MS));
  await gaps.addQuestions(tenantId, placed);
  const byGap = Map.groupBy(placed, ({ gapId }) => gapId);
  for (const { id, sum, count } of changed) {
    const gapId = gapIdSchema.parse(id);
    await gaps.grow(tenantId, { ...figuresOf(gapId, byGap.get(gapId) ?? []), sum, count });
  }
  await gaps.end(tenantId, placed.length);
  const { ordered = 0, since = 0 } = (await gaps.findProgress(tenantId)) ?? {};
  // While there are few, each shifts the middle of all.
  if (since > Math.max(ordered, FEW)) await orderGaps(deps, tenantId, { isAnew: ordered + since <= MANY });
}

async function readQuestions(
  { facts, embed }: AddToGapsDeps,
  tenantId: TenantId,
  failures: readonly Failure[],
): Promise<Sketched[]> {
  const texts = await facts.textsOf(
    tenantId,
    failures.map(({ messageId }) => messageId),
  );
  const textOf = new Map(texts.map((text) => [text.id, text]));
  const questions: Sketched[] = [];
  for (const failure of failures) {
    const asked = textOf.get(failure.messageId);
    if (!asked || !asks(asked)) continue;
    const language = failure.language ?? asked.locale ?? UNKNOWN_LANGUAGE;
    const embedding = await embed?.(tenantId, { text: asked.text, language });
    questions.push({ ...placedNowhere(failure, asked, language), sketch: sketchQuestion(asked.text, embedding) });
  }
  return questions;
}

/** Small talk asks nothing, nor does what says that an answer was none. */
function asks({ text, locale }: AskedText): boolean {
  return /\p{L}/u.test(text) && !rejectsAnswer(text) && understand(text, locale) === undefined;
}

function placedNowhere({ cause, candidates }: Failure, asked: AskedText, language: Locale): GapQuestion {
  const { id, conversationId, contactId, at, text } = asked;
  return {
    ...{ id, conversationId, contactId, at, cause, language },
    gapId: gapIdSchema.parse(id),
    text: withoutPrivateData(text).slice(0, faqLimits.question).toWellFormed().trim(),
    candidates: candidates.slice(0, NEAREST_FAQS).map(({ faqId, probability }) => ({ faqId, probability })),
  };
}

function figuresOf(id: GapId, questions: readonly Sketched[]) {
  const times = questions.map(({ at }) => at.getTime());
  return {
    id,
    firstAt: new Date(Math.min(...times)),
    lastAt: new Date(Math.max(...times)),
    languages: [...new Set(questions.map(({ language }) => language))],
    exampleId: questions[0]?.id ?? messageIdSchema.parse(id),
  };
}
