import { BSONRegExp } from 'bson';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, notSupported } from '../command-error.ts';
import { isTruthy } from '../pipeline/expressions/operator.ts';
import { parseExpression, scopeOf } from '../pipeline/expressions/parse-expression.ts';
import type { QueryContext } from './context.ts';
import { reach, type ValueTest } from './reach.ts';
import { typeTest } from './type-names.ts';
import { equals, hasRemainder, hasSize, isIn, isOrderOperator, matchesRegex, ordered } from './value-tests.ts';

/** A filter parsed once: what it says, for the planner, and whether a document satisfies it. */
export type Filter = Junction | FieldFilter | Condition;

export interface Junction {
  readonly kind: '$and' | '$or' | '$nor';
  readonly parts: readonly Filter[];
  matches(doc: Doc): boolean;
}

/** `$expr`: what no index serves. */
export interface Condition {
  readonly kind: '$expr';
  matches(doc: Doc): boolean;
}

export interface FieldFilter {
  readonly kind: 'field';
  readonly field: string;
  readonly operator: string;
  readonly operand: Value;
  matches(doc: Doc): boolean;
}

/** Throws as MongoDB does on malformed filters, and 115 on operators this database does not have. */
export function parseFilter(filter: Doc, context: QueryContext = {}): Filter {
  const parts: Filter[] = [];
  for (const [name, operand] of filter) {
    if (name === '$and' || name === '$or' || name === '$nor') parts.push(parseJunction(name, operand, context));
    else if (name === '$expr') parts.push(condition(operand, context));
    else if (name === '$comment') continue;
    else if (name.startsWith('$')) throw unknownTopLevel(name);
    else parts.push(...parseField(name, operand));
  }
  return parts.length === 1 && parts[0] ? parts[0] : junction('$and', parts);
}

const unsupportedOperators = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$alwaysTrue',
  '$alwaysFalse',
  '$sampleRate',
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$within',
  '$bitsAllSet',
  '$bitsAllClear',
  '$bitsAnySet',
  '$bitsAnyClear',
  '$ref',
  '$id',
  '$db',
]);

