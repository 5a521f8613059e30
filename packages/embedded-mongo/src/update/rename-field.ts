import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError } from '../command-error.ts';
import { changePath, valueAt } from './change-path.ts';
import { isDynamic } from './expand-path.ts';
import { parsePath } from './parse-path.ts';

/** One field of `$rename`. */
export interface Rename {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

export function parseRename(field: string, operand: Value): Rename {
  if (typeof operand !== 'string') {
    throw badValue(`The 'to' field for $rename must be a string: ${field}: ${print(operand)}`);
  }
  if (operand.includes('\0')) throw badValue("The 'to' field for $rename cannot contain an embedded null byte");
  const rename = { source: parsePath(field), target: parsePath(operand) };
  if (isWithin(field, operand) || isWithin(operand, field)) {
    throw badValue(
      field === operand
        ? `The source and target field for $rename must differ: ${field}: "${operand}"`
        : `The source and target field for $rename must not be on the same path: ${field}: "${operand}"`,
    );
  }
  for (const [role, path] of [
    ['source', rename.source],
    ['destination', rename.target],
  ] as const) {
    if (path.some(isDynamic)) {
      throw badValue(`The ${role} field for $rename may not be dynamic: ${path.join('.')}`);
    }
  }
  return rename;
}

function isWithin(field: string, other: string): boolean {
  return field === other || other.startsWith(`${field}.`);
}

/** Moves the value; nothing happens when there is none. Throws BadValue when an array is on either path. */
export function renameField(doc: Doc, { source, target }: Rename): void {
  if (!isThere(doc, source)) return;
  const value = valueAt(doc, source, 'source');
  if (value === undefined) return;
  valueAt(doc, target, 'destination');
  if (doc.has('_id') && target[0] === '_id') {
    throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  changePath(doc, { path: source, creates: false, apply: () => undefined });
  changePath(doc, { path: target, creates: true, apply: () => value });
}

/** Throws PathNotViable when the way to it leads through what is no document or array. */
function isThere(doc: Doc, path: readonly string[]): boolean {
  let found = false;
  const apply = (old: Value | undefined) => {
    found = old !== undefined;
    return old;
  };
  changePath(doc, { path, creates: false, needsWay: true, apply });
  return found;
}
