import { asNumber } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported, typeMismatch } from '../command-error.ts';
import type { QueryContext } from '../query/context.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { mapRows, slice } from '../query/row.ts';
import { parseSort, sortRows } from '../query/sort-rows.ts';
import { parseDocuments, parseFacet, parseUnionWith } from './stages/combine.ts';
import {
  parseBucket,
  parseBucketAuto,
  parseCount,
  parseGroupStage,
  parseSample,
  parseSortByCount,
} from './stages/gather.ts';
import { parseGraphLookup, parseLookup } from './stages/lookup.ts';
import { parseReshape, parseUnwind, reshapers } from './stages/reshape.ts';
import type { Place, Stage } from './stages/stage.ts';
import { parseMerge, parseOut } from './stages/write.ts';

export interface NamedStage {
  name: string;
  operand: Value;
}

const parsers = new Map<string, (operand: Value, place: Place) => Stage>([
  ['$match', (operand, { context }) => matching(operand, context)],
  ['$sort', (operand, { context }) => sorting(operand, 0, context)],
  ['$skip', (operand) => skipping(skipOf(operand))],
  ['$limit', (operand) => limiting(limitOf(operand))],
  ['$count', parseCount],
  ['$group', (operand, { context }) => parseGroupStage(operand, context)],
  ['$sortByCount', (operand, { context }) => parseSortByCount(operand, context)],
  ['$bucket', (operand, { context }) => parseBucket(operand, context)],
  ['$bucketAuto', (operand, { context }) => parseBucketAuto(operand, context)],
  ['$sample', parseSample],
  ['$unwind', parseUnwind],
  ['$facet', parseFacet],
  ['$unionWith', parseUnionWith],
  ['$documents', parseDocuments],
  // Its rows are there before: which sessions there are, no collection knows.
  ['$listLocalSessions', () => (source) => source],
  ['$lookup', parseLookup],
  ['$graphLookup', parseGraphLookup],
  ['$out', parseOut],
  ['$merge', parseMerge],
]);

const refused = new Set(
  'changeStream changeStreamSplitLargeEvent collStats currentOp densify fill geoNear indexStats listSessions planCacheStats redact search searchMeta setWindowFields shardedDataDistribution vectorSearch'
    .split(' ')
    .map((name) => `$${name}`),
);

/** A `$group` into one that only counts compares no texts; countDocuments sends it. */
function countsAll(name: string, operand: Value): boolean {
  if (name !== '$group' || !(operand instanceof Map)) return false;
  return [...operand].every(([field, value]) => {
    if (field === '_id') return value === null || typeof value === 'number';
    return value instanceof Map && value.size === 1 && typeof value.get('$sum') === 'number';
  });
}

const collated = new Set(['$match', '$sort', '$skip', '$limit', '$count', '$unwind', '$unset']);

/** Reads one stage. Throws 40324 for a stage MongoDB does not know, 115 for one this database does not have. */
export function parseStage(name: string, operand: Value, place: Place): Stage {
  if (place.context.collation && countsAll(name, operand)) {
    return parseStage(name, operand, { ...place, context: { ...place.context, collation: undefined } });
  }
  if (place.context.collation && !collated.has(name)) throw notSupported(`the stage ${name} under a collation`);
  const parse = parsers.get(name);
  if (parse) return parse(operand, place);
  const reshape = parseReshape(name, operand, place.context);
  if (reshape) return reshape;
  if (refused.has(name)) throw notSupported(`the stage ${name}`);
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** Throws for a stage nobody knows, in pipelines within stages too, before any is read. */
export function refuseUnknownStages(stages: readonly NamedStage[]): void {
  for (const { name, operand } of stages) {
    const isKnown = parsers.has(name) || reshapers.has(name) || refused.has(name);
    if (!isKnown) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (!(operand instanceof Map)) continue;
    const inner = name === '$facet' ? [...operand.values()] : holders.has(name) ? [operand.get('pipeline')] : [];
    for (const pipeline of inner) if (Array.isArray(pipeline)) refuseUnknownStages(namedStages(pipeline));
  }
}

const holders = new Set(['$lookup', '$unionWith']);

export function namedStages(pipeline: Value | undefined): NamedStage[] {
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

export function matchOf(operand: Value): Doc {
  if (operand instanceof Map) return operand;
  throw new CommandError(15959, 'the match filter must be an expression in an object');
}

function matching(operand: Value, context: QueryContext): Stage {
  const filter = parseFilter(matchOf(operand), context);
  return (source) => mapRows(source, (row) => (filter.matches(row.doc) ? row : undefined));
}

/** `keep` is how many of the first are enough, 0 for all. */
export function sorting(operand: Value, keep: number, { collation }: QueryContext): Stage {
  const sort = sortOf(operand);
  return (source) => sortRows(source, sort, keep, collation);
}

function skipping(count: number): Stage {
  return (source) => slice(source, count, 0);
}

function limiting(count: number): Stage {
  return (source) => slice(source, 0, count);
}

export function sortOf(operand: Value) {
  if (!(operand instanceof Map)) throw new CommandError(15973, 'the $sort key specification must be an object');
  if (operand.size === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  return parseSort(operand);
}

export function skipOf(operand: Value): number {
  const skip = asNumber(operand);
  if (Number.isInteger(skip) && skip >= 0) return skip;
  throw new CommandError(5107200, 'invalid argument to $skip stage: Expected a non-negative number');
}

export function limitOf(operand: Value): number {
  const limit = asNumber(operand);
  if (limit === 0) throw new CommandError(15958, 'the limit must be positive');
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new CommandError(5107201, 'invalid argument to $limit stage: Expected a non-negative number');
}
