import { type AnswerModel, learn } from '@answerdesk/answers';
import { type Faq, faqIdSchema } from '@answerdesk/domain';
import { tenant } from './desk.ts';
import { playRun, type RunResult } from './play-run.ts';
import { invariants } from './run-record.ts';

const questions = ['When do you open?', 'Do you ship abroad?', 'How can I pay?', 'Do you sell gift cards?'];

function learnShop(): Promise<AnswerModel> {
  const faqs: Faq[] = questions.map((question, index) => ({
    id: faqIdSchema.parse(`f${index}`),
    tenantId: tenant.id,
    question,
    variants: [],
    answer: `Answer ${index}.`,
    createdAt: tenant.createdAt,
    updatedAt: tenant.createdAt,
  }));
  return learn(faqs, { version: tenant.faqsVersion });
}

let learnt: Promise<AnswerModel> | undefined;

/** Plays one interleaving; with a trace of every step when told. */
export async function play(seed: number, isTraced = false): Promise<RunResult> {
  learnt ??= learnShop();
  return playRun(await learnt, seed, isTraced);
}

/** The interleaving of a failed run, for people, with the command that plays exactly it again. */
export async function describeFailure(failed: RunResult, trace?: readonly string[]): Promise<string> {
  const lines = trace ?? (await play(failed.seed, true)).trace;
  return [
    ...lines,
    '',
    ...failed.violations.map(({ invariant, what }) => `broken (${invariant}: ${invariants[invariant]}): ${what}`),
    `seed ${failed.seed}; again: RACE_SEED=${failed.seed} npx vitest run apps/bots/test/takeover-races.test.ts`,
  ].join('\n');
}
