import { EJSON } from 'bson';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, randomName } from './databases.ts';
import { commands, people, pipelines, teams } from './pipelines/commands.ts';
import type { Item } from './refusal.ts';

const exact = { promoteValues: false, promoteBuffers: false } as const;

describe.each(databases)('pipelines on $name', ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  let client: MongoClient;
  let db: Db;

  beforeAll(async () => {
    server = await start();
    client = new MongoClient(server.uri, { maxPoolSize: 10, enableUtf8Validation: false });
    db = client.db(randomName());
    await fill('people', people);
    await fill('teams', teams);
  });
  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
    await server.stop();
  });

  async function fill(name: string, docs: readonly Item[]): Promise<void> {
    await db.collection<Item>(name).deleteMany({});
    await db.collection<Item>(name).insertMany([...docs]);
  }

  test('stages and accumulators give what MongoDB gave', async () => {
    const lines: string[] = [];
    for (const pipeline of pipelines) {
      const found = await db.collection('people').aggregate(pipeline, exact).toArray().catch(codeOf);
      lines.push(EJSON.stringify(pipeline), ...shown(found));
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pipelines/stages.txt');
  });

  test('commands with let, computed projections and updates by a pipeline do what MongoDB did', async () => {
    const lines: string[] = [];
    for (const command of commands) {
      await fill('people', people);
      const reply = await db.command(command, exact).catch(codeOf);
      const result: unknown = Array.isArray(reply)
        ? reply
        : [reply['cursor']?.firstBatch, reply['value'], reply['n'], reply['writeErrors']?.[0]?.code];
      const after = await db.collection('people').find({}, exact).sort({ _id: 1 }).toArray();
      lines.push(
        EJSON.stringify(command),
        ...shown([result]),
        ...('find' in command || 'aggregate' in command ? [] : shown(after)),
      );
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pipelines/commands.txt');
  });
});

function shown(results: unknown[]): string[] {
  return results.map((one) => `  ${typeof one === 'string' ? one : EJSON.stringify(one, { relaxed: false })}`);
}

function codeOf(error: unknown): string[] {
  if (error instanceof MongoServerError) return [`refused with ${error.code}`];
  throw error;
}
