/** Serves a directory and writes to it with several clients, naming on stdout what was acknowledged, until it is killed. */
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../src/index.ts';

const [, , dataDir = '', round = '0'] = process.argv;
const server = await startEmbeddedMongo({ dataDir });
const client = new MongoClient(server.uri, { maxPoolSize: 16 });
const items = client.db('crash').collection<{ _id: string; n: number; tags: string[] }>('items');
await items.createIndex({ n: 1, tags: 1 });
await items.createIndex({ unique: 1 }, { unique: true, sparse: true });

async function write(writer: number): Promise<never> {
  for (let n = 0; ; n++) {
    const _id = `${round}-${writer}-${n}`;
    await items.insertOne({ _id, n, tags: ['a', 'b'] });
    process.stdout.write(`${_id}\n`);
    if (n % 3 === 0) await items.updateOne({ _id }, { $set: { n: -n, unique: _id }, $push: { tags: 'c' } });
  }
}

await Promise.all(Array.from({ length: 16 }, (_, writer) => write(writer)));
