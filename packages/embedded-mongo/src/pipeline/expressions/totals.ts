import type { Value } from '../../bson/value.ts';
import { isConstant } from './constants.ts';
import type { Operand, Operator } from './expression.ts';
import { compareOperands, isNullish } from './operator.ts';
import { Deviation, Summation } from './summation.ts';

/** The accumulators that are expressions too: over their operands, or over the elements of a single array. */
export const totalOperators: [string, Operator][] = [
  ['$sum', over((values) => summed(values).total)],
  ['$avg', over((values) => summed(values).average)],
  ['$min', over((values) => extreme(values, -1), true)],
  ['$max', over((values) => extreme(values, 1), true)],
  ['$stdDevPop', over((values) => deviation(values).result(false))],
  ['$stdDevSamp', over((values) => deviation(values).result(true))],
];

/** Where the order of the operands can tell, it is MongoDB's, which has the constant ones last. */
function over(apply: (values: Operand[]) => Value, isOrdered = false): Operator {
  return (operand, parser) => {
    if (!Array.isArray(operand) || operand.length === 1) {
      const read = parser.parse(Array.isArray(operand) ? (operand[0] ?? null) : operand);
      return (scope) => {
        const value = read(scope);
        return apply(Array.isArray(value) ? value : [value]);
      };
    }
    const reads = operand.map((one) => parser.parse(one));
    if (isOrdered) parser.afterwards(() => reads.sort((a, b) => Number(isConstant(a)) - Number(isConstant(b))));
    return (scope) => apply(reads.map((read) => read(scope)));
  };
}

function summed(values: Operand[]): Summation {
  const sum = new Summation();
  for (const value of values) sum.add(value);
  return sum;
}

function deviation(values: Operand[]): Deviation {
  const deviation = new Deviation();
  for (const value of values) deviation.add(value);
  return deviation;
}

function extreme(values: Operand[], side: 1 | -1): Value {
  let best: Value = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    if (best === null || compareOperands(value, best) * side > 0) best = value;
  }
  return best;
}
