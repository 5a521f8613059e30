import { asNumber, isTrue } from '../bson/read-value.ts';
import type { Doc, Reply, Value } from '../bson/value.ts';
import { CommandError, failedToParse, notSupported, typeMismatch } from '../command-error.ts';
import { settlingLater } from '../pipeline/expressions/constants.ts';
import { type PipelineTarget, runPipeline } from '../pipeline/run-pipeline.ts';
import { findRows, planFor, type Query } from '../query/find-rows.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Plan } from '../query/plan.ts';
import { type Projection, parseProjection } from '../query/project.ts';
import { mapRows, Row, rowsOf, type Source } from '../query/row.ts';
import { parseSort } from '../query/sort-rows.ts';
import { isExhausted, nextBatch } from '../sessions/cursors.ts';
import type { Collection } from '../storage/collection.ts';
import { valueAt } from '../update/change-path.ts';
import { type Call, collectionName, countOption, docOption, findCollection } from './call.ts';
import { contextOf } from './context-of.ts';
import { explainCall } from './explain.ts';
import { watch, watchesChanges } from './watch.ts';

const firstBatchSize = 101;

export function find(call: Call): Reply {
  const { body, engine } = call;
  const { context, settle } = settlingLater(contextOf(call));
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
  settle();
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
  const { body } = call;
  if (isTrue(body.get('explain'))) return explainCall(call, false);
  const cursor = body.get('cursor');
  if (!(cursor instanceof Map)) {
    if (cursor !== undefined)
      throw typeMismatch("BSON field 'aggregate.cursor' is the wrong type, expected type 'object'");
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  }
  const size = asNumber(cursor.get('batchSize') ?? firstBatchSize);
  const target = targetOf(call);
  if (watchesChanges(body.get('pipeline'))) return watch(call, target, size);
  const sessions = listedSessions(call);
  const { rows, writes } = runPipeline(target, body.get('pipeline'), sessions && rowsOf(sessions));
  const concern = body.get('readConcern');
  if (writes && concern instanceof Map && concern.get('level') === 'linearizable') {
    throw new CommandError(72, "$out and $merge cannot be used with a 'linearizable' read concern level");
  }
  if (writes && call.transaction) throw new CommandError(263, '$out and $merge cannot be used in a transaction');
  if (writes) rows.read(() => true);
  return firstReply(call, `${call.db}.${target.collection ?? '$cmd.aggregate'}`, rows, size, false);
}

/** The rows of a leading `$listLocalSessions`. */
function listedSessions({ engine, body, connection }: Call): Row[] | undefined {
  const pipeline = body.get('pipeline');
  const [first] = Array.isArray(pipeline) ? pipeline : [];
  if (!(first instanceof Map) || !first.has('$listLocalSessions')) return undefined;
  return engine.sessions.describe(connection.user ?? '').map((doc) => new Row(0, undefined, doc));
}

function targetOf(call: Call): PipelineTarget {
  const { file, catalog } = call.engine;
  const collection = call.body.get('aggregate') === 1 ? undefined : collectionName(call);
  return { file, catalog, db: call.db, collection, context: contextOf(call), hint: call.body.get('hint') };
}

function firstReply(call: Call, ns: string, rows: Source, batchSize: number, isSingle: boolean): Reply {
  const { cursors } = call.engine;
  const { connection, session, transaction } = call;
  const cursor = cursors.make({ namespace: ns, source: rows, connection: connection.id, session, transaction });
  const firstBatch = nextBatch(cursor, batchSize);
  const isOver = isSingle || isExhausted(cursor);
  if (!isOver) cursors.keep(cursor);
  return { cursor: { firstBatch, id: isOver ? 0n : cursor.id, ns }, ok: 1 };
}
