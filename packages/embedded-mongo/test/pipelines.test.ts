import { EJSON } from 'bson';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, randomName } from './databases.ts';
import { commands, empties, people, pipelines, teams } from './pipelines/commands.ts';
import { commandsWith, constantExpressions, severalErrors } from './pipelines/constants.ts';
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
    await fill('empties', empties);
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

  test('constants in expressions are worked out, and refused, when MongoDB did so', async () => {
    const lines: string[] = [];
    for (const expression of constantExpressions) {
      lines.push(EJSON.stringify(expression));
      for (const [where, command] of commandsWith(expression)) lines.push(`  ${where}: ${await outcome(command)}`);
    }
    for (const command of severalErrors) lines.push(EJSON.stringify(command), `  ${await outcome(command)}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('pipelines/constants.txt');
  });

  async function outcome(command: object): Promise<string> {
    await db.collection<Item>('people').replaceOne({ _id: 1 }, people[0] ?? {});
    const reply = await db.command(command, exact).catch(codeOf);
    if (Array.isArray(reply)) return String(reply[0]);
    const [found] = reply['cursor']?.firstBatch ?? [];
    if (found !== undefined) return EJSON.stringify(found['r'], { relaxed: false }) ?? 'missing';
    const refusal = reply['writeErrors']?.[0]?.code;
    return refusal === undefined ? 'done' : `refused with ${refusal}`;
  }
});

function shown(results: unknown[]): string[] {
  return results.map((one) => `  ${typeof one === 'string' ? one : EJSON.stringify(one, { relaxed: false })}`);
}

function codeOf(error: unknown): string[] {
  if (error instanceof MongoServerError) return [`refused with ${error.code}`];
  throw error;
}
