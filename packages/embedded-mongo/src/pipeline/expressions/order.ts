import { compareValues, isNumeric } from '../../bson/compare.ts';
import { asNumber } from '../../bson/read-value.ts';
import type { Value } from '../../bson/value.ts';
import { CommandError, notSupported } from '../../command-error.ts';

/** The order `sortBy` asks for: 1 or -1 for whole values, or a document of fields. */
export function parseOrder(sortBy: Value): (left: Value, right: Value) => number {
  if (isNumeric(sortBy)) {
    const direction = asNumber(sortBy);
    if (direction !== 1 && direction !== -1) throw new CommandError(2942506, 'Invalid sort order, must be 1 or -1');
    return (left, right) => compareValues(left, right) * direction;
  }
  if (!(sortBy instanceof Map)) throw new CommandError(2942507, 'The sortBy field must be an object, 1 or -1');
  if (sortBy.size === 0) throw new CommandError(2942505, 'The $sortArray sort pattern must have at least one sort key');
  const fields = [...sortBy].map(([field, value]) => ({ path: field.split('.'), direction: directionOf(value) }));
  return (left, right) => {
    for (const { path, direction } of fields) {
      const difference = compareValues(key(left, path, direction), key(right, path, direction)) * direction;
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function directionOf(value: Value): 1 | -1 {
  if (value instanceof Map) throw notSupported('sorting by an expression ($meta)');
  const direction = asNumber(value);
  if (direction === 1 || direction === -1) return direction;
  throw new CommandError(2942505, 'The $sortArray sort order must be 1 (for ascending) or -1 (for descending)');
}

/** The value a document sorts by: of an array its least element, or its greatest when descending. */
function key(value: Value | undefined, path: readonly string[], direction: 1 | -1): Value {
  const found: (Value | undefined)[] = [];
  gather(value, path, 0, found);
  return found.reduce<Value>((best, one, at) => {
    const candidate = one ?? null;
    return at === 0 || compareValues(candidate, best) * direction < 0 ? candidate : best;
  }, null);
}

function gather(value: Value | undefined, path: readonly string[], depth: number, found: (Value | undefined)[]): void {
  if (Array.isArray(value)) {
    if (value.length === 0) found.push(undefined);
    for (const one of value) {
      if (depth === path.length) found.push(one);
      else if (one instanceof Map) gather(one, path, depth, found);
    }
  } else if (depth === path.length) found.push(value);
  else
    gather(
      value instanceof Map ? value.get(path[depth] ?? '') : undefined,
      path,
      value instanceof Map ? depth + 1 : path.length,
      found,
    );
}
