import { BSONRegExp } from 'bson';
import { asNumber } from '../../bson/read-value.ts';
import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, failedToParse } from '../../command-error.ts';
import { encodeValueKey } from '../../keys/encode-key.ts';
import { mapRows, type Row } from '../../query/row.ts';
import { neverSettling } from '../expressions/constants.ts';
import { checkPath, parseExpression, scopeOf, withVariables } from '../expressions/parse-expression.ts';
import { memoryBound } from '../memory-bound.ts';
import { refuseWrites } from './combine.ts';
import { setAt } from './reshape.ts';
import { collectRows, inPortions, madeRow, type Place, type Stage } from './stage.ts';

function textField(spec: Doc, field: string, stage: string): string | undefined {
  const value = spec.get(field);
  if (value === undefined || typeof value === 'string') return value;
  throw failedToParse(`${stage} argument '${field}' must be a string`);
}

/** By equal fields, by a pipeline of its own, or both. Equal fields and a leading `$match` use the other collection's indexes. */
export function parseLookup(operand: Value, place: Place): Stage {
  if (!(operand instanceof Map)) throw failedToParse('the $lookup stage specification must be an Object');
  for (const field of operand.keys()) {
    if (!['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'].includes(field)) {
      throw failedToParse(`unknown argument to $lookup: ${field}`);
    }
  }
  const as = textField(operand, 'as', '$lookup');
  const from = textField(operand, 'from', '$lookup');
  const localField = textField(operand, 'localField', '$lookup');
  const foreignField = textField(operand, 'foreignField', '$lookup');
  const pipeline = operand.get('pipeline');
  const lets = operand.get('let');
  if (as === undefined) throw failedToParse("must specify 'as' field for a $lookup");
  if (lets !== undefined && !(lets instanceof Map)) throw failedToParse("$lookup argument 'let' must be an object");
  if (pipeline !== undefined && !Array.isArray(pipeline))
    throw failedToParse("'pipeline' option must be specified as an array");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw failedToParse("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  if (pipeline === undefined && localField === undefined) {
    throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  }
  if (pipeline === undefined && lets !== undefined)
    throw failedToParse("$lookup with a 'let' argument must also specify 'pipeline'");
  const there: Place = { ...place, collection: from };
  const startsItself = (pipeline ?? [])[0];
  const hasDocuments = startsItself instanceof Map && startsItself.has('$documents');
  if (from === undefined && !hasDocuments) throw failedToParse("must specify 'from' field for a $lookup");
  refuseWrites(place.parse(pipeline ?? [], nullsFor(there, lets)).names, '$lookup', 51047);
  const target = checkPath(as);
  const local = localField === undefined ? undefined : checkPath(localField);
  return (source) =>
    mapRows(inPortions(source), (row) => {
      const found = joined(row, there, local, foreignField, pipeline ?? [], lets);
      return madeRow(setAt(row.doc, target, found));
    });
}

function nullsFor(place: Place, lets: Value | undefined): Place {
  return { ...place, context: neverSettling(withVariables(place.context, lets)) };
}

function joined(
  row: Row,
  there: Place,
  local: readonly string[] | undefined,
  foreign: string | undefined,
  pipeline: Value[],
  lets: Value | undefined,
): Value[] {
  const context = lets === undefined ? there.context : withVariables(there.context, lets, row.doc);
  const match =
    local && foreign !== undefined ? [new Map([['$match', equalTo(foreign, valuesAt(row.doc, local))]])] : [];
  const memory = memoryBound('$lookup');
  const { run } = there.parse([...match, ...pipeline], { ...there, context });
  return collectRows(run(), ({ data }) => memory.keep(data.length)).map(({ doc }) => doc);
}

function equalTo(field: string, values: Value[]): Doc {
  const simple = values.every((one) => !(one instanceof BSONRegExp || one instanceof Map));
  if (simple && values.length !== 1) return new Map([[field, new Map([['$in', values]])]]);
  const tests = values.map((one): Doc => new Map([[field, new Map([['$eq', one]])]]));
  const [only] = tests;
  return tests.length === 1 && only ? only : new Map([['$or', tests]]);
}

