/** At most `n` items in their order, kept the way MongoDB keeps them, which decides who of equals stays. */
export interface Kept<T> {
  readonly items: readonly T[];
  add(item: T): void;
}

/** The least: of equals those that came first. */
export function keepLeast<T>(n: number, compare: (a: T, b: T) => number): Kept<T> {
  const items: T[] = [];
  return {
    items,
    add(item) {
      const last = items.at(-1);
      if (items.length >= n && last !== undefined) {
        if (compare(item, last) >= 0) return;
        items.pop();
      }
      insert(items, item, compare);
    },
  };
}

/** The greatest, in ascending order: one that is greater drives out the least, of equal least ones the first. */
export function keepGreatest<T>(n: number, compare: (a: T, b: T) => number): Kept<T> {
  const items: T[] = [];
  return {
    items,
    add(item) {
      const first = items[0];
      if (items.length >= n && first !== undefined) {
        if (compare(item, first) <= 0) return;
        items.shift();
      }
      insert(items, item, compare);
    },
  };
}

/** After all that are equal to it. */
function insert<T>(items: T[], item: T, compare: (a: T, b: T) => number): void {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = items[middle];
    if (other !== undefined && compare(item, other) < 0) high = middle;
    else low = middle + 1;
  }
  items.splice(low, 0, item);
}
