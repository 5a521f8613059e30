import { BSONRegExp } from 'bson';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Filter } from '../query/parse-filter.ts';
import { changePath } from './change-path.ts';

/** The document an upsert starts from: what the filter says is equal. A replacement takes only `_id`. */
export function upsertBase(filter: Filter, isReplacement: boolean): Doc {
  const equalities = new Map<string, Value>();
  if (!isNeverTrue(filter)) collect(filter, equalities, isReplacement);
  const doc: Doc = new Map();
  const id = equalities.get('_id');
  if (id !== undefined) doc.set('_id', id);
  if (isReplacement) {
    if (Array.isArray(id)) throw new CommandError(54, "Cannot infer query fields to set, path '_id' is matched twice");
    return doc;
  }
  for (const [field, value] of equalities) {
    for (const other of equalities.keys()) {
      if (field.startsWith(`${other}.`)) {
        throw new CommandError(
          54,
          `cannot infer query fields to set, both paths '${field}' and '${other}' are matched`,
        );
      }
    }
    if (field !== '_id') changePath(doc, { path: field.split('.'), creates: true, apply: () => value });
  }
  return doc;
}

/** MongoDB takes nothing from a filter that it sees cannot match. */
function isNeverTrue(filter: Filter): boolean {
  if (filter.kind === '$and') return filter.parts.some(isNeverTrue);
  return (
    filter.kind === 'field' &&
    filter.operator === '$all' &&
    Array.isArray(filter.operand) &&
    filter.operand.length === 0
  );
}

function collect(filter: Filter, equalities: Map<string, Value>, onlyId: boolean): void {
  if (filter.kind === 'field') {
    for (const value of valuesOf(filter.operator, filter.operand)) {
      if (onlyId && filter.field.startsWith('_id.')) {
        throw new CommandError(
          111,
          `field at '_id' must be exactly specified, field at sub-path '${filter.field}' found`,
        );
      }
      if (onlyId && filter.field !== '_id') continue;
      if (equalities.has(filter.field)) {
        throw new CommandError(54, `cannot infer query fields to set, path '${filter.field}' is matched twice`);
      }
      equalities.set(filter.field, value);
    }
  } else if (filter.kind === '$and' || (filter.kind === '$or' && filter.parts.length === 1)) {
    for (const part of filter.parts) collect(part, equalities, onlyId);
  }
}

function valuesOf(operator: string, operand: Value): Value[] {
  if (operator === '$eq') return [operand];
  const isList = operator === '$all' || (operator === '$in' && Array.isArray(operand) && operand.length === 1);
  if (!isList || !Array.isArray(operand)) return [];
  return operand.filter(
    (value) => !(value instanceof BSONRegExp) && !(value instanceof Map && value.has('$elemMatch')),
  );
}
