import { isNumeric } from '../bson/compare.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Filter } from './parse-filter.ts';

/** Which field `{ 'list.$': 1 }` in a projection names; undefined when the name has no `$`. Throws where it cannot stand. */
export function positionalField(field: string): string | undefined {
  const names = field.split('.');
  if (!names.includes('$')) return undefined;
  if (names.indexOf('$') < names.length - 1) {
    throw new CommandError(31394, `As of 4.4, it's illegal to specify positional operator in the middle of a path.`);
  }
  if (names.length === 1)
    throw new CommandError(
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    );
  return names.slice(0, -1).join('.');
}

/** Throws in MongoDB's order where the positional `$` has a value it cannot have, or cannot stand beside the rest. */
export function checkPositional(
  field: string,
  value: Value,
  beside: { matched: string | undefined; hasElements: boolean; filter: Filter | undefined },
): void {
  if (value instanceof Map) {
    throw new CommandError(31271, 'positional projection cannot be used with an expression or sub object');
  }
  if (typeof value !== 'boolean' && !isNumeric(value)) {
    throw new CommandError(31308, `positional projection cannot be used with a literal: ${field}`);
  }
  if (!isTrue(value)) throw new CommandError(31395, 'positional projection cannot be used with exclusion');
  if (beside.matched !== undefined) {
    throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
  }
  if (beside.hasElements) throw new CommandError(31256, 'Cannot specify positional operator and $elemMatch.');
  if (beside.filter && hasExpression(beside.filter)) {
    throw new CommandError(224, '$expr is not supported in a query with a positional projection');
  }
}

function hasExpression(filter: Filter): boolean {
  return filter.kind === '$expr' || ('parts' in filter && filter.parts.some(hasExpression));
}

/** Leaves in the first array the path meets only the element that the query matched. Throws when it matched none. */
export function keepMatched(doc: Doc, field: string, filter: Filter): Doc {
  return withElement(doc, field.split('.'), () => {
    const position = filter.elementIn(doc);
    if (position !== undefined) return position;
    throw failed(51246, "couldn't find a matching element in the array");
  });
}

function withElement(doc: Doc, path: readonly string[], position: () => number): Doc {
  const [name = '', ...rest] = path;
  const value = doc.get(name);
  const kept = elementOf(value, rest, position);
  return kept === value || kept === undefined ? doc : new Map(doc).set(name, kept);
}

function elementOf(value: Value | undefined, rest: readonly string[], position: () => number): Value | undefined {
  if (value instanceof Map && rest.length > 0) return withElement(value, rest, position);
  if (!Array.isArray(value)) return value;
  const element = value[position()];
  if (element === undefined) throw failed(51247, 'element mismatch');
  return [element];
}

function failed(code: number, why: string): CommandError {
  return new CommandError(code, `Executor error during find command :: caused by :: positional operator '.$' ${why}`);
}
