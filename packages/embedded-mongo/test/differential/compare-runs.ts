import fc from 'fast-check';
import { BSON } from 'mongodb';
import { run } from './operations.ts';
import { renderDocument } from './render-bson.ts';
import { shrink } from './shrink.ts';
import { type Difference, openPair } from './two-databases.ts';
import type { Fields } from './values.ts';

export interface Comparison {
  operations: number;
  differences: Difference[];
  /** How often the embedded database refused what, by the name it gave. */
  refused: Map<string, number>;
}

const operationsPerRun = 30;
/** Beyond these the first ones are worth looking at before the others. */
const mostShrunk = 60;

/** Performs that many drawn operations on both databases and brings back what differed, shrunk. */
export async function compareRuns(realUri: string, seed: number, operations: number): Promise<Comparison> {
  const pair = await openPair(realUri);
  const found: Comparison = { operations: 0, differences: [], refused: new Map() };
  try {
    const runs = Math.ceil(operations / operationsPerRun);
    for (const drawn of fc.sample(run(operationsPerRun), { seed, numRuns: runs })) {
      await pair.reset(drawn);
      let before = await pair.state();
      for (const operation of drawn.operations) {
        const { refused, difference, isSame } = await pair.compare(operation);
        found.operations++;
        if (refused !== undefined) found.refused.set(refused, (found.refused.get(refused) ?? 0) + 1);
        if (difference) {
          const whole = { run: before, operation, ...difference };
          found.differences.push(found.differences.length < mostShrunk ? await shrink(pair, whole) : whole);
        }
        if (difference || !isSame) await pair.reset(before);
        else if (operation.changes.length > 0) before = await pair.state();
      }
    }
  } finally {
    await pair.close();
  }
  return found;
}

/** The difference as a script to try by hand. */
export function script({ run, operation, kind, real, embedded }: Difference): string {
  const lines = [
    ...run.indexes.map((index) => `index     ${literal(index)}`),
    ...run.documents.map((document) => `document  ${literal(document)}`),
    ...run.others.map((document) => `other     ${literal(document)}`),
    `command   ${literal(operation.command)}`,
    `real      ${real.replaceAll('\n', '\n          ')}`,
    `embedded  ${embedded.replaceAll('\n', '\n          ')}`,
  ];
  return `${operation.kind}: ${kind}\n  ${lines.join('\n').replaceAll('\n', '\n  ')}`;
}

function literal(fields: Fields): string {
  return renderDocument(BSON.serialize(fields, { ignoreUndefined: true }));
}

/** The refusals, the most frequent first. */
export function refusals({ refused, operations }: Comparison): string {
  const total = [...refused.values()].reduce((sum, one) => sum + one, 0);
  const rows = [...refused].sort(([, a], [, b]) => b - a).map(([name, times]) => `  ${times} ${name}`);
  return [`refused ${total} of ${operations}`, ...rows].join('\n');
}
