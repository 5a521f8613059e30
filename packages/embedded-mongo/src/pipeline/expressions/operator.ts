import { compareValues } from '../../bson/compare.ts';
import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, failedToParse } from '../../command-error.ts';
import { isConstant, nowhere } from './constants.ts';
import type { Expression, Operand, Operator, Parser, Scope } from './expression.ts';

/** MongoDB's order with missing below null, as expressions compare. */
export function compareOperands(left: Operand, right: Operand): number {
  if (left !== undefined && right !== undefined) return compareValues(left, right);
  if (left === right) return 0;
  if (left === undefined) return compareValues(right, null) < 0 ? 1 : -1;
  return compareValues(left, null) < 0 ? -1 : 1;
}

export function isNullish(value: Operand): value is null | undefined {
  return value === undefined || value === null;
}

/** Truth as expressions see it: all but false, zero, null and missing. */
export function isTruthy(value: Operand): boolean {
  return !isNullish(value) && value !== false && (typeof value === 'boolean' || compareValues(value, 0) !== 0);
}

export function define(scope: Scope, name: string, value: Operand): Scope {
  return { root: scope.root, variables: { name, value, outer: scope.variables } };
}

/** The parsed operands of an operator that takes from `min` to `max` of them (16020 or 28667 otherwise). */
export function parseOperands(operand: Value, parser: Parser, name: string, min: number, max: number): Expression[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length < min || list.length > max) {
    throw min === max
      ? new CommandError(16020, `Expression ${name} takes exactly ${min} arguments. ${list.length} were passed in.`)
      : new CommandError(
          28667,
          `Expression ${name} takes at least ${min} arguments, and at most ${max}, but ${list.length} were passed in.`,
        );
  }
  return list.map((one) => parser.parse(one));
}

/** An operator of one operand. */
export function unary(apply: (value: Operand, name: string) => Operand): Operator {
  return (operand, parser, name) => {
    const [read] = parseOperands(operand, parser, name, 1, 1);
    return (scope) => apply(read?.(scope), name);
  };
}

/** An operator of two operands. */
export function binary(apply: (left: Operand, right: Operand, name: string) => Operand): Operator {
  return (operand, parser, name) => {
    const [left, right] = parseOperands(operand, parser, name, 2, 2);
    return (scope) => apply(left?.(scope), right?.(scope), name);
  };
}

/** An operator of `min` to `max` operands, all evaluated first. */
export function listed(min: number, max: number, apply: (values: Operand[], name: string) => Operand): Operator {
  return (operand, parser, name) => {
    const reads = parseOperands(operand, parser, name, min, max);
    return (scope) =>
      apply(
        reads.map((read) => read(scope)),
        name,
      );
  };
}

export interface FieldCodes {
  /** Not a document, an unknown field, a missing field. */
  object: number;
  unknown: number;
  missing: number;
}

/** The fields of an operator whose operand is a document. */
export function parseFields(
  operand: Value,
  name: string,
  required: readonly string[],
  optional: readonly string[],
  codes: FieldCodes,
): Doc {
  if (!(operand instanceof Map)) {
    throw new CommandError(codes.object, `${name} only supports an object as its argument`);
  }
  for (const field of operand.keys()) {
    if (!required.includes(field) && !optional.includes(field)) {
      throw new CommandError(codes.unknown, `Unrecognized argument to ${name}: ${field}`);
    }
  }
  for (const field of required) {
    if (!operand.has(field)) throw new CommandError(codes.missing, `Missing '${field}' parameter to ${name}`);
  }
  return operand;
}

/**
 * An operator whose operand is a document of named expressions, all evaluated first. `check` refuses those that are
 * constant before there is a document.
 */
export function named(
  required: readonly string[],
  optional: readonly string[],
  codes: FieldCodes,
  apply: (value: (field: string) => Operand, has: (field: string) => boolean, name: string) => Operand,
  check?: (isKnown: (field: string) => boolean, value: (field: string) => Operand, name: string) => void,
): Operator {
  return (operand, parser, name) => {
    const fields = parseFields(operand, name, required, optional, codes);
    const reads = new Map([...fields].map(([field, value]) => [field, parser.parse(value)]));
    if (check) checkConstants(reads, parser, (isKnown, value) => check(isKnown, value, name));
    return (scope) =>
      apply(
        (field) => reads.get(field)?.(scope),
        (field) => reads.has(field),
        name,
      );
  };
}

/** Has those of the operands checked that are constant while others are not. */
export function checkConstants(
  reads: ReadonlyMap<string, Expression>,
  parser: Parser,
  check: (isKnown: (field: string) => boolean, value: (field: string) => Operand) => void,
): void {
  parser.afterwards(() => {
    if ([...reads.values()].every(isConstant)) return;
    const isKnown = (field: string): boolean => {
      const read = reads.get(field);
      return read !== undefined && isConstant(read);
    };
    check(isKnown, (field) => reads.get(field)?.(nowhere));
  });
}

/** Variable names that users choose start with a small letter. Throws FailedToParse otherwise. */
export function checkVariableName(name: string): void {
  if (name === '') throw failedToParse('empty variable names are not allowed');
  if (name === 'CURRENT') return;
  if (!/^[a-z\u0080-\uffff]/.test(name)) {
    throw failedToParse(`'${name}' starts with an invalid character for a user variable name`);
  }
  if (!/^[\w\u0080-\uffff]+$/.test(name)) {
    throw failedToParse(`'${name}' contains an invalid character for a variable name`);
  }
}
