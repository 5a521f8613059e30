import { readFile } from 'node:fs/promises';
import { type EvaluationOptions, evaluate as evaluateRows, readRows } from '@answerdesk/answers';
import { type Command, type CommandInput, optionalText, requiredText, UsageError, wholeNumber } from '../command.ts';
import { embeddingOf } from './embedding-option.ts';
import { evaluateLearning, learningOptions, learningUsage } from './evaluate-learning.ts';

export const evaluate: Command = {
  name: 'eval',
  usage:
    'eval --train F [--test F] [--oos F] [--keep 0.95] [--shots K] [--seed S] [--embedding off|english] [--glossary proposed|FILE]\n' +
    learningUsage,
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    oos: { type: 'string' },
    keep: { type: 'string' },
    shots: { type: 'string' },
    seed: { type: 'string' },
    embedding: { type: 'string' },
    glossary: { type: 'string' },
    ...learningOptions,
  },
  async run(input) {
    const [verb, ...others] = input.positionals;
    if (others.length > 0 || (verb !== undefined && verb !== 'learn')) {
      throw new UsageError(`unexpected: ${input.positionals.join(' ')}`);
    }
    if (verb === 'learn') return evaluateLearning(input);
    const train = await readRows(requiredText(input, 'train'));
    const test = optionalText(input, 'test');
    const oos = optionalText(input, 'oos');
    const keep = Number(optionalText(input, 'keep') ?? 0.95);
    if (!(keep > 0 && keep <= 1)) throw new UsageError('--keep must be over 0 and at most 1');
    const embedding = embeddingOf(input);
    const glossary = await glossaryOf(input);
    const result = await evaluateRows({
      train,
      ...(test !== undefined && { test: await readRows(test) }),
      ...(oos !== undefined && { oos: await readRows(oos) }),
      keep,
      ...(embedding && { embedding }),
      ...(glossary && { glossary }),
      ...(optionalText(input, 'shots') !== undefined && {
        shots: wholeNumber(input, 'shots', { least: 1, most: 100_000, otherwise: 1 }),
      }),
      seed: wholeNumber(input, 'seed', { least: 0, most: 2 ** 31, otherwise: 1 }),
    });
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    return {
      json: result,
      words: [
        `${result.labels} labels, ${result.variants} variants, ${result.n} questions`,
        `accuracy            ${percent(result.accuracy)}   calibration error ${result.ece.toFixed(3)}`,
        ...(result.oos
          ? [
              `out of scope        ${percent(result.oos.recallAtKeep)} refused, AUROC ${result.oos.auroc.toFixed(3)}, n ${result.oos.n}`,
            ]
          : []),
        ...(result.withGlossary
          ? [
              `with a glossary     ${percent(result.withGlossary.accuracy)}   calibration error ${result.withGlossary.ece.toFixed(3)}, ${result.withGlossary.terms} terms, ${result.withGlossary.readOtherwise} questions read otherwise, a question ${result.withGlossary.p50Ms.toFixed(2)} ms`,
            ]
          : []),
        `training ${Math.round(result.trainMs)} ms, a question ${result.p50Ms.toFixed(2)} ms (p95 ${result.p95Ms.toFixed(2)} ms), memory ${Math.round(result.rssMb)} MB`,
      ].join('\n'),
    };
  },
};

/** A glossary's file has one term a line: its name, then its synonyms, with commas between. */
async function glossaryOf(input: CommandInput): Promise<EvaluationOptions['glossary']> {
  const wanted = optionalText(input, 'glossary');
  if (wanted === undefined) return undefined;
  if (wanted === 'proposed') return [];
  const lines = (await readFile(wanted, 'utf8')).split('\n').map((line) => line.split(',').map((word) => word.trim()));
  return lines.flatMap(([name = '', ...synonyms]) =>
    name === '' ? [] : [[name, ...synonyms.filter(Boolean)] as const],
  );
}
