import { DomainError } from '@answerdesk/domain';
import type { HeldCollection, HeldDatabase } from '@answerdesk/embedded-mongo';
import { holdEmbedded } from '../embedded-upkeep.ts';
import { copyDocuments, type MoveProgress } from './copy-documents.ts';
import { addTo, type Digest, digestText, emptyDigest, isSame } from './digest.ts';
import { type Journal, openJournal, type Place } from './journal.ts';
import { createExpiry, createPlainIndexes, dropExpiry } from './move-indexes.ts';
import { type Client, connectTarget, databaseNamedIn, withoutSecrets } from './target.ts';

export interface MoveOptions {
  readonly dataDir: string;
  /** The MongoDB to move to; the product's collections go into the database it names, or `answerdesk`. */
  readonly to: string;
  /** Drops what an earlier, unfinished move of this data copied, and begins anew. */
  readonly restart: boolean;
  readonly onProgress: (progress: MoveProgress) => void;
}

export interface Moved {
  /** The URI for people's eyes, without its password. */
  readonly to: string;
  /** It went on where an earlier move had been stopped. */
  readonly isResumed: boolean;
  readonly collections: readonly MovedCollection[];
}

export interface MovedCollection {
  readonly namespace: string;
  readonly documents: number;
  readonly indexes: number;
  /** Documents that this run copied; fewer than all when it went on from an earlier one. */
  readonly copied: number;
  /** A sum of SHA-256 over all documents' bytes, the same at both ends. */
  readonly digest: string;
}

/**
 * Copies the embedded database of a data directory, which nobody may use meanwhile, into an empty MongoDB: collections one
 * after another, indexes, documents byte for byte, compared by number and hash when all are there. Stopped at any moment it
 * goes on where it was when called again. The embedded database stays as it is.
 * Throws DomainError: `not-found`, `conflict` (served now, or the ends differ), `already-exists` (the target is not empty),
 * `invalid` (damaged, or a document no driver can carry), `unavailable`.
 */
export async function moveDatabase(options: MoveOptions): Promise<Moved> {
  const source = holdEmbedded(options.dataDir);
  try {
    const client = await connectTarget(options.to);
    try {
      return await move(source, client, options);
    } catch (error) {
      throw inWords(error);
    } finally {
      await client.close();
    }
  } finally {
    source.release();
  }
}

async function move(source: HeldDatabase, client: Client, options: MoveOptions): Promise<Moved> {
  const places = placesOf(source.collections, databaseNamedIn(options.to) ?? 'answerdesk');
  const journal = await openJournal(client, databaseNamedIn(options.to) ?? 'answerdesk', source.id, places, options);
  for (const place of places) {
    await journal.begin(place);
    if (!(await isThere(client, place))) await client.db(place.db).createCollection(place.name);
    await dropExpiry(client, place);
    await createPlainIndexes(client, place);
  }
  const copied: number[] = [];
  for (const place of places) copied.push(await copyDocuments(client, place, journal, options.onProgress));
  const collections: MovedCollection[] = [];
  for (const [at, place] of places.entries()) {
    const digest = await compare(client, place, journal);
    options.onProgress({
      namespace: place.namespace,
      step: 'verified',
      done: digest.documents,
      documents: digest.documents,
    });
    collections.push({
      namespace: place.namespace,
      documents: digest.documents,
      indexes: place.source.indexes.length + 1,
      copied: copied[at] ?? 0,
      digest: digestText(digest),
    });
  }
  for (const place of places) await createExpiry(client, place);
  await journal.close();
  return { to: withoutSecrets(options.to), isResumed: journal.isResumed, collections };
}

const productDatabase = 'answerdesk';
const reserved = new Set(['admin', 'config', 'local']);

function placesOf(collections: readonly HeldCollection[], target: string): Place[] {
  if (reserved.has(target)) {
    throw new DomainError(
      'invalid',
      `--to names the database ${target}, which MongoDB keeps for itself; name another.`,
    );
  }
  const places = collections.map((source): Place => {
    const db = source.db === productDatabase ? target : source.db;
    return { source, db, name: source.name, namespace: `${db}.${source.name}` };
  });
  const clash = places.find(({ source, db }) => reserved.has(db) || (source.db !== productDatabase && db === target));
  if (clash) {
    throw new DomainError(
      'invalid',
      `${clash.source.db}.${clash.name} cannot go to ${clash.namespace}; name another database.`,
    );
  }
  return places;
}

async function isThere(client: Client, { db, name }: Place): Promise<boolean> {
  return (await client.db(db).listCollections({ name }, { nameOnly: true }).toArray()).length > 0;
}

const readBytes = 8 * 1024 * 1024;

async function compare(client: Client, place: Place, journal: Journal): Promise<Digest> {
  const there = emptyDigest();
  for await (const bytes of client.db(place.db).collection(place.name).find({}, { raw: true, batchSize: 1000 })) {
    if (bytes instanceof Uint8Array) addTo(there, bytes);
  }
  const here = emptyDigest();
  for (let row = 0; ; ) {
    const batch = place.source.readAfter(row, readBytes);
    if (batch.length === 0) break;
    for (const { bytes, row: at } of batch) {
      addTo(here, bytes);
      row = at;
    }
  }
  if (isSame(here, there)) return here;
  const counts = `${here.documents} documents here, ${there.documents} there`;
  const advice = journal.isResumed
    ? 'Something was written at one end since the move began. Call it again with --restart: what the move copied is dropped and copied anew.'
    : 'The target did not keep what was sent; call it again with --restart, and if it differs again, do not use the copy.';
  throw new DomainError('conflict', `${place.namespace} is not the same at both ends (${counts}). ${advice}`);
}

function inWords(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error) || !error.name.startsWith('Mongo')) return error;
  return new DomainError('unavailable', `The move stopped: ${error.message}. Call it again and it goes on.`, {
    cause: error,
  });
}
