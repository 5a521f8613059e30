import type { Doc } from '../bson/value.ts';
import { encodeKey } from './encode-key.ts';
import type { Fold } from './fold-text.ts';
import { keyParts } from './key-parts.ts';

export interface KeyShape {
  readonly paths: readonly (readonly string[])[];
  readonly directions: readonly (1 | -1)[];
  readonly sparse: boolean;
  /** Under a collation. */
  readonly fold?: Fold | undefined;
}

export interface DocumentKeys {
  keys: Buffer[];
  /** Bit i is set when field i's path runs into an array. */
  multikey: number;
}

/** Every key a document has in an index: one, or one per element when a path runs into an array. */
export function indexKeys(doc: Doc, { paths, directions, sparse, fold }: KeyShape): DocumentKeys {
  const single = paths.length === 1 ? paths[0] : undefined;
  if (single?.length === 1) {
    const value = doc.get(single[0] ?? '');
    if (!Array.isArray(value)) {
      if (sparse && value === undefined) return { keys: [], multikey: 0 };
      return { keys: [encodeKey([value], directions, fold)], multikey: 0 };
    }
  }
  const { tuples: all, multikey } = keyParts(doc, paths);
  const tuples = sparse ? all.filter((parts) => parts.some((part) => part !== undefined)) : all;
  if (tuples.length === 1) return { keys: [encodeKey(tuples[0] ?? [], directions, fold)], multikey };
  const distinct = new Map<string, Buffer>();
  for (const parts of tuples) {
    const key = encodeKey(parts, directions, fold);
    distinct.set(key.toString('latin1'), key);
  }
  return { keys: [...distinct.values()], multikey };
}
