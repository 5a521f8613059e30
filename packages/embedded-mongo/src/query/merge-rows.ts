import type { Doc } from '../bson/value.ts';
import type { Row, Source } from './row.ts';

/** One after the other, each document once. */
export function unionRows(sources: readonly Source[]): Source {
  const seen = new Set<number>();
  let current = 0;
  return {
    get isDone() {
      return current >= sources.length;
    },
    read(take) {
      for (; current < sources.length; current++) {
        const source = sources[current];
        let isStopped = false;
        source?.read((row) => {
          if (seen.has(row.row)) return true;
          seen.add(row.row);
          isStopped = !take(row);
          return !isStopped;
        });
        if (isStopped) return;
      }
    },
  };
}

/** Sources that are each in order as one in order, each document once. Reads ahead by one row of each. */
export function mergeRows(sources: readonly Source[], keyOf: (doc: Doc) => Buffer): Source {
  const seen = new Set<number>();
  let heads: { source: Source; key: Buffer; row: Row }[] | undefined;
  const advance = (source: Source): { source: Source; key: Buffer; row: Row } | undefined => {
    let head: { source: Source; key: Buffer; row: Row } | undefined;
    source.read((row) => {
      if (seen.has(row.row)) return true;
      head = { source, key: keyOf(row.doc), row };
      return false;
    });
    return head;
  };
  return {
    get isDone() {
      return heads?.length === 0;
    },
    read(take) {
      heads ??= sources.map(advance).filter((head) => head !== undefined);
      while (heads.length > 0) {
        const least = heads.reduce((a, b) => (Buffer.compare(a.key, b.key) <= 0 ? a : b));
        const next = advance(least.source);
        const at = heads.indexOf(least);
        if (next) heads[at] = next;
        else heads.splice(at, 1);
        if (seen.has(least.row.row)) continue;
        seen.add(least.row.row);
        if (!take(least.row)) return;
      }
    },
  };
}
