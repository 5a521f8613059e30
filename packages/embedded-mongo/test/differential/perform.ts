import { type Db, MongoServerError } from 'mongodb';
import type { Operation } from './operations.ts';
import { renderDocument, renderValue } from './render-bson.ts';
import type { Fields } from './values.ts';

/** What a database answered, in words that can be compared. */
export interface Answer {
  text: string;
  code: number | undefined;
  /** What the embedded database said it does not do. */
  refused: string | undefined;
}

const commandNotSupported = 115;
const unordered = 'as it comes: ';
const raw = { raw: true, promoteValues: false, promoteBuffers: false, bsonRegExp: true };

/** Runs the operation, its cursor to the end. Throws only for what is no answer of the server. */
export async function perform(db: Db, { command, isOrdered }: Operation): Promise<Answer> {
  try {
    const reply = await ask(db, command);
    if (reply['cursor'] !== undefined) return answer(list(await drain(db, command, reply), isOrdered));
    const errors = failures(reply['writeErrors']);
    return answer(replyText(reply, errors, isOrdered), errors[0]?.code, errors.map(({ message }) => message));
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error;
    const code = Number(error.code);
    return answer(`error ${code}`, code, [error.message]);
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

function answer(text: string, code?: number, messages: string[] = []): Answer {
  const refusal = messages.find((message) => message.includes('is not supported by the embedded database'));
  const isRefused = refusal !== undefined && code === commandNotSupported;
  return { text, code, refused: isRefused ? refusal.replace(/^.*: |is not supported.*$/g, '').trim() : undefined };
}

async function drain(db: Db, command: Fields, first: Fields): Promise<string[]> {
  const found: string[] = [];
  let reply = readCursor(first['cursor']);
  found.push(...reply.documents);
  while (reply.id !== 0n) {
    const collection = String(command[Object.keys(command)[0] ?? '']);
    const next = await ask(db, { getMore: reply.id, collection, batchSize: 3 });
    reply = readCursor(next['cursor']);
    found.push(...reply.documents);
  }
  return found;
}

function readCursor(cursor: unknown): { documents: string[]; id: bigint } {
  if (!(cursor instanceof Uint8Array)) throw new Error('a reply without a cursor');
  const bytes = Buffer.from(cursor.buffer, cursor.byteOffset, cursor.byteLength);
  const documents: string[] = [];
  let id = 0n;
  eachField(bytes, (name, type, value) => {
    if (name === 'id' && type === 18) id = value.readBigInt64LE();
    if (type === 4) eachField(value.subarray(0, value.readInt32LE()), (_at, _type, one) => documents.push(renderDocument(one.subarray(0, one.readInt32LE()))));
  });
  return { documents, id };
}
