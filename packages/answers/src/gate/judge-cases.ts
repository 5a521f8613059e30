import { type Faq, type Glossary, type Locale, noGlossary, type Thresholds } from '@answerdesk/domain';
import { consider, decide } from '../answer-question.ts';
import type { Calibrations } from '../calibrate.ts';
import { withGlossary } from '../glossary/with-glossary.ts';
import { type AnswerModel, SEED } from '../learn.ts';
import { learnScorer } from '../learn-texts.ts';
import { placeTexts } from '../place-texts.ts';
import { type Embeddings, rowOf } from '../projection.ts';

/** A question to ask. */
export interface CaseToJudge {
  readonly text: string;
  readonly language?: Locale;
}

/** FAQs to learn, and what to ask of them then. Plain data, so that it crosses threads. */
export interface JudgeTask {
  readonly faqs: readonly Faq[];
  readonly cases: readonly CaseToJudge[];
  /** How sure a score is; of the model that is served, so that only FAQs make a difference. */
  readonly calibration: Calibrations;
  readonly thresholds: Thresholds;
  readonly personOnlyCategories: readonly string[];
  readonly at: Date;
  /** By which questions are read, where the tenant has one. */
  readonly glossary?: Glossary;
  /** Row `i` is the vector of text `i`; texts that are not there have none. */
  readonly vectors?: { readonly texts: readonly string[]; readonly embeddings: Embeddings };
  readonly backgroundEmbeddings?: Embeddings;
}

/** What a case came to: the place of the FAQ that answered, or one of these. */
export const ASKS_BACK = -1;
export const LEFT_TO_PERSON = -2;

/** Learns the FAQs as customers' models are learnt, and asks each case of them. The same task gives the same answers. */
export async function judgeCases(task: JudgeTask): Promise<Int32Array> {
  const { faqs, cases, thresholds, personOnlyCategories, at } = task;
  const vectorOf = vectorsOf(task);
  const model = await teach(task, vectorOf);
  const placeOf = new Map(faqs.map(({ id }, place) => [id, place]));
  return Int32Array.from(cases, ({ text, language }) => {
    const embedding = vectorOf(text);
    const question = { text, at, personOnlyCategories, ...(language !== undefined && { language }) };
    const answer = decide(consider(model, { ...question, ...(embedding && { embedding }) }), thresholds);
    if (answer.outcome === 'answered') return placeOf.get(answer.faqId) ?? LEFT_TO_PERSON;
    return answer.outcome === 'clarify' ? ASKS_BACK : LEFT_TO_PERSON;
  });
}

async function teach(
  { faqs, calibration, vectors, backgroundEmbeddings, glossary = noGlossary }: JudgeTask,
  vectorOf: (text: string) => Float32Array | undefined,
): Promise<AnswerModel> {
  const { texts, places, placesOfEssence } = await placeTexts(faqs);
  const dimensions = vectors?.embeddings.dimensions ?? 0;
  const embeddings = vectors && { dimensions, rows: new Float32Array(texts.length * dimensions) };
  if (embeddings) for (const [at, text] of texts.entries()) embeddings.rows.set(vectorOf(text) ?? [], at * dimensions);
  const scorer = learnScorer({
    ...{ texts, labelOfText: places, labelCount: faqs.length, seed: SEED },
    ...(embeddings && { embeddings, ...(backgroundEmbeddings && { backgroundEmbeddings }) }),
  });
  const judged = { confidence: new Float32Array(), isRight: new Uint8Array(), weight: new Float32Array() };
  return withGlossary({ version: 0, faqs, placesOfEssence, knowledge: { scorer, calibration, judged } }, glossary);
}

function vectorsOf({ vectors }: JudgeTask): (text: string) => Float32Array | undefined {
  if (!vectors) return () => undefined;
  const { texts, embeddings } = vectors;
  const rows = new Map(texts.map((text, at) => [text, rowOf(embeddings, at)]));
  return (text) => {
    const row = rows.get(text);
    return row?.some((value) => value !== 0) ? row : undefined;
  };
}
