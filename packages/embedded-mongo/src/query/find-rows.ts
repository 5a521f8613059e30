import type { Value } from '../bson/value.ts';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { Filter } from './parse-filter.ts';
import { planQuery, type SortField } from './plan-query.ts';
import { refuseScan } from './refuse-scan.ts';
import { rowsOf, type Source, slice } from './row.ts';
import { countKeys, scan } from './scan.ts';
import { sortRows } from './sort-rows.ts';

export interface Query {
  filter: Filter;
  sort?: readonly SortField[];
  skip?: number;
  /** 0 is no limit. */
  limit?: number;
  hint?: Value | undefined;
}

/** The rows a query asks for, read as they are taken. */
export function findRows(file: DatabaseFile, collection: Collection | undefined, query: Query): Source {
  const { filter, sort = [], skip = 0, limit = 0, hint } = query;
  if (!collection) return rowsOf([]);
  const plan = planQuery(collection, filter, sort, hint);
  refuseScan(file, collection, plan);
  const rows = scan(file, collection, plan);
  const ordered = plan.servesSort ? rows : sortRows(rows, sort, limit === 0 ? 0 : skip + limit);
  return slice(ordered, skip, limit);
}

/** How many rows the query has; counts index keys alone where they suffice. */
export function countRows(file: DatabaseFile, collection: Collection | undefined, query: Query): number {
  if (!collection) return 0;
  const { filter, skip = 0, limit = 0, hint } = query;
  const plan = planQuery(collection, filter, [], hint);
  refuseScan(file, collection, plan);
  let count = 0;
  if (plan.residual === undefined && !plan.mayRepeat) {
    count = Math.max(0, countKeys(file, collection, plan) - skip);
    return limit === 0 ? count : Math.min(count, limit);
  }
  slice(scan(file, collection, plan), skip, limit).read(() => {
    count++;
    return true;
  });
  return count;
}
