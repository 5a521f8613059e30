import { asNumber } from '../bson/read-value.ts';
import type { Reply, Value } from '../bson/value.ts';
import { typeMismatch } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import { isPosition } from '../keys/index-keys.ts';
import { countRows, findRows } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type Call, countOption, docOption, findCollection } from './call.ts';

export function count(call: Call): Reply {
  const limit = call.body.get('limit');
  const n = countRows(call.engine.file, findCollection(call), {
    filter: parseFilter(docOption(call, 'query')),
    skip: countOption(call, 'skip', 0),
    limit: limit === undefined ? 0 : Math.abs(asNumber(limit)),
    hint: call.body.get('hint'),
  });
  return { n, ok: 1 };
}

export function distinct(call: Call): Reply {
  const key = call.body.get('key');
  if (typeof key !== 'string') throw typeMismatch("BSON field 'distinct.key' is missing or of the wrong type");
  const path = key.split('.');
  const found = new Map<string, Value>();
  findRows(call.engine.file, findCollection(call), {
    filter: parseFilter(docOption(call, 'query')),
    hint: call.body.get('hint'),
  }).read((row) => {
    collect(row.doc, path, 0, (value) => {
      const key = encodeValueKey(value).toString('latin1');
      if (!found.has(key)) found.set(key, value);
    });
    return true;
  });
  return { values: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), ok: 1 };
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
