import type { Difference } from './two-databases.ts';

/** A difference that the package's README states, and how it is told from others. */
interface Accepted {
  name: string;
  covers(difference: Difference): boolean;
}

export const acceptedDifferences: readonly Accepted[] = [
  {
    name: 'distinct never gives null for documents without the field; MongoDB does where an index serves it',
    covers: ({ operation, run, real, embedded }) =>
      operation.kind === 'distinct' &&
      run.indexes.length > 0 &&
      real.replace(/null\n|\nnull$|null$/, '').trim() === embedded.trim(),
  },
  {
    name: 'a $match is not moved before a stage that fails; MongoDB may move it, so that nothing is left to fail',
    covers: ({ operation: { command }, real, embedded }) => {
      const { pipeline } = command;
      const matchesLate = Array.isArray(pipeline) && pipeline.slice(1).some((stage) => '$match' in Object(stage));
      return matchesLate && embedded.startsWith('error') && !real.startsWith('error');
    },
  },
];

/** The name of the accepted difference this is, if it is one. */
export function acceptedName(difference: Difference): string | undefined {
  return acceptedDifferences.find(({ covers }) => covers(difference))?.name;
}
