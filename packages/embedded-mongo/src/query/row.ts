import { asBuffer, decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Doc } from '../bson/value.ts';

/** A document on its way out: as stored bytes, as values, or both once somebody asked. */
export class Row {
  /** Its place in the collection's table, 0 when it was made by a pipeline. */
  readonly row: number;
  #data: Buffer | undefined;
  #doc: Doc | undefined;

  constructor(row: number, data: Uint8Array | undefined, doc?: Doc) {
    this.row = row;
    this.#data = data ? asBuffer(data) : undefined;
    this.#doc = doc;
  }

  get data(): Buffer {
    this.#data ??= encodeDocument(this.#doc ?? new Map());
    return this.#data;
  }

  get doc(): Doc {
    this.#doc ??= decodeDocument(this.data);
    return this.#doc;
  }
}

/** Rows that can be read in portions: `read` hands rows over until `take` returns false, the next call goes on behind. */
export interface Source {
  readonly isDone: boolean;
  read(take: (row: Row) => boolean): void;
}

export function rowsOf(rows: readonly Row[]): Source {
  let next = 0;
  return {
    get isDone() {
      return next >= rows.length;
    },
    read(take) {
      while (next < rows.length) {
        const row = rows[next++];
        if (row && !take(row)) return;
      }
    },
  };
}

/** Passes on what `change` returns; a row for which it returns undefined is left out. */
export function mapRows(source: Source, change: (row: Row) => Row | undefined): Source {
  return {
    get isDone() {
      return source.isDone;
    },
    read(take) {
      source.read((row) => {
        const changed = change(row);
        return changed === undefined || take(changed);
      });
    },
  };
}

/** Leaves out the first `skip` rows and ends after `limit` more; a limit of 0 is none. */
export function slice(source: Source, skip: number, limit: number): Source {
  if (skip === 0 && limit === 0) return source;
  let toSkip = skip;
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  return {
    get isDone() {
      return left <= 0 || source.isDone;
    },
    read(take) {
      if (left <= 0) return;
      source.read((row) => {
        if (toSkip > 0) {
          toSkip--;
          return true;
        }
        left--;
        return take(row) && left > 0;
      });
    },
  };
}
