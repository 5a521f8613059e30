import { Timestamp } from 'bson';
import { decodeDocument } from '../bson/decode.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { badValue, CommandError, notSupported } from '../command-error.ts';
import { Row, type Source } from '../query/row.ts';
import { fromTimestamp, type ResumePoint, readResumeToken, resumeToken } from './event-time.ts';
import type { History, Scope, StoredEvent } from './history.ts';

export interface ChangeStreamOptions {
  readonly scope: Scope;
  readonly from: ResumePoint;
  /** The client has seen the event of that time. */
  readonly isResumed: boolean;
  readonly looksUp: boolean;
}

/** The document a change event is about as it is now. */
export type LookUp = (db: string, name: string, documentKey: Doc) => Doc | undefined;

const options = new Set([
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'startAtOperationTime',
  'showExpandedEvents',
  'allChangesForCluster',
]);

/** Reads the `$changeStream` stage and begins to record what it watches. Throws ChangeStreamHistoryLost (286) for what is too old. */
export function openChangeStream(history: History, operand: Value, namespace: Scope): ChangeStreamOptions {
  if (!(operand instanceof Map)) throw new CommandError(6188500, '$changeStream must take a nested object');
  for (const name of operand.keys()) {
    if (!options.has(name)) throw new CommandError(40415, `BSON field '$changeStream.${name}' is an unknown field.`);
  }
  if (isTrue(operand.get('showExpandedEvents'))) throw notSupported('showExpandedEvents of $changeStream');
  const before = operand.get('fullDocumentBeforeChange') ?? 'off';
  if (before !== 'off') throw notSupported('fullDocumentBeforeChange of $changeStream');
  const full = operand.get('fullDocument') ?? 'default';
  if (full === 'whenAvailable' || full === 'required') throw notSupported(`fullDocument: ${full} of $changeStream`);
  if (full !== 'default' && full !== 'updateLookup') throw badValue('unknown value of fullDocument in $changeStream');
  const scope = isTrue(operand.get('allChangesForCluster')) ? {} : namespace;
  history.watch(scope);
  const from = startingPoint(history, operand);
  history.refuseForgotten(from.time, scope);
  const isResumed = operand.has('resumeAfter') || operand.has('startAfter');
  return { scope, from, isResumed, looksUp: full === 'updateLookup' };
}

function startingPoint(history: History, operand: Doc): ResumePoint {
  const given = ['resumeAfter', 'startAfter', 'startAtOperationTime'].filter((name) => operand.has(name));
  if (given.length > 1)
    throw new CommandError(40674, `Only one type of resume option is allowed, but multiple were found`);
  const at = operand.get('startAtOperationTime');
  if (at instanceof Timestamp) return { time: fromTimestamp(at) - 1, isInvalidated: false };
  if (at !== undefined) throw badValue('startAtOperationTime must be a timestamp');
  if (given.length === 0) return { time: history.now, isInvalidated: false };
  const point = readResumeToken(operand.get('resumeAfter') ?? operand.get('startAfter'));
  if (point.isInvalidated && operand.has('resumeAfter')) {
    throw new CommandError(
      260,
      "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
    );
  }
  return point;
}

/** The events of a scope as they happen: never done until what is watched is gone. */
export class ChangeStream implements Source {
  readonly scope: Scope;
  readonly #history: History;
  readonly #lookUp: LookUp | undefined;
  #at: ResumePoint;
  #invalidation: Row | undefined;
  #isDone = false;

  constructor(history: History, options: ChangeStreamOptions, lookUp: LookUp) {
    const { scope, from, isResumed, looksUp } = options;
    this.scope = scope;
    this.#history = history;
    this.#lookUp = looksUp ? lookUp : undefined;
    this.#at = from;
    const last = isResumed && !from.isInvalidated ? history.at(from.time) : undefined;
    if (last) this.#invalidate(last, decodeDocument(last.bytes));
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Resuming after it misses nothing and repeats nothing. */
  get token(): Doc {
    return resumeToken(this.#at);
  }

  read(take: (row: Row) => boolean): void {
    for (;;) {
      if (!this.#readInvalidation(take)) return;
      this.#history.refuseForgotten(this.#at.time, this.scope);
      const now = this.#history.now;
      const { events, isAll } = this.#history.after(this.#at.time, this.scope);
      for (const event of events) {
        this.#at = { time: event.time, isInvalidated: false };
        if (!take(this.#row(event))) return;
        if (this.#invalidation) break;
      }
      if (this.#invalidation) continue;
      if (!isAll) continue;
      this.#at = { time: Math.max(this.#at.time, now), isInvalidated: false };
      return;
    }
  }

  #readInvalidation(take: (row: Row) => boolean): boolean {
    const row = this.#invalidation;
    if (this.#isDone || !row) return !this.#isDone;
    this.#isDone = true;
    this.#at = { time: this.#at.time, isInvalidated: true };
    take(row);
    return false;
  }

  #row(event: StoredEvent): Row {
    const doc = decodeDocument(event.bytes);
    this.#invalidate(event, doc);
    if (!this.#lookUp || doc.get('operationType') !== 'update') return new Row(0, event.bytes);
    const key = doc.get('documentKey');
    const found = key instanceof Map ? this.#lookUp(event.db, event.name, key) : undefined;
    const told: Doc = new Map();
    for (const [name, value] of doc) {
      if (name === 'ns') told.set('fullDocument', found ?? null);
      told.set(name, value);
    }
    return new Row(0, undefined, told);
  }

  /** After the end of what is watched comes an `invalidate` event, and nothing more. */
  #invalidate(event: StoredEvent, doc: Doc): void {
    const type = doc.get('operationType');
    const ends = this.scope.name === undefined ? type === 'dropDatabase' : type === 'drop' || type === 'rename';
    if (!ends || this.scope.db === undefined) return;
    const told: Doc = new Map<string, Value>([
      ['_id', resumeToken({ time: event.time, isInvalidated: true })],
      ['operationType', 'invalidate'],
      ['clusterTime', doc.get('clusterTime') ?? null],
      ['wallTime', doc.get('wallTime') ?? null],
    ]);
    this.#invalidation = new Row(0, undefined, told);
  }
}
