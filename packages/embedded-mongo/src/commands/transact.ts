import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Reply } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Transaction } from '../transactions/transaction.ts';
import type { Call, Command } from './call.ts';
import { Waiting } from './waiting.ts';

const allowed = new Set(
  'insert update delete find getMore killCursors findAndModify findandmodify aggregate distinct create createIndexes commitTransaction abortTransaction'.split(
    ' ',
  ),
);

/** The number of the transaction a command belongs to, undefined when it is in none. Throws for options that make no sense. */
export function transactionNumber(name: string, body: Doc, session: string | undefined): bigint | undefined {
  const starts = body.get('startTransaction');
  const ends = name === 'commitTransaction' || name === 'abortTransaction';
  if (body.get('autocommit') === undefined) {
    if (starts !== undefined)
      throw invalid("'startTransaction' field requires 'autocommit' field to also be specified");
    if (ends) throw invalid(`${name} must be run within a transaction`);
    return undefined;
  }
  if (body.get('autocommit') !== false) throw invalid("Specifying 'autocommit' = true is not allowed.");
  if (starts !== undefined && starts !== true) {
    throw invalid("Specifying 'startTransaction' = false is not allowed.");
  }
  const number = body.get('txnNumber');
  if (session === undefined || number === undefined) throw invalid('a transaction needs lsid and txnNumber');
  if (typeof number !== 'bigint' && typeof number !== 'number') throw invalid('txnNumber must be an integer');
  if (ends && body.get('$db') !== 'admin') {
    throw new CommandError(13, `${name} may only be run against the admin database.`);
  }
  return BigInt(number);
}

/** Runs a command inside its transaction; whatever goes wrong there aborts the transaction. */
export function inTransaction(call: Call, session: string, number: bigint, command: Command): Reply | Waiting {
  const { transactions } = call.engine;
  const isFirst = call.body.get('startTransaction') === true;
  if (call.name === 'commitTransaction' && isCommitted(call, session, number)) return { ok: 1 };
  const transaction = isFirst ? begin(call, session, number) : transactions.current(session, number);
  try {
    refuseMisplaced(call, isFirst);
    const reply = command({ ...call, engine: withinTransaction(call, transaction), transaction });
    if (!(reply instanceof Waiting) && reply['writeErrors'] !== undefined) end(call, session, 'aborted');
    return reply;
  } catch (error) {
    end(call, session, 'aborted');
    throw error;
  }
}

function begin(call: Call, session: string, number: bigint): Transaction {
  call.engine.retries.find(session, number);
  return call.engine.transactions.begin(session, number);
}

function withinTransaction({ engine }: Call, { file, catalog }: Transaction): Call['engine'] {
  return { ...engine, file, catalog };
}

function refuseMisplaced({ name, body }: Call, isFirst: boolean): void {
  if (!allowed.has(name)) {
    throw new CommandError(263, `Cannot run '${name}' in a multi-document transaction.`);
  }
  const ends = name === 'commitTransaction' || name === 'abortTransaction';
  if (body.has('readConcern') && !isFirst) {
    throw invalid('Only the first command in a transaction may specify a readConcern');
  }
  if (body.has('writeConcern') && !ends)
    throw invalid('writeConcern is not allowed within a multi-statement transaction');
  const concern = body.get('readConcern');
  const level = concern instanceof Map ? concern.get('level') : undefined;
  if (level !== undefined && !['local', 'majority', 'snapshot'].includes(String(level))) {
    throw invalid('The readConcern level must be either local (default), majority or snapshot in a transaction');
  }
}

/** Stores what the transaction did, all of it or, with a TransientTransactionError, nothing. */
export function commitTransaction(call: Call): Reply {
  const { transaction, session, body } = call;
  const lsid = body.get('lsid');
  const number = body.get('txnNumber');
  if (!transaction || session === undefined || lsid === undefined) throw invalid('there is no transaction to commit');
  const txnNumber = BigInt(typeof number === 'bigint' || typeof number === 'number' ? number : 0);
  const { stored, history, retries } = call.engine;
  try {
    history.inTransaction({ lsid, txnNumber }, () =>
      stored.file.atomically(() => {
        transaction.replay(stored.catalog);
        retries.remember(session, txnNumber, committedReply);
      }),
    );
  } catch (error) {
    stored.catalog.reload();
    retries.reload();
    throw error;
  }
  end(call, session, 'committed');
  return { ok: 1 };
}

const committedReply = encodeDocument({ ok: 1 });

function isCommitted({ engine, body }: Call, session: string, number: bigint): boolean {
  if (engine.transactions.isCommitted(session, number)) return true;
  // After a restart only the stored reply tells; a write's reply under the number is not this one.
  return (
    body.get('startTransaction') === undefined && engine.retries.find(session, number)?.length === committedReply.length
  );
}

export function abortTransaction(call: Call): Reply {
  if (call.session !== undefined) end(call, call.session, 'aborted');
  return { ok: 1 };
}

function end({ engine }: Call, session: string, outcome: 'committed' | 'aborted'): void {
  engine.cursors.closeWhere((cursor) => cursor.session === session && cursor.transaction !== undefined);
  engine.transactions.end(session, outcome);
}

function invalid(message: string): CommandError {
  return new CommandError(72, message);
}
