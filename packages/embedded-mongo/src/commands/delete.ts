import { asNumber } from '../bson/read-value.ts';
import type { Reply } from '../bson/value.ts';
import { type Call, docOf, findCollection } from './call.ts';
import { eachRow, firstRow, parseSelection, removeRow } from './change-documents.ts';
import { contextOf, statementContext } from './context-of.ts';
import { readStatements } from './read-statements.ts';
import { runBatch } from './write-batch.ts';

export function remove(call: Call): Reply {
  const { file } = call.engine;
  const collection = findCollection(call);
  const context = contextOf(call);
  let n = 0;
  const statements = readStatements(call, 'delete.deletes');
  const writeErrors = runBatch(call, (_bytes, index) => {
    const one = statements[index] ?? new Map();
    const limit = asNumber(one.get('limit'));
    const wanted = parseSelection(
      docOf(one.get('q'), 'delete.deletes.q'),
      one.get('hint'),
      statementContext(context, one),
    );
    if (!collection) return;
    if (limit !== 1) {
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
