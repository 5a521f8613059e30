import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import { isPosition } from '../keys/key-parts.ts';

/** Which elements `$[name]` means. */
export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>;

/** Whether a name in a path stands for elements of an array: `$`, `$[]` or `$[name]`. */
export function isDynamic(name: string): boolean {
  return name === '$' || (name.startsWith('$[') && name.endsWith(']'));
}

/**
 * The places in the document that a path with `$`, `$[]` or `$[name]` means. Throws BadValue when there is no array where
 * one must be, or no `position` for `$`.
 */
export function expandPath(
  doc: Doc,
  path: readonly string[],
  filters: ArrayFilters,
  position: number | undefined,
): readonly (readonly string[])[] {
  let places: { at: readonly string[]; value: Value | undefined }[] = [{ at: [], value: doc }];
  for (const name of path) {
    places = places.flatMap(({ at, value }) =>
      namesFor(name, at, value, filters, position).map((one) => ({ at: [...at, one], value: child(value, one) })),
    );
  }
  return places.map(({ at }) => at);
}

function namesFor(
  name: string,
  at: readonly string[],
  value: Value | undefined,
  filters: ArrayFilters,
  position: number | undefined,
): string[] {
  if (!isDynamic(name)) return [name];
  if (name === '$') {
    if (position !== undefined) return [String(position)];
    throw badValue('The positional operator did not find the match needed from the query.');
  }
  if (value === undefined) {
    throw badValue(`The path '${at.join('.')}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(value)) {
    throw badValue(`Cannot apply array updates to non-array element ${at.at(-1) ?? ''}: ${print(value)}`);
  }
  const test = name === '$[]' ? () => true : filters.get(name.slice(2, -1));
  return [...value.keys()].filter((index) => test?.(value[index] ?? null)).map(String);
}

function child(value: Value | undefined, name: string): Value | undefined {
  if (value instanceof Map) return value.get(name);
  return Array.isArray(value) && isPosition(name) ? value[Number(name)] : undefined;
}

/** Throws 40 when two of the paths lead to one place or one into the other. */
export function refuseConflicts(paths: readonly (readonly string[])[]): void {
  const seen: string[] = [];
  for (const path of paths) refuseConflict(seen, path);
}

/** The same for one more path beside those seen, to which it is added. */
export function refuseConflict(seen: string[], path: readonly string[]): void {
  const field = path.join('.');
  const other = seen.find((known) => known === field || known.startsWith(`${field}.`) || field.startsWith(`${known}.`));
  if (other !== undefined) throw conflict(field, other.length < field.length ? other : field);
  seen.push(field);
}

/** Throws 40 when one place is entered both by `$[…]` and by a name or position. */
export function refuseMixedArrays(paths: readonly (readonly string[])[]): void {
  const entered = new Map<string, boolean>();
  for (const path of paths) {
    for (const [depth, name] of path.entries()) {
      const at = path.slice(0, depth).join('.');
      const isArray = name.startsWith('$[');
      const known = entered.get(at) ?? isArray;
      if (known !== isArray) throw conflict(path.join('.'), at);
      entered.set(at, isArray);
    }
  }
}

function conflict(field: string, at: string): CommandError {
  return new CommandError(40, `Updating the path '${field}' would create a conflict at '${at}'`);
}
