import { decodeDocument } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Collation, QueryContext } from '../query/context.ts';
import { findRows } from '../query/find-rows.ts';
import { type Filter, parseFilter } from '../query/parse-filter.ts';
import type { SortField } from '../query/plan.ts';
import { Row } from '../query/row.ts';
import { type Collection, maxDocumentBytes } from '../storage/collection.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { Update } from '../update/parse-update.ts';
import { upsertBase } from '../update/upsert-base.ts';
import { insertDocument } from './insert.ts';

export interface Selection {
  filter: Filter;
  hint: Value | undefined;
  sort?: readonly SortField[];
  collation?: Collation | undefined;
}

export function parseSelection(query: Doc, hint: Value | undefined, context: QueryContext): Selection {
  return { filter: parseFilter(query, context), hint, collation: context.collation };
}

export function firstRow(file: DatabaseFile, collection: Collection | undefined, wanted: Selection): Row | undefined {
  let found: Row | undefined;
  findRows(file, collection, { ...wanted, limit: 1 }).read((row) => {
    found = row;
    return false;
  });
  return found;
}

/** Changes every matching row; the rows are chosen first, so that none is met again where its change moved it. */
export function eachRow(
  file: DatabaseFile,
  collection: Collection,
  wanted: Selection,
  change: (row: Row) => void,
): void {
  const chosen: number[] = [];
  findRows(file, collection, wanted).read((row) => {
    chosen.push(row.row);
    return true;
  });
  for (const row of chosen) {
    const data = collection.read(row);
    if (data) change(new Row(row, data));
  }
}

/** Applies an update to a stored document; says what it became and whether that is anything new. */
export function changeRow(
  file: DatabaseFile,
  collection: Collection,
  row: Row,
  update: Update,
  filter?: Filter,
): { after: Doc; isChanged: boolean } {
  const position = update.isPositional ? filter?.elementIn(row.doc) : undefined;
  const after = update.apply(decodeDocument(row.data), false, position);
  const bytes = encodeDocument(after);
  if (bytes.equals(row.data)) return { after, isChanged: false };
  if (bytes.length > maxDocumentBytes) {
    throw new CommandError(
      update.isReplacement ? 17420 : 17419,
      `Resulting document after update is larger than ${maxDocumentBytes}`,
    );
  }
  file.atomically(() => collection.replace(row.row, { before: row.doc, bytes, after, isWhole: update.isReplacement }));
  return { after, isChanged: true };
}

export function upsert(file: DatabaseFile, collection: Collection, filter: Filter, update: Update): Doc {
  const base = upsertBase(filter, update.isReplacement);
  return insertDocument(file, collection, update.apply(base, true));
}

export function removeRow(file: DatabaseFile, collection: Collection, row: Row): void {
  file.atomically(() => collection.remove(row.row, row.doc));
}
