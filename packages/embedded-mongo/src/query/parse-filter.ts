import { BSONRegExp } from 'bson';
import { asNumber } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, notSupported } from '../command-error.ts';
import { settlingLater } from '../pipeline/expressions/constants.ts';
import { isTruthy } from '../pipeline/expressions/operator.ts';
import { parseExpression, scopeOf } from '../pipeline/expressions/parse-expression.ts';
import { bitTest, isBitOperator } from './bit-tests.ts';
import { textOrder } from './collation.ts';
import type { QueryContext } from './context.ts';
import { allMatch, elementMatch, type FieldMatch, notAll, someMatch } from './field-match.ts';
import { elementOfAll, elementOfAny } from './positional.ts';
import { typeTest } from './type-names.ts';
import {
  equals,
  hasRemainder,
  hasSize,
  isIn,
  isOrderOperator,
  isTruthyOption,
  matchesRegex,
  ordered,
} from './value-tests.ts';

/** A filter parsed once: what it says, for the planner, and whether a document satisfies it. */
export type Filter = Junction | FieldFilter | Condition;

export interface Junction {
  readonly kind: '$and' | '$or' | '$nor';
  readonly parts: readonly Filter[];
  matches(doc: Doc): boolean;
  /** Which array element the positional `$` stands for in a document that matches. */
  elementIn(doc: Doc): number | undefined;
}

/** `$expr`: what no index serves. */
export interface Condition {
  readonly kind: '$expr';
  matches(doc: Doc): boolean;
  elementIn(doc: Doc): number | undefined;
}

export interface FieldFilter extends FieldMatch {
  readonly kind: 'field';
  readonly field: string;
  readonly operator: string;
  readonly operand: Value;
}

/**
 * Throws as MongoDB does on malformed filters, and 115 on operators this database does not have. The context's collation
 * decides how strings compare.
 */
export function parseFilter(filter: Doc, context: QueryContext = {}): Filter {
  if (context.settle) return parseParts(filter, context);
  const later = settlingLater(context);
  const parsed = parseParts(filter, later.context);
  later.settle();
  return parsed;
}

function parseParts(filter: Doc, context: QueryContext): Filter {
  const parts: Filter[] = [];
  for (const [name, operand] of filter) {
    if (name === '$and' || name === '$or' || name === '$nor') parts.push(parseJunction(name, operand, context));
    else if (name === '$expr') parts.push(condition(operand, context));
    else if (name === '$comment') continue;
    else if (name === '$alwaysTrue' || name === '$alwaysFalse') parts.push(always(name, operand));
    else if (name.startsWith('$')) throw unknownTopLevel(name);
    else parts.push(...parseField(name, operand, context));
  }
  return parts.length === 1 && parts[0] ? parts[0] : junction('$and', parts);
}

const unsupportedOperators = new Set(
  '$where $text $jsonSchema $sampleRate $near $nearSphere $geoWithin $geoIntersects $within $geoNear $maxDistance $minDistance $uniqueDocs'.split(
    ' ',
  ),
);

