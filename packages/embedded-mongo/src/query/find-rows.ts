import type { Doc, Value } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { Collation } from './context.ts';
import { betweenKeys } from './key-limits.ts';
import { mergeRows, unionRows } from './merge-rows.ts';
import type { Filter } from './parse-filter.ts';
import type { Plan, SortField } from './plan.ts';
import { planQuery } from './plan-query.ts';
import { refuseScan } from './refuse-scan.ts';
import { rowsOf, type Source, slice } from './row.ts';
import { countKeys, type Examined, scan } from './scan.ts';
import { sortKey, sortRows } from './sort-rows.ts';

export interface Query {
  filter: Filter;
  sort?: readonly SortField[];
  skip?: number;
  /** 0 is no limit. */
  limit?: number;
  hint?: Value | undefined;
  collation?: Collation | undefined;
  /** Index keys the query stays within, from `min` to before `max`; the hint names the index. */
  min?: Doc | undefined;
  max?: Doc | undefined;
}

/** Beyond that many ordered parts a sort in memory costs less than reading them side by side. */
const maxMerged = 32;

/** How the query is answered. Throws on an unknown hint and on `min` or `max` that fit no index. */
export function planFor(collection: Collection, query: Query): Plan {
  const { filter, sort = [], hint, collation, min, max } = query;
  const plan = planQuery(collection, filter, sort, hint, collation);
  return min || max ? betweenKeys(collection, plan, hint, filter, sort, { min, max }) : plan;
}

/** Whether the plan's parts are read side by side, which only pays when few rows are wanted. */
export function isMerged(plan: Plan, limit: number): boolean {
  const parts = plan.branches?.length ?? plan.ranges.length;
  return plan.mergesSort === true && limit > 0 && parts <= maxMerged;
}

/** The rows a query asks for, read as they are taken; `examined` counts what that takes. */
export function findRows(
  file: DatabaseFile,
  collection: Collection | undefined,
  query: Query,
  examined?: Examined,
): Source {
  const { sort = [], skip = 0, limit = 0, collation } = query;
  if (!collection) return rowsOf([]);
  const plan = planFor(collection, query);
  refuseScan(file, collection, plan);
  const open = (one: Plan) => scan(file, collection, one, examined);
  if (!plan.servesSort && isMerged(plan, limit)) {
    const parts = plan.branches ?? plan.ranges.map((range) => ({ ...plan, ranges: [range] }));
    return slice(mergeRows(parts.map(open), sortKey(sort)), skip, limit);
  }
  const rows = plan.branches ? unionRows(plan.branches.map(open)) : open(plan);
  const ordered = plan.servesSort ? rows : sortRows(rows, sort, limit === 0 ? 0 : skip + limit, collation);
  return slice(ordered, skip, limit);
}

/** How many rows the query has; counts index keys alone where they suffice. */
export function countRows(file: DatabaseFile, collection: Collection | undefined, query: Query): number {
  if (!collection) return 0;
  const { skip = 0, limit = 0 } = query;
  const plan = planFor(collection, { ...query, sort: [] });
  refuseScan(file, collection, plan);
  if (plan.residual === undefined && !plan.mayRepeat) {
    const count = Math.max(0, countKeys(file, collection, plan) - skip);
    return limit === 0 ? count : Math.min(count, limit);
  }
  let count = 0;
  findRows(file, collection, { ...query, sort: [] }).read(() => {
    count++;
    return true;
  });
  return count;
}
