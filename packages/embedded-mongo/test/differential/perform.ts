import { BSON, type Db, Long, MongoInvalidArgumentError, MongoServerError } from 'mongodb';
import type { Operation } from './operations.ts';
import { performBulk, type WriteError } from './perform-bulk.ts';
import { renderValue } from './render-bson.ts';
import type { Fields } from './values.ts';

/** What a database answered, in words that can be compared. */
export interface Answer {
  text: string;
  code: number | undefined;
  /** What the embedded database said it does not do. */
  refused: string | undefined;
}

/** An error whose message the driver cannot decode, so that its code is not known either. */
export const unreadable = 'an error that is no UTF-8';
const commandNotSupported = 115;
const { deserialize } = BSON;
// MongoDB cuts long values in its error messages, in the middle of a character too.
const raw = {
  ...{ raw: true, promoteValues: false, promoteBuffers: false, bsonRegExp: true },
  ...{ enableUtf8Validation: false, validation: { utf8: false } },
};

/** Runs the operation, its cursor to the end. Throws only for what is no answer of the server. */
export async function perform(db: Db, { command, isOrdered }: Operation): Promise<Answer> {
  try {
    const { operations, ordered } = command;
    if ('bulkWrite' in command && Array.isArray(operations)) {
      const { text, errors } = await performBulk(db, operations, ordered === true);
      return answer([text, ...errors.map((error) => error.text)].join('\n'), errors);
    }
    const reply = await ask(db, command);
    if (reply['cursor'] !== undefined) return answer(list(await drain(db, command, reply), isOrdered));
    const errors = failures(reply['writeErrors']);
    return answer(replyText(reply, errors, isOrdered), errors);
  } catch (error) {
    if (error instanceof MongoInvalidArgumentError) return answer('refused by the driver');
    if (error instanceof BSON.BSONError && error.message.includes('UTF-8')) return answer(unreadable);
    if (!(error instanceof MongoServerError)) throw error;
    const code = Number(error.code);
    return answer(`error ${code}`, [{ code, message: error.message }]);
  }
}

/** The documents of a collection in order of `_id`. */
export async function dump(db: Db, collection: string): Promise<string> {
  const cursor = db.collection(collection).find({}, { sort: { _id: 1 }, raw: true, batchSize: 1000 });
  const documents: unknown[] = await cursor.toArray();
  return documents.map(renderValue).join('\n');
}

async function ask(db: Db, command: Fields): Promise<Fields> {
  return await db.command(command, raw);
}

function answer(text: string, errors: readonly Pick<WriteError, 'code' | 'message'>[] = []): Answer {
  const refusal = errors.find(({ code }) => code === commandNotSupported)?.message;
  return {
    text,
    code: errors[0]?.code,
    refused: refusal?.replace(/ is not supported by the embedded database.*$/s, ''),
  };
}

async function drain(db: Db, command: Fields, first: Fields): Promise<string[]> {
  const found: string[] = [];
  let { documents, id } = readCursor(first['cursor']);
  found.push(...documents);
  while (!id.isZero()) {
    const [collection] = Object.values(command);
    ({ documents, id } = readCursor((await ask(db, { getMore: id, collection, batchSize: 3 }))['cursor']));
    found.push(...documents);
  }
  return found;
}

function readCursor(bytes: unknown): { documents: string[]; id: Long } {
  if (!(bytes instanceof Uint8Array)) throw new Error('a reply without a cursor');
  const { id, firstBatch, nextBatch }: Fields = deserialize(bytes, raw);
  const batch = firstBatch ?? nextBatch;
  if (!Array.isArray(batch) || !(id instanceof Long)) throw new Error('a cursor without documents');
  return { documents: batch.map(renderValue), id };
}

function list(documents: string[], isOrdered: boolean): string {
  return (isOrdered ? documents : [...documents].sort()).join('\n');
}

function failures(errors: unknown): WriteError[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((one: unknown) => {
    const { index, code, errmsg, keyPattern, keyValue }: Fields =
      one instanceof Uint8Array ? deserialize(one, raw) : {};
    const parts = [index, code, keyPattern ?? null, keyValue ?? null];
    return { code: Number(code), message: String(errmsg), text: parts.map(renderValue).join(' ') };
  });
}

const incidental = new Set([
  ...['ok', '$clusterTime', 'operationTime', 'electionId', 'opTime', 'writeErrors', 'commitQuorum'],
]);

function replyText(reply: Fields, errors: readonly WriteError[], isOrdered: boolean): string {
  const fields = Object.entries(reply)
    .filter(([name]) => !incidental.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const isList = !isOrdered && Array.isArray(value);
      return `${name}: ${isList ? list(value.map(renderValue), false) : renderValue(value)}`;
    });
  return [...fields, ...errors.map(({ text }) => `write error ${text}`)].join('\n');
}
