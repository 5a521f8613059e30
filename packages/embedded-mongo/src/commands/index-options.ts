import { asNumber, isTrue, print } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, notSupported, typeMismatch } from '../command-error.ts';
import { type IndexSpec, readIndexSpec } from '../keys/index-spec.ts';
import { describeCollation, parseCollation } from '../query/collation.ts';
import { type Filter, parseFilter } from '../query/parse-filter.ts';
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
  if (!(key instanceof Map)) {
    throw failed(9, "The 'key' field is a required property of an index specification");
  }
  if (typeof spec.get('name') !== 'string') {
    throw failed(9, "The 'name' field is a required property of an index specification");
  }
  if (key.size === 0) throw failed(67, 'Index keys cannot be empty.');
  if (key.size > 31) throw failed(67, 'an index has at most 31 fields');
  for (const [field, kind] of key) {
    if (typeof kind === 'string') throw unknownKind(kind, failed);
    if (field.split('.').includes('$**')) throw notSupported('a wildcard index');
    if (field === '' || field.startsWith('$')) throw failed(67, 'Index key contains an illegal field name');
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
  if (spec.has('sparse') && isTrue(spec.get('sparse')) && spec.has('partialFilterExpression')) {
    throw failed(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  if (spec.has('partialFilterExpression')) checkPartial(spec.get('partialFilterExpression'), failed);
  const document = stored(spec, key);
  if (spec.has('expireAfterSeconds')) document.set('expireAfterSeconds', expiry(spec, key));
  refuseIdIndex(spec, key, failed);
  return readIndexSpec(document);
}

/** The index on `_id` is what it is. */
function refuseIdIndex(spec: Doc, key: Doc, failed: (code: number, why: string) => CommandError): void {
  const isOnId = key.size === 1 && key.has('_id');
  if (!isOnId) {
    if (spec.get('name') !== '_id_') return;
    throw failed(2, `The index name '_id_' is reserved for the _id index, which must have key pattern {_id: 1}`);
  }
  if (asNumber(key.get('_id')) < 0) {
    throw failed(2, `The field 'key' for an _id index must be {_id: 1}, but got ${print(key)}`);
  }
  for (const option of ['unique', 'sparse', 'partialFilterExpression', 'background', 'hidden']) {
    if (spec.has(option)) throw failed(197, `The field '${option}' is not valid for an _id index specification.`);
  }
}

function unknownKind(kind: string, failed: (code: number, why: string) => CommandError): CommandError {
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
  for (const option of ['unique', 'sparse']) if (isTrue(spec.get(option))) document.set(option, true);
  if (isTrue(spec.get('hidden'))) document.set('hidden', true);
  const collation = parseCollation(spec.get('collation'));
  if (collation) document.set('collation', describeCollation(collation));
  const partial = spec.get('partialFilterExpression');
  if (partial !== undefined) document.set('partialFilterExpression', partial);
  return document;
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in']);

function checkPartial(partial: Value | undefined, failed: (code: number, why: string) => CommandError): void {
  if (!(partial instanceof Map)) throw failed(14, "The field 'partialFilterExpression' must be an object");
  const check = (filter: Filter): void => {
    if (filter.kind === '$and' || filter.kind === '$or') {
      filter.parts.forEach(check);
      return;
    }
    const isAbsence = filter.kind === 'field' && filter.operator === '$exists' && !isTrue(filter.operand);
    if (filter.kind !== 'field' || !partialOperators.has(filter.operator) || isAbsence) {
      throw failed(67, `Expression not supported in partial index: ${print(partial)}`);
    }
  };
  check(parseFilter(partial));
}
