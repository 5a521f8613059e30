import { rmSync } from 'node:fs';
import { type Document, MongoClient, type MongoClientOptions } from 'mongodb';
import { expect, test } from 'vitest';
import { realMongoUri } from './config.ts';
import { embedded, randomName, temporaryDir } from './databases.ts';
import { type Filled, fill, measure, type Row, rows, tidy } from './rates-load.ts';
import { serve } from './served.ts';

const documents = 50_000;
const rounds = 5;
const msPerRound = 1000;
/** One pool size for all: a MongoDB on an emulator falls over at more. */
const maxPoolSize = 20;
/** The promise the embedded database always gives: a write is answered when it is on the disk. */
const durable: MongoClientOptions = { maxPoolSize, w: 'majority', journal: true };

interface Column {
  name: string;
  filled: Filled;
  /** Whether the column says anything about this row. */
  shows(row: Row): boolean;
}

interface Line {
  row: Row;
  clients: number;
  /** Medians, by column. */
  rates: (number | undefined)[];
}

const cleanUps: (() => Promise<unknown>)[] = [];

async function column(name: string, uri: string, options = durable, shows = (_row: Row) => true): Promise<Column> {
  const client = await MongoClient.connect(uri, options);
  const db = randomName();
  const filled = await fill(client, db, documents);
  cleanUps.push(async () => {
    await client.db(db).dropDatabase();
    await client.close();
  });
  return { name, filled, shows };
}

async function columns(): Promise<Column[]> {
  const dataDir = temporaryDir();
  const apart = await serve(dataDir);
  cleanUps.push(async () => {
    await apart.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const inside = await embedded.start();
  cleanUps.push(() => inside.stop());
  const found = [await column('embedded', apart.uri), await column('embedded, in-process', inside.uri)];
  if (realMongoUri === undefined) return found;
  return [
    ...found,
    await column('MongoDB', realMongoUri),
    await column('MongoDB w:1', realMongoUri, { maxPoolSize, w: 1, journal: false }, (row) => row.isWrite),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Every database in turn within a round, so that whatever else the machine does meets all of them. */
async function measureAll(row: Row, clients: number, all: readonly Column[]): Promise<Line> {
  const measured = all.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...all.keys()];
    for (const at of round % 2 === 0 ? order : order.reverse()) {
      const one = all[at];
      if (one?.shows(row)) measured[at]?.push(await measure(row, one.filled, clients, msPerRound));
    }
  }
  if (row.isWrite) for (const { filled } of all) await tidy(filled);
  return { row, clients, rates: measured.map((values) => (values.length === 0 ? undefined : median(values))) };
}

function verdict({ row, rates: [ours, , other] }: Line): string {
  if (ours === undefined || other === undefined) return '';
  if (row.isContext) return (ours / other).toFixed(2);
  return `${(ours / other).toFixed(2)} ${ours >= other ? 'goal met' : 'goal not met'}`;
}

function table(all: readonly Column[], lines: readonly Line[]): string {
  const head = ['operations a second', 'clients', ...all.map(({ name }) => name), 'embedded / MongoDB'];
  const body = lines.map((line) => [
    line.row.name,
    String(line.clients),
    ...line.rates.map((value) => (value === undefined ? '' : Math.round(value).toLocaleString('en'))),
    verdict(line),
  ]);
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function describeOther(): Promise<string> {
  if (realMongoUri === undefined) return 'No TEST_MONGODB_URI: nothing to compare with.';
  const client = await MongoClient.connect(realMongoUri, { maxPoolSize: 1 });
  const admin = client.db('admin');
  const { version }: Document = await admin.command({ buildInfo: 1 });
  const { defaultWriteConcern }: Document = await admin.command({ getDefaultRWConcern: 1 });
  await client.close();
  return [
    `MongoDB ${version}, w: majority with journal: a write is answered when the log is on the disk, as the embedded one does (synchronous=FULL).`,
    `Its own default is ${JSON.stringify(defaultWriteConcern)}; w:1 is answered from memory, a crash may lose the last 100 ms.`,
  ].join('\n');
}

test('how many operations a second both databases do, at the same durability', async () => {
  try {
    const all = await columns();
    const lines: Line[] = [];
    for (const row of rows) for (const clients of [1, 32]) lines.push(await measureAll(row, clients, all));
    console.log(
      `${documents.toLocaleString('en')} documents of about 300 bytes, one unique and one compound index, official driver, ${maxPoolSize} connections, medians of ${rounds} times ${msPerRound} ms\n${await describeOther()}\n${table(all, lines)}`,
    );
    expect(lines).toHaveLength(2 * rows.length);
    for (const { filled } of all) expect(await filled.notes.estimatedDocumentCount()).toBe(documents);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
});
