import type { Value } from '../bson/value.ts';
import { compareOperands, isNullish } from './expressions/operator.ts';
import { type Kept, keepGreatest, keepLeast } from './keep-best.ts';

/** What a group holds of the values it is given. */
export interface Portion {
  add(value: Value | undefined): void;
  result(): Value[];
}

export function keepFirst(n: number, keep: (value: Value) => void): Portion {
  const values: Value[] = [];
  return {
    add(value = null) {
      if (values.length >= n) return;
      keep(value);
      values.push(value);
    },
    result: () => values,
  };
}

export function keepLast(n: number, keep: (value: Value) => void): Portion {
  let values: Value[] = [];
  return {
    add(value = null) {
      keep(value);
      values.push(value);
      if (values.length > n * 2 + 100) values = values.slice(-n);
    },
    result: () => values.slice(-n),
  };
}

export function keepMost(n: number, keep: (value: Value) => void): Portion {
  const kept = keepGreatest<Value>(n, compareOperands);
  return { ...present(kept, keep), result: () => kept.items.toReversed() };
}

export function keepFewest(n: number, keep: (value: Value) => void): Portion {
  const kept = keepLeast<Value>(n, compareOperands);
  return { ...present(kept, keep), result: () => [...kept.items] };
}

function present(kept: Kept<Value>, keep: (value: Value) => void): Pick<Portion, 'add'> {
  return {
    add(value) {
      if (isNullish(value)) return;
      keep(value);
      kept.add(value);
    },
  };
}
