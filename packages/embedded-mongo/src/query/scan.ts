import type { StatementSync } from 'node:sqlite';
import type { Collection } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { Plan } from './plan.ts';
import { Row, type Source } from './row.ts';

/** What a query looked at. */
export interface Examined {
  keys: number;
  docs: number;
}

/**
 * Walks a plan's ranges and yields what matches. Between two `read`s nothing is held open in SQLite: it remembers the last
 * key and row and goes on behind them, whatever was written meanwhile.
 */
export function scan(file: DatabaseFile, collection: Collection, plan: Plan, examined?: Examined): Source {
  const walk = plan.index === undefined ? wholeTable(plan) : keyRanges(plan);
  const statements = statementsFor(file, collection, plan);
  const seen = plan.mayRepeat ? new Set<number>() : undefined;
  return {
    get isDone() {
      return walk.isDone;
    },
    read(take) {
      while (!walk.isDone) {
        const isStopped = walk.readRange(statements, (key, row, data) => {
          if (examined) count(examined, plan, seen?.has(row) === true);
          if (seen?.has(row)) return true;
          seen?.add(row);
          const found = new Row(row, data);
          if (plan.residual && !plan.residual.matches(found.doc)) return true;
          walk.remember(key, row);
          return take(found);
        });
        if (isStopped) return;
      }
    },
  };
}

function count(examined: Examined, plan: Plan, isKnown: boolean): void {
  if (plan.index !== undefined) examined.keys++;
  if (!isKnown) examined.docs++;
}

/** How many keys the plan's ranges hold; only for plans without residual that do not repeat. */
export function countKeys(file: DatabaseFile, collection: Collection, plan: Plan): number {
  if (plan.index === undefined) return single(file.statement(`SELECT count(*) FROM ${collection.table}`).get());
  const table = plan.index === '_id' ? collection.table : plan.index.table;
  const statement = file.statement(`SELECT count(*) FROM ${table} WHERE key >= ? AND key < ?`);
  return plan.ranges.reduce((sum, { low, high }) => sum + single(statement.get(low, high)), 0);
}

function single(row: unknown): number {
  return Number(Array.isArray(row) ? row[0] : 0);
}

type Take = (key: Uint8Array, row: number, data: Uint8Array) => boolean;

interface Statements {
  first: StatementSync;
  next: StatementSync;
}

interface Walk {
  readonly isDone: boolean;
  /** Reads on in the current range; true when `take` stopped it. */
  readRange(statements: Statements, take: Take): boolean;
  remember(key: Uint8Array, row: number): void;
}

function keyRanges(plan: Plan): Walk {
  const ranges = plan.isReverse ? [...plan.ranges].reverse() : plan.ranges;
  let current = 0;
  let last: { key: Uint8Array; row: number } | undefined;
  return {
    get isDone() {
      return current >= ranges.length;
    },
    remember(key, row) {
      last = { key, row };
    },
    readRange({ first, next }, take) {
      const range = ranges[current];
      if (!range) return false;
      const rows = resume(range.low, range.high, last, plan, first, next);
      if (each(rows, take)) return true;
      current++;
      last = undefined;
      return false;
    },
  };
}

function resume(
  low: Buffer,
  high: Buffer,
  last: { key: Uint8Array; row: number } | undefined,
  plan: Plan,
  first: StatementSync,
  next: StatementSync,
): Iterable<unknown> {
  if (!last) return first.iterate(low, high);
  return plan.isReverse ? next.iterate(low, last.key, last.row) : next.iterate(last.key, last.row, high);
}

function wholeTable(plan: Plan): Walk {
  let isDone = false;
  let last = plan.isReverse ? Number.MAX_SAFE_INTEGER : 0;
  return {
    get isDone() {
      return isDone;
    },
    remember(_key, row) {
      last = row;
    },
    readRange({ first }, take) {
      if (each(first.iterate(last), take)) return true;
      isDone = true;
      return false;
    },
  };
}

function each(rows: Iterable<unknown>, take: Take): boolean {
  for (const found of rows) {
    if (!Array.isArray(found)) continue;
    const [key, row, data] = found;
    if (!take(key, row, data)) return true;
  }
  return false;
}

function statementsFor(file: DatabaseFile, collection: Collection, plan: Plan): Statements {
  const way = plan.isReverse ? 'DESC' : 'ASC';
  if (plan.index === undefined) {
    const first = file.statement(
      `SELECT NULL, row, data FROM ${collection.table} WHERE row ${plan.isReverse ? '<' : '>'} ? ORDER BY row ${way}`,
    );
    return { first, next: first };
  }
  const from =
    plan.index === '_id'
      ? `SELECT key, row, data FROM ${collection.table} e`
      : `SELECT e.key, e.row, d.data FROM ${plan.index.table} e CROSS JOIN ${collection.table} d ON d.row = e.row`;
  const order = plan.index === '_id' ? `ORDER BY e.key ${way}` : `ORDER BY e.key ${way}, e.row ${way}`;
  return {
    first: file.statement(`${from} WHERE e.key >= ? AND e.key < ? ${order}`),
    next: file.statement(
      plan.isReverse
        ? `${from} WHERE e.key >= ? AND (e.key, e.row) < (?, ?) ${order}`
        : `${from} WHERE (e.key, e.row) > (?, ?) AND e.key < ? ${order}`,
    ),
  };
}
