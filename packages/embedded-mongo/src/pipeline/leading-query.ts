import type { Doc, Value } from '../bson/value.ts';
import type { QueryContext } from '../query/context.ts';
import type { Query } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseExpression, scopeOf } from './expressions/parse-expression.ts';
import { limitOf, matchOf, type NamedStage, skipOf, sortOf } from './parse-stage.ts';

/** What the first stages ask of the collection, so that its indexes can answer it, and how many stages that is. */
export function leadingQuery(
  stages: readonly NamedStage[],
  hint: Value | undefined,
  context: QueryContext,
): { query: Query; used: number } {
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
  filters.push(...filters.flatMap((filter) => impliedEqualities(filter, context)));
  const [only] = filters;
  const filter =
    filters.length === 1 && only instanceof Map ? only : new Map(filters.length ? [['$and', filters]] : []);
  const query: Query = { filter: parseFilter(filter, context), hint, collation: context.collation };
  if (sort !== undefined) query.sort = sortOf(sort);
  if (skip !== undefined) query.skip = skipOf(skip);
  if (limit !== undefined) query.limit = limitOf(limit);
  return { query, used };
}

/** `$expr: { $eq: ['$field', constant] }` implies a filter on the field, which an index can serve. */
function impliedEqualities(filter: Value, context: QueryContext): Doc[] {
  const condition = filter instanceof Map ? filter.get('$expr') : undefined;
  const all = condition instanceof Map && condition.size === 1 ? condition.get('$and') : undefined;
  return (Array.isArray(all) ? all : [condition]).flatMap((one) => {
    const pair = one instanceof Map && one.size === 1 ? one.get('$eq') : undefined;
    if (!Array.isArray(pair) || pair.length !== 2) return [];
    const [left = null, right = null] = pair;
    const found = equality(left, right, context) ?? equality(right, left, context);
    return found ? [found] : [];
  });
}

function equality(path: Value, operand: Value, context: QueryContext): Doc | undefined {
  if (typeof path !== 'string' || !/^\$[^$.]+$/.test(path)) return undefined;
  const isConstant = typeof operand === 'string' ? !operand.startsWith('$') || operand.startsWith('$$') : true;
  if (
    !isConstant ||
    operand instanceof Map ||
    Array.isArray(operand) ||
    /^\$\$(ROOT|CURRENT|REMOVE)/.test(String(operand))
  )
    return undefined;
  const value = parseExpression(operand, context)(scopeOf(new Map(), context));
  const isSimple =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || isObjectId(value);
  return isSimple && value !== undefined ? new Map([[path.slice(1), new Map([['$eq', value]])]]) : undefined;
}

function isObjectId(value: Value | undefined): boolean {
  return typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'ObjectId';
}
