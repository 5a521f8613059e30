import { type Faq, faqIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { rank } from './answer-question.ts';
import { type AnswerModel, learn } from './learn.ts';
import { createRandom } from './random.ts';
import type { LabelledRow } from './read-rows.ts';

export interface EvaluationOptions {
  readonly train: readonly LabelledRow[];
  /** Without it a fifth of each label's rows is held out of `train`. */
  readonly test?: readonly LabelledRow[];
  readonly oos?: readonly LabelledRow[];
  /** The share of in-scope rows that the threshold for `recallAtKeep` keeps. */
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
  /** Expected calibration error over ten bins of equal width. */
  readonly ece: number;
  readonly oos: { readonly n: number; readonly auroc: number; readonly recallAtKeep: number } | null;
  readonly trainMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly rssMb: number;
}

const HELD_OUT_SHARE = 0.2;

/** Measures the engine as customers meet it: each label is one FAQ, its rows are the variants. */
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
  timesMs.sort((a, b) => a - b);
  return {
    labels: faqs.length,
    variants: taught.length,
    n: asked.length,
    accuracy: mean(asked.map(({ isRight }) => (isRight ? 1 : 0))),
    ece: calibrationError(asked),
    oos:
      strangers.length === 0
        ? null
        : {
            n: strangers.length,
            auroc: auroc(asked, strangers),
            recallAtKeep: recallAtKeep(asked, strangers, options.keep),
          },
    trainMs,
    p50Ms: timesMs[Math.floor(timesMs.length * 0.5)] ?? 0,
    p95Ms: timesMs[Math.floor(timesMs.length * 0.95)] ?? 0,
    rssMb: process.memoryUsage().rss / 1024 / 1024,
  };
}

interface Asked {
  readonly confidence: number;
  readonly isRight: boolean;
}

function ask(model: AnswerModel, row: LabelledRow, timesMs: number[]): Asked {
  const began = performance.now();
  const { confidence, candidates } = rank(model, { text: row.text, at: new Date(0) }, row.lang ?? 'en');
  timesMs.push(performance.now() - began);
  const best = model.faqs.find(({ id }) => id === candidates[0]?.faqId);
  return { confidence, isRight: best?.answer === row.label };
}

function faqsOf(rows: readonly LabelledRow[]): Faq[] {
  const byLabel = Map.groupBy(rows, ({ label }) => label);
  return [...byLabel].map(([label, [first, ...rest]], index) => ({
    id: faqIdSchema.parse(`f${index}`),
    tenantId: tenantIdSchema.parse('evaluation'),
    question: first?.text ?? label,
    variants: rest.map(({ text }) => text),
    answer: label,
    createdAt: new Date(0),
    updatedAt: new Date(0),
  }));
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

function calibrationError(asked: readonly Asked[]): number {
  const bins = Map.groupBy(asked, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  let error = 0;
  for (const bin of bins.values()) {
    const gap = mean(bin.map(({ confidence }) => confidence)) - mean(bin.map(({ isRight }) => (isRight ? 1 : 0)));
    error += (bin.length / asked.length) * Math.abs(gap);
  }
  return error;
}

/** The chance that an in-scope row is surer than an out-of-scope one; ties count half. */
function auroc(inScope: readonly Asked[], strangers: readonly Asked[]): number {
  const sorted = strangers.map(({ confidence }) => confidence).sort((a, b) => a - b);
  const below = (x: number, orEqual: boolean) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = sorted[middle] ?? 0;
      if (value < x || (orEqual && value === x)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = inScope.map(({ confidence }) => (below(confidence, false) + below(confidence, true)) / 2);
  return mean(wins) / sorted.length;
}

function recallAtKeep(inScope: readonly Asked[], strangers: readonly Asked[], keep: number): number {
  const sorted = inScope.map(({ confidence }) => confidence).sort((a, b) => b - a);
  const threshold = sorted[Math.max(0, Math.ceil(keep * sorted.length) - 1)] ?? 0;
  return mean(strangers.map(({ confidence }) => (confidence < threshold ? 1 : 0)));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
