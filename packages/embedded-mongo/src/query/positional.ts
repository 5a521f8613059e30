import type { Doc, Value } from '../bson/value.ts';

/** What this needs to know of a part of a filter. */
interface Part {
  readonly kind: string;
  readonly parts?: readonly Part[];
  readonly field?: string;
  readonly operator?: string;
  readonly operand?: Value;
  elementIn(doc: Doc): number | undefined;
}

/** The order in which MongoDB evaluates the parts of a conjunction; what stands later decides the positional `$`. */
const places = new Map(
  '$elemMatch $size $eq $lte $lt $gt $gte $regex $mod $exists $in $bitsAllSet $bitsAllClear $bitsAnySet $bitsAnyClear $type'
    .split(' ')
    .map((operator, at) => [operator, at]),
);

/** The element that the last of the parts that met an array was satisfied by. */
export function elementOfAll(parts: readonly Part[]): (doc: Doc) => number | undefined {
  let inOrder: Part[] | undefined;
  return (doc) => {
    inOrder ??= flat(parts).sort((a, b) => place(a) - place(b) || compareFields(a, b));
    return inOrder.map((part) => part.elementIn(doc)).findLast((element) => element !== undefined);
  };
}

/** MongoDB reads a disjunction of equalities on one field as `$in`, one with a single part as that part, and no other. */
export function elementOfAny(all: readonly Part[]): (doc: Doc) => number | undefined {
  const parts = all.map(unwrapped);
  const [first] = parts;
  if (first && parts.length === 1) return (doc) => first.elementIn(doc);
  const isList = parts.every(({ operator, field }) => operator === '$eq' && field === first?.field);
  if (!isList) return () => undefined;
  return (doc) => {
    const found = parts.map((part) => part.elementIn(doc)).filter((element) => element !== undefined);
    return found.length === 0 ? undefined : Math.min(...found);
  };
}

function flat(parts: readonly Part[]): Part[] {
  return parts.map(unwrapped).flatMap((part) => (part.kind === '$and' && part.parts ? flat(part.parts) : [part]));
}

function unwrapped(part: Part): Part {
  const [only, other] = part.kind === '$and' || part.kind === '$or' ? (part.parts ?? []) : [];
  return only && !other ? unwrapped(only) : part;
}

function compareFields({ field: a = '' }: Part, { field: b = '' }: Part): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function place({ operator = '', operand }: Part): number {
  const isSingle = operator === '$in' && Array.isArray(operand) && operand.length === 1;
  return places.get(isSingle || operator === '$all' ? '$eq' : operator) ?? places.size;
}
