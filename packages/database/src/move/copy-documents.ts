import { DomainError } from '@answerdesk/domain';
import { type HeldDocument, readDocument } from '@answerdesk/embedded-mongo';
import mongoose from 'mongoose';
import type { Journal, Place } from './journal.ts';
import type { Client } from './target.ts';

export interface MoveProgress {
  readonly namespace: string;
  readonly step: 'copying' | 'verified';
  /** Of `documents`, by this move and earlier runs of it. */
  readonly done: number;
  readonly documents: number;
}

/** One message's worth: the server takes no command above 16 MiB, and a document may nearly fill it. */
const batchBytes = 1024 * 1024;
const duplicateKey = 11000;

/** Copies what the journal does not know to be there. Returns how many documents that were. */
export async function copyDocuments(
  client: Client,
  place: Place,
  journal: Journal,
  onProgress: (progress: MoveProgress) => void,
): Promise<number> {
  const { source, namespace } = place;
  let { row, done } = await journal.reached(place);
  let copied = 0;
  for (;;) {
    const batch = source.readAfter(row, batchBytes);
    const last = batch.at(-1);
    if (!last) return copied;
    await insert(client, place, batch);
    row = last.row;
    copied += batch.length;
    done += batch.length;
    await journal.note(place, { row, done });
    onProgress({ namespace, step: 'copying', done, documents: source.documents });
  }
}

async function insert(client: Client, place: Place, batch: readonly HeldDocument[]): Promise<void> {
  const documents = batch.map(({ bytes, row }) => carried(place, bytes, row));
  const command = { insert: place.name, documents, ordered: false, writeConcern: { w: 'majority', j: true } };
  const reply = await client.db(place.db).command(command);
  const errors: unknown[] = Array.isArray(reply['writeErrors']) ? reply['writeErrors'] : [];
  for (const error of errors) {
    // Sent by an earlier run that was killed before it could say so; the comparison at the end covers it.
    if (isOfId(error)) continue;
    const why =
      typeof error === 'object' && error !== null && 'errmsg' in error ? String(error.errmsg) : 'no reason given';
    throw new DomainError('invalid', `The target refused a document of ${place.namespace}: ${why}`);
  }
  if (reply['writeConcernError'])
    throw new DomainError('unavailable', 'The target could not store safely. Call it again.');
}

function isOfId(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== duplicateKey) return false;
  return 'keyPattern' in error && JSON.stringify(error.keyPattern) === '{"_id":1}';
}

/** The document as the driver will send it, which must be the very bytes that are stored. */
function carried({ namespace }: Place, bytes: Uint8Array, row: number): ReturnType<typeof readDocument> {
  const document = readDocument(bytes);
  if (Buffer.compare(mongoose.mongo.BSON.serialize(document), bytes) === 0) return document;
  const words = `The document in row ${row} of ${namespace} holds a value that cannot be sent as it is stored.`;
  throw new DomainError('invalid', words);
}
