import { print } from '../../bson/read-value.ts';
import type { Doc, Value } from '../../bson/value.ts';
import { CommandError } from '../../command-error.ts';
import type { QueryContext } from '../../query/context.ts';
import { mapRows, type Row } from '../../query/row.ts';
import { typeName } from '../../query/type-names.ts';
import { checkPath, parseExpression, scopeOf } from '../expressions/parse-expression.ts';
import { parseAddedFields, parseComputedProjection, parseRemovedFields } from '../projection.ts';
import { expandRows, madeRow, type Stage } from './stage.ts';

/** The stages that make one document of each, which updates by a pipeline may use too. */
export const reshapers = new Map<string, (operand: Value, context: QueryContext, name: string) => (doc: Doc) => Doc>([
  ['$project', project],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unset', unset],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', (operand, context) => replacement(operand, context)],
]);

function project(operand: Value, context: QueryContext): (doc: Doc) => Doc {
  if (!(operand instanceof Map)) throw new CommandError(15969, '$project specification must be an object');
  if (operand.size === 0) {
    throw new CommandError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  const apply = parseComputedProjection(operand, context);
  return (doc) => apply(madeRow(doc)).doc;
}

function addFields(operand: Value, context: QueryContext, name: string): (doc: Doc) => Doc {
  if (!(operand instanceof Map))
    throw new CommandError(40272, `${name} specification stage must be an object, got ${typeName(operand)}`);
  return parseAddedFields(operand, context);
}

function unset(operand: Value): (doc: Doc) => Doc {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0)
    throw new CommandError(31119, '$unset specification must be a string or an array with at least one field');
  const names: string[] = [];
  for (const path of paths) {
    if (typeof path !== 'string') {
      throw new CommandError(
        Array.isArray(operand) ? 31120 : 31002,
        '$unset specification must be a string or an array containing only string values',
      );
    }
    checkPath(path);
    names.push(path);
  }
  return parseRemovedFields(names);
}

function replaceRoot(operand: Value, context: QueryContext): (doc: Doc) => Doc {
  if (!(operand instanceof Map))
    throw new CommandError(
      40229,
      `expected an object as specification for $replaceRoot stage, got ${typeName(operand)}`,
    );
  for (const field of operand.keys()) {
    if (field !== 'newRoot') throw new CommandError(40415, `BSON field '$replaceRoot.${field}' is an unknown field.`);
  }
  const root = operand.get('newRoot');
  if (root === undefined)
    throw new CommandError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  return replacement(root, context);
}

function replacement(operand: Value, context: QueryContext): (doc: Doc) => Doc {
  const read = parseExpression(operand, context);
  return (doc) => {
    const made = read(scopeOf(doc, context));
    if (made instanceof Map) return made;
    throw new CommandError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was: ${print(made)}. Type of resulting value: '${typeName(made)}'.`,
    );
  };
}

export function parseReshape(name: string, operand: Value, context: QueryContext): Stage | undefined {
  const reshape = reshapers.get(name)?.(operand, context, name);
  return reshape && ((source) => mapRows(source, (row) => madeRow(reshape(row.doc))));
}

interface Unwinding {
  path: string[];
  index: string[] | undefined;
  keepsEmpty: boolean;
}

export function parseUnwind(operand: Value): Stage {
  const unwinding = readUnwind(operand);
  return (source) => expandRows(source, (row) => unwind(row, unwinding));
}

function readUnwind(operand: Value): Unwinding {
  let written: Value | undefined = operand;
  let index: Value | undefined;
  let keepsEmpty: Value | undefined;
  if (operand instanceof Map) {
    for (const field of operand.keys()) {
      if (field !== 'path' && field !== 'includeArrayIndex' && field !== 'preserveNullAndEmptyArrays') {
        throw new CommandError(28811, `unrecognized option to $unwind stage: ${field}`);
      }
    }
    written = operand.get('path');
    index = operand.get('includeArrayIndex');
    keepsEmpty = operand.get('preserveNullAndEmptyArrays');
    if (written !== undefined && typeof written !== 'string')
      throw new CommandError(28808, `expected a string as the path for $unwind stage, got ${typeName(written)}`);
    if (keepsEmpty !== undefined && typeof keepsEmpty !== 'boolean')
      throw new CommandError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
    if (index !== undefined && (typeof index !== 'string' || index === ''))
      throw new CommandError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
    if (typeof index === 'string' && index.startsWith('$'))
      throw new CommandError(28822, "includeArrayIndex option to $unwind stage should not be prefixed with a '$'");
  } else if (typeof operand !== 'string') {
    throw new CommandError(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(operand)}`,
    );
  }
  if (typeof written !== 'string' || written === '')
    throw new CommandError(28812, 'no path specified to $unwind stage');
  if (!written.startsWith('$'))
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  return {
    path: checkPath(written.slice(1)),
    index: typeof index === 'string' ? checkPath(index) : undefined,
    keepsEmpty: keepsEmpty === true,
  };
}

function unwind(row: Row, { path, index, keepsEmpty }: Unwinding): Row[] {
  const value = valueAt(row.doc, path);
  const single = (at: bigint | null): Row => (index ? madeRow(setAt(row.doc, index, at)) : row);
  if (!Array.isArray(value)) {
    if (value === undefined || value === null) return keepsEmpty ? [single(null)] : [];
    return [single(null)];
  }
  if (value.length === 0) return keepsEmpty ? [madeRow(setAt(setAt(row.doc, path, undefined), index, null))] : [];
  return value.map((one, at) => madeRow(setAt(setAt(row.doc, path, one), index, BigInt(at))));
}

/** The value at a path through documents only. */
export function valueAt(doc: Doc, path: readonly string[]): Value | undefined {
  let value: Value | undefined = doc;
  for (const name of path) value = value instanceof Map ? value.get(name) : undefined;
  return value;
}

/** A copy with the value at the path; what is no document on the way becomes one. */
export function setAt(doc: Doc, path: readonly string[] | undefined, value: Value | undefined): Doc {
  if (!path) return doc;
  const [name = '', ...rest] = path;
  const copy = new Map(doc);
  const old = copy.get(name);
  const now = rest.length === 0 ? value : setAt(old instanceof Map ? old : new Map(), rest, value);
  if (now === undefined) copy.delete(name);
  else copy.set(name, now);
  return copy;
}
