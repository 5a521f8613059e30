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
