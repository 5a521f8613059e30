import { BSONRegExp } from 'bson';
import { compareValues, equalValues, isNumeric, type TextOrder } from '../bson/compare.ts';
import { asNumber, print } from '../bson/read-value.ts';
import type { Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, typeMismatch } from '../command-error.ts';
import { textOrder } from '../query/collation.ts';
import type { QueryContext } from '../query/context.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { typeName } from '../query/type-names.ts';
import { matchesRegex } from '../query/value-tests.ts';
import type { Apply } from './apply.ts';

const pushClauses = new Set(['$each', '$slice', '$sort', '$position']);

export function push(field: string, operand: Value, context?: QueryContext): Apply {
  const clauses = operand instanceof Map && operand.has('$each') ? operand : new Map([['$each', [operand]]]);
  for (const clause of clauses.keys()) {
    if (!pushClauses.has(clause)) throw badValue(`Unrecognized clause in $push: ${clause}`);
  }
  const added = clauses.get('$each');
  if (!Array.isArray(added)) {
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(added)}`);
  }
  const position = integer(clauses.get('$position'), '$position');
  const limit = integer(clauses.get('$slice'), '$slice');
  const order = clauses.has('$sort') ? elementOrder(clauses.get('$sort'), textOrder(context?.collation)) : undefined;
  return (old, doc) => {
    if (old !== undefined && !Array.isArray(old)) {
      throw badValue(
        `The field '${field}' must be an array but is of type ${typeName(old)} in document {_id: ${print(doc.get('_id'))}}`,
      );
    }
    const values = [...(old ?? [])];
    values.splice(position ?? values.length, 0, ...added);
    if (order) values.sort(order);
    if (limit === undefined) return values;
    return limit >= 0 ? values.slice(0, limit) : values.slice(limit);
  };
}

/** MongoDB does not look whether what was added, or sorted, is in the end what was there. */
export function pushesOrSorts(operand: Value, now: Value | undefined): boolean {
  const added = operand instanceof Map && operand.has('$each') ? operand.get('$each') : [operand];
  const sorts = operand instanceof Map && operand.has('$sort') && Array.isArray(now) && now.length > 0;
  return sorts || (Array.isArray(added) && added.length > 0);
}

function integer(value: Value | undefined, clause: string): number | undefined {
  if (value === undefined) return undefined;
  const number = asNumber(value);
  if (!Number.isInteger(number)) {
    throw badValue(`The value for ${clause} must be an integer value but was given type: ${typeName(value)}`);
  }
  return number;
}

function elementOrder(sort: Value | undefined, text: TextOrder): (a: Value, b: Value) => number {
  if (isNumeric(sort)) {
    const direction = asNumber(sort);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (a, b) => compareValues(a, b, text) * direction;
  }
  if (!(sort instanceof Map)) {
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  }
  if (sort.size === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  const fields = [...sort].map(([field, value]) => {
    const direction = asNumber(value);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    if (field.split('.').includes('')) {
      throw badValue(`The $sort field is a dotted field but has an empty part: ${field}`);
    }
    return { field, direction };
  });
  return (a, b) => {
    for (const { field, direction } of fields) {
      const order = compareValues(at(a, field), at(b, field), text) * direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

function at(value: Value, field: string): Value | undefined {
  return field
    .split('.')
    .reduce<Value | undefined>((inner, name) => (inner instanceof Map ? inner.get(name) : undefined), value);
}

export function addToSet(field: string, operand: Value, context?: QueryContext): Apply {
  const text = textOrder(context?.collation);
  const [first] = operand instanceof Map ? operand.keys() : [];
  const each = first === '$each' && operand instanceof Map ? operand.get('$each') : undefined;
  if (first === '$each' && operand instanceof Map && operand.size > 1) {
    throw badValue(`Found unexpected fields after $each in $addToSet: ${print(operand)}`);
  }
  if (each !== undefined && !Array.isArray(each)) {
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`);
  }
  const added = each ?? [operand];
  return (old) => {
    if (old !== undefined && !Array.isArray(old)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${lastName(field)}' has non-array type ${typeName(old)}`,
      );
    }
    const values = [...(old ?? [])];
    for (const one of added) if (!values.some((value) => equalValues(value, one, text))) values.push(one);
    return values;
  };
}

function lastName(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

export function pull(operand: Value, context?: QueryContext): Apply {
  const isGone = pullTest(operand, context);
  return (old) => {
    if (old === undefined) return undefined;
    if (!Array.isArray(old)) throw badValue('Cannot apply $pull to a non-array value');
    return old.filter((value) => !isGone(value));
  };
}

const conditions = new Set(
  '$eq $ne $gt $gte $lt $lte $in $nin $size $all $elemMatch $exists $type $mod $regex $options $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear'.split(
    ' ',
  ),
);

function pullTest(operand: Value, context: QueryContext | undefined): (value: Value) => boolean {
  const [first] = operand instanceof Map ? operand.keys() : [];
  if (first !== undefined && conditions.has(first)) {
    const filter = parseFilter(new Map([['', operand]]), context);
    return (value) => filter.matches(new Map([['', value]]));
  }
  if (operand instanceof Map) {
    const filter = parseFilter(operand, { ...context, refusesExpressions: '$pull' });
    return (value) => value instanceof Map && filter.matches(value);
  }
  if (operand instanceof BSONRegExp) return matchesRegex(operand.pattern, operand.options);
  const text = textOrder(context?.collation);
  return (value) => equalValues(value, operand, text);
}

export function pullAll(operand: Value, context?: QueryContext): Apply {
  const text = textOrder(context?.collation);
  if (!Array.isArray(operand))
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return (old) => {
    if (old === undefined) return undefined;
    if (!Array.isArray(old)) throw badValue('Cannot apply $pull to a non-array value');
    return old.filter((value) => !operand.some((one) => equalValues(value, one, text)));
  };
}

export function pop(field: string, operand: Value): Apply {
  const side = asNumber(operand);
  if (Number.isNaN(side)) throw failedToParse(`Expected a number in: ${field}: ${print(operand)}`);
  if (side !== 1 && side !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${print(operand)}`);
  return (old) => {
    if (old === undefined) return undefined;
    if (!Array.isArray(old)) {
      throw new CommandError(14, `Path '${field}' contains an element of non-array type '${typeName(old)}'`);
    }
    return side === 1 ? old.slice(0, -1) : old.slice(1);
  };
}
