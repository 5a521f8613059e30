import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { QueryContext } from '../query/context.ts';
import { countRows, findRows, type Query } from '../query/find-rows.ts';
import { Row, rowsOf, type Source } from '../query/row.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import { settlingLater } from './expressions/constants.ts';
import { leadingQuery } from './leading-query.ts';
import { limitOf, type NamedStage, namedStages, parseStage, refuseUnknownStages, sorting } from './parse-stage.ts';
import { countName } from './stages/gather.ts';
import type { Pipeline, Place, Stage } from './stages/stage.ts';

/** Where an aggregate runs; without a collection it is one on the whole database. */
export interface PipelineTarget {
  readonly file: DatabaseFile;
  readonly catalog: Catalog;
  readonly db: string;
  readonly collection: string | undefined;
  readonly context: QueryContext;
  readonly hint: Value | undefined;
}

/**
 * Runs a pipeline over a collection, what its first stages filter, sort and cut left to the indexes, or over the rows its
 * first stage stands for. `$out` and `$merge` write as it is read.
 */
export function runPipeline(
  target: PipelineTarget,
  pipeline: Value | undefined,
  listed?: Source,
): { rows: Source; writes: boolean } {
  refuseUnknownStages(namedStages(pipeline));
  const { context, settle } = settlingLater(target.context);
  const parsed = parsePipeline(pipeline, placeOf({ ...target, context }), target.hint);
  settle();
  const last = parsed.names.at(-1);
  const first = parsed.names[0];
  if (target.collection === undefined && first !== '$documents' && !listed) {
    throw new CommandError(
      73,
      `{aggregate: 1} is not valid for '${first ?? 'an empty pipeline'}'; a collection is required.`,
    );
  }
  if (target.collection !== undefined && (first === '$documents' || listed)) {
    throw new CommandError(73, `'${first}' can only be run with {aggregate: 1}`);
  }
  return { rows: parsed.run(listed), writes: last === '$out' || last === '$merge' };
}

/** Sends the rows of any source through a pipeline. */
export function runStages(target: PipelineTarget, source: Source, pipeline: Value[]): Source {
  return parsePipeline(pipeline, placeOf(target), undefined).run(source);
}

function placeOf({ hint: _hint, ...rest }: PipelineTarget): Place {
  return { ...rest, parse: (inner, where) => parsePipeline(inner, where, undefined) };
}

/** Says what the leading stages ask of the collection, and which are left, for explain. */
export function pipelineQuery(
  pipeline: Value | undefined,
  hint: Value | undefined,
  context: QueryContext = {},
): { query: Query; rest: readonly NamedStage[] } {
  const stages = namedStages(pipeline);
  const { query, used } = leadingQuery(stages, hint, context);
  return { query, rest: stages.slice(used) };
}

function parsePipeline(pipeline: Value | undefined, place: Place, hint: Value | undefined): Pipeline {
  const stages = namedStages(pipeline);
  const parsed = stages.map(({ name, operand }) => parseStage(name, operand, place));
  stages.forEach(({ name }, at) => {
    if (at > 0 && (name === '$documents' || name === '$listLocalSessions'))
      throw new CommandError(40602, `${name} is only valid as the first stage in a pipeline.`);
    if (at < stages.length - 1 && (name === '$out' || name === '$merge')) {
      throw new CommandError(40601, `${name} can only be the final stage in the pipeline`);
    }
    const next = stages[at + 1];
    if (name === '$sort' && next?.name === '$limit')
      parsed[at] = sorting(stages[at]?.operand ?? null, limitOf(next.operand), place.context);
  });
  return {
    names: stages.map(({ name }) => name),
    run(source) {
      if (source) return through(source, parsed);
      if (stages[0]?.name === '$documents') return through(rowsOf([]), parsed);
      return overCollection(stages, parsed, place, hint);
    },
  };
}

function through(source: Source, stages: readonly Stage[]): Source {
  return stages.reduce((rows, stage) => stage(rows), source);
}

function overCollection(stages: NamedStage[], parsed: Stage[], place: Place, hint: Value | undefined): Source {
  const { file, catalog, db } = place;
  const collection = place.collection === undefined ? undefined : catalog.find(db, place.collection);
  const { query, used } = leadingQuery(stages, hint, place.context);
  const counted = countOnly(stages.slice(used));
  if (counted && (query.sort?.length ?? 0) === 0) {
    const count = countRows(file, collection, query);
    return rowsOf(count === 0 ? [] : [new Row(0, undefined, counted(count))]);
  }
  return through(findRows(file, collection, query), parsed.slice(used));
}

/** `$count`, or a `$group` that only counts everything, as countDocuments sends it. */
function countOnly(stages: readonly NamedStage[]): ((count: number) => Doc) | undefined {
  const [stage] = stages;
  if (!stage || stages.length !== 1) return undefined;
  if (stage.name === '$count') {
    const name = countName(stage.operand);
    return (count) => new Map([[name, count]]);
  }
  if (stage.name !== '$group' || !(stage.operand instanceof Map)) return undefined;
  const id = stage.operand.get('_id');
  const fields = [...stage.operand.keys()].filter((name) => name !== '_id');
  const isConstant = id === null || typeof id === 'number' || (typeof id === 'string' && !id.startsWith('$'));
  if (!isConstant || !fields.every((name) => isPlainCount(stage.operand, name))) return undefined;
  return (count) => new Map<string, Value>([['_id', id], ...fields.map((name): [string, Value] => [name, count])]);
}

function isPlainCount(group: Value, name: string): boolean {
  const accumulator = group instanceof Map ? group.get(name) : undefined;
  return accumulator instanceof Map && accumulator.size === 1 && accumulator.get('$sum') === 1;
}
