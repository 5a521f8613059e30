import type { Value } from '../bson/value.ts';
import { isPosition } from '../keys/index-keys.ts';

export type ValueTest = (value: Value | undefined) => boolean;

/**
 * Whether the test holds for something the dotted path leads to, as MongoDB walks it: into every document of an array on
 * the way, to a position where the name is a number, and, if `opens`, to each element of an array at the end.
 */
export function reach(
  start: Value | undefined,
  path: readonly string[],
  from: number,
  test: ValueTest,
  opens: boolean,
): boolean {
  let value = start;
  for (let depth = from; depth < path.length; depth++) {
    if (value instanceof Map) value = value.get(path[depth] ?? '');
    else if (Array.isArray(value)) return reachInArray(value, path, depth, test, opens);
    else return test(undefined);
  }
  if (test(value)) return true;
  return opens && Array.isArray(value) && value.some(test);
}

function reachInArray(
  array: Value[],
  path: readonly string[],
  depth: number,
  test: ValueTest,
  opens: boolean,
): boolean {
  for (const element of array) {
    if (element instanceof Map && reach(element, path, depth, test, opens)) return true;
  }
  const name = path[depth] ?? '';
  if (!isPosition(name)) return false;
  const element = array[Number(name)];
  if (element === undefined) return false;
  if (depth + 1 === path.length) return test(element);
  const goesOn = element instanceof Map || Array.isArray(element);
  return goesOn && reach(element, path, depth + 1, test, opens);
}
