import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import { isPosition } from '../keys/index-keys.ts';
import type { Apply } from './apply.ts';

export interface Change {
  field: string;
  path: readonly string[];
  creates: boolean;
  apply: Apply;
}

/** Which elements `$[name]` means. */
export type ArrayFilters = ReadonlyMap<string, (element: Value) => boolean>;

const maxPadding = 1_500_000;

/** Applies one change to the document in place, creating what is missing on the way if the operator does. */
export function changePath(doc: Doc, change: Change, filters: ArrayFilters): void {
  descend(doc, 0, doc, change, filters);
}

function descend(holder: Value, depth: number, doc: Doc, change: Change, filters: ArrayFilters): void {
  const name = change.path[depth] ?? '';
  if (name.startsWith('$[')) {
    for (const position of selected(holder, name, depth, change, filters)) {
      step(holder, String(position), depth, doc, change, filters);
    }
  } else step(holder, name, depth, doc, change, filters);
}

function selected(holder: Value, name: string, depth: number, change: Change, filters: ArrayFilters): number[] {
  if (!Array.isArray(holder)) {
    const parent = change.path[depth - 1] ?? '';
    throw badValue(`Cannot apply array updates to non-array element ${parent}: ${print(holder)}`);
  }
  const test = name === '$[]' ? () => true : filters.get(name.slice(2, -1));
  if (!test) throw badValue(`No array filter found for identifier '${name.slice(2, -1)}' in path '${change.field}'`);
  return [...holder.keys()].filter((position) => test(holder[position] ?? null));
}

function step(holder: Value, name: string, depth: number, doc: Doc, change: Change, filters: ArrayFilters): void {
  const isLast = depth === change.path.length - 1;
  if (holder instanceof Map) {
    const old = holder.get(name);
    if (isLast) {
      const now = change.apply(old, doc);
      if (now === undefined) holder.delete(name);
      else holder.set(name, now);
      return;
    }
    if (old === undefined && !change.creates) return;
    const child = old ?? new Map();
    if (old === undefined) holder.set(name, child);
    descend(child, depth + 1, doc, change, filters);
    return;
  }
  if (Array.isArray(holder) && isPosition(name)) stepInArray(holder, Number(name), isLast, depth, doc, change, filters);
  else if (change.creates) throw notViable(holder, name, depth, change);
}

function stepInArray(
  holder: Value[],
  position: number,
  isLast: boolean,
  depth: number,
  doc: Doc,
  change: Change,
  filters: ArrayFilters,
): void {
  const isThere = position < holder.length;
  if (!isThere && !change.creates) return;
  if (position - holder.length > maxPadding) {
    throw badValue(`can't backfill more than ${maxPadding} elements`);
  }
  const old = isThere ? (holder[position] ?? null) : undefined;
  const now = isLast ? (change.apply(old, doc) ?? null) : (old ?? (isThere ? null : new Map()));
  while (holder.length < position) holder.push(null);
  holder[position] = now;
  if (!isLast) descend(now, depth + 1, doc, change, filters);
}

function notViable(holder: Value, name: string, depth: number, change: Change): CommandError {
  const parent = change.path[depth - 1] ?? '';
  return new CommandError(28, `Cannot create field '${name}' in element {${parent}: ${print(holder)}}`);
}

/** The value at a path through documents only; undefined when missing. Throws when an array is on the way. */
export function valueAt(doc: Doc, path: readonly string[], role: string): Value | undefined {
  let value: Value | undefined = doc;
  for (const name of path) {
    if (Array.isArray(value)) throw badValue(`The ${role} field cannot be an array element, '${path.join('.')}'`);
    value = value instanceof Map ? value.get(name) : undefined;
  }
  return value;
}
