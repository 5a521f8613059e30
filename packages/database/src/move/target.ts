import { DomainError } from '@answerdesk/domain';
import mongoose from 'mongoose';

/** The collection at the target that remembers what a move has done; gone when the move is complete. */
export const markerName = 'answerdesk_move';

export type Client = InstanceType<typeof mongoose.mongo.MongoClient>;

/** Whether a URI names a database: what stands between its hosts, which may be several, and its options. */
export function databaseNamedIn(uri: string): string | undefined {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** The URI without what only its owner may know. */
export function withoutSecrets(uri: string): string {
  return uri
    .replace(/^(mongodb(?:\+srv)?:\/\/[^:@/]*):.*@(?=[^@]*$)/, '$1:***@')
    .replace(/([?&][^=&]*(?:password|token|secret|mechanismproperties)[^=&]*)=[^&]*/gi, '$1=***');
}

/** Connects to the MongoDB to move to. Throws DomainError `invalid` or `unavailable`, in words that hold no password. */
export async function connectTarget(uri: string): Promise<Client> {
  let client: Client;
  try {
    client = new mongoose.mongo.MongoClient(uri, {
      maxPoolSize: 4,
      ...(!/[?&]serverSelectionTimeoutMS=/i.test(uri) && { serverSelectionTimeoutMS: 10_000 }),
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
    });
  } catch {
    throw new DomainError('invalid', '--to must be a MongoDB address: mongodb://… or mongodb+srv://…');
  }
  try {
    await client.connect();
    await client.db(databaseNamedIn(uri) ?? 'answerdesk').command({ ping: 1 });
    return client;
  } catch (error) {
    await client.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new DomainError('unavailable', `The MongoDB at ${withoutSecrets(uri)} cannot be used: ${scrub(why, uri)}`);
  }
}

function scrub(text: string, uri: string): string {
  const password = /^mongodb(?:\+srv)?:\/\/[^:@/]*:(.*)@(?=[^@]*$)/.exec(uri)?.[1];
  if (!password) return text;
  return text.replaceAll(password, '***').replaceAll(decodeURIComponent(password), '***');
}
