import { Binary } from 'bson';
import type { Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { maxSortBytes } from '../query/sort-rows.ts';

/** Counts what a blocking stage holds; `keep` throws QueryExceededMemoryLimitNoDiskUseAllowed (292) beyond 100 MiB. */
export function memoryBound(stage: string): { keep(bytes: number): void; keepValue(value: Value): void } {
  let held = 0;
  const keep = (bytes: number): void => {
    held += bytes;
    if (held > maxSortBytes) {
      throw new CommandError(292, `Exceeded memory limit for ${stage}, and using the disk is not supported`);
    }
  };
  return { keep, keepValue: (value) => keep(roughBytes(value)) };
}

/** About how many bytes a value takes when encoded. */
export function roughBytes(value: Value): number {
  if (typeof value === 'string') return value.length + 8;
  if (value instanceof Map) {
    let bytes = 16;
    for (const [name, inner] of value) bytes += name.length + roughBytes(inner);
    return bytes;
  }
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + 4 + roughBytes(one), 16);
  return value instanceof Binary ? value.position + 16 : 16;
}
