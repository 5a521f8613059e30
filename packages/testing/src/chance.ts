/** A source of chance that a printed seed replays. */
export interface Chance {
  readonly seed: number;
  /** 0 ≤ next() < 1 */
  next(): number;
  hits(share: number): boolean;
  shuffled<T>(values: readonly T[]): T[];
  /** Another source, always the same for the same name, so that what runs at the same time does not share one. */
  fork(name: number): Chance;
}

/** xorshift32 (Marsaglia, 2003), its seed mixed first so that seeds side by side have nothing in common. */
export function createChance(seed: number): Chance {
  let state = mixed(seed) || 1;
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
    fork: (name) => createChance(mixed(seed) ^ mixed(name + 0x9e37)),
  };
}

/** The finaliser of MurmurHash3: every bit of the seed moves every bit of the result. */
function mixed(seed: number): number {
  let bits = (seed ^ (seed >>> 16)) >>> 0;
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
