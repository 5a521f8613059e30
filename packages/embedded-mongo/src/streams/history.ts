import { encodeDocument } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { DatabaseFile } from '../storage/database-file.ts';
import { asTimestamp, type EventTime, resumeToken, timeAt } from './event-time.ts';

/** What a stream watches: a collection (`db.name`), a database (`db`) or everything (the empty scope). */
export interface Scope {
  readonly db?: string | undefined;
  readonly name?: string | undefined;
}

export interface StoredEvent {
  readonly time: EventTime;
  readonly db: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Whose transaction the events of a commit belong to. */
export interface TransactionMark {
  readonly lsid: Value;
  readonly txnNumber: bigint;
}

const keptMs = 24 * 60 * 60_000;
const maxEvents = 200_000;
const maxBytes = 256 * 1024 * 1024;
const readAtOnce = 500;

/**
 * The events change streams tell, stored in the same transaction as what they tell of. Only what somebody watches is recorded,
 * from the first watching until a day after the last, and at most a day, 200,000 events or 256 MiB back.
 */
export class History {
  readonly #file: DatabaseFile;
  #last: EventTime = 0;
  /** Nothing at or before this time is known any more. */
  #lost: EventTime = 0;
  #scopes = new Map<string, EventTime>();
  #mark: { transaction: TransactionMark; at: EventTime } | undefined;
  #recorded = 0;

  constructor(file: DatabaseFile) {
    this.#file = file;
    this.reload();
  }

  /** Memory follows the file again after a failed commit. */
  reload(): void {
    this.#last = Math.max(this.#last, this.#number('SELECT max(at) FROM history'), this.#setting('historyClock'));
    this.#lost = this.#setting('historyLost');
    this.#scopes = new Map();
    for (const found of this.#file.statement('SELECT scope, since FROM watched').all()) {
      const [scope, since]: unknown[] = Array.isArray(found) ? found : [];
      this.#scopes.set(String(scope), Number(since));
    }
  }

  #number(sql: string): number {
    const found: unknown = this.#file.statement(sql).get();
    return Number(Array.isArray(found) ? (found[0] ?? 0) : 0);
  }

