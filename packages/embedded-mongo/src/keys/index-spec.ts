import type { Doc } from '../bson/value.ts';
import { notSupported } from '../command-error.ts';
import { parseCollation } from '../query/collation.ts';
import type { Collation } from '../query/context.ts';
import { type Filter, parseFilter } from '../query/parse-filter.ts';
import { type Fold, foldText, unfoldable } from './fold-text.ts';
import type { KeyShape } from './index-keys.ts';

/** What an index is, read once from its stored specification. */
export interface IndexSpec extends KeyShape {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly partial: Filter | undefined;
  readonly collation: Collation | undefined;
  readonly hidden: boolean;
  /** A TTL index: documents go this long after the date in its only field. */
  readonly expireAfterSeconds: number | undefined;
  readonly document: Doc;
}

export function readIndexSpec(document: Doc): IndexSpec {
  const key = document.get('key');
  const fields = key instanceof Map ? [...key.keys()] : [];
  const partial = document.get('partialFilterExpression');
  const collation = parseCollation(document.get('collation'));
  const unique = document.get('unique') === true;
  const expireAfterSeconds = document.get('expireAfterSeconds');
  return {
    name: String(document.get('name')),
    fields,
    paths: fields.map((field) => field.split('.')),
    directions: fields.map((field) => (key instanceof Map && Number(key.get(field)) < 0 ? -1 : 1)),
    sparse: document.get('sparse') === true,
    unique,
    partial: partial instanceof Map ? parseFilter(partial, { collation }) : undefined,
    collation,
    fold: collation && foldFor(collation, unique),
    hidden: document.get('hidden') === true,
    expireAfterSeconds: typeof expireAfterSeconds === 'number' ? expireAfterSeconds : undefined,
    document,
  };
}

/** A unique index must tell all of its texts apart, so that it holds only those it can. */
function foldFor(collation: Collation, unique: boolean): Fold {
  const fold = foldText(collation);
  if (!unique) return fold;
  return (text) => {
    const folded = fold(text);
    if (folded === unfoldable)
      throw notSupported(`the text ${JSON.stringify(text)} in a unique index with a collation`);
    return folded;
  };
}
