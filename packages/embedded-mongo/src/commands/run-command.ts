import { asBuffer } from '../bson/decode.ts';
import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Reply } from '../bson/value.ts';
import { CommandError, notSupported } from '../command-error.ts';
import { countOperation } from '../counters.ts';
import { asTimestamp } from '../streams/event-time.ts';
import { logout, requireUser, saslContinue, saslStart } from './authenticate.ts';
import type { Call, Command, Connection, Engine } from './call.ts';
import { checkConcerns, writeConcernError } from './check-concerns.ts';
import { checkFields } from './check-fields.ts';
import { collMod, renameCollection } from './collection-changes.ts';
import { collStats, create, drop, dropDatabase, listCollections, listDatabases } from './collections.ts';
import { count, distinct } from './count-distinct.ts';
import { dbStats } from './db-stats.ts';
import { remove } from './delete.ts';
import { explain } from './explain.ts';
import { aggregate, find } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { getMore, killCursors } from './get-more.ts';
import { buildInfo, connectionStatus, endSessions, hello, ping, sessionKey, startSession } from './handshake.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import { getParameter, setParameter } from './parameters.ts';
import { serverStatus } from './server-status.ts';
import { getCmdLineOpts, getLog } from './startup.ts';
import { abortTransaction, commitTransaction, inTransaction, transactionNumber } from './transact.ts';
import { update } from './update.ts';
import { validate } from './validate.ts';
import { Waiting } from './waiting.ts';

const commands = new Map<string, Command>([
  ['insert', insert],
  ['find', find],
  ['getMore', getMore],
  ['killCursors', killCursors],
  ['update', update],
  ['delete', remove],
  ['findAndModify', findAndModify],
  ['findandmodify', findAndModify],
  ['aggregate', aggregate],
  ['count', count],
  ['distinct', distinct],
  ['createIndexes', createIndexes],
  ['listIndexes', listIndexes],
  ['dropIndexes', dropIndexes],
  ['create', create],
  ['drop', drop],
  ['dropDatabase', dropDatabase],
  ['listCollections', listCollections],
  ['listDatabases', listDatabases],
  ['collStats', collStats],
  ['collMod', collMod],
  ['renameCollection', renameCollection],
  ['explain', explain],
  ['hello', hello],
  ['isMaster', hello],
  ['ismaster', hello],
  ['saslStart', saslStart],
  ['saslContinue', saslContinue],
  ['logout', logout],
  ['ping', ping],
  ['buildInfo', buildInfo],
  ['buildinfo', buildInfo],
  ['connectionStatus', connectionStatus],
  ['getParameter', getParameter],
  ['setParameter', setParameter],
  ['serverStatus', serverStatus],
  ['dbStats', dbStats],
  ['dbstats', dbStats],
  ['validate', validate],
  ['getCmdLineOpts', getCmdLineOpts],
  ['getLog', getLog],
  ['startSession', startSession],
  ['endSessions', endSessions],
  ['killSessions', endSessions],
  ['refreshSessions', ping],
  ['commitTransaction', commitTransaction],
  ['abortTransaction', abortTransaction],
]);

const refused = new Set(
  'bulkWrite cloneCollectionAsCapped compact convertToCapped createUser currentOp dataSize dbHash dropUser fsync geoNear getLastError hostInfo killOp mapReduce planCacheClear profile reIndex replSetGetStatus resetError rolesInfo authenticate shardCollection shutdown top usersInfo whatsmyuri configureFailPoint'.split(
    ' ',
  ),
);

const retryable = new Set(['insert', 'update', 'delete', 'findAndModify', 'findandmodify']);

/** The array field a command's documents come in, in its body or as a document sequence. */
export function batchField(body: Doc | string): string {
  const [name] = typeof body === 'string' ? [body] : body.keys();
  if (name === 'insert') return 'documents';
  if (name === 'update') return 'updates';
  return name === 'delete' ? 'deletes' : '';
}

/** Runs one command. Throws CommandError for whatever it refuses. */
export function runCommand(
  engine: Engine,
  body: Doc,
  batch: readonly Uint8Array[],
  connection: Connection,
): Reply | Buffer | Waiting {
  const [name] = body.keys();
  if (name === undefined) throw new CommandError(59, "no such command: ''");
  requireUser(name, connection);
  const command = commands.get(name);
  if (!command) {
    throw refused.has(name) ? notSupported(`the command ${name}`) : new CommandError(59, `no such command: '${name}'`);
  }
  countOperation(engine.counters, name, batch.length);
  const db = body.get('$db');
  if (typeof db !== 'string' || !isDatabaseName(db))
    throw new CommandError(73, `Invalid database name: '${String(db)}'`);
  checkFields(name === 'findandmodify' ? 'findAndModify' : name, body);
  checkConcerns(name, body);
  const lsid = body.get('lsid');
  const session = lsid instanceof Map ? sessionKey(lsid.get('id')) : undefined;
  if (session !== undefined) engine.sessions.use(session);
  const call: Call = { engine, db, name, body, batch, connection, session, transaction: undefined };
  return finished(call, answer(call, command));
}

function answer(call: Call, command: Command): Reply | Buffer | Waiting {
  const { name, body, session } = call;
  const transaction = transactionNumber(name, body, session);
  if (transaction !== undefined && session !== undefined) return inTransaction(call, session, transaction, command);
  const number = body.get('txnNumber');
  if (number === undefined || session === undefined || !retryable.has(name)) return command(call);
  return once(call, session, BigInt(typeof number === 'bigint' || typeof number === 'number' ? number : 0), command);
}

/** A client in a session hears how late it is, so that it can ask to read, or watch, from there on. */
function finished({ engine, name, body, session }: Call, reply: Reply | Buffer | Waiting): Reply | Buffer | Waiting {
  if (reply instanceof Waiting || Buffer.isBuffer(reply)) return reply;
  const unwritten = writeConcernError(name, body);
  if (!unwritten && session === undefined) return reply;
  return { ...reply, writeConcernError: unwritten, operationTime: asTimestamp(engine.history.now) };
}

function isDatabaseName(name: string): boolean {
  return name !== '' && name.length < 64 && !/[/\\. "$\0]/.test(name);
}

function once(call: Call, session: string, number: bigint, command: Command): Buffer | Waiting {
  const { retries } = call.engine;
  const known = retries.find(session, number);
  if (known) return asBuffer(known);
  const answer = command(call);
  if (answer instanceof Waiting) return answer;
  const reply = encodeDocument(answer);
  retries.remember(session, number, reply);
  return reply;
}
