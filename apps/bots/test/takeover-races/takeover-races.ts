import { type AnswerModel, learn } from '@answerdesk/answers';
import { type Faq, faqIdSchema } from '@answerdesk/domain';
import { tenant } from './desk.ts';
import { playRun, type RunOptions, type RunResult } from './play-run.ts';
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

/** Plays the interleaving of a seed. */
export async function play(seed: number, options: RunOptions = {}): Promise<RunResult> {
  learnt ??= learnShop();
  return playRun(await learnt, seed, options);
}

export interface Played {
  readonly runs: number;
  readonly steps: number;
  readonly repeats: number;
  readonly seen: ReadonlyMap<string, number>;
}

/** Plays seeds in order up to the first that breaks something, which it throws as a story for people. */
export async function playAll(firstSeed: number, count: number, options: RunOptions = {}): Promise<Played> {
  const seen = new Map<string, number>();
  let [steps, repeats] = [0, 0];
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const run = await play(seed, options);
    if (run.violations.length > 0) throw new Error(await tellStory(seed, options));
    steps += run.steps;
    repeats += run.repeats;
    for (const [what, often] of run.seen) seen.set(what, (seen.get(what) ?? 0) + often);
  }
  return { runs: count, steps, repeats, seen };
}

const sweeping = /: (sweep|messages\.listLeft|outbox\.listDue|conversations\.listUnfinishedChanges)| heard$/;

/** An interleaving step by step, what it breaks, and the command that plays exactly it again. */
async function tellStory(seed: number, options: RunOptions): Promise<string> {
  const { trace, violations } = await play(seed, { ...options, isTraced: true });
  return [
    'the interleaving, without sweeps that found nothing and answers on their way back:',
    ...trace.filter((line) => !sweeping.test(line)),
    '',
    ...violations.map(({ invariant, what }) => `broken (${invariant}: ${invariants[invariant]}): ${what}`),
    `seed ${seed}; again: RACE_SEED=${seed} npx vitest run apps/bots/test/takeover-races.test.ts`,
  ].join('\n');
}
