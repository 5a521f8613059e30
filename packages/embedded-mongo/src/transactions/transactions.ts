import { CommandError } from '../command-error.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import type { RowVersions } from './row-versions.ts';
import { Transaction } from './transaction.ts';
import { transient } from './transient.ts';

const lifetimeMs = 60_000;
const forgottenAfterMs = 30 * 60_000;
const maxOpen = 100;

interface Entry {
  readonly number: bigint;
  /** Undefined once it ended. */
  transaction: Transaction | undefined;
  outcome: 'open' | 'committed' | 'aborted';
  at: number;
}

/** The last transaction of each session: one at a time, its number rising. */
export class Transactions {
  readonly versions: RowVersions;
  readonly #file: DatabaseFile;
  readonly #bySession = new Map<string, Entry>();
  /** Committed in the group that is not stored yet. */
  readonly #fresh: Entry[] = [];
  #open = 0;

  constructor(file: DatabaseFile, versions: RowVersions) {
    this.#file = file;
    this.versions = versions;
  }

  /** An older transaction of the session is aborted. Throws for a number that is not new. */
  begin(session: string, number: bigint): Transaction {
    const known = this.#bySession.get(session);
    if (known && known.number > number) throw tooOld(session, number, known.number);
    if (known?.number === number) {
      throw new CommandError(
        117,
        `Only servers in a sharded cluster can start a new transaction at the active transaction number ${number}`,
      );
    }
    if (known) this.#end(known, 'aborted');
    if (this.#open >= maxOpen) throw transient(24, `there are ${maxOpen} transactions open; try again later`);
    const transaction = new Transaction(this.#file, this.versions);
    this.#bySession.set(session, { number, transaction, outcome: 'open', at: Date.now() });
    this.#open++;
    return transaction;
  }

  /** Throws NoSuchTransaction, TransactionCommitted or TransactionTooOld when it is not open. */
  current(session: string, number: bigint): Transaction {
    const known = this.#bySession.get(session);
    if (known && known.number > number) throw tooOld(session, number, known.number);
    if (known?.number === number && known.transaction) return known.transaction;
    if (known?.number === number && known.outcome === 'committed') {
      throw new CommandError(256, `Transaction with { txnNumber: ${number} } has been committed.`);
    }
    if (known?.number === number) throw transient(251, `Transaction with { txnNumber: ${number} } has been aborted.`);
    throw transient(
      251,
      `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${known?.number ?? -1}`,
    );
  }

  isCommitted(session: string, number: bigint): boolean {
    const known = this.#bySession.get(session);
    return known?.number === number && known.outcome === 'committed';
  }

  end(session: string, outcome: 'committed' | 'aborted'): void {
    const known = this.#bySession.get(session);
    if (known) this.#end(known, outcome);
  }

  #end(entry: Entry, outcome: 'committed' | 'aborted'): void {
    if (!entry.transaction) return;
    entry.transaction.close();
    entry.transaction = undefined;
    entry.outcome = outcome;
    if (outcome === 'committed') this.#fresh.push(entry);
    entry.at = Date.now();
    this.#open--;
  }

  /** The session is over: its transaction is aborted and not known any more. */
  forget(session: string): void {
    this.end(session, 'aborted');
    this.#bySession.delete(session);
  }

  /** What was committed in this group is stored, or all of it is lost. */
  groupEnded(isStored: boolean): void {
    this.versions.committed();
    if (!isStored) for (const entry of this.#fresh) entry.outcome = 'aborted';
    this.#fresh.length = 0;
  }

  /** Aborts those open for longer than a minute, forgets those that ended half an hour ago. */
  expire(now: number): void {
    for (const [session, entry] of this.#bySession) {
      if (entry.transaction && now - entry.at > lifetimeMs) this.#end(entry, 'aborted');
      if (!entry.transaction && now - entry.at > forgottenAfterMs) this.#bySession.delete(session);
    }
  }

  close(): void {
    for (const session of [...this.#bySession.keys()]) this.forget(session);
  }
}

function tooOld(session: string, number: bigint, newer: bigint): CommandError {
  const name = Buffer.from(session, 'latin1').toString('hex');
  return new CommandError(
    225,
    `Cannot start transaction ${number} on session ${name} because a newer transaction ${newer} has already started.`,
  );
}
