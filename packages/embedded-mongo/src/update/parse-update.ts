import { equalValues } from '../bson/compare.ts';
import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, failedToParse, notSupported } from '../command-error.ts';
import { isPosition } from '../keys/index-keys.ts';
import { parsePipelineUpdate, refuseArrayFilters } from '../pipeline/update-by-pipeline.ts';
import type { QueryContext } from '../query/context.ts';
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

export function parseUpdate(
  update: Value | undefined,
  arrayFilters: Value | undefined,
  context: QueryContext = {},
): Update {
  if (Array.isArray(update)) {
    refuseArrayFilters(arrayFilters);
    return { isReplacement: false, apply: parsePipelineUpdate(update, context) };
  }
  if (!(update instanceof Map)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = update.keys();
  if (first?.startsWith('$') !== true) return replacement(update);
  const changes: (Change & { onlyInsert: boolean })[] = [];
  const renames: Rename[] = [];
  for (const [operator, fields] of update) {
    if (!(fields instanceof Map) || !(fieldOperators.has(operator) || operator === '$rename')) {
      throw malformed(operator, fields);
    }
    if (operator === '$rename') for (const [field, operand] of fields) renames.push(parseRename(field, operand));
    else changes.push(...parseOperator(operator, fields));
  }
  refuseConflicts([
    ...changes.map(({ field }) => field),
    ...renames.flatMap(({ source, target }) => [source.field, target]),
  ]);
  changes.sort((a, b) => comparePaths(a.path, b.path));
  const filters = parseArrayFilters(arrayFilters);
  return {
    isReplacement: false,
    apply(doc, isInsert) {
      const id = doc.get('_id');
      for (const one of renames) rename(doc, one);
      for (const change of changes) if (isInsert || !change.onlyInsert) changePath(doc, change, filters);
      if (id !== undefined && !equalValues(id, doc.get('_id') ?? null)) {
        throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
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

function malformed(operator: string, fields: Value): CommandError {
  if (!fieldOperators.has(operator) && operator !== '$rename') {
    return failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  return failedToParse(
    `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${print(fields)}}`,
  );
}

function parseOperator(operator: string, fields: Doc): (Change & { onlyInsert: boolean })[] {
  const known = fieldOperators.get(operator);
  if (!known) throw malformed(operator, fields);
  const onlyInsert = operator === '$setOnInsert';
  return [...fields].map(([field, operand]) => ({
    field,
    path: parsePath(field),
    onlyInsert,
    creates: known.creates,
    apply: known.parse(field, operand),
  }));
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

interface Rename {
  source: Change;
  target: string;
}

function parseRename(field: string, operand: Value): Rename {
  if (typeof operand !== 'string') {
    throw badValue(`The 'to' field for $rename must be a string: ${field}: ${print(operand)}`);
  }
  if (operand === field) throw badValue(`The source and target field for $rename must differ: ${field}: "${operand}"`);
  parsePath(operand);
  return { source: { field, path: parsePath(field), creates: false, apply: () => undefined }, target: operand };
}

function rename(doc: Doc, { source, target }: Rename): void {
  const value = valueAt(doc, source.path, 'source');
  if (value === undefined) return;
  const path = target.split('.');
  valueAt(doc, path, 'destination');
  changePath(doc, source, new Map());
  changePath(doc, { field: target, path, creates: true, apply: () => value }, new Map());
}

function refuseConflicts(fields: readonly string[]): void {
  const seen: string[] = [];
  for (const field of fields) {
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
