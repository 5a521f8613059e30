import { type Faq, faqIdSchema, type Locale, localeSchema, tenantIdSchema } from '@answerdesk/domain';
import { answerQuestion } from './answer-question.ts';
import { type AnswerModel, learn } from './learn.ts';
import { aurocOf, calibrationErrorOf, type Judged, meanOf, quantileOf, recallAtKeep } from './measures.ts';
import { createRandom } from './random.ts';
import type { LabelledRow } from './read-rows.ts';

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
  readonly trainMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly rssMb: number;
}

const HELD_OUT_SHARE = 0.2;

/**
 * Measures the engine as customers meet it: each label is one FAQ whose question is the label's words and whose variants
 * are its rows; every test row is asked by `answerQuestion`. The same options give the same figures but for timings.
 */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const { train, test } = options.test
    ? { train: options.train, test: options.test }
    : split(options.train, options.seed);
  const taught = pick(train, options.shots, options.seed);
  const faqs = faqsOf(taught);
  const began = performance.now();
  const model = await learn(faqs, { version: 1 });
  const trainMs = performance.now() - began;
  const timesMs: number[] = [];
  const asked = test.map((row) => ask(model, row, timesMs));
  const strangers = (options.oos ?? []).map((row) => ask(model, row, timesMs));
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
    trainMs,
    p50Ms: quantileOf(timesMs, 0.5),
    p95Ms: quantileOf(timesMs, 0.95),
    rssMb: process.memoryUsage().rss / 1024 / 1024,
  };
}

function ask(model: AnswerModel, row: LabelledRow, timesMs: number[]): Judged {
  const locale = localeOf(row);
  const began = performance.now();
  const answer = answerQuestion(model, { text: row.text, at: new Date(0), ...(locale !== undefined && { locale }) });
  timesMs.push(performance.now() - began);
  const best = answer.trace.candidates[0];
  const label = best && model.faqs.find(({ id }) => id === best.faqId)?.answer;
  return { confidence: answer.confidence, isRight: label === row.label };
}

function localeOf(row: LabelledRow): Locale | undefined {
  return localeSchema.safeParse(row.lang).data;
}

function faqsOf(rows: readonly LabelledRow[]): Faq[] {
  return [...Map.groupBy(rows, ({ label }) => label)].map(([label, examples], index) => ({
    id: faqIdSchema.parse(`f${index}`),
    tenantId: tenantIdSchema.parse('evaluation'),
    question: wordsOf(label),
    variants: examples.map(({ text }) => text),
    answer: label,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  }));
}

/** `card_arrival`, `card/arrival` and `cardArrival` all read as two words. */
function wordsOf(label: string): string {
  return label.replace(/[_/.:-]+/g, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}

function split(rows: readonly LabelledRow[], seed: number): { train: LabelledRow[]; test: LabelledRow[] } {
  const train: LabelledRow[] = [];
  const test: LabelledRow[] = [];
  for (const group of shuffledByLabel(rows, seed)) {
    const held = Math.min(group.length - 1, Math.max(1, Math.round(group.length * HELD_OUT_SHARE)));
    test.push(...group.slice(0, held));
    train.push(...group.slice(held));
  }
  return { train, test };
}

function pick(rows: readonly LabelledRow[], shots: number | undefined, seed: number): readonly LabelledRow[] {
  return shots === undefined ? rows : shuffledByLabel(rows, seed + 1).flatMap((group) => group.slice(0, shots));
}

function shuffledByLabel(rows: readonly LabelledRow[], seed: number): LabelledRow[][] {
  const random = createRandom(seed);
  return [...Map.groupBy(rows, ({ label }) => label).values()].map((group) => {
    const order = Int32Array.from(group, (_, index) => index);
    random.shuffle(order);
    return [...order].flatMap((index) => group[index] ?? []);
  });
}
