import { equalValues } from '../bson/compare.ts';
import type { Doc, Value } from '../bson/value.ts';

interface Difference {
  readonly updated: Doc;
  readonly removed: Value[];
  readonly truncated: Value[];
}

/** What changed between two versions of a document, in the form of a change event's updateDescription. */
export function describeUpdate(before: Doc, after: Doc): Doc {
  const found: Difference = { updated: new Map(), removed: [], truncated: [] };
  compareFields(before, after, '', found);
  return new Map<string, Value>([
    ['updatedFields', found.updated],
    ['removedFields', found.removed],
    ['truncatedArrays', found.truncated],
  ]);
}

function compareFields(before: Doc, after: Doc, prefix: string, found: Difference): void {
  for (const name of before.keys()) if (!after.has(name)) found.removed.push(prefix + name);
  for (const [name, value] of after) compareValue(before.get(name), value, prefix + name, found);
}

function compareValue(before: Value | undefined, after: Value, path: string, found: Difference): void {
  if (before !== undefined && isSame(before, after)) return;
  if (before instanceof Map && after instanceof Map && hasOrderOf(before, after)) {
    compareFields(before, after, `${path}.`, found);
  } else if (Array.isArray(before) && Array.isArray(after) && canCompareElements(before, after)) {
    if (after.length < before.length) {
      found.truncated.push(
        new Map<string, Value>([
          ['field', path],
          ['newSize', after.length],
        ]),
      );
    }
    after.forEach((element, at) => {
      compareValue(before[at], element, `${path}.${at}`, found);
    });
  } else found.updated.set(path, after);
}

/** Equal in type too: 1 and 1.0 compare equal, but an update from one to the other is one. */
function isSame(before: Value, after: Value): boolean {
  if (before instanceof Map && after instanceof Map) {
    if (before.size !== after.size) return false;
    const others = [...after];
    return [...before].every(([name, value], at) => {
      const other = others[at];
      return other?.[0] === name && isSame(value, other[1]);
    });
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((value, at) => isSame(value, after[at] ?? null));
  }
  return typeof before === typeof after && kindOf(before) === kindOf(after) && equalValues(before, after);
}

function kindOf(value: Value): unknown {
  return typeof value === 'object' && value !== null ? value.constructor : typeof value;
}

/** Field by field only tells the whole change when what stays keeps its order and what is new comes behind. */
function hasOrderOf(before: Doc, after: Doc): boolean {
  const kept = [...before.keys()].filter((name) => after.has(name));
  return [...after.keys()].every((name, at) => at >= kept.length || name === kept[at]);
}

function canCompareElements(before: readonly Value[], after: readonly Value[]): boolean {
  if (after.length >= before.length) return before.length > 0;
  return after.length > 0 && after.every((element, at) => isSame(before[at] ?? null, element));
}
