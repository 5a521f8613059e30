import type { Value } from '../bson/value.ts';
import { isPosition } from '../keys/key-parts.ts';

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
  for (const element of array) if (reachInElement(element, path, depth, test, opens)) return true;
  const position = positionNamed(array, path[depth]);
  return position !== undefined && reachPosition(array[position], path, depth, test, opens);
}

function reachInElement(
  element: Value,
  path: readonly string[],
  depth: number,
  test: ValueTest,
  opens: boolean,
): boolean {
  return element instanceof Map && reach(element, path, depth, test, opens);
}

function positionNamed(array: Value[], name = ''): number | undefined {
  return isPosition(name) && Number(name) < array.length ? Number(name) : undefined;
}

function reachPosition(
  element: Value | undefined,
  path: readonly string[],
  depth: number,
  test: ValueTest,
  opens: boolean,
): boolean {
  if (depth + 1 === path.length) return test(element);
  const goesOn = element instanceof Map || Array.isArray(element);
  return goesOn && reach(element, path, depth + 1, test, opens);
}

/**
 * Which element of the first array on the way `reach` succeeds through; undefined when it fails or meets no array. An array
 * entered at a position that the path names does not count, and elements at the end come before the array itself.
 */
export function reachedElement(
  start: Value | undefined,
  path: readonly string[],
  test: ValueTest,
  opens: boolean,
): number | undefined {
  let value = start;
  for (let depth = 0; depth < path.length; depth++) {
    if (value instanceof Map) value = value.get(path[depth] ?? '');
    else if (Array.isArray(value)) return elementOf(value, path, depth, test, opens);
    else return undefined;
  }
  return opens && Array.isArray(value) ? found(value.findIndex(test)) : undefined;
}

function elementOf(
  array: Value[],
  path: readonly string[],
  depth: number,
  test: ValueTest,
  opens: boolean,
): number | undefined {
  const position = positionNamed(array, path[depth]);
  if (position !== undefined && reachPosition(array[position], path, depth, test, opens)) {
    return reachedElement(array[position], path.slice(depth + 1), test, opens && depth + 1 < path.length);
  }
  return found(array.findIndex((element) => reachInElement(element, path, depth, test, opens)));
}

function found(position: number): number | undefined {
  return position < 0 ? undefined : position;
}