  #setting(name: string): number {
    const found: unknown = this.#file.statement('SELECT value FROM settings WHERE name = ?').get(name);
    return Number(Array.isArray(found) ? found[0] : 0);
  }

  #keepSetting(name: string, value: number): void {
    const sql = 'INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)';
    this.#file.statement(sql).run(name, String(value));
  }

  /** The time now: not before anything recorded. */
  get now(): EventTime {
    this.#last = Math.max(this.#last, timeAt(Date.now()));
    return this.#last;
  }

  /** How many events were recorded since the start, so that waiting streams know there is something new. */
  get recorded(): number {
    return this.#recorded;
  }

  /** From now on what happens in the scope is recorded. */
  watch(scope: Scope): void {
    const key = keyOf(scope);
    const seen = Date.now();
    if (!this.#scopes.has(key)) this.#scopes.set(key, this.now);
    const sql = 'INSERT OR REPLACE INTO watched (scope, since, seen) VALUES (?, ?, ?)';
    this.#file.begin();
    this.#file.statement(sql).run(key, this.#scopes.get(key) ?? this.now, seen);
  }

  /** Throws ChangeStreamHistoryLost when something of the scope after that time may be missing. */
  refuseForgotten(time: EventTime, scope: Scope): void {
    // The first moment of the recording itself is a place to start from as well.
    if (time + 1 >= this.#since(scope)) return;
    throw new CommandError(
      286,
      'Resume of change stream was not possible, as the resume point may no longer be in the history.',
      { errorLabels: ['NonResumableChangeStreamError'] },
    );
  }

  #since({ db, name }: Scope): EventTime {
    const wider = [keyOf({}), keyOf({ db }), keyOf({ db, name })].map((key) => this.#scopes.get(key));
    const since = Math.min(...wider.filter((time) => time !== undefined));
    return Math.max(since, this.#lost);
  }

  #isWatched(db: string, name: string): boolean {
    const scopes = this.#scopes;
    return scopes.size > 0 && (scopes.has('') || scopes.has(db) || scopes.has(`${db}.${name}`));
  }

  /** What is recorded inside belongs to one transaction, with one cluster time. */
  inTransaction<T>(transaction: TransactionMark, commit: () => T): T {
    this.#mark = { transaction, at: this.now + 1 };
    try {
      return commit();
    } finally {
      this.#mark = undefined;
    }
  }

  /** The event's own fields come from `body`, asked for only if somebody watches; a database has the empty name. */
  record(db: string, name: string, operationType: string, body: () => readonly (readonly [string, Value])[]): void {
    if (!this.#isWatched(db, name)) return;
    const time = this.now + 1;
    this.#last = time;
    const event: Doc = new Map<string, Value>([
      ['_id', resumeToken({ time, isInvalidated: false })],
      ['operationType', operationType],
      ['clusterTime', asTimestamp(this.#mark?.at ?? time)],
    ]);
    if (this.#mark) {
      event.set('lsid', this.#mark.transaction.lsid);
      event.set('txnNumber', this.#mark.transaction.txnNumber);
    }
    event.set('wallTime', new Date());
    const fields = body();
    const full = fields.find(([field]) => field === 'fullDocument');
    if (full) event.set(...full);
    event.set('ns', namespaceOf(db, name));
    for (const field of fields) if (field !== full) event.set(...field);
    const sql = 'INSERT INTO history (at, db, name, event) VALUES (?, ?, ?, ?)';
    this.#file.begin();
    this.#file.statement(sql).run(time, db, name, encodeDocument(event));
    this.#recorded++;
  }

  /** Events after the time, oldest first, at most 500; fewer mean there are no more. */
  after(time: EventTime, { db, name }: Scope): { events: StoredEvent[]; isAll: boolean } {
    const where = db === undefined ? '' : name === undefined ? 'AND db = ?' : 'AND db = ? AND name = ?';
    const parameters = [db, name].filter((one) => one !== undefined);
    const sql = `SELECT at, db, name, event FROM history WHERE at > ? ${where} ORDER BY at LIMIT ${readAtOnce}`;
    const events: StoredEvent[] = [];
    for (const found of this.#file.statement(sql).all(time, ...parameters)) {
      const [at, inDb, collection, bytes]: unknown[] = Array.isArray(found) ? found : [];
      if (!(bytes instanceof Uint8Array)) continue;
      events.push({ time: Number(at), db: String(inDb), name: String(collection), bytes });
    }
    return { events, isAll: events.length < readAtOnce };
  }

  /** The event of exactly that time. */
  at(time: EventTime): StoredEvent | undefined {
    return this.after(time - 1, {}).events.find((event) => event.time === time);
  }

  /** Forgets what is too old or too much, and scopes nobody watched for a day. `open` is what is watched now. */
  trim(now: number, open: readonly Scope[]): void {
    if (this.#scopes.size === 0) return;
    for (const scope of open) {
      this.#file.statement('UPDATE watched SET seen = ? WHERE scope = ?').run(now, keyOf(scope));
    }
    this.#file.statement('DELETE FROM watched WHERE seen < ?').run(now - keptMs);
    this.#forget(timeAt(now - keptMs));
    const surplus: unknown = this.#file
      .statement('SELECT at FROM history ORDER BY at DESC LIMIT 1 OFFSET ?')
      .get(maxEvents);
    if (Array.isArray(surplus)) this.#forget(Number(surplus[0]));
    this.#forgetBytes();
    this.#keepSetting('historyClock', this.now);
    this.reload();
  }

  #forgetBytes(): void {
    const sql = 'SELECT at, length(event) FROM history ORDER BY at DESC';
    let bytes = 0;
    for (const found of this.#file.statement(sql).iterate()) {
      const [at, length]: unknown[] = Array.isArray(found) ? found : [];
      bytes += Number(length);
      if (bytes <= maxBytes) continue;
      this.#forget(Number(at));
      return;
    }
  }

  #forget(upTo: EventTime): void {
    const { changes } = this.#file.statement('DELETE FROM history WHERE at <= ?').run(upTo);
    if (Number(changes) > 0) this.#keepSetting('historyLost', Math.max(this.#lost, upTo));
  }
}

function keyOf({ db, name }: Scope): string {
  return db === undefined ? '' : name === undefined ? db : `${db}.${name}`;
}

function namespaceOf(db: string, name: string): Doc {
  return new Map<string, Value>(
    name === ''
      ? [['db', db]]
      : [
          ['db', db],
          ['coll', name],
        ],
  );
}
