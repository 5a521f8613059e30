import type { Value } from '../../bson/value.ts';
import type { QueryContext } from '../../query/context.ts';
import { Row, rowsOf, type Source } from '../../query/row.ts';
import type { Catalog } from '../../storage/catalog.ts';
import type { DatabaseFile } from '../../storage/database-file.ts';

/** Where a pipeline runs, and how stages that hold pipelines read them. */
export interface Place {
  readonly file: DatabaseFile;
  readonly catalog: Catalog;
  readonly db: string;
  /** Undefined for an aggregate on the whole database. */
  readonly collection: string | undefined;
  readonly context: QueryContext;
  /** Reads a pipeline within a stage; `run` may be called any number of times. */
  parse(pipeline: Value | undefined, place: Place): Pipeline;
}

export interface Pipeline {
  readonly names: readonly string[];
  /** Over the place's collection, the leading stages left to its indexes, or over the rows given. */
  run(source?: Source): Source;
}

export type Stage = (source: Source) => Source;

/** Rows made all at once when the first is asked for. */
export function lazily(make: () => Row[]): Source {
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

/** Any number of rows in place of each. */
export function expandRows(source: Source, expand: (row: Row) => Row[]): Source {
  let pending: Row[] = [];
  const drain = (take: (row: Row) => boolean): boolean => {
    for (let at = 0; at < pending.length; at++) {
      const row = pending[at];
      if (row && !take(row)) {
        pending = pending.slice(at + 1);
        return false;
      }
    }
    pending = [];
    return true;
  };
  return {
    get isDone() {
      return pending.length === 0 && source.isDone;
    },
    read(take) {
      if (!drain(take)) return;
      source.read((row) => {
        pending = expand(row);
        return drain(take);
      });
    },
  };
}

export function collectRows(source: Source, keep: (row: Row) => void = () => undefined): Row[] {
  const rows: Row[] = [];
  source.read((row) => {
    keep(row);
    rows.push(row);
    return true;
  });
  return rows;
}

export function madeRow(doc: Row['doc']): Row {
  return new Row(0, undefined, doc);
}
