import { decodeDocument } from '../bson/decode.ts';
import { asNumber } from '../bson/read-value.ts';
import type { Reply } from '../bson/value.ts';
import { failedToParse } from '../command-error.ts';
import { type Call, docOf, findCollection } from './call.ts';
import { eachRow, firstRow, parseSelection, removeRow } from './change-documents.ts';
import { checkFields } from './check-fields.ts';
import { contextOf, statementContext } from './context-of.ts';
import { runBatch } from './write-batch.ts';

export function remove(call: Call): Reply {
  const { file } = call.engine;
  const collection = findCollection(call);
  const context = contextOf(call);
  let n = 0;
  const writeErrors = runBatch(call, (bytes) => {
    const one = decodeDocument(bytes);
    checkFields('delete.deletes', one);
    const limit = asNumber(one.get('limit'));
    if (limit !== 0 && limit !== 1) {
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    }
    const wanted = parseSelection(
      docOf(one.get('q'), 'delete.deletes.q'),
      one.get('hint'),
      statementContext(context, one),
    );
    if (!collection) return;
    if (limit === 0) {
      eachRow(file, collection, wanted, (row) => {
        removeRow(file, collection, row);
        n++;
      });
      return;
    }
    const row = firstRow(file, collection, wanted);
    if (!row) return;
    removeRow(file, collection, row);
    n++;
  });
  return { n, writeErrors: writeErrors.length > 0 ? writeErrors : undefined, ok: 1 };
}
