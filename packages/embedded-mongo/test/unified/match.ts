import { BSON, Decimal128, type Document, Double, Int32, Long, ObjectId } from 'mongodb';
import type { Entities } from './entities.ts';

interface Place {
  entities: Entities;
  /** Documents at the root may hold more keys than expected. */
  isRoot: boolean;
  path: string;
}

/**
 * The first difference between what a test expects and what came, or undefined when they match, by the rules of
 * "Evaluating Matches" in MongoDB's unified test format.
 */
export function findMismatch(expected: unknown, actual: unknown, entities: Entities): string | undefined {
  return differ(expected, actual, { entities, isRoot: true, path: '' });
}

function differ(expected: unknown, came: unknown, place: Place): string | undefined {
  // The driver sends sort orders and index keys as maps, to keep their order.
  const actual = came instanceof Map ? Object.fromEntries(came) : came;
  if (isDocument(expected)) {
    const [name = ''] = Object.keys(expected);
    if (name.startsWith('$$')) return differSpecially(name, expected[name], actual, place);
    return isRecord(actual) ? differInFields(expected, actual, place) : unlike(expected, actual, place);
  }
  if (Array.isArray(expected)) return differInItems(expected, actual, place);
  const number = asNumber(expected);
  const isSame = number === undefined ? canonical(expected) === canonical(actual) : number === asNumber(actual);
  return isSame ? undefined : unlike(expected, actual, place);
}

function differInFields(expected: Document, actual: Document, place: Place): string | undefined {
  for (const [name, value] of Object.entries(expected)) {
    const difference = differ(value, actual[name], { ...place, isRoot: false, path: `${place.path}.${name}` });
    if (difference !== undefined) return difference;
  }
  if (place.isRoot) return undefined;
  const extra = Object.keys(actual).find((name) => actual[name] !== undefined && !(name in expected));
  return extra === undefined ? undefined : `${place.path}.${extra}: not expected, got ${canonical(actual[extra])}`;
}

function differInItems(expected: unknown[], actual: unknown, place: Place): string | undefined {
  if (!Array.isArray(actual) || actual.length !== expected.length) return unlike(expected, actual, place);
  for (const [at, item] of expected.entries()) {
    const difference = differ(item, actual[at], { ...place, path: `${place.path}[${at}]` });
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differSpecially(name: string, operand: unknown, actual: unknown, place: Place): string | undefined {
  const check = (isMatch: boolean) => (isMatch ? undefined : unlike({ [name]: operand }, actual, place));
  switch (name) {
    case '$$exists':
      return check((actual !== undefined) === operand);
    case '$$type':
      return check([operand].flat().some((type) => isOfType(String(type), actual)));
    case '$$unsetOrMatches':
      return actual === undefined ? undefined : differ(operand, actual, place);
    case '$$matchesEntity':
      return differ(place.entities.get(String(operand)), actual, place);
    case '$$sessionLsid':
      return differ(place.entities.session(String(operand)).id, actual, place);
    case '$$matchesHexBytes':
      return check(Buffer.isBuffer(actual) && actual.toString('hex') === String(operand).toLowerCase());
    case '$$matchAsRoot':
      return differ(operand, actual, { ...place, isRoot: true });
    case '$$matchAsDocument':
      return differ(operand, BSON.EJSON.parse(String(actual)), place);
    case '$$lte':
      return check(Number(asNumber(actual)) <= Number(asNumber(operand)));
    default:
      throw new Error(`the operator ${name} is not in this runner`);
  }
}

const types: Record<string, (value: unknown) => boolean> = {
  double: (value) => typeof value === 'number' || value instanceof Double,
  string: (value) => typeof value === 'string',
  object: isRecord,
  array: Array.isArray,
  binData: (value) => Buffer.isBuffer(value) || value instanceof BSON.Binary,
  objectId: (value) => value instanceof ObjectId,
  bool: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
  null: (value) => value === null,
  regex: (value) => value instanceof RegExp || value instanceof BSON.BSONRegExp,
  int: (value) => (typeof value === 'number' && Number.isInteger(value)) || value instanceof Int32,
  long: (value) => (typeof value === 'number' && Number.isInteger(value)) || value instanceof Long,
  timestamp: (value) => value instanceof BSON.Timestamp,
  decimal: (value) => value instanceof Decimal128,
  minKey: (value) => value instanceof BSON.MinKey,
  maxKey: (value) => value instanceof BSON.MaxKey,
};

function isOfType(type: string, value: unknown): boolean {
  if (type === 'number') return ['int', 'long', 'double', 'decimal'].some((one) => isOfType(one, value));
  const test = types[type];
  if (!test) throw new Error(`the type ${type} is not in this runner`);
  return test(value);
}

/** Numbers of all widths, so that 1 equals NumberLong(1); undefined for anything else. */
function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || Long.isLong(value)) return Number(value);
  return value instanceof Int32 || value instanceof Double ? value.value : undefined;
}

function isRecord(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDocument(value: unknown): value is Document {
  return isRecord(value) && Object.getPrototypeOf(value) === Object.prototype;
}

function canonical(value: unknown): string {
  if (value === undefined) return 'nothing';
  try {
    return BSON.EJSON.stringify({ value }, { relaxed: false }).slice('{"value":'.length, -1);
  } catch {
    return String(value);
  }
}

function unlike(expected: unknown, actual: unknown, { path }: Place): string {
  return `${path || 'the whole'}: expected ${canonical(expected)}, got ${canonical(actual)}`;
}
