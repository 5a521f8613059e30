import { type Collection, type MongoClient, ObjectId } from 'mongodb';

/** About 300 bytes. */
export interface Note {
  _id: ObjectId;
  key: string;
  tenant: string;
  at: Date;
  state: string;
  n: number;
  text: string;
}

export interface Filled {
  notes: Collection<Note>;
  /** Of documents filled in, the ones every row reads. */
  documents: number;
  ping(): Promise<unknown>;
}

export interface Row {
  name: string;
  /** Nothing but the way there and back: how much of the other rows is the socket, not the database. */
  isContext?: boolean;
  isWrite: boolean;
  run(filled: Filled): Promise<unknown>;
}

const documentsPerTenant = 1000;
const text = 'The parcel left our house on Monday and should be with you within three working days. '.repeat(2);
let made = 0;

function note(key: string, tenant: string, n: number): Note {
  return { _id: new ObjectId(), key, tenant, at: new Date(1.7e12 + n * 1000), state: 'open', n, text };
}

/** Of tenants no reading row asks for, so that what they count and list stays as it was filled. */
function newNote(): Note {
  made++;
  return note(`new-${made}`, `new-${made % 50}`, made);
}

const anyBelow = (limit: number) => Math.floor(Math.random() * limit);
const anyKey = ({ documents }: Filled) => `key-${anyBelow(documents)}`;
const anyTenant = ({ documents }: Filled) => `tenant-${anyBelow(documents / documentsPerTenant)}`;

export const rows: readonly Row[] = [
  { name: 'ping (the way alone)', isContext: true, isWrite: false, run: ({ ping }) => ping() },
  { name: 'insertOne', isWrite: true, run: ({ notes }) => notes.insertOne(newNote()) },
  {
    name: 'find by unique index',
    isWrite: false,
    async run(filled) {
      if ((await filled.notes.findOne({ key: anyKey(filled) })) === null) throw new Error('a document is missing');
    },
  },
  {
    name: 'findOneAndUpdate',
    isWrite: true,
    run: (filled) =>
      filled.notes.findOneAndUpdate(
        { key: anyKey(filled) },
        { $set: { state: 'answered' }, $inc: { n: 1 } },
        { returnDocument: 'after' },
      ),
  },
  {
    name: 'tenant filter, sort, limit 20',
    isWrite: false,
    async run(filled) {
      const found = await filled.notes.find({ tenant: anyTenant(filled) }, { sort: { at: -1 }, limit: 20 }).toArray();
      if (found.length !== 20) throw new Error(`${found.length} documents instead of 20`);
    },
  },
  {
    name: 'count by tenant (1,000)',
    isWrite: false,
    async run(filled) {
      const count = await filled.notes.countDocuments({ tenant: anyTenant(filled) });
      if (count !== documentsPerTenant) throw new Error(`${count} documents instead of ${documentsPerTenant}`);
    },
  },
  {
    name: 'insertMany 100',
    isWrite: true,
    run: ({ notes }) => notes.insertMany(Array.from({ length: 100 }, newNote)),
  },
];

/** Makes a collection with a unique and a compound index and this many documents, 1,000 a tenant. */
export async function fill(client: MongoClient, db: string, documents: number): Promise<Filled> {
  const notes = client.db(db).collection<Note>('notes');
  await client.db(db).createCollection('notes');
  await notes.createIndex({ key: 1 }, { unique: true });
  await notes.createIndex({ tenant: 1, at: -1 });
  const tenants = documents / documentsPerTenant;
  for (let n = 0; n < documents; n += 1000) {
    await notes.insertMany(
      Array.from({ length: 1000 }, (_, at) => note(`key-${n + at}`, `tenant-${(n + at) % tenants}`, n + at)),
    );
  }
  return { notes, documents, ping: () => client.db(db).command({ ping: 1 }) };
}

/** Takes out what a writing row left. */
export async function tidy({ notes }: Filled): Promise<void> {
  await notes.deleteMany({ tenant: { $gte: 'new-', $lt: 'new.' } });
}

/** Runs the row from `clients` loops at once and says how often a second. */
export async function measure(row: Row, filled: Filled, clients: number, ms: number): Promise<number> {
  let done = 0;
  const start = performance.now();
  const loop = async () => {
    while (performance.now() - start < ms) {
      await row.run(filled);
      done++;
    }
  };
  await Promise.all(Array.from({ length: clients }, loop));
  return (done / (performance.now() - start)) * 1000;
}
