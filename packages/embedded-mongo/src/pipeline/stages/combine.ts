import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, failedToParse } from '../../command-error.ts';
import type { Row, Source } from '../../query/row.ts';
import { rowsOf } from '../../query/row.ts';
import { typeName } from '../../query/type-names.ts';
import { parseExpression, scopeOf } from '../expressions/parse-expression.ts';
import { memoryBound } from '../memory-bound.ts';
import { collectRows, lazily, madeRow, type Place, type Stage } from './stage.ts';

const notInFacet = new Set([
  '$facet',
  '$out',
  '$merge',
  '$collStats',
  '$indexStats',
  '$geoNear',
  '$documents',
  '$changeStream',
]);

export function parseFacet(operand: Value, place: Place): Stage {
  if (!(operand instanceof Map) || operand.size === 0)
    throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  const facets = [...operand].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new CommandError(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(pipeline)}`);
    const parsed = place.parse(pipeline, place);
    const wrong = parsed.names.find((one) => notInFacet.has(one));
    if (wrong !== undefined) throw new CommandError(40600, `${wrong} is not allowed to be used within a $facet stage`);
    return { name, parsed };
  });
  return (source) =>
    lazily(() => {
      const memory = memoryBound('$facet');
      const rows = collectRows(source, (row) => memory.keep(row.data.length));
      const made: Doc = new Map();
      for (const { name, parsed } of facets) {
        const results = collectRows(parsed.run(rowsOf(rows)), (row) => memory.keep(row.data.length));
        made.set(
          name,
          results.map(({ doc }) => doc),
        );
      }
      return [madeRow(made)];
    });
}

export function parseUnionWith(operand: Value, place: Place): Stage {
  let collection: Value | undefined = operand;
  let pipeline: Value = [];
  if (operand instanceof Map) {
    for (const field of operand.keys()) {
      if (field !== 'coll' && field !== 'pipeline')
        throw new CommandError(40415, `BSON field '$unionWith.${field}' is an unknown field.`);
    }
    collection = operand.get('coll');
    pipeline = operand.get('pipeline') ?? [];
  }
  if (typeof collection !== 'string') throw failedToParse('$unionWith needs the name of a collection');
  const parsed = place.parse(pipeline, { ...place, collection });
  refuseWrites(parsed.names, '$unionWith', 31441);
  return (source) => chained(source, () => parsed.run());
}

export function refuseWrites(names: readonly string[], stage: string, code: number): void {
  const wrong = names.find((name) => name === '$out' || name === '$merge');
  if (wrong !== undefined) throw new CommandError(code, `${wrong} is not allowed within a ${stage}'s sub-pipeline`);
}

function chained(first: Source, makeSecond: () => Source): Source {
  let second: Source | undefined;
  return {
    get isDone() {
      return second?.isDone ?? false;
    },
    read(take) {
      let goesOn = true;
      const pass = (row: Row): boolean => {
        goesOn = take(row);
        return goesOn;
      };
      if (!first.isDone) first.read(pass);
      if (!goesOn) return;
      second ??= makeSecond();
      second.read(take);
    },
  };
}

export function parseDocuments(operand: Value, place: Place): Stage {
  const values = parseExpression(operand, place.context)(scopeOf(new Map(), place.context));
  if (!Array.isArray(values)) throw new CommandError(5858203, 'an array is expected for $documents');
  const rows = values.map((one) => {
    if (!(one instanceof Map))
      throw new CommandError(40228, `'newRoot' expression must evaluate to an object, but found ${typeName(one)}`);
    return madeRow(one);
  });
  return () => rowsOf(rows);
}
