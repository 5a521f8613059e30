import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import { isPosition } from '../keys/key-parts.ts';
import type { Apply } from './apply.ts';

export interface Change {
  readonly path: readonly string[];
  readonly creates: boolean;
  /** Throws when the way leads through what is no document or array; otherwise such a way is one to nothing. */
  readonly needsWay?: boolean | undefined;
  readonly apply: Apply;
  /** Whether the document counts as modified even where the value stays what it was. */
  readonly counts?: ((now: Value | undefined) => boolean) | undefined;
}

const maxPadding = 1_500_000;

/**
 * Applies one change to the document in place, creating what is missing on the way if the operator does. Returns whether
 * that counts as a change whatever became of the value.
 */
export function changePath(doc: Doc, change: Change): boolean {
  return step(doc, 0, doc, change);
}

function step(holder: Value, depth: number, doc: Doc, change: Change): boolean {
  const name = change.path[depth] ?? '';
  const isLast = depth === change.path.length - 1;
  if (Array.isArray(holder) && isPosition(name)) {
    return stepInArray(holder, Number(name), isLast, depth, doc, change);
  }
  if (!(holder instanceof Map)) {
    if (change.creates || change.needsWay) throw notViable(holder, name, depth, change.path);
    return false;
  }
  const old = holder.get(name);
  if (isLast) {
    const now = change.apply(old, doc);
    if (now === undefined) holder.delete(name);
    else holder.set(name, now);
    return change.counts?.(now) ?? false;
  }
  if (old === undefined && !change.creates) return false;
  const child = old === undefined ? new Map() : old;
  if (old === undefined) holder.set(name, child);
  return step(child, depth + 1, doc, change);
}

function stepInArray(
  holder: Value[],
  position: number,
  isLast: boolean,
  depth: number,
  doc: Doc,
  change: Change,
): boolean {
  const isThere = position < holder.length;
  if (!isThere && !change.creates) return false;
  if (position - holder.length > maxPadding) {
    throw new CommandError(34, `can't backfill more than ${maxPadding} elements`);
  }
  const old = isThere ? (holder[position] ?? null) : undefined;
  const now = isLast ? (change.apply(old, doc) ?? null) : (old ?? (isThere ? null : new Map()));
  while (holder.length < position) holder.push(null);
  holder[position] = now;
  return isLast ? (change.counts?.(now) ?? false) : step(now, depth + 1, doc, change);
}

function notViable(holder: Value, name: string, depth: number, path: readonly string[]): CommandError {
  const parent = path[depth - 1] ?? '';
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
