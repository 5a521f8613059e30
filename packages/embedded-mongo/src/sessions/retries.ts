import { CommandError } from '../command-error.ts';
import type { DatabaseFile } from '../storage/database-file.ts';

const keptMs = 30 * 60_000;

interface Remembered {
  number: bigint;
  reply: Uint8Array;
}

/**
 * The last retryable write of each session with its reply, stored in the same transaction as the write: whoever sends the
 * same number again gets that reply and nothing is written twice. Forgotten half an hour after.
 */
export class Retries {
  readonly #file: DatabaseFile;
  readonly #recent = new Map<string, Remembered>();

  constructor(file: DatabaseFile) {
    this.#file = file;
  }

  /** Throws TransactionTooOld when the session has gone on to a later number. */
  find(session: string, number: bigint): Uint8Array | undefined {
    const known = this.#recent.get(session) ?? this.#stored(session);
    if (!known || known.number < number) return undefined;
    if (known.number === number) return known.reply;
    throw new CommandError(
      225,
      `Retryable write with txnNumber ${number} is prohibited on session because a newer retryable write with txnNumber ${known.number} has already started on this session.`,
    );
  }

  #stored(session: string): Remembered | undefined {
    const sql = 'SELECT number, reply FROM retries WHERE session = ?';
    const found: unknown = this.#file.statement(sql).get(Buffer.from(session, 'latin1'));
    const [number, reply]: unknown[] = Array.isArray(found) ? found : [];
    if (typeof number !== 'string' || !(reply instanceof Uint8Array)) return undefined;
    const remembered = { number: BigInt(number), reply };
    this.#recent.set(session, remembered);
    return remembered;
  }

  remember(session: string, number: bigint, reply: Uint8Array): void {
    const sql = 'INSERT OR REPLACE INTO retries (session, number, reply, at) VALUES (?, ?, ?, ?)';
    this.#file.statement(sql).run(Buffer.from(session, 'latin1'), String(number), reply, Date.now());
    if (this.#recent.size >= 10_000) this.#recent.clear();
    this.#recent.set(session, { number, reply });
  }

  forget(session: string): void {
    this.#recent.delete(session);
    this.#file.statement('DELETE FROM retries WHERE session = ?').run(Buffer.from(session, 'latin1'));
  }

  forgetOld(now: number): void {
    this.#recent.clear();
    this.#file.statement('DELETE FROM retries WHERE at < ?').run(now - keptMs);
  }

  reload(): void {
    this.#recent.clear();
  }
}
