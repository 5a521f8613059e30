/** A source of chance that a seed decides wholly. */
export interface Random {
  /** 0 ≤ next() < 1 */
  next(): number;
  shuffle(values: Int32Array): void;
}

/** mulberry32, by Tommy Ettinger (public domain): small, fast, good enough to shuffle. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    shuffle(values) {
      for (let last = values.length - 1; last > 0; last -= 1) {
        const other = Math.floor(next() * (last + 1));
        const kept = values[last] ?? 0;
        values[last] = values[other] ?? 0;
        values[other] = kept;
      }
    },
  };
}
