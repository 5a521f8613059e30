import { asNumber } from '../bson/read-value.ts';
import type { Reply, Value } from '../bson/value.ts';
import { CommandError, typeMismatch } from '../command-error.ts';
import { type Cursor, isExhausted, nextBatch } from '../sessions/cursors.ts';
import { type Call, countOption } from './call.ts';
import { Waiting } from './waiting.ts';
import { nextEvents } from './watch.ts';

const awaitedMs = 1000;

export function getMore(call: Call): Reply | Waiting {
  const cursor = openCursor(call);
  if (!cursor.stream) return moreReply(call, cursor, nextBatch(cursor, moreSize(call)));
  return moreEvents(call, false) ?? waitForEvents(call);
}

function openCursor(call: Call): Cursor {
  const id = cursorId(call.body.get('getMore'));
  const cursor = call.engine.cursors.find(id);
  if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
  const ns = `${call.db}.${String(call.body.get('collection'))}`;
  if (ns !== cursor.namespace) {
    throw new CommandError(
      13,
      `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.namespace}`,
    );
  }
  if (cursor.transaction !== call.transaction) {
    throw cursor.transaction
      ? new CommandError(50740, `Cannot run getMore on cursor ${id}, which was created in a transaction, outside of it`)
      : new CommandError(50741, `Cannot run getMore on cursor ${id}, which was not created in this transaction`);
  }
  return cursor;
}

function moreSize(call: Call): number {
  const size = countOption(call, 'batchSize', 0);
  return size === 0 ? Number.POSITIVE_INFINITY : size;
}

function moreReply(call: Call, cursor: Cursor, batch: Uint8Array[], more: Reply = {}): Reply {
  const { cursors } = call.engine;
  const isOver = isExhausted(cursor);
  if (isOver) cursors.close(cursor.id);
  else cursors.keep(cursor);
  return { cursor: { nextBatch: batch, id: isOver ? 0n : cursor.id, ns: cursor.namespace, ...more }, ok: 1 };
}

/** Undefined while there are none, unless an empty reply will do. */
function moreEvents(call: Call, mayBeEmpty: boolean): Reply | undefined {
  const cursor = openCursor(call);
  const { batch, postBatchResumeToken } = nextEvents(cursor, moreSize(call));
  if (batch.length === 0 && !mayBeEmpty && !isExhausted(cursor)) return undefined;
  return moreReply(call, cursor, batch, { postBatchResumeToken });
}

function waitForEvents(call: Call): Waiting {
  const { history } = call.engine;
  const deadline = Date.now() + countOption(call, 'maxTimeMS', awaitedMs);
  let seen = history.recorded;
  return new Waiting(deadline, (isLast) => {
    const isNews =
      history.recorded !== seen || call.engine.cursors.find(cursorId(call.body.get('getMore'))) === undefined;
    seen = history.recorded;
    return isNews || isLast ? moreEvents(call, isLast) : undefined;
  });
}

export function killCursors(call: Call): Reply {
  const wanted = call.body.get('cursors');
  if (!Array.isArray(wanted)) throw typeMismatch("BSON field 'killCursors.cursors' must be an array");
  const ids = wanted.map(cursorId);
  const cursorsKilled = ids.filter((id) => call.engine.cursors.close(id));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

function cursorId(value: Value | undefined): bigint {
  if (typeof value === 'bigint') return value;
  const number = asNumber(value);
  if (!Number.isInteger(number))
    throw typeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  return BigInt(number);
}
