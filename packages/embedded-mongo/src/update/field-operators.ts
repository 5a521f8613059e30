import { Timestamp } from 'bson';
import { compareValues, isNumeric } from '../bson/compare.ts';
import { print } from '../bson/read-value.ts';
import type { Numeric, Value } from '../bson/value.ts';
import { badValue, typeMismatch } from '../command-error.ts';
import { textOrder } from '../query/collation.ts';
import type { QueryContext } from '../query/context.ts';
import { typeName } from '../query/type-names.ts';
import { isNaNValue } from '../query/value-tests.ts';
import type { Apply } from './apply.ts';
import { arithmetic } from './arithmetic.ts';
import { addToSet, pop, pull, pullAll, push, pushesOrSorts } from './array-operators.ts';
import { bit } from './bit-operator.ts';

/** The field's new value from its old one; undefined means missing, before and after. */
export interface FieldOperator {
  /** Whether a missing path comes into being. */
  creates: boolean;
  needsWay?: boolean;
  parse(field: string, operand: Value, context?: QueryContext): Apply;
  /** Whether the document counts as modified even where the value stays what it was. */
  counts?(operand: Value, now: Value | undefined): boolean;
}

export const fieldOperators = new Map<string, FieldOperator>([
  ['$set', { creates: true, parse: (_field, operand) => () => operand }],
  ['$setOnInsert', { creates: true, parse: (_field, operand) => () => operand }],
  ['$unset', { creates: false, parse: () => () => undefined }],
  ['$inc', { creates: true, parse: (field, operand) => arithmeticOn('$inc', field, operand), counts: leavesNaN }],
  ['$mul', { creates: true, parse: (field, operand) => arithmeticOn('$mul', field, operand), counts: leavesNaN }],
  ['$min', { creates: true, parse: (_field, operand, context) => extremeOf(operand, -1, context) }],
  ['$max', { creates: true, parse: (_field, operand, context) => extremeOf(operand, 1, context) }],
  ['$currentDate', { creates: true, parse: (_field, operand) => currentDate(operand), counts: () => true }],
  ['$push', { creates: true, parse: push, counts: pushesOrSorts }],
  ['$addToSet', { creates: true, parse: addToSet }],
  ['$pull', { creates: false, needsWay: true, parse: (_field, operand, context) => pull(operand, context) }],
  ['$pullAll', { creates: false, needsWay: true, parse: (_field, operand, context) => pullAll(operand, context) }],
  ['$pop', { creates: false, needsWay: true, parse: pop }],
  ['$bit', { creates: true, parse: bit }],
]);

function extremeOf(operand: Value, side: 1 | -1, context: QueryContext | undefined): Apply {
  const text = textOrder(context?.collation);
  return (old) => (old === undefined || compareValues(operand, old, text) * side > 0 ? operand : old);
}

function arithmeticOn(operator: '$inc' | '$mul', field: string, operand: Value): Apply {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  if (!isNumeric(operand))
    throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${field}: ${print(operand)}}`);
  return (old, doc) => {
    if (old === undefined) {
      return operator === '$inc' ? operand : arithmetic('*', operand, 0);
    }
    const id = `{_id: ${print(doc.get('_id'))}}`;
    if (!isNumeric(old)) {
      const name = field.slice(field.lastIndexOf('.') + 1);
      throw typeMismatch(
        `Cannot apply ${operator} to a value of non-numeric type. ${id} has the field '${name}' of non-numeric type ${typeName(old)}`,
      );
    }
    const result = arithmetic(operator === '$inc' ? '+' : '*', old, operand);
    if (result === undefined) {
      throw badValue(
        `Failed to apply ${operator} operations to current value ((NumberLong)${print(old)}) for document ${id}`,
      );
    }
    return isSameKind(old, result) && compareValues(old, result) === 0 && !isNaNValue(result) ? old : result;
  };
}

/** Equal numbers of one kind are no change, not even 0 after -0 or 1.0 after 1. */
function isSameKind(left: Numeric, right: Numeric): boolean {
  return typeof left === 'object' ? left.constructor === right.constructor : typeof left === typeof right;
}

/** A NaN is never equal to the one that was there. */
function leavesNaN(_operand: Value, now: Value | undefined): boolean {
  return isNaNValue(now);
}

let ordinal = 0;

function currentDate(operand: Value): Apply {
  const type = operand instanceof Map ? operand.get('$type') : undefined;
  if (operand instanceof Map && operand.size > 1) {
    const other = [...operand.keys()].find((name) => name !== '$type') ?? '';
    throw badValue(`Unrecognized $currentDate option: ${other}`);
  }
  if (operand instanceof Map && type !== 'date' && type !== 'timestamp') {
    throw badValue(
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    );
  }
  if (!(operand instanceof Map) && typeof operand !== 'boolean') {
    throw badValue(
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  if (type !== 'timestamp') return () => new Date();
  return () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: ++ordinal });
}
