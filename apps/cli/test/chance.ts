/** A source of chance that a printed seed replays. */
export interface Chance {
  readonly seed: number;
  /** 0 ≤ next() < 1 */
  next(): number;
  hits(share: number): boolean;
  shuffled<T>(values: readonly T[]): T[];
}

/** xorshift32 (Marsaglia, 2003). */
export function createChance(seed: number): Chance {
  let state = seed | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  return {
    seed,
    next,
    hits: (share) => next() < share,
    shuffled(values) {
      const keyed = values.map((value) => ({ value, at: next() }));
      return keyed.sort((a, b) => a.at - b.at).map(({ value }) => value);
    },
  };
}
