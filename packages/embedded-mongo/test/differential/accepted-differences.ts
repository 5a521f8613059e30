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
  {
    name: 'a MinKey or MaxKey beside a $lookup stays what it is; MongoDB may answer a document with an empty name',
    covers: ({ operation, real, embedded }) =>
      JSON.stringify(operation.command).includes('$lookup') &&
      real !== embedded &&
      real.replaceAll(/\{: (MinKey|MaxKey)\}/g, '$1') === embedded,
  },
  {
    name: 'an error in what groups has the code of the expression; MongoDB has others where its second engine groups',
    covers: ({ operation, real, embedded }) =>
      /\$group|\$sortByCount|\$bucket/.test(JSON.stringify(operation.command)) &&
      /^error (7157\d\d\d|7158\d\d\d|5911200)$/.test(real) &&
      /^error \d+$/.test(embedded),
  },
  {
    name: 'of equal numbers of different types $max and $min in $group take the first; MongoDB may take the last',
    covers: ({ operation: { command }, real, embedded }) => {
      const picked = [...JSON.stringify(command).matchAll(/"(\w+)":\{"\$(?:max|min)":/g)].map(
        ([, field = '']) => field,
      );
      if (!JSON.stringify(command).includes('"$group"') || real === embedded) return false;
      return withoutTypes(real, picked) === withoutTypes(embedded, picked);
    },
  },
];

/** Of the fields named alone; what else an answer holds keeps its types. */
function withoutTypes(answer: string, fields: readonly string[]): string {
  const number = new RegExp(`\\b(${fields.join('|')}): (?:(?:Long|Double|Decimal)\\(([^()]*)\\)|(-?\\d[\\d.]*))`, 'g');
  return fields.length === 0
    ? answer
    : answer.replaceAll(number, (_, field, typed, plain) => `${field}: ${String(typed ?? plain).replace(/\.0$/, '')}`);
}

/** The name of the accepted difference this is, if it is one. */
export function acceptedName(difference: Difference): string | undefined {
  return acceptedDifferences.find(({ covers }) => covers(difference))?.name;
}
