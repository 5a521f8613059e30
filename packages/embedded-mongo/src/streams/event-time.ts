import { Timestamp } from 'bson';
import type { Doc, Value } from '../bson/value.ts';
import { CommandError, failedToParse } from '../command-error.ts';

/** A cluster time as one safe integer: seconds above 20 bits of order within the second. */
export type EventTime = number;

const ordersPerSecond = 2 ** 20;

export function timeAt(ms: number): EventTime {
  return Math.floor(ms / 1000) * ordersPerSecond;
}

export function asTimestamp(time: EventTime): Timestamp {
  return new Timestamp({ t: Math.floor(time / ordersPerSecond), i: (time % ordersPerSecond) + 1 });
}

export function fromTimestamp(timestamp: Timestamp): EventTime {
  return timestamp.t * ordersPerSecond + Math.min(Math.max(timestamp.i - 1, 0), ordersPerSecond - 1);
}

/** Where a stream stands: behind the event of that time, or behind the invalidation that followed it. */
export interface ResumePoint {
  readonly time: EventTime;
  readonly isInvalidated: boolean;
}

export function resumeToken({ time, isInvalidated }: ResumePoint): Doc {
  const digits = time.toString(16).padStart(16, '0');
  return new Map([['_data', `82${digits}${isInvalidated ? '01' : '00'}`]]);
}

/** Throws for what is no token of this database. */
export function readResumeToken(token: Value | undefined): ResumePoint {
  const data = token instanceof Map ? token.get('_data') : undefined;
  if (typeof data !== 'string') throw failedToParse('a resume token must be a document with a string _data');
  if (!/^([0-9a-f]{2})*$/i.test(data)) throw failedToParse('resume token string was not a valid hex string');
  const found = /^82([0-9a-f]{16})0([01])$/i.exec(data);
  if (!found?.[1])
    throw new CommandError(260, `the resume token ${data.slice(0, 100)} was not issued by this database`);
  const time = Number.parseInt(found[1], 16);
  if (!Number.isSafeInteger(time)) throw new CommandError(260, 'the resume token is out of range');
  return { time, isInvalidated: found[2] === '1' };
}
