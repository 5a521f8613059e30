import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
import { CommandError, failedToParse, notSupported, typeMismatch } from '../command-error.ts';
import { runPipeline } from '../pipeline/run-pipeline.ts';
import { findRows, planFor, type Query } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Plan } from '../query/plan.ts';
import { type Projection, parseProjection } from '../query/project.ts';
import { mapRows, Row, type Source } from '../query/row.ts';
import { parseSort } from '../query/sort-rows.ts';
import { isExhausted, nextBatch } from '../sessions/cursors.ts';
import type { Collection } from '../storage/collection.ts';
import { valueAt } from '../update/change-path.ts';
import { type Call, collectionName, countOption, docOption, findCollection } from './call.ts';
import { contextOf } from './context-of.ts';
import { explainCall } from './explain.ts';

const firstBatchSize = 101;

export function find(call: Call): Reply {
  const { body, engine } = call;
  const context = contextOf(call);
  refuseNull(call);
  const limit = countOption(call, 'limit', 0);
  const filter = parseFilter(docOption(call, 'filter'), context);
  const project = parseProjection(body.has('projection') ? docOption(call, 'projection') : undefined, context, filter);
  const collection = findCollection(call);
  const query: Query = {
    filter,
    sort: parseSort(body.get('sort')),
    skip: countOption(call, 'skip', 0),
    limit,
    hint: body.get('hint'),
    collation: context.collation,
    min: limitOption(call, 'min'),
    max: limitOption(call, 'max'),
  };
  const show = shownAs(call, collection, query, project);
  const found = findRows(engine.file, collection, query);
  const rows = show ? mapRows(found, show) : found;
  const batchSize = countOption(call, 'batchSize', firstBatchSize);
  const namespace = `${call.db}.${collectionName(call)}`;
  return firstReply(call, namespace, rows, batchSize, isTrue(body.get('singleBatch')));
}

/** An index key to stay within; an empty one is none. */
function limitOption(call: Call, name: 'min' | 'max'): Doc | undefined {
  const key = docOption(call, name);
  return key.size === 0 ? undefined : key;
}

function refuseNull({ body }: Call): void {
  for (const name of ['filter', 'projection', 'sort', 'hint']) {
    if (body.get(name) !== null) continue;
    throw typeMismatch(`BSON field 'find.${name}' is the wrong type 'null', expected type 'object'`);
  }
}

/** What becomes of each row: projected, its index key alone or with its record's number. */
function shownAs(
  call: Call,
  collection: Collection | undefined,
  query: Query,
  project: Projection | undefined,
): Projection | undefined {
  const keyOnly = isTrue(call.body.get('returnKey')) && collection ? indexKeyOf(planFor(collection, query)) : undefined;
  const shown = keyOnly ?? project;
  if (!isTrue(call.body.get('showRecordId'))) return shown;
  return (row) => {
    const { doc } = shown ? shown(row) : row;
    return new Row(row.row, undefined, new Map(doc).set('$recordId', BigInt(row.row)));
  };
}

function indexKeyOf({ index, mayRepeat, branches }: Plan): Projection {
  if (mayRepeat || branches || (index && index !== '_id' && index.spec.fold)) {
    throw notSupported('returnKey through an index on arrays, with a collation, or several indexes');
  }
  let fields: readonly string[] = [];
  if (index !== undefined) fields = index === '_id' ? ['_id'] : index.spec.fields;
  return ({ row, doc }) => {
    const key = fields.map((field): [string, Value] => [field, valueAt(doc, field.split('.'), 'key') ?? null]);
    return new Row(row, undefined, new Map(key));
  };
}

export function aggregate(call: Call): Reply {
  const { body, engine } = call;
  if (isTrue(body.get('explain'))) return explainCall(call, false);
  const collection = body.get('aggregate') === 1 ? undefined : collectionName(call);
  const cursor = body.get('cursor');
  if (!(cursor instanceof Map)) {
    if (cursor !== undefined)
      throw typeMismatch("BSON field 'aggregate.cursor' is the wrong type, expected type 'object'");
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  }
  const { rows, writes } = runPipeline(
    {
      file: engine.file,
      catalog: engine.catalog,
      db: call.db,
      collection,
      context: contextOf(call),
      hint: body.get('hint'),
    },
    body.get('pipeline'),
  );
  if (writes) rows.read(() => true);
  const size = asNumber(cursor.get('batchSize') ?? firstBatchSize);
  return firstReply(call, `${call.db}.${collection ?? '$cmd.aggregate'}`, rows, size, false);
}

function firstReply(call: Call, ns: string, rows: Source, batchSize: number, isSingle: boolean): Reply {
  const { cursors } = call.engine;
  const cursor = cursors.make(ns, rows, call.connection.id, call.session);
  const firstBatch = nextBatch(cursor, batchSize);
  const isOver = isSingle || isExhausted(cursor);
  if (!isOver) cursors.keep(cursor);
  return { cursor: { firstBatch, id: isOver ? 0n : cursor.id, ns }, ok: 1 };
}

export function getMore(call: Call): Reply {
  const { cursors } = call.engine;
  const id = cursorId(call.body.get('getMore'));
  const cursor = cursors.find(id);
  if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
  const ns = `${call.db}.${String(call.body.get('collection'))}`;
  if (ns !== cursor.namespace) {
    throw new CommandError(
      13,
      `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.namespace}`,
    );
  }
  const size = countOption(call, 'batchSize', 0);
  const batch = nextBatch(cursor, size === 0 ? Number.POSITIVE_INFINITY : size);
  const isOver = isExhausted(cursor);
  if (isOver) cursors.close(id);
  else cursors.keep(cursor);
  return { cursor: { nextBatch: batch, id: isOver ? 0n : id, ns }, ok: 1 };
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
