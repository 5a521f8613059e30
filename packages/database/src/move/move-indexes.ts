import type { Place } from './journal.ts';
import type { Client } from './target.ts';

const expiry = 'expireAfterSeconds';

/** Indexes by which nothing expires: made while the collection is empty, so that a refusal comes before the copying. */
export async function createPlainIndexes(client: Client, place: Place): Promise<void> {
  await create(
    client,
    place,
    place.source.indexes.filter((index) => !index.has(expiry)),
  );
}

/** Those by which documents expire come last: the target would drop documents before they were compared. */
export async function createExpiry(client: Client, place: Place): Promise<void> {
  await create(
    client,
    place,
    place.source.indexes.filter((index) => index.has(expiry)),
  );
}

/** An earlier run may have come as far as making them. */
export async function dropExpiry(client: Client, { db, name }: Place): Promise<void> {
  const collection = client.db(db).collection(name);
  for (const index of await collection.listIndexes().toArray()) {
    if (index[expiry] !== undefined) await collection.dropIndex(String(index['name']));
  }
}

async function create(client: Client, { db, name }: Place, indexes: Place['source']['indexes']): Promise<void> {
  for (const index of indexes) await client.db(db).command({ createIndexes: name, indexes: [index] });
}