/** All values at a path, arrays opened; null when there is none. */
function valuesAt(doc: Doc, path: readonly string[]): Value[] {
  const found: Value[] = [];
  const visit = (value: Value | undefined, depth: number): void => {
    const name = path[depth];
    if (name === undefined) {
      if (Array.isArray(value)) found.push(...value);
      else if (value !== undefined) found.push(value);
    } else if (value instanceof Map) visit(value.get(name), depth + 1);
    else if (Array.isArray(value)) for (const one of value) if (one instanceof Map) visit(one, depth);
  };
  visit(doc, 0);
  return found.length === 0 ? [null] : found;
}

export function parseGraphLookup(operand: Value, place: Place): Stage {
  if (!(operand instanceof Map)) throw failedToParse('the $graphLookup stage specification must be an object');
  const known = [
    'from',
    'startWith',
    'connectFromField',
    'connectToField',
    'as',
    'maxDepth',
    'depthField',
    'restrictSearchWithMatch',
  ];
  for (const field of operand.keys()) {
    if (!known.includes(field)) throw new CommandError(40104, `Unknown argument to $graphLookup: ${field}`);
  }
  const text = (field: string): string => {
    const value = textField(operand, field, '$graphLookup');
    if (value === undefined) throw new CommandError(40105, `$graphLookup requires '${field}' to be specified`);
    return value;
  };
  const from = text('from');
  const [connectFrom, connectTo, as] = [
    checkPath(text('connectFromField')),
    text('connectToField'),
    checkPath(text('as')),
  ];
  const startWith = operand.get('startWith');
  if (startWith === undefined) throw new CommandError(40105, "$graphLookup requires 'startWith' to be specified");
  const start = parseExpression(startWith, place.context);
  const limit = operand.get('maxDepth');
  const maxDepth = limit === undefined ? Number.POSITIVE_INFINITY : asNumber(limit);
  if (Number.isNaN(maxDepth)) throw new CommandError(40100, 'maxDepth requires numeric argument');
  if (maxDepth < 0) throw new CommandError(40101, 'maxDepth requires a nonnegative argument');
  if (limit !== undefined && !Number.isInteger(maxDepth))
    throw new CommandError(40102, 'maxDepth could not be represented as a long long');
  const depthField = textField(operand, 'depthField', '$graphLookup');
  const restriction = operand.get('restrictSearchWithMatch');
  if (restriction !== undefined && !(restriction instanceof Map))
    throw new CommandError(40185, 'restrictSearchWithMatch must be an object');
  const there: Place = { ...place, collection: from };
  const step = (values: Value[]): Row[] => {
    const filter = equalTo(connectTo, values);
    const both = restriction === undefined ? filter : new Map<string, Value>([['$and', [filter, restriction]]]);
    return collectRows(place.parse([new Map([['$match', both]])], there).run());
  };
  step([]);
  return (source) =>
    mapRows(inPortions(source), (row) => {
      const memory = memoryBound('$graphLookup');
      const found = new Map<string, Doc>();
      const value = start(scopeOf(row.doc, place.context));
      let frontier = Array.isArray(value) ? value : [value ?? null];
      for (let depth = 0; depth <= maxDepth && frontier.length > 0; depth++) {
        const next: Value[] = [];
        for (const { doc, data } of step(frontier)) {
          const key = encodeValueKey(doc.get('_id')).toString('latin1');
          if (found.has(key)) continue;
          memory.keep(data.length);
          found.set(key, depthField === undefined ? doc : setAt(doc, checkPath(depthField), BigInt(depth)));
          next.push(...valuesAt(doc, connectFrom).filter((one) => one !== null));
        }
        frontier = next;
      }
      return madeRow(setAt(row.doc, as, [...found.values()]));
    });
}