function unknownTopLevel(name: string): CommandError {
  if (unsupportedOperators.has(name)) return notSupported(name);
  return badValue(
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function condition(operand: Value, context: QueryContext): Condition {
  const read = parseExpression(operand, context);
  return { kind: '$expr', matches: (doc) => isTruthy(read(scopeOf(doc, context))) };
}

function parseJunction(kind: Junction['kind'], operand: Value, context: QueryContext): Junction {
  if (!Array.isArray(operand)) throw badValue(`${kind} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return junction(
    kind,
    operand.map((one) => {
      if (!(one instanceof Map)) throw badValue('$or/$and/$nor entries need to be full objects');
      return parseFilter(one, context);
    }),
  );
}

function junction(kind: Junction['kind'], parts: readonly Filter[]): Junction {
  const matches =
    kind === '$and'
      ? (doc: Doc) => parts.every((part) => part.matches(doc))
      : (doc: Doc) => parts.some((part) => part.matches(doc)) === (kind === '$or');
  return { kind, parts, matches };
}

function parseField(field: string, operand: Value): FieldFilter[] {
  const path = field.split('.');
  if (operand instanceof BSONRegExp) return [fieldFilter(field, path, '$regex', operand)];
  if (!isOperatorDoc(operand)) return [fieldFilter(field, path, '$eq', operand)];
  const found: FieldFilter[] = [];
  for (const [operator, value] of operand) {
    if (operator === '$options') {
      if (!operand.has('$regex')) throw badValue('$options needs a $regex');
    } else if (operator === '$regex')
      found.push(fieldFilter(field, path, operator, regexOf(value, operand.get('$options'))));
    else found.push(fieldFilter(field, path, operator, value));
  }
  return found;
}

export function isOperatorDoc(value: Value | undefined): value is Doc {
  return value instanceof Map && startsWithOperator(value);
}

function startsWithOperator(value: Doc): boolean {
  const [first] = value.keys();
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db';
}

function regexOf(pattern: Value, options: Value | undefined): BSONRegExp {
  const flags = typeof options === 'string' ? options : '';
  if (pattern instanceof BSONRegExp) {
    if (pattern.options !== '' && options !== undefined) {
      throw new CommandError(51075, 'options set in both $regex and $options');
    }
    return options === undefined ? pattern : new BSONRegExp(pattern.pattern, flags);
  }
  if (typeof pattern !== 'string') throw badValue('$regex has to be a string');
  return new BSONRegExp(pattern, flags);
}

function fieldFilter(field: string, path: readonly string[], operator: string, operand: Value): FieldFilter {
  return { kind: 'field', field, operator, operand, matches: fieldMatch(field, path, operator, operand) };
}

function fieldMatch(field: string, path: readonly string[], operator: string, operand: Value): (doc: Doc) => boolean {
  const [name] = path;
  const some = (test: ValueTest, opens = true): ((doc: Doc) => boolean) =>
    path.length === 1 && name !== undefined
      ? (doc) => {
          const value = doc.get(name);
          return test(value) || (opens && Array.isArray(value) && value.some(test));
        }
      : (doc) => reach(doc, path, 0, test, opens);
  const none = (test: ValueTest) => {
    const match = some(test);
    return (doc: Doc) => !match(doc);
  };
  if (isOrderOperator(operator)) return some(ordered(operator, operand, field));
  switch (operator) {
    case '$eq':
      return some(equals(operand));
    case '$ne':
      if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      return none(equals(operand));
    case '$in':
      return some(isIn(listOf(operator, operand)));
    case '$nin':
      return none(isIn(listOf(operator, operand)));
    case '$exists': {
      const match = some((value) => value !== undefined, false);
      return isTrue(operand) ? match : (doc) => !match(doc);
    }
    case '$type':
      return some(typeTest(operand));
    case '$regex':
      return operand instanceof BSONRegExp
        ? some(matchesRegex(operand.pattern, operand.options))
        : some(equals(operand));
    case '$size':
      return some(hasSize(operand), false);
    case '$mod':
      return some(hasRemainder(operand));
    case '$not': {
      const inner = negated(field, operand);
      return (doc) => !inner.every((one) => one.matches(doc));
    }
    case '$elemMatch':
      return some(elementTest(operand), false);
    case '$all':
      return allOf(field, path, operand, some);
    default:
      throw unsupportedOperators.has(operator) ? notSupported(operator) : badValue(`unknown operator: ${operator}`);
  }
}

function listOf(operator: string, operand: Value): Value[] {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  if (operand.some(isOperatorDoc)) throw badValue(`cannot nest $ under ${operator}`);
  return operand;
}

function negated(field: string, operand: Value): FieldFilter[] {
  if (operand instanceof BSONRegExp) return parseField(field, operand);
  if (!(operand instanceof Map)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  if (!startsWithOperator(operand)) throw badValue(`unknown operator: ${[...operand.keys()][0] ?? ''}`);
  return parseField(field, operand);
}

/** The test of `$elemMatch`: some element of the array satisfies all of it at once. */
export function elementTest(operand: Value): ValueTest {
  if (!(operand instanceof Map)) throw badValue('$elemMatch needs an Object');
  const matches = elementMatch(operand);
  return (value) => Array.isArray(value) && value.some(matches);
}

const junctions = new Set(['$and', '$or', '$nor']);

export function elementMatch(operand: Doc): (element: Value) => boolean {
  const [first] = operand.keys();
  if (isOperatorDoc(operand) && !junctions.has(first ?? '')) {
    const tests = parseField('', operand);
    return (element) => {
      const holder: Doc = new Map([['', Array.isArray(element) ? [element] : element]]);
      return tests.every((test) => test.matches(holder));
    };
  }
  const filter = parseFilter(operand);
  return (element) => {
    if (element instanceof Map) return filter.matches(element);
    return Array.isArray(element) && filter.matches(new Map(element.map((inner, index) => [String(index), inner])));
  };
}

function allOf(
  field: string,
  path: readonly string[],
  operand: Value,
  some: (test: ValueTest, opens?: boolean) => (doc: Doc) => boolean,
): (doc: Doc) => boolean {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const matches = operand.map((one) => {
    if (one instanceof BSONRegExp) return some(matchesRegex(one.pattern, one.options));
    if (!isOperatorDoc(one)) return some(equals(one));
    const condition = one.get('$elemMatch');
    if (condition === undefined || one.size !== 1) throw badValue('no $ expressions in $all');
    return fieldMatch(field, path, '$elemMatch', condition);
  });
  return (doc) => matches.length > 0 && matches.every((match) => match(doc));
}
