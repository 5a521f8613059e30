import type { Doc } from '../bson/value.ts';
import { type Filter, parseFilter } from '../query/parse-filter.ts';
import type { KeyShape } from './index-keys.ts';

/** What an index is, read once from its stored specification. */
export interface IndexSpec extends KeyShape {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly partial: Filter | undefined;
  /** A TTL index: documents go this long after the date in its only field. */
  readonly expireAfterSeconds: number | undefined;
  readonly document: Doc;
}

export function readIndexSpec(document: Doc): IndexSpec {
  const key = document.get('key');
  const fields = key instanceof Map ? [...key.keys()] : [];
  const partial = document.get('partialFilterExpression');
  const expireAfterSeconds = document.get('expireAfterSeconds');
  return {
    name: String(document.get('name')),
    fields,
    paths: fields.map((field) => field.split('.')),
    directions: fields.map((field) => (key instanceof Map && Number(key.get(field)) < 0 ? -1 : 1)),
    sparse: document.get('sparse') === true,
    unique: document.get('unique') === true,
    partial: partial instanceof Map ? parseFilter(partial) : undefined,
    expireAfterSeconds: typeof expireAfterSeconds === 'number' ? expireAfterSeconds : undefined,
    document,
  };
}
