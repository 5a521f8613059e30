import { BSONRegExp } from 'bson';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Filter } from '../query/parse-filter.ts';
import { changePath } from './change-path.ts';

/** The document an upsert starts from: what the filter says is equal. A replacement takes only `_id`. */
export function upsertBase(filter: Filter, isReplacement: boolean): Doc {
  const equalities = new Map<string, Value>();
  collect(filter, equalities);
  const doc: Doc = new Map();
  const id = equalities.get('_id');
  if (id !== undefined) doc.set('_id', id);
  if (isReplacement) return doc;
  for (const [field, value] of equalities) {
    for (const other of equalities.keys()) {
      if (field.startsWith(`${other}.`)) {
        throw new CommandError(
          54,
          `cannot infer query fields to set, both paths '${field}' and '${other}' are matched`,
        );
      }
    }
    if (field !== '_id')
      changePath(doc, { field, path: field.split('.'), creates: true, apply: () => value }, new Map());
  }
  return doc;
}

function collect(filter: Filter, equalities: Map<string, Value>): void {
  if (filter.kind === 'field') {
    const value = onlyValue(filter.operator, filter.operand);
    if (value === undefined) return;
    if (equalities.has(filter.field)) {
      throw new CommandError(54, `cannot infer query fields to set, path '${filter.field}' is matched twice`);
    }
    equalities.set(filter.field, value);
  } else if (filter.kind === '$and' || (filter.kind === '$or' && filter.parts.length === 1)) {
    for (const part of filter.parts) collect(part, equalities);
  }
}

function onlyValue(operator: string, operand: Value): Value | undefined {
  if (operator === '$eq') return operand;
  if (operator !== '$in' && operator !== '$all') return undefined;
  const [value] = Array.isArray(operand) && operand.length === 1 ? operand : [];
  return value instanceof BSONRegExp || (value instanceof Map && value.has('$elemMatch')) ? undefined : value;
}
