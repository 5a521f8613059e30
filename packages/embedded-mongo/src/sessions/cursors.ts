import { randomInt } from 'node:crypto';
import type { Row, Source } from '../query/row.ts';
import type { ChangeStream } from '../streams/change-stream.ts';
import type { Transaction } from '../transactions/transaction.ts';

const idleLimitMs = 10 * 60_000;
/** A cursor whose connection closed may still be asked for through another one of the same client. */
const orphanLimitMs = 60_000;
const maxBatchBytes = 16 * 1024 * 1024;

/** What a cursor reads and for whom. */
export interface CursorOrigin {
  readonly namespace: string;
  readonly source: Source;
  readonly connection: number;
  readonly session: string | undefined;
  readonly transaction: Transaction | undefined;
  /** Where the source's rows come from when it is one that waits for more. */
  readonly stream?: ChangeStream | undefined;
}

export interface Cursor extends Omit<CursorOrigin, 'connection'> {
  readonly id: bigint;
  connection: number | undefined;
  usedAt: number;
  /** Read, but too large for the batch it was read for. */
  held: Row | undefined;
}

/** The open cursors; those left alone for ten minutes are closed, a minute after their connection is gone. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();

  make(origin: CursorOrigin): Cursor {
    return { ...origin, id: BigInt(randomInt(1, 2 ** 47)), usedAt: Date.now(), held: undefined };
  }

  /** The change streams somebody still reads. */
  get streams(): ChangeStream[] {
    return [...this.#open.values()].flatMap(({ stream }) => stream ?? []);
  }

  keep(cursor: Cursor): void {
    cursor.usedAt = Date.now();
    this.#open.set(cursor.id, cursor);
  }

  find(id: bigint): Cursor | undefined {
    return this.#open.get(id);
  }

  close(id: bigint): boolean {
    return this.#open.delete(id);
  }

  closeWhere(isUnwanted: (cursor: Cursor) => boolean): void {
    for (const cursor of this.#open.values()) if (isUnwanted(cursor)) this.#open.delete(cursor.id);
  }

  /** Closes what reads a collection that is no more as it was; change streams go on and tell of it. */
  closeReaders(collection: string): void {
    this.closeWhere(({ namespace, stream }) => namespace === collection && stream === undefined);
  }

  connectionClosed(connection: number): void {
    for (const cursor of this.#open.values()) if (cursor.connection === connection) cursor.connection = undefined;
  }

  closeIdle(now: number): void {
    this.closeWhere(
      ({ usedAt, connection }) => now - usedAt > (connection === undefined ? orphanLimitMs : idleLimitMs),
    );
  }
}

/** The next documents: at most `size` of them and 16 MiB, but one at least when there is one. */
export function nextBatch(cursor: Cursor, size: number): Uint8Array[] {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  const take = (row: Row): boolean => {
    const { data } = row;
    if (batch.length > 0 && bytes + data.length > maxBatchBytes) {
      cursor.held = row;
      return false;
    }
    batch.push(data);
    bytes += data.length;
    return batch.length < size;
  };
  if (size <= 0) return batch;
  const { held } = cursor;
  cursor.held = undefined;
  if (held === undefined || take(held)) cursor.source.read(take);
  return batch;
}

export function isExhausted(cursor: Cursor): boolean {
  return cursor.held === undefined && cursor.source.isDone;
}
