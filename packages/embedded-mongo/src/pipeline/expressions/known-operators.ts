import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, notSupported } from '../../command-error.ts';
import { arithmeticOperators } from './arithmetic.ts';
import { arrayBuildingOperators } from './array-building.ts';
import { arrayOperators } from './arrays.ts';
import { bitOperators } from './bits.ts';
import { isConstant, nowhere } from './constants.ts';
import { conversionOperators } from './conversion.ts';
import { dateMathOperators } from './date-math.ts';
import { dateOperators } from './dates.ts';
import type { Expression, Operator, Parser } from './expression.ts';
import { logicOperators } from './logic.ts';
import { objectOperators } from './objects.ts';
import { setOperators } from './sets.ts';
import { stringSearchOperators } from './string-search.ts';
import { stringOperators } from './strings.ts';
import { totalOperators } from './totals.ts';

const operators = new Map<string, Operator>([
  ...arithmeticOperators,
  ...arrayBuildingOperators,
  ...arrayOperators,
  ...bitOperators,
  ...conversionOperators,
  ...dateMathOperators,
  ...dateOperators,
  ...logicOperators,
  ...objectOperators,
  ...setOperators,
  ...stringSearchOperators,
  ...stringOperators,
  ...totalOperators,
]);

const refused = new Set(
  'acos acosh asin asinh atan atan2 atanh binarySize cos cosh degreesToRadians exp function accumulator indexStats ln log log10 meta median percentile radiansToDegrees sampleRate sin sinh tan tanh toHashedIndexKey tsIncrement tsSecond'
    .split(' ')
    .map((name) => `$${name}`),
);

const dollar = (names: string) => new Set(names.split(' ').map((name) => `$${name}`));

/** What MongoDB works out for each document, whatever the operands. */
const late = dollar(
  'rand sampleRate sortArray zip regexMatch regexFind regexFindAll replaceOne replaceAll filter map reduce let',
);
/** Where it does not look for constants inside either. */
const closed = dollar('firstN lastN maxN minN getField setField unsetField');

export function isWorkedOutLate(name: string): boolean {
  return late.has(name) || closed.has(name);
}

export function isClosed(name: string): boolean {
  return closed.has(name);
}

/** Whose constant operands are worked out among themselves: those side by side, all of them, or the first ones. */
const runsOf = new Map<string, 'adjacent' | 'all' | 'leading'>([
  ['$add', 'leading'],
  ['$multiply', 'leading'],
  ['$concat', 'adjacent'],
  ['$concatArrays', 'adjacent'],
  ['$setUnion', 'all'],
  ['$setIntersection', 'all'],
  ['$bitAnd', 'all'],
  ['$bitOr', 'all'],
  ['$bitXor', 'all'],
]);

/** Works out constants among the operands, so that errors of theirs come before there is a document. */
export function foldRuns(name: string, operands: readonly Expression[], parser: Parser): void {
  const kind = runsOf.get(name);
  if (kind === undefined) return;
  parser.afterwards(() => {
    if (operands.every(isConstant)) return;
    for (const run of constantRuns(operands, kind)) {
      const values = run.map((read): Value => new Map([['$literal', read(nowhere) ?? null]]));
      if (values.length > 1) readOperator(new Map([[name, values]]), parser)(nowhere);
    }
  });
}

function constantRuns(operands: readonly Expression[], kind: 'adjacent' | 'all' | 'leading'): Expression[][] {
  if (kind === 'all') return [operands.filter(isConstant)];
  const runs: Expression[][] = [[]];
  for (const one of operands) {
    if (isConstant(one)) runs.at(-1)?.push(one);
    else if (kind === 'leading') break;
    else runs.push([]);
  }
  return runs;
}

/** Reads an operator's only field. Throws 15983 where it has others, 168 and 115 for names nobody or MongoDB alone knows. */
export function readOperator(value: Doc, parser: Parser): Expression {
  const [first = ''] = value.keys();
  if (value.size > 1) {
    throw new CommandError(
      15983,
      `an expression specification must contain exactly one field, the name of the expression. Found ${value.size} fields`,
    );
  }
  const operator = operators.get(first);
  if (operator) return operator(value.get(first) ?? null, parser, first);
  if (refused.has(first)) throw notSupported(`the expression ${first}`);
  throw new CommandError(168, `Unrecognized expression '${first}'`);
}
