import { LRUCache } from 'lru-cache';

export interface Buckets {
  /** Takes one of what a name may do now; otherwise says for how many ms to wait. */
  take(name: string): number;
}

/** Token buckets in memory: each name may do `burst` at once and `perSecond` from then on. */
export function createBuckets(
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
  now: () => number,
): Buckets {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: 50_000 });
  return {
    take(name) {
      const at = now();
      const before = buckets.get(name) ?? { tokens: burst, at };
      const tokens = Math.min(burst, before.tokens + ((at - before.at) / 1_000) * perSecond);
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1_000);
      buckets.set(name, { tokens: tokens - 1, at });
      return 0;
    },
  };
}
