import { decodeDocument } from '../bson/decode.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { type PipelineTarget, runStages } from '../pipeline/run-pipeline.ts';
import { findRows } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { mapRows } from '../query/row.ts';
import { type Cursor, isExhausted, nextBatch } from '../sessions/cursors.ts';
import { ChangeStream, type LookUp, openChangeStream } from '../streams/change-stream.ts';
import { asTimestamp } from '../streams/event-time.ts';
import type { Scope } from '../streams/history.ts';
import type { Call } from './call.ts';

const streaming = new Set(['$match', '$project', '$addFields', '$set', '$unset', '$replaceRoot', '$replaceWith']);

export function watchesChanges(pipeline: Value | undefined): boolean {
  return Array.isArray(pipeline) && pipeline.some((stage) => stage instanceof Map && stage.has('$changeStream'));
}

/** Answers an aggregate with `$changeStream` by a cursor that stays open. */
export function watch(call: Call, at: PipelineTarget, batchSize: number): Reply {
  const { engine, body } = call;
  if (call.transaction) throw new CommandError(263, '$changeStream cannot be used in a transaction');
  const pipeline = body.get('pipeline');
  const [first, ...rest] = Array.isArray(pipeline) ? pipeline : [];
  const operand = first instanceof Map ? first.get('$changeStream') : undefined;
  if (operand === undefined) {
    throw new CommandError(40602, '$changeStream is only valid as the first stage in a pipeline');
  }
  const { scope, namespace } = scopeOf(call, at.collection, operand);
  const options = openChangeStream(engine.history, operand, scope);
  const stream = new ChangeStream(engine.history, options, lookUpIn(call));
  const rows = mapRows(runStages(at, stream, rest), (row) => {
    if (row.doc.get('_id') instanceof Map) return row;
    throw new CommandError(280, 'a change stream pipeline must leave the _id, its resume token, in the result', {
      errorLabels: ['NonResumableChangeStreamError'],
    });
  });
  for (const stage of rest) {
    const name = stage instanceof Map ? [...stage.keys()][0] : undefined;
    if (name !== undefined && !streaming.has(name)) {
      throw new CommandError(20, `${name} is not permitted in a $changeStream pipeline`);
    }
  }
  const { connection, session } = call;
  const cursor = engine.cursors.make({
    namespace,
    source: rows,
    connection: connection.id,
    session,
    transaction: undefined,
    stream,
  });
  const operationTime = asTimestamp(engine.history.now);
  const { batch, postBatchResumeToken } = nextEvents(cursor, batchSize);
  const isOver = isExhausted(cursor);
  if (!isOver) engine.cursors.keep(cursor);
  return {
    cursor: { firstBatch: batch, postBatchResumeToken, id: isOver ? 0n : cursor.id, ns: namespace },
    operationTime,
    ok: 1,
  };
}

function scopeOf(call: Call, name: string | undefined, operand: Value): { scope: Scope; namespace: string } {
  if (name !== undefined) return { scope: { db: call.db, name }, namespace: `${call.db}.${name}` };
  const isCluster = operand instanceof Map && isTrue(operand.get('allChangesForCluster'));
  if (isCluster !== (call.db === 'admin')) {
    throw isCluster
      ? new CommandError(72, 'allChangesForCluster needs the admin database')
      : notSupported('a change stream on the admin database');
  }
  return { scope: { db: call.db }, namespace: `${call.db}.$cmd.aggregate` };
}

function lookUpIn({ engine }: Call): LookUp {
  return (db, name, documentKey) => {
    let found: Doc | undefined;
    const filter = parseFilter(documentKey);
    findRows(engine.file, engine.catalog.find(db, name), { filter, limit: 1 }).read((row) => {
      found = row.doc;
      return false;
    });
    return found;
  };
}

/** The next events of a stream's cursor, and the token behind the last of them. */
export function nextEvents(
  cursor: Cursor,
  size: number,
): { batch: Uint8Array[]; postBatchResumeToken: Value | undefined } {
  const batch = nextBatch(cursor, size);
  const last = batch.at(-1);
  // A row held back for the next batch was read, but the client has not seen it.
  const token = cursor.held && last ? decodeDocument(last).get('_id') : cursor.stream?.token;
  return { batch, postBatchResumeToken: token };
}
