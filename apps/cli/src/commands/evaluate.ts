import { evaluate as evaluateRows, readRows } from '@answerdesk/answers';
import { type Command, optionalText, requiredText, UsageError, wholeNumber } from '../command.ts';

export const evaluate: Command = {
  name: 'eval',
  usage: 'eval --train F [--test F] [--oos F] [--keep 0.95] [--shots K] [--seed S]',
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    oos: { type: 'string' },
    keep: { type: 'string' },
    shots: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError(`unexpected: ${input.positionals.join(' ')}`);
    const train = await readRows(requiredText(input, 'train'));
    const test = optionalText(input, 'test');
    const oos = optionalText(input, 'oos');
    const keep = Number(optionalText(input, 'keep') ?? 0.95);
    if (!(keep > 0 && keep <= 1)) throw new UsageError('--keep must be over 0 and at most 1');
    const result = await evaluateRows({
      train,
      ...(test !== undefined && { test: await readRows(test) }),
      ...(oos !== undefined && { oos: await readRows(oos) }),
      keep,
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
        `training ${Math.round(result.trainMs)} ms, a question ${result.p50Ms.toFixed(2)} ms (p95 ${result.p95Ms.toFixed(2)} ms), memory ${Math.round(result.rssMb)} MB`,
      ].join('\n'),
    };
  },
};
