import { DomainError } from '@answerdesk/domain';
import type { HeldCollection } from '@answerdesk/embedded-mongo';
import { type Client, markerName } from './target.ts';

/** A collection of ours and where it goes. */
export interface Place {
  readonly source: HeldCollection;
  readonly db: string;
  readonly name: string;
  readonly namespace: string;
}

/** What a move has done so far, kept at the target so that it outlives a kill. */
export interface Journal {
  readonly isResumed: boolean;
  begin(place: Place): Promise<void>;
  /** What is surely at the target: up to which row, and how many documents that is; 0 at first. */
  reached(place: Place): Promise<Reached>;
  note(place: Place, reached: Reached): Promise<void>;
  /** The move is complete: nothing of the journal stays. */
  close(): Promise<void>;
}

interface Reached {
  row: number;
  done: number;
}

interface Entry {
  _id: string;
  source?: string;
  db?: string;
  name?: string;
  row?: number;
  done?: number;
}

const head = 'move';

/**
 * Opens the journal in the database `home` of the target, made on the first call. Throws DomainError `already-exists` when
 * the target holds anything that this source's move did not put there.
 */
export async function openJournal(
  client: Client,
  home: string,
  sourceId: string,
  places: readonly Place[],
  { restart }: { readonly restart: boolean },
): Promise<Journal> {
  const entries = client.db(home).collection<Entry>(markerName);
  const databases = [...new Set([home, ...places.map(({ db }) => db)])];
  const known = await entries.findOne({ _id: head });
  if (known && known.source !== sourceId) {
    throw new DomainError('already-exists', `An unfinished move of another database is in ${home} at the target.`);
  }
  let isResumed = known !== null;
  const ours = (await entries.find({ _id: { $ne: head } }).toArray()).map(({ _id }) => _id);
  await refuseOthers(client, databases, new Set(known ? ours : []), isResumed);
  if (known && restart) {
    for (const { db, name } of await entries.find({ _id: { $ne: head } }).toArray()) {
      if (db !== undefined && name !== undefined) await client.db(db).dropCollection(name);
    }
    await entries.deleteMany({ _id: { $ne: head } });
    isResumed = false;
  }
  if (!known) await entries.insertOne({ _id: head, source: sourceId });
  refuseGone(isResumed ? ours : [], places);
  return {
    isResumed,
    async begin({ namespace, db, name }) {
      await entries.updateOne({ _id: namespace }, { $setOnInsert: { db, name, row: 0, done: 0 } }, { upsert: true });
    },
    async reached({ namespace }) {
      const entry = await entries.findOne({ _id: namespace });
      return { row: entry?.row ?? 0, done: entry?.done ?? 0 };
    },
    async note({ namespace }, reached) {
      await entries.updateOne({ _id: namespace }, { $set: reached });
    },
    async close() {
      await client.db(home).dropCollection(markerName);
    },
  };
}

async function refuseOthers(
  client: Client,
  databases: readonly string[],
  ours: ReadonlySet<string>,
  isResumed: boolean,
): Promise<void> {
  for (const db of databases) {
    const there = await client.db(db).listCollections({}, { nameOnly: true }).toArray();
    const others = there.filter(
      ({ name }) => name !== markerName && !name.startsWith('system.') && !ours.has(`${db}.${name}`),
    );
    if (others.length === 0) continue;
    const names = others.slice(0, 5).map(({ name }) => name);
    const what = `The database ${db} at the target already holds ${names.join(', ')}${others.length > 5 ? ', …' : ''}`;
    const advice = isResumed ? 'which this move did not put there' : 'so nothing was copied; name an empty database';
    throw new DomainError('already-exists', `${what}, ${advice}.`);
  }
}

function refuseGone(ours: readonly string[], places: readonly Place[]): void {
  const gone = ours.find((namespace) => !places.some((place) => place.namespace === namespace));
  if (gone === undefined) return;
  throw new DomainError('conflict', `${gone} is gone here since the move began. Call it again with --restart.`);
}
