import { isNumeric } from '../bson/compare.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Out, Reply } from '../bson/value.ts';
import { badValue, failedToParse, typeMismatch } from '../command-error.ts';
import { parseProjection } from '../query/project.ts';
import { Row } from '../query/row.ts';
import { parseSort } from '../query/sort-rows.ts';
import { typeName } from '../query/type-names.ts';
import { parseUpdate } from '../update/parse-update.ts';
import { type Call, docOption, findCollection, madeCollection } from './call.ts';
import { changeRow, firstRow, parseSelection, removeRow, upsert } from './change-documents.ts';
import { contextOf } from './context-of.ts';

export function findAndModify(call: Call): Reply {
  const { body, engine } = call;
  const isRemove = isTrue(body.get('remove'));
  const isUpsert = isTrue(body.get('upsert'));
  const returnsNew = isTrue(body.get('new'));
  const change = body.get('update');
  for (const flag of ['remove', 'upsert', 'new']) {
    const value = body.get(flag);
    if (value === undefined || typeof value === 'boolean' || isNumeric(value)) continue;
    throw typeMismatch(`BSON field 'findAndModify.${flag}' is the wrong type '${typeName(value)}'`);
  }
  if (isRemove && change !== undefined) throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemove && body.has('arrayFilters')) throw failedToParse('Cannot specify arrayFilters and remove=true');
  if (isRemove && isUpsert) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (isRemove && returnsNew)
    throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!isRemove && change === undefined) throw failedToParse('Either an update or remove=true must be specified');

  const context = contextOf(call);
  const update = isRemove ? undefined : parseUpdate(change, body.get('arrayFilters'), context);
  const wanted = {
    ...parseSelection(docOption(call, 'query'), body.get('hint'), { ...context, makesDocument: isUpsert }),
    sort: parseSort(body.get('sort') ?? undefined),
  };
  if (returnsNew && [...docOption(call, 'fields').keys()].some((name) => name.endsWith('.$'))) {
    throw badValue('Cannot use a positional projection and return the new document');
  }
  const project = parseProjection(body.has('fields') ? docOption(call, 'fields') : undefined, context, wanted.filter);
  const shown = (doc: Doc): Out => (project ? project(new Row(0, undefined, doc)).doc : doc);
  const collection = findCollection(call);
  if (update === undefined) {
    const row = firstRow(engine.file, collection, wanted);
    if (!row || !collection) return { lastErrorObject: { n: 0 }, value: null, ok: 1 };
    removeRow(engine.file, collection, row);
    return { lastErrorObject: { n: 1 }, value: shown(row.doc), ok: 1 };
  }
  const row = firstRow(engine.file, collection, wanted);
  if (row && collection) {
    const { after } = changeRow(engine.file, collection, row, update, wanted.filter);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: shown(returnsNew ? after : row.doc), ok: 1 };
  }
  if (!isUpsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  const made = upsert(engine.file, madeCollection(call), wanted.filter, update);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: made.get('_id') },
    value: returnsNew ? shown(made) : null,
    ok: 1,
  };
}
