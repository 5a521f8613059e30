import { equalValues } from '../bson/compare.ts';
import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, failedToParse } from '../command-error.ts';
import { isPosition } from '../keys/key-parts.ts';
import { parsePipelineUpdate, refuseArrayFilters } from '../pipeline/update-by-pipeline.ts';
import type { QueryContext } from '../query/context.ts';
import { typeName } from '../query/type-names.ts';
import { parseArrayFilters } from './array-filters.ts';
import { type Change, changePath } from './change-path.ts';
import {
  type ArrayFilters,
  expandPath,
  isDynamic,
  refuseConflict,
  refuseConflicts,
  refuseMixedArrays,
} from './expand-path.ts';
import { fieldOperators } from './field-operators.ts';
import { parsePath } from './parse-path.ts';
import { parseRename, type Rename, renameField } from './rename-field.ts';

/** An update parsed once, applied to any number of documents. */
export interface Update {
  readonly isReplacement: boolean;
  /** Whether `apply` needs to know which array element the query matched. */
  readonly isPositional: boolean;
  /**
   * Makes the document what it is to be; may change the one given. `position` is what the positional `$` stands for.
   * Throws 66 when `_id` would change.
   */
  apply(doc: Doc, isInsert: boolean, position?: number): Applied;
}

export interface Applied {
  readonly doc: Doc;
  /** Whether the document counts as modified even where it is what it was. */
  readonly counts: boolean;
}

/** Throws as MongoDB does on malformed updates. The context's collation decides which elements operators mean. */
export function parseUpdate(
  update: Value | undefined,
  arrayFilters: Value | undefined,
  context: QueryContext = {},
): Update {
  if (Array.isArray(update)) {
    refuseArrayFilters(arrayFilters);
    const change = parsePipelineUpdate(update, context);
    return { isReplacement: false, isPositional: false, apply: (doc) => ({ doc: change(doc), counts: false }) };
  }
  if (!(update instanceof Map)) throw failedToParse('Update argument must be either an object or an array');
  const [first] = update.keys();
  if (first?.startsWith('$') !== true) return replacement(update);
  const changes: FieldChange[] = [];
  const renames: Rename[] = [];
  const paths: (readonly string[])[] = [];
  const seen: string[] = [];
  for (const [operator, fields] of update) {
    if (!(fields instanceof Map) || !(fieldOperators.has(operator) || operator === '$rename')) {
      throw malformed(operator, fields);
    }
    for (const [field, operand] of fields) {
      if (operator === '$rename') {
        const rename = parseRename(field, operand);
        renames.push(rename);
        paths.push(rename.source, rename.target);
        for (const path of [rename.source, rename.target]) refuseConflict(seen, path);
      } else {
        const change = parseOperator(operator, field, operand, context);
        changes.push(change);
        paths.push(change.path);
        refuseConflict(seen, change.path);
      }
    }
  }
  refuseMixedArrays(paths);
  changes.sort((a, b) => comparePaths(a.path, b.path));
  const filters = parseArrayFilters(arrayFilters, paths, context);
  const expands = paths.some((path) => path.some(isDynamic));
  const entersId = paths.some(([name, inner]) => name === '_id' && inner !== undefined);
  return {
    isReplacement: false,
    isPositional: paths.some((path) => path.includes('$')),
    apply(doc, isInsert, position) {
      const id = entersId ? copyOf(doc.get('_id')) : doc.get('_id');
      const wanted = isInsert ? changes : changes.filter(({ onlyInsert }) => !onlyInsert);
      const concrete = expands ? expand(doc, wanted, filters, position) : wanted;
      for (const one of renames) renameField(doc, one);
      refuseOtherId(id, doc);
      let counts = false;
      for (const change of concrete) {
        counts = changePath(doc, change) || counts;
        if (change.path[0] === '_id') refuseOtherId(id, doc);
      }
      if (!isInsert) for (const [name] of paths) if (doc.has(name ?? '')) refuseDollar(name ?? '');
      return { doc, counts };
    },
  };
}

function refuseOtherId(id: Value | undefined, doc: Doc): void {
  if (id === undefined || isSame(id, doc.get('_id'))) return;
  throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}

function copyOf(value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : decodeDocument(encodeDocument(new Map([['', value]]))).get('');
}

/** All elements are chosen before any is changed. */
function expand(
  doc: Doc,
  changes: readonly FieldChange[],
  filters: ArrayFilters,
  position: number | undefined,
): FieldChange[] {
  const found = changes.flatMap((change) =>
    expandPath(doc, change.path, filters, position).map((path) => ({ ...change, path })),
  );
  refuseConflicts(found.map(({ path }) => path));
  return found;
}

/** Immutable means the very type and bytes: 1 and 1.0 are equal, but not the same. */
function isSame(left: Value, right: Value | undefined): boolean {
  if (left === right) return true;
  if (right === undefined) return false;
  return encodeDocument(new Map([['', left]])).equals(encodeDocument(new Map([['', right]])));
}

/** MongoDB lets such names in when a document is made, and refuses to add them later. */
function refuseDollar(name: string): void {
  if (!name.startsWith('$')) return;
  throw new CommandError(
    52,
    `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
  );
}

function replacement(update: Doc): Update {
  return {
    isReplacement: true,
    isPositional: false,
    apply(doc, isInsert) {
      if (!isInsert) for (const name of update.keys()) refuseDollar(name);
      const id = doc.get('_id');
      const wanted = update.get('_id');
      const isKept = isInsert ? equalValues(id, wanted) : id !== undefined && isSame(id, wanted);
      if (id !== undefined && wanted !== undefined && !isKept) {
        throw new CommandError(
          66,
          `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${print(wanted)}`,
        );
      }
      const kept = id === undefined || (isInsert && wanted !== undefined) ? wanted : id;
      const made: Doc = new Map();
      if (kept !== undefined) made.set('_id', kept);
      for (const [name, value] of update) if (name !== '_id') made.set(name, value);
      return { doc: made, counts: false };
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

interface FieldChange extends Change {
  readonly onlyInsert: boolean;
}

function parseOperator(operator: string, field: string, operand: Value, context: QueryContext): FieldChange {
  const known = fieldOperators.get(operator);
  if (!known) throw malformed(operator, operand);
  return {
    path: parsePath(field),
    onlyInsert: operator === '$setOnInsert',
    creates: known.creates,
    needsWay: known.needsWay,
    apply: known.parse(field, operand, context),
    counts: known.counts && ((now) => known.counts?.(operand, now) ?? false),
  };
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