function unknownTopLevel(name: string): CommandError {
  if (unsupportedOperators.has(name)) return notSupported(name);
  return badValue(
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function always(name: string, operand: Value): Junction {
  if (asNumber(operand) !== 1) throw failedToParse(`${name} must be an integer value of 1`);
  return junction(name === '$alwaysTrue' ? '$nor' : '$or', []);
}

function condition(operand: Value, context: QueryContext): Condition {
  const place = context.refusesExpressions;
  if (place) throw new CommandError(place === 'an array element' ? 2 : 224, `$expr is not allowed for ${place}`);
  const read = parseExpression(operand, context);
  return { kind: '$expr', matches: (doc) => isTruthy(read(scopeOf(doc, context))), elementIn: () => undefined };
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

/** All of the filters at once. */
export function conjunctionOf(parts: readonly Filter[]): Junction {
  return junction('$and', parts);
}

function junction(kind: Junction['kind'], parts: readonly Filter[]): Junction {
  const matches =
    kind === '$and'
      ? (doc: Doc) => parts.every((part) => part.matches(doc))
      : (doc: Doc) => parts.some((part) => part.matches(doc)) === (kind === '$or');
  const elementIn = kind === '$and' ? elementOfAll(parts) : elementOfAny(kind === '$or' ? parts : []);
  return { kind, parts, matches, elementIn };
}

function parseField(field: string, operand: Value, context: QueryContext): FieldFilter[] {
  const make = (operator: string, value: Value) => fieldFilter(field, operator, value, context);
  if (operand instanceof BSONRegExp) return [make('$regex', operand)];
  if (!isOperatorDoc(operand)) return [make('$eq', operand)];
  const found: FieldFilter[] = [];
  for (const [operator, value] of operand) {
    if (operator === '$options') {
      if (!operand.has('$regex')) throw badValue('$options needs a $regex');
    } else if (operator === '$regex') found.push(make(operator, regexOf(value, operand.get('$options'))));
    else found.push(make(operator, value));
  }
  return found;
}

export function isOperatorDoc(value: Value | undefined): value is Doc {
  return value instanceof Map && startsWithOperator(value);
}

/** A DBRef starts with a dollar sign too, but is a value. */
function startsWithOperator(value: Doc, allowsPartialRef = false): boolean {
  const [first] = value.keys();
  if (first?.startsWith('$') !== true) return false;
  if (allowsPartialRef) return !['$ref', '$id', '$db'].some((name) => value.has(name));
  const isRef = typeof value.get('$ref') === 'string' && typeof (value.get('$db') ?? '') === 'string';
  return !(isRef && value.has('$id'));
}

function regexOf(pattern: Value, options: Value | undefined): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (pattern instanceof BSONRegExp) {
    if (pattern.options !== '' && options !== undefined) {
      throw new CommandError(51075, 'options set in both $regex and $options');
    }
    return options === undefined ? pattern : regularExpression(pattern.pattern, options);
  }
  if (typeof pattern !== 'string') throw badValue('$regex has to be a string');
  return regularExpression(pattern, options ?? '');
}

function regularExpression(pattern: string, options: string): BSONRegExp {
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte');
  const unknown = [...options].find((option) => !'imsxu'.includes(option));
  if (unknown !== undefined) throw new CommandError(51108, `invalid flag in regex options: ${unknown}`);
  return new BSONRegExp(pattern, options);
}

function fieldFilter(field: string, operator: string, operand: Value, context: QueryContext): FieldFilter {
  return { kind: 'field', field, operator, operand, ...fieldMatch(field, operator, operand, context) };
}

function fieldMatch(field: string, operator: string, operand: Value, context: QueryContext): FieldMatch {
  const path = field.split('.');
  const text = textOrder(context.collation);
  if (isOrderOperator(operator)) return someMatch(path, ordered(operator, operand, field, text));
  if (isBitOperator(operator)) return someMatch(path, bitTest(operator, operand, field));
  switch (operator) {
    case '$eq':
      return someMatch(path, equals(operand, text));
    case '$ne':
      if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      return notAll([someMatch(path, equals(operand, text))]);
    case '$in':
      return someMatch(path, isIn(listOf(operator, operand), text));
    case '$nin':
      return notAll([someMatch(path, isIn(listOf(operator, operand), text))]);
    case '$exists': {
      const match = someMatch(path, (value) => value !== undefined);
      return isTruthyOption(operand) ? match : notAll([match]);
    }
    case '$type':
      return someMatch(path, typeTest(operand));
    case '$regex':
      return someMatch(
        path,
        operand instanceof BSONRegExp ? matchesRegex(operand.pattern, operand.options) : equals(operand, text),
      );
    case '$size':
      return someMatch(path, hasSize(operand), false);
    case '$mod':
      return someMatch(path, hasRemainder(operand));
    case '$not':
      return notAll(negated(field, operand, context));
    case '$elemMatch':
      return elementMatch(path, elementTest(operand, context));
    case '$all':
      return allMatch(allOf(field, operand, context));
    default:
      throw unsupportedOperators.has(operator) ? notSupported(operator) : badValue(`unknown operator: ${operator}`);
  }
}

function listOf(operator: string, operand: Value): Value[] {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  if (operand.some(isOperatorDoc)) throw badValue(`cannot nest $ under ${operator}`);
  return operand;
}

function negated(field: string, operand: Value, context: QueryContext): FieldFilter[] {
  if (operand instanceof BSONRegExp) return parseField(field, operand, context);
  if (!(operand instanceof Map)) throw badValue('$not needs a regex or a document');
  if (operand.size === 0) throw badValue('$not cannot be empty');
  if (!startsWithOperator(operand)) throw badValue(`unknown operator: ${[...operand.keys()][0] ?? ''}`);
  return parseField(field, operand, context);
}

const junctions = new Set(['$and', '$or', '$nor', '$expr', '$where']);

/** What `$elemMatch` asks of one element: conditions on its value or, without operators, on its fields. */
export function elementTest(operand: Value, context: QueryContext = {}): (element: Value) => boolean {
  if (!(operand instanceof Map)) throw badValue('$elemMatch needs an Object');
  const [first] = operand.keys();
  if (startsWithOperator(operand, true) && !junctions.has(first ?? '')) {
    const tests = parseField('', operand, context);
    return (element) => tests.every((test) => test.matchesValue(element));
  }
  const filter = parseFilter(operand, { ...context, refusesExpressions: 'an array element' });
  return (element) => {
    if (element instanceof Map) return filter.matches(element);
    return Array.isArray(element) && filter.matches(new Map(element.map((inner, index) => [String(index), inner])));
  };
}

function allOf(field: string, operand: Value, context: QueryContext): FieldMatch[] {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const [first] = operand;
  const isAboutElements = isOperatorDoc(first) && [...first.keys()][0] === '$elemMatch';
  return operand.map((one) => {
    if (one instanceof BSONRegExp) return fieldMatch(field, '$regex', one, context);
    if (!isAboutElements) {
      if (isOperatorDoc(one)) throw badValue('no $ expressions in $all');
      return fieldMatch(field, '$eq', one, context);
    }
    const condition = one instanceof Map ? one.get('$elemMatch') : undefined;
    if (condition === undefined) throw badValue('$all/$elemMatch has to be consistent');
    return fieldMatch(field, '$elemMatch', condition, context);
  });
}
