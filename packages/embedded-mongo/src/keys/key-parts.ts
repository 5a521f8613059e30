import { type Doc, emptyArray, type Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { KeyPart } from './encode-key.ts';

export interface DocumentParts {
  /** One tuple of values for each key, in the order the arrays have them. */
  tuples: KeyPart[][];
  /** Bit i is set when path i runs into an array, other than through a position it names. */
  multikey: number;
}

/**
 * The values a document has at the paths, as a compound index on them holds them: an array met on the way gives one tuple
 * for each element, unless the path names a position. Throws 171 when two paths run into different arrays, 16746 when a
 * position is also the name of a field in an element.
 */
export function keyParts(doc: Doc, paths: readonly (readonly string[])[]): DocumentParts {
  const found: DocumentParts = { tuples: [], multikey: 0 };
  collect(
    paths.map((path) => ({ path, depth: 0, value: undefined, position: undefined })),
    { doc, at: '' },
    found,
  );
  return found;
}

interface Field {
  readonly path: readonly string[];
  /** How many names of the path are behind; all of them once the value is known. */
  readonly depth: number;
  readonly value: KeyPart;
  readonly position: Position | undefined;
}

/** Where the array just entered has the element that the path names by its position. */
interface Position {
  readonly isArray: boolean;
  readonly target: Target;
}

interface Target {
  readonly value: Value | undefined;
  readonly depth: number;
  /** The same array may be held twice in a document; it is told by its place. */
  readonly at: string;
}

interface Place {
  readonly doc: Doc;
  readonly at: string;
}

function collect(start: readonly Field[], place: Place, found: DocumentParts): void {
  const fields = [...start];
  const entered = new Set<number>();
  let array: { elements: Value[]; at: string } | undefined;
  let isWhole = false;
  for (const [index, field] of start.entries()) {
    if (isKnown(field)) continue;
    const { value, depth, at } = next(field, place);
    if (!Array.isArray(value)) {
      fields[index] = known(field, value);
      continue;
    }
    if (array !== undefined && array.at !== at) throw new CommandError(171, 'cannot index parallel arrays');
    array = { elements: value, at };
    entered.add(index);
    fields[index] = { ...field, depth, position: undefined };
    isWhole ||= depth === field.path.length && field.position?.isArray === true;
  }
  if (array === undefined) found.tuples.push(fields.map(({ value }) => value));
  else openArray(fields, entered, array, isWhole, found);
}

/** An array that a position leads to is one value where its path ends; others are one for each element. */
function openArray(
  fields: readonly Field[],
  entered: ReadonlySet<number>,
  { elements, at }: { elements: Value[]; at: string },
  isWhole: boolean,
  found: DocumentParts,
): void {
  const inside = fields.map((field, index) => {
    const position = entered.has(index) && !isKnown(field) ? positionIn(elements, field, at) : undefined;
    if (entered.has(index) && position === undefined) found.multikey |= 1 << index;
    return { ...field, position };
  });
  const withElement = (value: KeyPart): Field[] =>
    inside.map((field, index) => (entered.has(index) && isKnown(field) ? { ...field, value } : field));
  if (elements.length === 0) collect(withElement(emptyArray), { doc: nothing, at }, found);
  for (const [index, element] of elements.entries()) {
    const doc = element instanceof Map ? element : nothing;
    collect(withElement(isWhole ? elements : element), { doc, at: `${at}.${index}` }, found);
  }
}

const nothing: Doc = new Map();

function isKnown({ path, depth }: Field): boolean {
  return depth === path.length;
}

function known(field: Field, value: KeyPart): Field {
  return { ...field, depth: field.path.length, value, position: undefined };
}

function next({ path, depth, position }: Field, { doc, at }: Place): Target {
  const name = path[depth] ?? '';
  if (position === undefined) return follow(doc, path, depth, at);
  if (doc.has(name)) {
    throw new CommandError(16746, `Ambiguous field name found in array: '${name}' is a position and a field's name`);
  }
  return position.target;
}

function positionIn(elements: Value[], { path, depth }: Field, at: string): Position | undefined {
  const name = path[depth] ?? '';
  if (!isPosition(name) || Number(name) >= elements.length) return undefined;
  const element = elements[Number(name)];
  return { isArray: Array.isArray(element), target: follow(element, path, depth + 1, `${at}.${name}`) };
}

/** Goes on from the value to the end of the path or the next array; undefined where there is neither. */
function follow(start: Value | undefined, path: readonly string[], from: number, place: string): Target {
  let value = start;
  let depth = from;
  let at = place;
  while (depth < path.length && !Array.isArray(value)) {
    if (!(value instanceof Map)) return { value: undefined, depth: path.length, at };
    const name = path[depth++] ?? '';
    value = value.get(name);
    at = `${at}.${name}`;
  }
  return { value, depth, at };
}

export function isPosition(name: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(name);
}
