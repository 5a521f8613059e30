import { isTrue } from '../bson/read-value.ts';
import type { Doc, Reply } from '../bson/value.ts';
import { CommandError, failedToParse } from '../command-error.ts';
import type { QueryContext } from '../query/context.ts';
import { parseUpdate, type Update } from '../update/parse-update.ts';
import { type Call, docOf, findCollection, madeCollection } from './call.ts';
import { changeRow, eachRow, firstRow, parseSelection, type Selection, upsert } from './change-documents.ts';
import { contextOf, statementContext } from './context-of.ts';
import { readStatements } from './read-statements.ts';
import { runBatch } from './write-batch.ts';

interface Tally {
  n: number;
  nModified: number;
  upserted: Reply[];
}

export function update(call: Call): Reply {
  const tally: Tally = { n: 0, nModified: 0, upserted: [] };
  const context = contextOf(call);
  const statements = readStatements(call, 'update.updates');
  const writeErrors = runBatch(call, (_bytes, index) => {
    const one = statements[index] ?? new Map();
    runOne(call, one, index, tally, statementContext(context, one));
  });
  return {
    n: tally.n,
    writeErrors: writeErrors.length > 0 ? writeErrors : undefined,
    upserted: tally.upserted.length > 0 ? tally.upserted : undefined,
    nModified: tally.nModified,
    ok: 1,
  };
}

function runOne(call: Call, one: Doc, index: number, tally: Tally, context: QueryContext): void {
  const change = parseUpdate(one.get('u'), one.get('arrayFilters'), context);
  if (one.has('c') && !Array.isArray(one.get('u'))) {
    throw new CommandError(51198, 'Constant values may only be specified for pipeline updates');
  }
  const isMulti = isTrue(one.get('multi'));
  if (isMulti && change.isReplacement)
    throw failedToParse('multi update is not supported for replacement-style update');
  const isUpsert = isTrue(one.get('upsert'));
  const query = docOf(one.get('q'), 'update.updates.q');
  const wanted = parseSelection(query, one.get('hint'), { ...context, makesDocument: isUpsert });
  const matched = isMulti ? changeAll(call, wanted, change, tally) : changeFirst(call, wanted, change, tally);
  if (matched || !isUpsert) return;
  const made = upsert(call.engine.file, madeCollection(call), wanted.filter, change);
  tally.n++;
  tally.upserted.push({ index, _id: made.get('_id') });
}

function changeFirst(call: Call, wanted: Selection, change: Update, tally: Tally): boolean {
  const collection = findCollection(call);
  const row = firstRow(call.engine.file, collection, wanted);
  if (!row || !collection) return false;
  const { isChanged } = changeRow(call.engine.file, collection, row, change, wanted.filter);
  tally.n++;
  tally.nModified += Number(isChanged);
  return true;
}

/** As in MongoDB documents changed before one that cannot be stay changed, and none of them is counted. */
function changeAll(call: Call, wanted: Selection, change: Update, tally: Tally): boolean {
  const collection = findCollection(call);
  if (!collection) return false;
  let n = 0;
  let nModified = 0;
  eachRow(call.engine.file, collection, wanted, (row) => {
    const { isChanged } = changeRow(call.engine.file, collection, row, change, wanted.filter);
    n++;
    nModified += Number(isChanged);
  });
  tally.n += n;
  tally.nModified += nModified;
  return n > 0;
}
