import { print } from '../bson/read-value.ts';
import type { Value } from '../bson/value.ts';
import { badValue } from '../command-error.ts';
import { typeName } from '../query/type-names.ts';
import type { Apply } from './apply.ts';

const operations = new Map<Value | undefined, (left: bigint, right: bigint) => bigint>([
  ['and', (left, right) => left & right],
  ['or', (left, right) => left | right],
  ['xor', (left, right) => left ^ right],
]);

/** `$bit`: `and`, `or` and `xor` on int and long, one after another; the result is as wide as the wider of the two. */
export function bit(field: string, operand: Value): Apply {
  if (!(operand instanceof Map)) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  if (operand.size === 0) {
    throw badValue(`You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`);
  }
  const steps = [...operand].map(([name, value]) => {
    const operation = operations.get(name);
    if (!operation) throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: ${name}: ${print(value)}`,
      );
    }
    return { operation, value };
  });
  return (old = 0, doc) => {
    if (typeof old !== 'number' && typeof old !== 'bigint') {
      throw badValue(
        `Cannot apply $bit to a value of non-integral type._id: ${print(doc.get('_id'))} has the field ${field} of non-integer type ${typeName(old)}`,
      );
    }
    return steps.reduce<number | bigint>((current, { operation, value }) => {
      const result = operation(BigInt(current), BigInt(value));
      return typeof current === 'number' && typeof value === 'number' ? Number(result) : result;
    }, old);
  };
}
