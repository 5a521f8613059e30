import { BSONRegExp } from 'bson';
import { isNumeric } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Doc, Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import { typeName } from '../../query/type-names.ts';
import { compileRegex } from '../../query/value-tests.ts';
import { isConstant, nowhere } from './constants.ts';
import type { Operand, Operator, Scope } from './expression.ts';
import { isNullish, listed, parseFields } from './operator.ts';

export const stringSearchOperators: [string, Operator][] = [
  ['$indexOfCP', listed(2, 4, (values, name) => indexOf(values, name, false))],
  ['$indexOfBytes', listed(2, 4, (values, name) => indexOf(values, name, true))],
  ['$regexMatch', withRegex((regex, input) => regex.exec(input) !== null, false)],
  ['$regexFind', withRegex((regex, input) => found(regex.exec(input), input), null)],
  ['$regexFindAll', withRegex(findAll, [])],
];

function indexOf(values: Operand[], name: string, inBytes: boolean): Operand {
  const [value, wanted, from, to] = values;
  if (isNullish(value)) return null;
  if (typeof value !== 'string') {
    throw new CommandError(
      inBytes ? 40091 : 40093,
      `${name} requires a string as the first argument, found: ${typeName(value)}`,
    );
  }
  if (typeof wanted !== 'string') {
    throw new CommandError(
      inBytes ? 40092 : 40094,
      `${name} requires a string as the second argument, found: ${typeName(wanted)}`,
    );
  }
  const start = values.length < 3 ? 0 : position(from, name);
  const units = inBytes ? [...Buffer.from(value)] : [...value];
  const pattern = inBytes ? [...Buffer.from(wanted)] : [...wanted];
  const end = Math.min(values.length < 4 ? units.length : position(to, name), units.length);
  for (let at = start; at + pattern.length <= end; at++) {
    if (pattern.every((unit, offset) => units[at + offset] === unit)) return at;
  }
  return -1;
}

/** A start or end for a search: a whole number from 0 on. */
export function position(value: Operand, name: string): number {
  const number = isNumeric(value) ? asNumber(value) + 0 : Number.NaN;
  if ((number | 0) !== number) {
    throw new CommandError(40096, `${name} requires an integral starting or ending index, found: ${typeName(value)}`);
  }
  if (number < 0) throw new CommandError(40097, `${name} requires a nonnegative start or end index, found: ${number}`);
  return number;
}

function withRegex(apply: (regex: RegExp, input: string) => Value, without: Value): Operator {
  const codes = { object: 51103, unknown: 31024, missing: 31022 };
  return (operand, parser, name) => {
    const fields = parseFields(operand, name, ['input'], ['regex', 'options'], codes);
    if (!fields.has('regex')) throw new CommandError(31023, `${name} requires 'regex' parameter`);
    const part = (field: string) => parser.parse(fields.get(field) ?? null);
    const [readInput, readRegex, readOptions] = [part('input'), part('regex'), part('options')];
    const regexIn = (scope: Scope) => regexOf(readRegex(scope), readOptions(scope), name);
    parser.afterwards(() => {
      if (isConstant(readRegex) && isConstant(readOptions)) regexIn(nowhere);
    });
    return (scope) => {
      const input = readInput(scope);
      if (!isNullish(input) && typeof input !== 'string') {
        throw new CommandError(51104, `${name} needs 'input' to be of type string`);
      }
      const regex = regexIn(scope);
      return isNullish(input) || !regex ? without : apply(regex, input);
    };
  };
}

function regexOf(regex: Operand, options: Operand, name: string): RegExp | undefined {
  if (!isNullish(regex) && typeof regex !== 'string' && !(regex instanceof BSONRegExp)) {
    throw new CommandError(51105, `${name} needs 'regex' to be of type string or regex`);
  }
  if (!isNullish(options) && typeof options !== 'string') {
    throw new CommandError(51106, `${name} needs 'options' to be of type string`);
  }
  const own = regex instanceof BSONRegExp ? regex.options : '';
  if (own !== '' && !isNullish(options)) {
    throw new CommandError(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  }
  if (isNullish(regex)) return undefined;
  const pattern = regex instanceof BSONRegExp ? regex.pattern : regex;
  return compileRegex(pattern, options ?? own, 51111);
}

function found(match: RegExpExecArray | null, input: string): Doc | null {
  if (!match) return null;
  return new Map<string, Value>([
    ['match', match[0]],
    ['idx', [...input.slice(0, match.index)].length],
    ['captures', match.slice(1).map((one: string | undefined) => one ?? null)],
  ]);
}

function findAll(regex: RegExp, input: string): Value[] {
  const global = new RegExp(regex.source, `${regex.flags}g`);
  return [...input.matchAll(global)].map((match) => found(match, input));
}
