import { compareValues, isNumeric, type TextOrder } from '../bson/compare.ts';
import { asNumber, print } from '../bson/read-value.ts';
import type { Reply, Value } from '../bson/value.ts';
import { badValue, CommandError, typeMismatch } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import { isPosition } from '../keys/key-parts.ts';
import { textOrder } from '../query/collation.ts';
import { checkFieldPath } from '../query/field-path.ts';
import { countRows, findRows } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { typeName } from '../query/type-names.ts';
import { type Call, countOption, docOption, findCollection } from './call.ts';
import { contextOf } from './context-of.ts';

export function count(call: Call): Reply {
  const limit = call.body.get('limit');
  if (limit !== undefined && !isNumeric(limit)) throw badValue(`limit value is not a valid number: ${print(limit)}`);
  const context = contextOf(call);
  const n = countRows(call.engine.file, findCollection(call), {
    filter: parseFilter(docOption(call, 'query'), context),
    collation: context.collation,
    skip: countOption(call, 'skip', 0),
    limit: limit === undefined ? 0 : Math.abs(asNumber(limit)),
    hint: call.body.get('hint'),
  });
  return { n, ok: 1 };
}

export function distinct(call: Call): Reply {
  const key = call.body.get('key');
  if (key === undefined) throw new CommandError(40414, "BSON field 'distinct.key' is missing but a required field");
  if (typeof key !== 'string') throw typeMismatch(`BSON field 'distinct.key' is the wrong type '${typeName(key)}'`);
  checkFieldPath(key);
  const path = key.split('.');
  const context = contextOf(call);
  const text = textOrder(context.collation);
  const found = context.collation ? sortedValues(text) : keyedValues();
  findRows(call.engine.file, findCollection(call), {
    filter: parseFilter(docOption(call, 'query'), context),
    collation: context.collation,
  }).read((row) => {
    collect(row.doc, path, 0, (value) => found.add(value, row.row));
    return true;
  });
  return { values: found.inOrder(), ok: 1 };
}

/** Distinct values; of equal ones the first stays. */
interface Values {
  add(value: Value, row: number): void;
  inOrder(): Value[];
}

function keyedValues(): Values {
  const found = new Map<string, Value>();
  return {
    add(value) {
      const key = encodeValueKey(value).toString('latin1');
      if (!found.has(key)) found.set(key, value);
    },
    inOrder: () => [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
  };
}

/** Rows may come in any order, so the one stored first decides. */
function sortedValues(text: TextOrder): Values {
  const found: { value: Value; row: number }[] = [];
  return {
    add(value, row) {
      let low = 0;
      let high = found.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compareValues(found[middle]?.value, value, text) < 0) low = middle + 1;
        else high = middle;
      }
      const known = found[low];
      if (known === undefined || compareValues(known.value, value, text) !== 0) found.splice(low, 0, { value, row });
      else if (row < known.row) found[low] = { value, row };
    },
    inOrder: () => found.map(({ value }) => value),
  };
}

function collect(value: Value | undefined, path: readonly string[], depth: number, add: (value: Value) => void): void {
  if (value === undefined) return;
  const name = path[depth];
  if (name === undefined) {
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
    return;
  }
  if (value instanceof Map) collect(value.get(name), path, depth + 1, add);
  if (!Array.isArray(value)) return;
  for (const element of value) if (element instanceof Map) collect(element, path, depth, add);
  if (isPosition(name)) collect(value[Number(name)], path, depth + 1, add);
}
