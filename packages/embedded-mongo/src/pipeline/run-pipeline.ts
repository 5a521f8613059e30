import { asNumber } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported, typeMismatch } from '../command-error.ts';
import { countRows, findRows, type Query } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseProjection } from '../query/project.ts';
import { mapRows, Row, rowsOf, type Source, slice } from '../query/row.ts';
import { parseSort, sortRows } from '../query/sort-rows.ts';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import { isConstant } from './expression.ts';
import { parseGroup } from './group.ts';

interface Stage {
  name: string;
  operand: Value;
}

/** Runs a pipeline; what its first stages filter, sort and cut is left to the indexes. */
export function runPipeline(
  file: DatabaseFile,
  collection: Collection | undefined,
  pipeline: Value | undefined,
  hint: Value | undefined,
): Source {
  const stages = parseStages(pipeline);
  const { query, used } = leadingQuery(stages, hint);
  const rest = stages.slice(used);
  const counted = countOnly(rest);
  const sortless = (query.sort?.length ?? 0) === 0;
  if (counted && sortless) {
    const count = countRows(file, collection, query);
    return rowsOf(count === 0 ? [] : [new Row(0, undefined, counted(count))]);
  }
  return chain(findRows(file, collection, query), rest);
}

/** Sends the rows of any source through a pipeline. */
export function runStages(source: Source, pipeline: Value[]): Source {
  return chain(source, parseStages(pipeline));
}

function chain(source: Source, stages: readonly Stage[]): Source {
  return stages.reduce((rows, stage, at) => runStage(rows, stage, stages[at + 1]), source);
}

/** Says what the leading stages ask of the collection, for explain. */
export function pipelineQuery(pipeline: Value | undefined, hint: Value | undefined): Query {
  return leadingQuery(parseStages(pipeline), hint).query;
}

function parseStages(pipeline: Value | undefined): Stage[] {
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array");
  return pipeline.map((stage) => {
    if (!(stage instanceof Map)) throw typeMismatch('Each element of the pipeline must be an object');
    const [first] = stage;
    if (!first || stage.size !== 1) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    return { name: first[0], operand: first[1] };
  });
}

function leadingQuery(stages: readonly Stage[], hint: Value | undefined): { query: Query; used: number } {
  const filters: Value[] = [];
  let used = 0;
  const next = (name: string): Value | undefined => {
    const stage = stages[used];
    if (stage?.name !== name) return undefined;
    used++;
    return stage.operand;
  };
  for (let match = next('$match'); match !== undefined; match = next('$match')) filters.push(matchOf(match));
  const sort = next('$sort');
  const skip = next('$skip');
  const limit = next('$limit');
  const [only] = filters;
  const filter =
    filters.length === 1 && only instanceof Map ? only : new Map(filters.length ? [['$and', filters]] : []);
  const query: Query = { filter: parseFilter(filter), hint };
  if (sort !== undefined) query.sort = sortOf(sort);
  if (skip !== undefined) query.skip = skipOf(skip);
  if (limit !== undefined) query.limit = limitOf(limit);
  return { query, used };
}

function matchOf(operand: Value): Doc {
  if (operand instanceof Map) return operand;
  throw new CommandError(15959, 'the match filter must be an expression in an object');
}

function sortOf(operand: Value) {
  if (!(operand instanceof Map)) throw new CommandError(15973, 'the $sort key specification must be an object');
  if (operand.size === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  return parseSort(operand);
}

function skipOf(operand: Value): number {
  const skip = asNumber(operand);
  if (Number.isInteger(skip) && skip >= 0) return skip;
  throw new CommandError(5107200, 'invalid argument to $skip stage: Expected a non-negative number');
}

function limitOf(operand: Value): number {
  const limit = asNumber(operand);
  if (limit === 0) throw new CommandError(15958, 'the limit must be positive');
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new CommandError(5107201, 'invalid argument to $limit stage: Expected a non-negative number');
}

/** `$count`, or a `$group` that only counts everything, as countDocuments sends it. */
function countOnly(stages: readonly Stage[]): ((count: number) => Doc) | undefined {
  const [stage] = stages;
  if (!stage || stages.length !== 1) return undefined;
  if (stage.name === '$count') {
    const name = countName(stage.operand);
    return (count) => new Map([[name, count]]);
  }
  if (stage.name !== '$group' || !(stage.operand instanceof Map)) return undefined;
  const id = stage.operand.get('_id');
  const fields = [...stage.operand.keys()].filter((name) => name !== '_id');
  if (id === undefined || !isConstant(id) || !fields.every((name) => isPlainCount(stage.operand, name)))
    return undefined;
  return (count) => new Map<string, Value>([['_id', id], ...fields.map((name): [string, Value] => [name, count])]);
}

function isPlainCount(group: Value, name: string): boolean {
  const accumulator = group instanceof Map ? group.get(name) : undefined;
  return accumulator instanceof Map && accumulator.size === 1 && accumulator.get('$sum') === 1;
}

function countName(operand: Value): string {
  if (typeof operand !== 'string' || operand === '') {
    throw new CommandError(40156, 'the count field must be a non-empty string');
  }
  return operand;
}

const knownStages = new Set(
  ['addFields', 'bucket', 'bucketAuto', 'changeStream', 'collStats', 'densify', 'documents', 'facet', 'fill', 'geoNear']
    .concat(['graphLookup', 'indexStats', 'lookup', 'merge', 'out', 'redact', 'replaceRoot', 'replaceWith', 'sample'])
    .concat(['search', 'set', 'setWindowFields', 'sortByCount', 'unionWith', 'unset', 'unwind', 'currentOp'])
    .map((name) => `$${name}`),
);

function runStage(source: Source, stage: Stage, following: Stage | undefined): Source {
  const { name, operand } = stage;
  switch (name) {
    case '$match': {
      const filter = parseFilter(matchOf(operand));
      return mapRows(source, (row) => (filter.matches(row.doc) ? row : undefined));
    }
    case '$sort':
      return sortRows(source, sortOf(operand), following?.name === '$limit' ? limitOf(following.operand) : 0);
    case '$skip':
      return slice(source, skipOf(operand), 0);
    case '$limit':
      return slice(source, 0, limitOf(operand));
    case '$project': {
      const project = parseProjection(operand);
      if (!project)
        throw new CommandError(
          51272,
          'Invalid $project :: caused by :: projection specification must have at least one field',
        );
      return mapRows(source, project);
    }
    case '$count': {
      const field = countName(operand);
      return lazily(() => {
        let count = 0;
        source.read(() => {
          count++;
          return true;
        });
        return count === 0 ? [] : [new Row(0, undefined, new Map([[field, count]]))];
      });
    }
    case '$group': {
      const group = parseGroup(operand);
      return lazily(() => group(source));
    }
    default:
      if (knownStages.has(name)) throw notSupported(`the stage ${name}`);
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  }
}

function lazily(make: () => Row[]): Source {
  let made: Source | undefined;
  return {
    get isDone() {
      return made?.isDone ?? false;
    },
    read(take) {
      made ??= rowsOf(make());
      made.read(take);
    },
  };
}
