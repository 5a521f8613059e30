import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import { emptyArray, encodeKey, type KeyPart } from './encode-key.ts';
import type { Fold } from './fold-text.ts';

export interface KeyShape {
  readonly paths: readonly (readonly string[])[];
  readonly directions: readonly (1 | -1)[];
  readonly sparse: boolean;
  /** Under a collation. */
  readonly fold?: Fold | undefined;
}

export interface DocumentKeys {
  keys: Buffer[];
  /** Bit i is set when field i's path runs into an array. */
  multikey: number;
}

/** Every key a document has in an index: one, or one per element when a path runs into an array. */
export function indexKeys(doc: Doc, shape: KeyShape): DocumentKeys {
  const single = shape.paths.length === 1 ? shape.paths[0] : undefined;
  if (single?.length === 1) {
    const value = doc.get(single[0] ?? '');
    if (!Array.isArray(value)) {
      if (shape.sparse && value === undefined) return { keys: [], multikey: 0 };
      return { keys: [encodeKey([value], shape.directions, shape.fold)], multikey: 0 };
    }
  }
  const collected: KeyPart[][] = [];
  const multikey = expand(
    shape.paths.map((path) => ({ value: doc, path, depth: 0 })),
    collected,
  );
  if (shape.sparse && collected.every((parts) => parts.every((part) => part === undefined))) {
    return { keys: [], multikey };
  }
  if (collected.length === 1) return { keys: [encodeKey(collected[0] ?? [], shape.directions, shape.fold)], multikey };
  const distinct = new Map<string, Buffer>();
  for (const parts of collected) {
    const key = encodeKey(parts, shape.directions, shape.fold);
    distinct.set(key.toString('latin1'), key);
  }
  return { keys: [...distinct.values()], multikey };
}

/** The values a document has at one path, as an index on it would hold them. */
export function partsAt(doc: Doc, path: readonly string[]): KeyPart[] {
  const collected: KeyPart[][] = [];
  expand([{ value: doc, path, depth: 0 }], collected);
  return collected.map(([part]) => part);
}

/** Whether two of the paths run into different arrays, which no compound key can hold. */
export function hasParallelArrays(doc: Doc, paths: readonly (readonly string[])[]): boolean {
  try {
    expand(
      paths.map((path) => ({ value: doc, path, depth: 0 })),
      [],
    );
    return false;
  } catch (error) {
    if (error instanceof CommandError && error.code === 171) return true;
    throw error;
  }
}

interface Place {
  value: Value | undefined;
  path: readonly string[];
  depth: number;
  /** The value is an element of an array just opened: an array here is a value, not to be opened again. */
  isElement?: boolean;
  isEmpty?: boolean;
}

function expand(start: Place[], out: KeyPart[][]): number {
  refuseParallel(start);
  const places = start.map(descend);
  let multikey = 0;
  let array: Value[] | undefined;
  places.forEach((place, index) => {
    if (!opens(place)) return;
    multikey |= 1 << index;
    if (array !== undefined && array !== place.value) {
      throw new CommandError(171, 'cannot index parallel arrays');
    }
    array = place.value;
  });
  if (array === undefined) {
    out.push(places.map((place) => (place.isEmpty ? emptyArray : place.value)));
    return multikey;
  }
  if (array.length === 0) {
    const closed = places.map((place) =>
      opens(place) ? ended({ ...place, value: undefined, isEmpty: place.depth === place.path.length }) : place,
    );
    return multikey | expand(closed, out);
  }
  for (const element of array) {
    multikey |= expand(
      places.map((place) => (opens(place) ? { ...place, value: element, isElement: true } : place)),
      out,
    );
  }
  return multikey;
}

/** An array on the way counts, even where a position in the path leads on through it. */
function refuseParallel(start: readonly Place[]): void {
  let known: Value[] | undefined;
  for (const place of start) {
    const met = start.length > 1 ? firstArray(place) : undefined;
    if (known !== undefined && met !== undefined && met !== known) {
      throw new CommandError(171, 'cannot index parallel arrays');
    }
    known ??= met;
  }
}

function firstArray({ value, path, depth, isElement, isEmpty }: Place): Value[] | undefined {
  let at = value;
  let mayOpen = !isElement && !isEmpty;
  for (let next = depth; ; next++) {
    if (Array.isArray(at)) return mayOpen ? at : undefined;
    if (next >= path.length || !(at instanceof Map)) return undefined;
    at = at.get(path[next] ?? '');
    mayOpen = true;
  }
}

function ended(place: Place): Place {
  return { ...place, depth: place.path.length };
}

function opens(place: Place): place is Place & { value: Value[] } {
  return Array.isArray(place.value) && !place.isElement && !place.isEmpty;
}

function descend(place: Place): Place {
  let { value, depth } = place;
  let isElement = place.isElement ?? false;
  while (depth < place.path.length) {
    const name = place.path[depth] ?? '';
    if (value instanceof Map) value = value.get(name);
    else if (Array.isArray(value) && !isElement) {
      if (!isPosition(name) || Number(name) >= value.length) return { ...place, value, depth, isElement };
      value = value[Number(name)];
    } else return ended({ ...place, value: undefined });
    isElement = false;
    depth++;
  }
  return { ...place, value, depth, isElement };
}

export function isPosition(name: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(name);
}
