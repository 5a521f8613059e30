import type { Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { deciding, isConstant, nowhere } from './constants.ts';
import type { Expression, Operator, Parser } from './expression.ts';
import { binary, compareOperands, isNullish, isTruthy, parseFields, parseOperands, unary } from './operator.ts';

const many = Number.POSITIVE_INFINITY;

export const logicOperators: [string, Operator][] = [
  ['$eq', binary((left, right) => compareOperands(left, right) === 0)],
  ['$ne', binary((left, right) => compareOperands(left, right) !== 0)],
  ['$gt', binary((left, right) => compareOperands(left, right) > 0)],
  ['$gte', binary((left, right) => compareOperands(left, right) >= 0)],
  ['$lt', binary((left, right) => compareOperands(left, right) < 0)],
  ['$lte', binary((left, right) => compareOperands(left, right) <= 0)],
  ['$cmp', binary((left, right) => Math.sign(compareOperands(left, right)))],
  ['$not', unary((value) => !isTruthy(value))],
  ['$and', junction(false)],
  ['$or', junction(true)],
  ['$cond', parseCondition],
  ['$ifNull', parseIfNull],
  ['$switch', parseSwitch],
];

function junction(decisive: boolean): Operator {
  return (operand, parser, name) => {
    const reads = parseOperands(operand, parser, name, 0, many);
    const made: Expression = (scope) =>
      reads.some((read) => isTruthy(read(scope)) === decisive) ? decisive : !decisive;
    const isDecided = () => reads.some((read) => isConstant(read) && isTruthy(read(nowhere)) === decisive);
    return deciding(made, parser, () => (isDecided() ? { value: decisive } : undefined));
  };
}

function parseCondition(operand: Value, parser: Parser, name: string): Expression {
  const parts = operand instanceof Map ? conditionFields(operand) : operand;
  const [test, yes, no] = parseOperands(parts, parser, name, 3, 3);
  return (scope) => (isTruthy(test?.(scope)) ? yes?.(scope) : no?.(scope));
}

function conditionFields(operand: Map<string, Value>): Value[] {
  for (const field of operand.keys()) {
    if (field !== 'if' && field !== 'then' && field !== 'else') {
      throw new CommandError(17083, `Unrecognized parameter to $cond: ${field}`);
    }
  }
  const part = (field: string, code: number): Value => {
    const value = operand.get(field);
    if (value === undefined) throw new CommandError(code, `Missing '${field}' parameter to $cond`);
    return value;
  };
  return [part('if', 17080), part('then', 17081), part('else', 17082)];
}

function parseIfNull(operand: Value, parser: Parser, name: string): Expression {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length < 2) {
    throw new CommandError(1257300, `${name} needs at least two arguments, had: ${list.length}`);
  }
  const reads = list.map((one) => parser.parse(one));
  return (scope) => {
    for (const [at, read] of reads.entries()) {
      const value = read(scope);
      if (!isNullish(value) || at === reads.length - 1) return value;
    }
    return undefined;
  };
}

function parseSwitch(operand: Value, parser: Parser, name: string): Expression {
  const fields = parseFields(operand, name, [], ['branches', 'default'], {
    object: 40060,
    unknown: 40067,
    missing: 40068,
  });
  const branches = fields.get('branches');
  if (branches !== undefined && !Array.isArray(branches)) {
    throw new CommandError(40061, "$switch expected an array for 'branches'");
  }
  if (branches === undefined || branches.length === 0) {
    throw new CommandError(40068, '$switch requires at least one branch.');
  }
  const written = branches.map((branch): Branch => {
    const { test, result } = branchParts(branch);
    return { test: parser.parseApart(test), result: parser.parseApart(result) };
  });
  const fallback = fields.get('default');
  const otherwise = fallback === undefined ? undefined : parser.parseApart(fallback);
  let cases = written;
  const made: Expression = (scope) => {
    for (const { test, result } of cases) if (isTruthy(test.read(scope))) return result.read(scope);
    if (otherwise) return otherwise.read(scope);
    throw new CommandError(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };
  return deciding(made, parser, () => {
    otherwise?.settle();
    cases = reachable(written);
    if (cases.length === 0 && !otherwise) {
      throw new CommandError(
        40069,
        'Cannot execute a switch statement where all the cases evaluate to false without a default.',
      );
    }
    const [first] = cases;
    const only = first === undefined ? otherwise : isConstant(first.test.read) ? first.result : undefined;
    return only && isConstant(only.read) ? { value: only.read(nowhere) } : undefined;
  });
}

type Apart = ReturnType<Parser['parseApart']>;

interface Branch {
  test: Apart;
  result: Apart;
}

/** The branches without those whose case is constantly false and without any after one that is constantly true. */
function reachable(written: readonly Branch[]): Branch[] {
  const kept: Branch[] = [];
  for (const branch of written) {
    branch.test.settle();
    const isKnown = isConstant(branch.test.read);
    if (isKnown && !isTruthy(branch.test.read(nowhere))) continue;
    branch.result.settle();
    kept.push(branch);
    if (isKnown) break;
  }
  return kept;
}

function branchParts(branch: Value): { test: Value; result: Value } {
  if (!(branch instanceof Map)) throw new CommandError(40062, '$switch expected each branch to be an object');
  for (const field of branch.keys()) {
    if (field !== 'case' && field !== 'then') {
      throw new CommandError(40063, `$switch found an unknown argument to a branch: ${field}`);
    }
  }
  const test = branch.get('case');
  const result = branch.get('then');
  if (test === undefined) throw new CommandError(40064, "$switch requires each branch have a 'case' expression");
  if (result === undefined) throw new CommandError(40065, "$switch requires each branch have a 'then' expression.");
  return { test, result };
}
