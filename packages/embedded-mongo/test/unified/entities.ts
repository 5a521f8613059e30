import {
  AbstractCursor,
  ChangeStream,
  ClientSession,
  Collection,
  type CommandFailedEvent,
  type CommandStartedEvent,
  type CommandSucceededEvent,
  Db,
  type Document,
  MongoClient,
} from 'mongodb';

/** What a client saw of one command. */
export interface Observation {
  kind: 'commandStartedEvent' | 'commandSucceededEvent' | 'commandFailedEvent';
  event: CommandStartedEvent | CommandSucceededEvent | CommandFailedEvent;
}

/** The sentence for a kind of entity this runner does not make; undefined when it makes them all. */
export function unknownEntity(descriptions: readonly Document[]): string | undefined {
  const kinds = descriptions.flatMap((description) => Object.keys(description));
  const unknown = kinds.find((kind) => !['client', 'database', 'collection', 'session'].includes(kind));
  if (unknown !== undefined) return `entity ${unknown}`;
  const clients = descriptions.flatMap(({ client }) => (client ? [client] : []));
  if (clients.some(({ storeEventsAsEntities }) => storeEventsAsEntities)) return 'events stored as entities';
  return undefined;
}

type Kind<T> = NewableFunction & { readonly prototype: T };

const sensitive = new Set(
  'authenticate saslStart saslContinue getnonce createUser updateUser copydbgetnonce copydbsaslstart copydb'.split(' '),
);

/** The clients, databases, collections, sessions, cursors and results of one test, by their ids. */
export class Entities {
  readonly #all = new Map<string, unknown>();
  readonly #events = new Map<string, Observation[]>();
  readonly #uri: string;
  #isRecording = true;

  constructor(uri: string) {
    this.#uri = uri;
  }

  set(id: string, entity: unknown): void {
    this.#all.set(id, entity);
  }

  get(id: string): unknown {
    if (!this.#all.has(id)) throw new Error(`there is no entity ${id}`);
    return this.#all.get(id);
  }

  client(id: string): MongoClient {
    return this.#typed(id, MongoClient);
  }

  database(id: string): Db {
    return this.#typed(id, Db);
  }

  collection(id: string): Collection {
    return this.#typed(id, Collection);
  }

  session(id: string): ClientSession {
    return this.#typed(id, ClientSession);
  }

  /** Makes what `createEntities` describes, in its order. Throws for a kind that `unknownEntity` names. */
  create(descriptions: readonly Document[]): void {
    for (const { client, database, collection, session } of descriptions) {
      if (client) this.#createClient(client);
      else if (database) {
        const { id, client: owner, databaseName, databaseOptions } = database;
        this.set(id, this.client(owner).db(databaseName, databaseOptions));
      } else if (collection) {
        const { id, database: owner, collectionName, collectionOptions } = collection;
        this.set(id, this.database(owner).collection(collectionName, collectionOptions));
      } else {
        const { id, client: owner, sessionOptions } = session;
        this.set(id, this.client(owner).startSession(sessionOptions));
      }
    }
  }

  /** What the client with this id saw, oldest first. */
  eventsOf(id: string): readonly Observation[] {
    return this.#events.get(id) ?? [];
  }

  stopRecording(): void {
    this.#isRecording = false;
  }

  /** Closes whatever can be closed; nothing it meets on the way is thrown. */
  async close(): Promise<void> {
    this.stopRecording();
    const all = [...this.#all.values()].reverse();
    for (const one of all) {
      if (one instanceof ChangeStream || one instanceof AbstractCursor) await one.close().catch(() => undefined);
      if (one instanceof ClientSession) await one.endSession().catch(() => undefined);
    }
    for (const one of all) if (one instanceof MongoClient) await one.close().catch(() => undefined);
  }

  #createClient(description: Document): void {
    const { id, uriOptions, observeEvents = [], ignoreCommandMonitoringEvents = [], serverApi } = description;
    const client = new MongoClient(this.#uri, {
      maxPoolSize: 5,
      serverSelectionTimeoutMS: 5_000,
      ...uriOptions,
      ...(serverApi ? { serverApi } : {}),
      monitorCommands: true,
    });
    const observations: Observation[] = [];
    const record = (kind: Observation['kind']) => (event: Observation['event']) => {
      if (!this.#isRecording || ignoreCommandMonitoringEvents.includes(event.commandName)) return;
      if (description['observeSensitiveCommands'] === true || !isSensitive(event)) observations.push({ kind, event });
    };
    if (observeEvents.includes('commandStartedEvent')) client.on('commandStarted', record('commandStartedEvent'));
    if (observeEvents.includes('commandSucceededEvent')) client.on('commandSucceeded', record('commandSucceededEvent'));
    if (observeEvents.includes('commandFailedEvent')) client.on('commandFailed', record('commandFailedEvent'));
    this.#events.set(id, observations);
    this.set(id, client);
  }

  #typed<T>(id: string, kind: Kind<T>): T {
    const entity = this.get(id);
    if (isOf(entity, kind)) return entity;
    throw new Error(`the entity ${id} is no ${kind.name}`);
  }
}

function isOf<T>(value: unknown, kind: Kind<T>): value is T {
  return value instanceof kind;
}

/** The driver empties what it shows of a hello that carries a proof of identity. */
function isSensitive(event: Observation['event']): boolean {
  if (!/^(hello|ismaster)$/i.test(event.commandName)) return sensitive.has(event.commandName);
  const shown: Document = 'command' in event ? event.command : 'reply' in event ? Object(event.reply) : {};
  return Object.keys(shown).length === 0;
}
