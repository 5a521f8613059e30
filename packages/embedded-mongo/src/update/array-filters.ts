import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, typeMismatch } from '../command-error.ts';
import type { QueryContext } from '../query/context.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { typeName } from '../query/type-names.ts';
import type { ArrayFilters } from './expand-path.ts';

/** Reads `arrayFilters`. Throws as MongoDB does when one is malformed or names nothing that `paths` mention. */
export function parseArrayFilters(
  arrayFilters: Value | undefined,
  paths: readonly (readonly string[])[],
  context: QueryContext,
): ArrayFilters {
  const found = new Map<string, (element: Value) => boolean>();
  for (const one of listOf(arrayFilters)) {
    const filter = parseFilter(one, { ...context, refusesExpressions: 'an array filter' });
    const name = identifierOf(one);
    if (found.has(name)) {
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    }
    found.set(name, (element) => filter.matches(new Map([[name, element]])));
  }
  for (const path of paths) {
    for (const name of path) {
      if (!name.startsWith('$[') || name === '$[]') continue;
      if (!found.has(name.slice(2, -1))) {
        throw badValue(`No array filter found for identifier '${name.slice(2, -1)}' in path '${path.join('.')}'`);
      }
    }
  }
  const used = new Set(paths.flat());
  for (const name of found.keys()) {
    if (!used.has(`$[${name}]`)) {
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
    }
  }
  return found;
}

function listOf(arrayFilters: Value | undefined): Doc[] {
  if (arrayFilters === undefined || arrayFilters === null) return [];
  const wrong = (name: string, value: Value, wanted: string) =>
    typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${wanted}'`);
  if (!Array.isArray(arrayFilters)) throw wrong('update.updates.arrayFilters', arrayFilters, 'array');
  return arrayFilters.map((one, at) => {
    if (one instanceof Map) return one;
    throw wrong(`update.updates.arrayFilters.${at}`, one, 'object');
  });
}

function identifierOf(filter: Doc): string {
  const [name, other] = new Set(topLevelNames(filter));
  const failed = (why: string) => failedToParse(`Error parsing array filter :: caused by :: ${why}`);
  if (name === undefined) {
    throw failedToParse(`Cannot use an expression without a top-level field name in arrayFilters: ${print(filter)}`);
  }
  if (other !== undefined) throw failed(`Expected a single top-level field name, found '${name}' and '${other}'`);
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
    throw new CommandError(
      2,
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
    );
  }
  return name;
}

function topLevelNames(filter: Doc): string[] {
  return [...filter].flatMap(([name, operand]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(operand) ? operand.flatMap((one) => (one instanceof Map ? topLevelNames(one) : [])) : [];
  });
}
