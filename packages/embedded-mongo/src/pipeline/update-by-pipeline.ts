import { equalValues } from '../bson/compare.ts';
import { print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, failedToParse } from '../command-error.ts';
import type { QueryContext } from '../query/context.ts';
import { neverSettling } from './expressions/constants.ts';
import { reshapers } from './stages/reshape.ts';

/** Reads the stages an update may consist of; the document keeps its `_id` (66). */
export function parsePipelineUpdate(pipeline: Value[], context: QueryContext = {}): (doc: Doc) => Doc {
  const steps = pipeline.map((stage) => {
    if (!(stage instanceof Map)) throw new CommandError(14, 'Each element of the pipeline must be an object');
    const [first] = stage;
    if (!first || stage.size !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [name, operand] = first;
    const parse = reshapers.get(name);
    if (parse) return parse(operand, neverSettling(context), name);
    throw isStage(name)
      ? new CommandError(72, `${name} is not allowed to be used within an update`)
      : new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (doc) => {
    const id = doc.get('_id');
    const made = steps.reduce((known, step) => step(known), doc);
    if (id === undefined) return made;
    const now = made.get('_id');
    if (now !== undefined && !equalValues(id, now)) {
      throw new CommandError(66, `Performing an update on the path '_id' would modify the immutable field '_id'`);
    }
    const [firstName] = made.keys();
    return firstName === '_id' ? made : new Map([['_id', id], ...[...made].filter(([name]) => name !== '_id')]);
  };
}

const stages = new Set(
  'match sort skip limit count group sortByCount bucket bucketAuto sample unwind facet unionWith documents lookup graphLookup out merge redact densify fill setWindowFields geoNear collStats indexStats'
    .split(' ')
    .map((name) => `$${name}`),
);

function isStage(name: string): boolean {
  return stages.has(name);
}

export function refuseArrayFilters(arrayFilters: Value | undefined): void {
  if (arrayFilters !== undefined)
    throw failedToParse(`arrayFilters may not be specified for pipeline-style updates: ${print(arrayFilters)}`);
}
