import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { encodeValueKey } from '../keys/encode-key.ts';
import type { QueryContext } from '../query/context.ts';
import { Row, type Source } from '../query/row.ts';
import { type Accumulator, type Gathering, parseAccumulator } from './accumulators.ts';
import { parseExpression, scopeOf } from './expressions/parse-expression.ts';
import { memoryBound } from './memory-bound.ts';

/** Reads a `$group`: an `_id` expression and accumulators. What it returns holds at most 100 MiB (292). */
export function parseGroup(spec: Value, context: QueryContext): (source: Source) => Row[] {
  if (!(spec instanceof Map)) throw new CommandError(15947, "a group's fields must be specified in an object");
  const fields: { name: string; accumulator: Accumulator }[] = [];
  for (const [name, value] of spec) {
    if (name === '_id') continue;
    if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$')) throw new CommandError(40236, `The field name '${name}' cannot be an operator name`);
    fields.push({ name, accumulator: parseAccumulator(name, value, context) });
  }
  const idSpec = spec.get('_id');
  if (idSpec === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  const readId = parseExpression(idSpec, context);
  return (source) => {
    const memory = memoryBound('$group');
    const groups = new Map<string, { id: Value; gatherings: Gathering[] }>();
    source.read((row) => {
      const scope = scopeOf(row.doc, context);
      const id = readId(scope) ?? null;
      const key = encodeValueKey(id).toString('latin1');
      let group = groups.get(key);
      if (!group) {
        memory.keep(key.length * 2 + 64 * (fields.length + 1));
        const own = scopeOf(new Map([['_id', id]]), context);
        group = { id, gatherings: fields.map(({ accumulator }) => accumulator(own, memory.keepValue)) };
        groups.set(key, group);
      }
      for (const gathering of group.gatherings) gathering.add(scope);
      return true;
    });
    return [...groups.values()].map(({ id, gatherings }) => {
      const made: Doc = new Map([['_id', id]]);
      gatherings.forEach((gathering, at) => {
        made.set(fields[at]?.name ?? '', gathering.result());
      });
      return new Row(0, undefined, made);
    });
  };
}
