import { writeFile } from 'node:fs/promises';
import {
  correctionsFor,
  defaultThresholds,
  type LabelledRow,
  type LearningCurve,
  type LearningRound,
  learningCurve,
  readRows,
  splitForLearning,
} from '@answerdesk/answers';
import {
  type CommandInput,
  type CommandResult,
  optionalText,
  requiredText,
  UsageError,
  wholeNumber,
} from '../command.ts';
import { drawLearningCurve } from './draw-learning-curve.ts';
import { embeddingOf } from './embedding-option.ts';

export const learningUsage =
  'eval learn (--train F --stream F --test F | --rows F [--shots K] [--most-test N]) [--rounds R] [--passes P] [--per-round N] [--rejects 0.5] [--confirms 0.1]\n' +
  '           [--tolerance 0.02] [--answer 0.85] [--seed S] [--svg F [--title T]] [--embedding off|english]';

export const learningOptions = {
  stream: { type: 'string' },
  rows: { type: 'string' },
  'most-test': { type: 'string' },
  rounds: { type: 'string' },
  passes: { type: 'string' },
  'per-round': { type: 'string' },
  answer: { type: 'string' },
  rejects: { type: 'string' },
  confirms: { type: 'string' },
  tolerance: { type: 'string' },
  svg: { type: 'string' },
  title: { type: 'string' },
} as const;

/** What an owner is promised: from 78 % right to 93 %. */
const GOALS = [0.78, 0.93];

/** Prints how the engine gets better by what people put right, and draws it. */
export async function evaluateLearning(input: CommandInput): Promise<CommandResult> {
  const seed = wholeNumber(input, 'seed', { least: 0, most: 2 ** 31, otherwise: 1 });
  const embedding = embeddingOf(input);
  const rows = await rowsOf(input, seed);
  const curve = await learningCurve({
    ...rows,
    rounds: wholeNumber(input, 'rounds', { least: 1, most: 1_000, otherwise: 10 }),
    passes: wholeNumber(input, 'passes', { least: 1, most: 100, otherwise: 1 }),
    ...(optionalText(input, 'per-round') !== undefined && {
      perRound: wholeNumber(input, 'per-round', { least: 1, most: 1_000_000, otherwise: 1 }),
    }),
    ...(optionalText(input, 'answer') !== undefined && {
      thresholds: { ...defaultThresholds, answer: share(input, 'answer', defaultThresholds.answer) },
    }),
    rejects: share(input, 'rejects', 0.5),
    confirms: share(input, 'confirms', 0.1),
    tolerance: share(input, 'tolerance', 0.02),
    seed,
    ...(embedding && { embedding }),
    note: (order, round) => input.say(`${order.padEnd(7)}${wordsOf(round)}`),
  });
  const needed = goalsOf(curve).map((accuracy) => ({
    accuracy,
    shown: correctionsFor(curve.shown, accuracy) ?? null,
    random: correctionsFor(curve.random, accuracy) ?? null,
  }));
  const svg = optionalText(input, 'svg');
  if (svg !== undefined) {
    const title = optionalText(input, 'title') ?? 'Right answers by corrections';
    await writeFile(svg, drawLearningCurve(curve, pictureWords(title, needed)));
  }
  return {
    json: { rounds: curve.shown, random: curve.random, all: curve.all, needed },
    words: [
      `${new Set(rows.train.map(({ label }) => label)).size} FAQs of ${rows.train.length} texts, ${rows.stream.length} questions asked, ${rows.test.length} to measure`,
      ...table('what the product shows is put right', curve.shown),
      ...table('as many at random are put right', curve.random),
      ...table('all are learnt from', [curve.all]),
      ...needed.map((goal) => neededWords(goal)),
    ].join('\n'),
  };
}

interface Needed {
  readonly accuracy: number;
  readonly shown: number | null;
  readonly random: number | null;
}

/** The goals that were reached, and where one was not, the best that was. */
function goalsOf({ shown }: LearningCurve): number[] {
  const best = Math.max(...shown.map(({ accuracy }) => accuracy));
  const reached = GOALS.filter((goal) => goal <= best);
  return reached.length === GOALS.length ? reached : [...reached, best];
}

async function rowsOf(
  input: CommandInput,
  seed: number,
): Promise<{ train: LabelledRow[]; stream: LabelledRow[]; test: LabelledRow[] }> {
  const rows = optionalText(input, 'rows');
  if (rows === undefined) {
    return {
      train: await readRows(requiredText(input, 'train')),
      stream: await readRows(requiredText(input, 'stream')),
      test: await readRows(requiredText(input, 'test')),
    };
  }
  const shots = wholeNumber(input, 'shots', { least: 1, most: 100_000, otherwise: 1 });
  const mostTest = wholeNumber(input, 'most-test', { least: 1, most: 1_000_000, otherwise: 1_000_000 });
  return splitForLearning(await readRows(rows), { shots, mostTest, seed });
}

function share(input: CommandInput, name: string, otherwise: number): number {
  const value = Number(optionalText(input, name) ?? otherwise);
  if (!(value >= 0 && value <= 1)) throw new UsageError(`--${name} must be from 0 to 1`);
  return value;
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

function wordsOf({ corrections, accuracy, coverage, wrong, refused }: LearningRound): string {
  const shares = [accuracy, coverage, wrong].map((value) => percent(value).padStart(8)).join('  ');
  return `${String(corrections).padStart(9)}  ${shares}  ${String(refused).padStart(7)}`;
}

function table(title: string, rounds: readonly LearningRound[]): string[] {
  return ['', title, 'put right     right  answered   wrongly  refused', ...rounds.map(wordsOf)];
}

function neededWords({ accuracy, shown, random }: Needed): string {
  const atRandom = random === null ? 'not reached at random' : `${random} at random`;
  return `\n${percent(accuracy)} right after ${shown} corrections of what is shown, ${atRandom}`;
}

function pictureWords(title: string, needed: readonly Needed[]): Parameters<typeof drawLearningCurve>[1] {
  return {
    title,
    description: `Share of questions never learnt from whose FAQ is found, over corrections.${needed.map(neededWords).join('.').replaceAll('\n', ' ')}.`,
    shown: 'what the product shows is put right',
    random: 'as many at random',
    all: 'all questions learnt from',
    corrections: 'corrections by people',
  };
}
