import { BSONRegExp } from 'bson';
import { isNumeric } from '../bson/compare.ts';
import { asNumber, isTrue, print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, notSupported, typeMismatch } from '../command-error.ts';
import { type IndexSpec, readIndexSpec } from '../keys/index-spec.ts';
import { describeCollation, parseCollation } from '../query/collation.ts';
import { type Filter, isOperatorDoc, parseFilter } from '../query/parse-filter.ts';
import { isTruthyOption } from '../query/value-tests.ts';
import { expiry } from './expiry-option.ts';

const refusedOptions = ['weights', 'wildcardProjection', 'clustered', 'prepareUnique', 'storageEngine'];
const knownOptions = new Set(
  'v key name unique sparse partialFilterExpression background ns expireAfterSeconds collation hidden'.split(' '),
);

/** Reads one specification of createIndexes. Throws as MongoDB does, and 115 for the kinds this database does not have. */
export function parseIndexOptions(spec: Value): IndexSpec {
  if (!(spec instanceof Map)) throw typeMismatch('index specifications must be documents');
  const failed = (code: number, why: string) =>
    new CommandError(code, `Error in specification ${print(spec)} :: caused by :: ${why}`);
  const key = spec.get('key');
  if (key !== undefined && !(key instanceof Map)) throw failed(14, "The field 'key' must be an object");
  if (key === undefined) {
    throw failed(9, "The 'key' field is a required property of an index specification");
  }
  const name = spec.get('name');
  if (name !== undefined && typeof name !== 'string') throw failed(14, "The field 'name' must be a string");
  if (name === undefined) {
    throw failed(9, "The 'name' field is a required property of an index specification");
  }
  if (name === '') throw failed(67, 'index names cannot be empty');
  if (name === '*') throw failed(2, "The index name '*' is not valid.");
  if (key.size === 0) throw failed(67, 'Index keys cannot be empty.');
  if (key.size > 31) throw failed(67, 'an index has at most 31 fields');
  for (const [field, kind] of key) {
    if (typeof kind === 'string') throw unknownKind(kind, failed);
    if (field.split('.').includes('$**')) throw notSupported('a wildcard index');
    if (field.split('.').some((name) => name === '' || name.startsWith('$')))
      throw failed(67, 'Index key contains an illegal field name');
    const direction = asNumber(kind);
    if (Number.isNaN(direction) || direction === 0)
      throw failed(67, 'Values in the index key pattern must be numbers other than 0');
  }
  for (const option of spec.keys()) {
    if (refusedOptions.includes(option)) throw notSupported(`the index option ${option}`);
    if (!knownOptions.has(option)) {
      throw failed(197, `The field '${option}' is not valid for an index specification. Specification: ${print(spec)}`);
    }
  }
  refuseTypes(spec, failed);
  if (spec.has('sparse') && isTrue(spec.get('sparse')) && spec.has('partialFilterExpression')) {
    throw failed(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  if (spec.has('partialFilterExpression')) checkPartial(spec.get('partialFilterExpression'), failed);
  const document = stored(spec, key);
  if (spec.has('expireAfterSeconds')) document.set('expireAfterSeconds', expiry(spec, key));
  refuseIdOptions(spec, key, failed);
  return readIndexSpec(document);
}

type Failed = (code: number, why: string) => CommandError;

function refuseIdOptions(spec: Doc, key: Doc, failed: Failed): void {
  const isOnId = key.size === 1 && key.has('_id');
  if (!isOnId && spec.get('name') === '_id_') {
    throw failed(2, "The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}");
  }
  if (!isOnId) return;
  if (asNumber(key.get('_id')) !== 1)
    throw failed(2, 'The field _id can only be indexed with the key pattern {_id: 1}');
  if (parseCollation(spec.get('collation'))) {
    throw failed(2, 'The _id index must have the same collation as the collection.');
  }
  const other = [...spec.keys()].find(
    (option) => !['v', 'key', 'name', 'ns', 'collation', 'background'].includes(option),
  );
  if (other !== undefined) throw failed(197, `The field '${other}' is not valid for an _id index specification.`);
}

function refuseTypes(spec: Doc, failed: Failed): void {
  for (const option of ['unique', 'sparse', 'background']) {
    const value = spec.get(option);
    if (value === undefined || typeof value === 'boolean' || isNumeric(value)) continue;
    throw failed(14, `The field '${option}' has value ${print(value)}, which is not convertible to bool`);
  }
  const hidden = spec.get('hidden');
  if (hidden !== undefined && typeof hidden !== 'boolean') throw failed(14, "The field 'hidden' must be a bool");
  const version = asNumber(spec.get('v') ?? 2);
  if (version === 1) throw notSupported('an index of version 1');
  if (version !== 2) throw failed(67, `Invalid index specification: v: ${version}`);
}

function unknownKind(kind: string, failed: Failed): CommandError {
  const isKnown = ['text', '2d', '2dsphere', 'hashed', 'geoHaystack'].includes(kind);
  return isKnown ? notSupported(`a ${kind} index`) : failed(67, `Unknown index plugin '${kind}'`);
}

/** The specification as listIndexes shows it: options that are off are left out. */
function stored(spec: Doc, key: Doc): Doc {
  const document: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
    ['name', spec.get('name') ?? null],
  ]);
  for (const option of ['background', 'unique', 'hidden', 'sparse']) {
    if (isTrue(spec.get(option))) document.set(option, true);
  }
  const given = spec.get('collation');
  if (given instanceof Map && given.size === 0)
    throw badValue('The collation specification of an index cannot be empty.');
  const collation = parseCollation(given);
  if (collation) document.set('collation', describeCollation(collation));
  const partial = spec.get('partialFilterExpression');
  if (partial !== undefined) document.set('partialFilterExpression', partial);
  return document;
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in', '$all']);

function checkPartial(partial: Value | undefined, failed: Failed): void {
  if (!(partial instanceof Map)) throw failed(14, "The field 'partialFilterExpression' must be an object");
  if (!mayBePartial(parseFilter(partial, { refusesExpressions: 'a partial index' }))) {
    throw failed(67, `Expression not supported in partial index: ${print(partial)}`);
  }
}

function mayBePartial(filter: Filter): boolean {
  if (filter.kind === '$and') return filter.parts.every(mayBePartial);
  if (filter.kind === '$or') return filter.parts.length > 0 && filter.parts.every(mayBePartial);
  if (filter.kind !== 'field' || !partialOperators.has(filter.operator)) return false;
  if (filter.operator === '$exists') return isTruthyOption(filter.operand);
  return filter.operator !== '$all' || isListOfValues(filter.operand);
}

/** `$all` stands for an equality with each of its values; patterns and `$elemMatch` are none. */
function isListOfValues(operand: Value): boolean {
  return (
    Array.isArray(operand) &&
    operand.length > 0 &&
    !operand.some((one) => one instanceof BSONRegExp || isOperatorDoc(one))
  );
}
