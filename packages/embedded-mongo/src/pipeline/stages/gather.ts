import { compareValues, rankOf } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Doc, Value } from '../../bson/value.ts';
import { CommandError, notSupported } from '../../command-error.ts';
import type { QueryContext } from '../../query/context.ts';
import { typeName } from '../../query/type-names.ts';
import { parseAccumulator } from '../accumulators.ts';
import { parseExpression, scopeOf } from '../expressions/parse-expression.ts';
import { parseGroup } from '../group.ts';
import { memoryBound } from '../memory-bound.ts';
import { collectRows, lazily, madeRow, type Stage } from './stage.ts';

const countAll: Doc = new Map([['$sum', 1]]);

export function parseGroupStage(operand: Value, context: QueryContext): Stage {
  const group = parseGroup(operand, context);
  return (source) => lazily(() => group(source));
}

export function countName(operand: Value): string {
  if (typeof operand !== 'string') throw new CommandError(40156, 'the count field must be a non-empty string');
  if (operand === '') throw new CommandError(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw new CommandError(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw new CommandError(40160, "the count field cannot contain '.'");
  return operand;
}

export function parseCount(operand: Value): Stage {
  const name = countName(operand);
  return (source) =>
    lazily(() => {
      let count = 0;
      source.read(() => {
        count++;
        return true;
      });
      return count === 0 ? [] : [madeRow(new Map([[name, count]]))];
    });
}

export function parseSortByCount(operand: Value, context: QueryContext): Stage {
  const isExpression =
    operand instanceof Map
      ? [...operand.keys()][0]?.startsWith('$')
      : typeof operand === 'string' && operand.startsWith('$');
  if (!isExpression) {
    throw operand instanceof Map
      ? new CommandError(
          40147,
          'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
        )
      : new CommandError(
          typeof operand === 'string' ? 40148 : 40149,
          'the sortByCount field must be specified as a string or as an object',
        );
  }
  const group = parseGroup(
    new Map<string, Value>([
      ['_id', operand],
      ['count', countAll],
    ]),
    context,
  );
  return (source) => lazily(() => group(source).sort((a, b) => compareValues(b.doc.get('count'), a.doc.get('count'))));
}

export function parseBucket(operand: Value, context: QueryContext): Stage {
  if (!(operand instanceof Map))
    throw new CommandError(40201, `Argument to $bucket stage must be an object, but found type: ${typeName(operand)}.`);
  for (const field of operand.keys()) {
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(field))
      throw new CommandError(40197, `Unrecognized option to $bucket: ${field}.`);
  }
  const groupBy = operand.get('groupBy');
  const boundaries = operand.get('boundaries');
  if (groupBy === undefined || boundaries === undefined)
    throw new CommandError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  checkGroupBy(groupBy, 40202, '$bucket');
  const limits = readBoundaries(boundaries, context);
  const fallback = operand.get('default');
  const branches = limits.slice(0, -1).map((low, at) => bucketCase(groupBy, low, limits[at + 1] ?? low));
  const choice = new Map<string, Value>([['branches', branches]]);
  if (fallback !== undefined) {
    checkDefault(fallback, limits);
    choice.set('default', new Map([['$literal', fallback]]));
  }
  const spec = new Map<string, Value>([
    ['_id', new Map([['$switch', choice]])],
    ...readOutput(operand.get('output'), 40196),
  ]);
  const group = parseGroup(spec, context);
  return (source) => lazily(() => group(source).sort((a, b) => compareValues(a.doc.get('_id'), b.doc.get('_id'))));
}

function checkGroupBy(groupBy: Value, code: number, name: string): void {
  const isExpression =
    groupBy instanceof Map
      ? [...groupBy.keys()][0]?.startsWith('$')
      : typeof groupBy === 'string' && groupBy.startsWith('$');
  if (!isExpression)
    throw new CommandError(code, `The ${name} 'groupBy' field must be defined as a $-prefixed path or an expression`);
}

function readBoundaries(boundaries: Value, context: QueryContext): Value[] {
  if (!Array.isArray(boundaries)) throw new CommandError(40200, "The $bucket 'boundaries' field must be an array");
  const limits = boundaries.map((one) => parseExpression(one, context)(scopeOf(new Map(), context)) ?? null);
  if (limits.length < 2) throw new CommandError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  limits.forEach((limit, at) => {
    if (at === 0) return;
    if (rankOf(limit) !== rankOf(limits[at - 1]))
      throw new CommandError(40193, "All values in the the 'boundaries' option to $bucket must have the same type");
    if (compareValues(limits[at - 1], limit) >= 0)
      throw new CommandError(40194, "The 'boundaries' option to $bucket must be sorted");
  });
  return limits;
}

function checkDefault(fallback: Value, limits: Value[]): void {
  const isInside = compareValues(fallback, limits[0]) >= 0 && compareValues(fallback, limits.at(-1)) < 0;
  if (isInside)
    throw new CommandError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
}

function bucketCase(groupBy: Value, low: Value, high: Value): Doc {
  const literal = (value: Value): Value => new Map([['$literal', value]]);
  const test = new Map([
    ['$and', [new Map([['$gte', [groupBy, literal(low)]]]), new Map([['$lt', [groupBy, literal(high)]]])]],
  ]);
  return new Map<string, Value>([
    ['case', test],
    ['then', literal(low)],
  ]);
}

function readOutput(output: Value | undefined, code: number): [string, Value][] {
  if (output === undefined) return [['count', countAll]];
  if (!(output instanceof Map)) throw new CommandError(code, "The 'output' field must be an object");
  return [...output];
}

export function parseBucketAuto(operand: Value, context: QueryContext): Stage {
  if (!(operand instanceof Map)) throw new CommandError(40240, 'The argument to $bucketAuto must be an object');
  for (const field of operand.keys()) {
    if (field === 'granularity') throw notSupported('the granularity of $bucketAuto');
    if (!['groupBy', 'buckets', 'output'].includes(field))
      throw new CommandError(40245, `Unrecognized option to $bucketAuto: ${field}.`);
  }
  const groupBy = operand.get('groupBy');
  const buckets = operand.get('buckets');
  if (groupBy === undefined || buckets === undefined)
    throw new CommandError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  checkGroupBy(groupBy, 40239, '$bucketAuto');
  const count = asNumber(buckets);
  if (Number.isNaN(count)) throw new CommandError(40241, "The $bucketAuto 'buckets' field must be a numeric value");
  if (!Number.isInteger(count))
    throw new CommandError(40242, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer");
  if (count <= 0) throw new CommandError(40243, `The $bucketAuto 'buckets' field must be greater than 0`);
  const read = parseExpression(groupBy, context);
  const fields = readOutput(operand.get('output'), 40244).map(([name, value]) => ({
    name,
    accumulator: parseAccumulator(name, value, context),
  }));
  return (source) =>
    lazily(() => {
      const memory = memoryBound('$bucketAuto');
      const held = collectRows(source, (row) => memory.keep(row.data.length)).map((row) => {
        const scope = scopeOf(row.doc, context);
        return { scope, by: read(scope) ?? null };
      });
      held.sort((a, b) => compareValues(a.by, b.by));
      return split(held, count).map(({ min, max, part }) => {
        const id = new Map<string, Value>([
          ['min', min],
          ['max', max],
        ]);
        const made: Doc = new Map<string, Value>([['_id', id]]);
        for (const { name, accumulator } of fields) {
          const gathering = accumulator(scopeOf(new Map([['_id', id]]), context), memory.keepValue);
          for (const { scope } of part) gathering.add(scope);
          made.set(name, gathering.result());
        }
        return madeRow(made);
      });
    });
}

function split<T extends { by: Value }>(held: T[], count: number): { min: Value; max: Value; part: T[] }[] {
  const size = Math.max(1, Math.round(held.length / count));
  const made: { min: Value; max: Value; part: T[] }[] = [];
  let at = 0;
  while (at < held.length) {
    let end = made.length === count - 1 ? held.length : Math.min(at + size, held.length);
    while (end < held.length && compareValues(held[end]?.by, held[end - 1]?.by) === 0) end++;
    const part = held.slice(at, end);
    made.push({ min: part[0]?.by ?? null, max: held[end]?.by ?? part.at(-1)?.by ?? null, part });
    at = end;
  }
  return made;
}

export function parseSample(operand: Value): Stage {
  if (!(operand instanceof Map)) throw new CommandError(28745, 'the $sample stage specification must be an object');
  for (const field of operand.keys())
    if (field !== 'size') throw new CommandError(28748, `unrecognized option to $sample: ${field}`);
  const size = operand.get('size');
  if (size === undefined) throw new CommandError(28749, '$sample stage must specify a size');
  const count = Math.trunc(asNumber(size));
  if (Number.isNaN(count)) throw new CommandError(28746, 'size argument to $sample must be a number');
  if (count < 0) throw new CommandError(28747, 'size argument to $sample must not be negative');
  return (source) =>
    lazily(() => {
      const memory = memoryBound('$sample');
      const rows = collectRows(source, (row) => memory.keep(row.data.length));
      const chosen = Math.min(count, rows.length);
      for (let at = 0; at < chosen; at++) {
        const other = at + Math.floor(Math.random() * (rows.length - at));
        const [here, there] = [rows[at], rows[other]];
        if (here && there) [rows[at], rows[other]] = [there, here];
      }
      return rows.slice(0, chosen);
    });
}
