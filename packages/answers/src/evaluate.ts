import { askModel } from './ask-model.ts';
import type { Embedding } from './embedding/create-embedding.ts';
import { faqsOfRows, localeOf } from './faqs-of-rows.ts';
import { inKnownWords } from './glossary/in-known-words.ts';
import { proposedGlossary } from './glossary/proposed-glossary.ts';
import { withGlossary } from './glossary/with-glossary.ts';
import { type AnswerModel, learn } from './learn.ts';
import { aurocOf, calibrationErrorOf, type Judged, meanOf, quantileOf, recallAtKeep } from './measures.ts';
import type { LabelledRow } from './read-rows.ts';
import { pickRows, splitRows } from './split-rows.ts';

export interface EvaluationOptions {
  readonly train: readonly LabelledRow[];
  /** Without it a fifth of each label's rows is held out of `train`. */
  readonly test?: readonly LabelledRow[];
  readonly oos?: readonly LabelledRow[];
  /** The share (0–1) of in-scope rows that the threshold for `recallAtKeep` keeps. */
  readonly keep: number;
  /** Learn from this many rows of each label only. */
  readonly shots?: number;
  readonly seed: number;
  /**
   * Measures each question a second time with a glossary: everything that is proposed from the FAQs, accepted as it is, and
   * these besides, each a name with its synonyms.
   */
  readonly glossary?: readonly (readonly [name: string, ...synonyms: string[]])[];
  /** Compares meanings too; it must wait for questions' vectors, or figures depend on how busy the machine is. */
  readonly embedding?: Embedding;
}

export interface Evaluation {
  readonly labels: number;
  readonly variants: number;
  readonly n: number;
  /** Share of test rows whose most probable label is right, whatever the confidence. */
  readonly accuracy: number;
  /** Expected calibration error over the test rows, ten bins of equal width. */
  readonly ece: number;
  readonly oos: { readonly n: number; readonly auroc: number; readonly recallAtKeep: number } | null;
  /** The same with the glossary, where one was asked for; `readOtherwise` questions were read in other words. */
  readonly withGlossary?: {
    readonly terms: number;
    readonly readOtherwise: number;
    readonly accuracy: number;
    readonly ece: number;
    readonly p50Ms: number;
  };
  readonly trainMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly rssMb: number;
}

/**
 * Measures the engine as customers meet it: each label is one FAQ whose question is the label's words and whose variants
 * are its rows; every test row is asked by `askModel`. The same options give the same figures but for timings.
 */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const { train, test } = options.test
    ? { train: options.train, test: options.test }
    : splitRows(options.train, options.seed);
  const taught = options.shots === undefined ? train : pickRows(train, options.shots, options.seed);
  const faqs = faqsOfRows(taught);
  const began = performance.now();
  const model = await learn(faqs, { version: 1, ...(options.embedding && { embedding: options.embedding }) });
  const trainMs = performance.now() - began;
  const timesMs: number[] = [];
  const asked: Judged[] = [];
  for (const row of test) asked.push(await ask(model, row, timesMs));
  const strangers: Judged[] = [];
  for (const row of options.oos ?? []) strangers.push(await ask(model, row, timesMs));
  const second = options.glossary && (await measureWithGlossary(model, test, options.glossary));
  return {
    labels: faqs.length,
    variants: taught.length,
    n: asked.length,
    accuracy: meanOf(asked.map(({ isRight }) => (isRight ? 1 : 0))),
    ece: calibrationErrorOf(asked),
    oos:
      strangers.length === 0
        ? null
        : {
            n: strangers.length,
            auroc: aurocOf(asked, strangers),
            recallAtKeep: recallAtKeep(asked, strangers, options.keep),
          },
    ...(second && { withGlossary: second }),
    trainMs,
    p50Ms: quantileOf(timesMs, 0.5),
    p95Ms: quantileOf(timesMs, 0.95),
    rssMb: process.memoryUsage().rss / 1024 / 1024,
  };
}

async function measureWithGlossary(
  model: AnswerModel,
  test: readonly LabelledRow[],
  written: NonNullable<EvaluationOptions['glossary']>,
): Promise<NonNullable<Evaluation['withGlossary']>> {
  const glossary = await proposedGlossary(model.faqs, written);
  const reading = await withGlossary(model, glossary);
  const timesMs: number[] = [];
  const asked: Judged[] = [];
  for (const row of test) asked.push(await ask(reading, row, timesMs));
  return {
    terms: glossary.terms.length,
    readOtherwise: test.filter(({ text }) => inKnownWords(reading.terms, text) !== text).length,
    accuracy: meanOf(asked.map(({ isRight }) => (isRight ? 1 : 0))),
    ece: calibrationErrorOf(asked),
    p50Ms: quantileOf(timesMs, 0.5),
  };
}

async function ask(model: AnswerModel, row: LabelledRow, timesMs: number[]): Promise<Judged> {
  const locale = localeOf(row);
  const began = performance.now();
  const answer = await askModel(model, { text: row.text, at: new Date(0), ...(locale !== undefined && { locale }) });
  timesMs.push(performance.now() - began);
  const best = answer.trace.candidates[0];
  const label = best && model.faqs.find(({ id }) => id === best.faqId)?.answer;
  return { confidence: answer.confidence, isRight: label === row.label };
}
