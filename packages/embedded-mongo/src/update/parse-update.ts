import { equalValues } from '../bson/compare.ts';
import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, notSupported } from '../command-error.ts';
import { isPosition } from '../keys/index-keys.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { typeName } from '../query/type-names.ts';
import { type ArrayFilters, type Change, changePath, valueAt } from './change-path.ts';
import { fieldOperators } from './field-operators.ts';

/** An update parsed once, applied to any number of documents. */
export interface Update {
  readonly isReplacement: boolean;
  /** Returns the document as it is to be; may change the one given. Throws 66 when `_id` would change. */
  apply(doc: Doc, isInsert: boolean): Doc;
}

export function parseUpdate(update: Value | undefined, arrayFilters: Value | undefined): Update {
  if (Array.isArray(update)) throw notSupported('an update by an aggregation pipeline');
  if (!(update instanceof Map)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = update.keys();
  if (first?.startsWith('$') !== true) return replacement(update);
  const changes: (Change & { onlyInsert: boolean })[] = [];
  for (const [operator, fields] of update) changes.push(...parseOperator(operator, fields));
  refuseConflicts(changes);
  changes.sort((a, b) => comparePaths(a.path, b.path));
  const filters = parseArrayFilters(arrayFilters);
  return {
    isReplacement: false,
    apply(doc, isInsert) {
      const id = doc.get('_id');
      for (const change of changes) if (isInsert || !change.onlyInsert) changePath(doc, change, filters);
      if (id !== undefined && !equalValues(id, doc.get('_id') ?? null)) {
        throw new CommandError(
          66,
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      return doc;
    },
  };
}

function replacement(update: Doc): Update {
  for (const name of update.keys()) {
    if (name.startsWith('$')) {
      throw new CommandError(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return {
    isReplacement: true,
    apply(doc) {
      const id = doc.get('_id');
      const wanted = update.get('_id');
      if (id !== undefined && wanted !== undefined && !equalValues(id, wanted)) {
        throw new CommandError(
          66,
          `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${print(wanted)}`,
        );
      }
      const kept = id ?? wanted;
      const made: Doc = new Map();
      if (kept !== undefined) made.set('_id', kept);
      for (const [name, value] of update) if (name !== '_id') made.set(name, value);
      return made;
    },
  };
}

function parseOperator(operator: string, fields: Value): (Change & { onlyInsert: boolean })[] {
  const known = fieldOperators.get(operator);
  if (!known && operator !== '$rename') {
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!(fields instanceof Map)) {
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${print(fields)}}`,
    );
  }
  const onlyInsert = operator === '$setOnInsert';
  return [...fields].flatMap(([field, operand]) => {
    const path = parsePath(field);
    if (!known) return parseRename(field, path, operand);
    return [{ field, path, onlyInsert, creates: known.creates, apply: known.parse(field, operand) }];
  });
}

function parsePath(field: string): string[] {
  const path = field.split('.');
  for (const name of path) {
    if (name === '') {
      throw new CommandError(56, `The update path '${field}' contains an empty field name, which is not allowed.`);
    }
    if (name === '$') throw notSupported('the positional operator $ in an update');
    if (name.startsWith('$') && !/^\$\[\w*\]$/.test(name)) {
      throw new CommandError(
        52,
        `The dollar ($) prefixed field '${name}' in '${field}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return path;
}

/** Renaming is two changes, the target's first: it reads the old field that the second one takes away. */
function parseRename(field: string, path: string[], operand: Value): (Change & { onlyInsert: boolean })[] {
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${field}: ${print(operand)}`);
  if (operand === field) throw badValue(`The source and target field for $rename must differ: ${field}: "${operand}"`);
  const target = parsePath(operand);
  const moved = new WeakMap<Doc, Value>();
  return [
    {
      field: operand,
      path: target,
      onlyInsert: false,
      creates: true,
      apply: (old, doc) => moved.get(doc) ?? valueAt(doc, path, 'source') ?? old,
    },
    {
      field,
      path,
      onlyInsert: false,
      creates: false,
      apply: (old, doc) => {
        if (old !== undefined) moved.set(doc, old);
        return undefined;
      },
    },
  ];
}

function refuseConflicts(changes: readonly Change[]): void {
  const seen: string[] = [];
  for (const { field } of changes) {
    const other = seen.find(
      (known) => known === field || known.startsWith(`${field}.`) || field.startsWith(`${known}.`),
    );
    if (other !== undefined) {
      const shorter = other.length < field.length ? other : field;
      throw new CommandError(40, `Updating the path '${field}' would create a conflict at '${shorter}'`);
    }
    seen.push(field);
  }
}

/** MongoDB applies the changes of one update by path: numbers by value, names by their bytes. */
function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (let depth = 0; depth < Math.min(left.length, right.length); depth++) {
    const a = left[depth] ?? '';
    const b = right[depth] ?? '';
    if (a === b) continue;
    if (isPosition(a) && isPosition(b)) return Number(a) - Number(b);
    return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

function parseArrayFilters(arrayFilters: Value | undefined): ArrayFilters {
  const found = new Map<string, (element: Value) => boolean>();
  if (arrayFilters === undefined) return found;
  if (!Array.isArray(arrayFilters)) throw new CommandError(14, 'arrayFilters must be an array');
  for (const one of arrayFilters) {
    if (!(one instanceof Map)) throw new CommandError(14, 'arrayFilters must hold documents');
    const [first] = one.keys();
    const name = first?.split('.')[0] ?? '';
    if (!/^[a-z]\w*$/.test(name)) throw notSupported(`the array filter ${print(one)}`);
    if (found.has(name)) {
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    }
    const filter = parseFilter(one);
    found.set(name, (element) => filter.matches(new Map([[name, element]])));
  }
  return found;
}
