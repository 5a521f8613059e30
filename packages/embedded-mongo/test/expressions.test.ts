import { EJSON } from 'bson';
import { type Collection, MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, randomName } from './databases.ts';
import { cases } from './expressions/cases.ts';
import { inputs } from './expressions/inputs.ts';
import type { Item } from './refusal.ts';

const names = inputs.map(([name]) => name);

describe.each(databases)('expressions on $name', ({ start }) => {
  let server: Awaited<ReturnType<typeof start>>;
  let client: MongoClient;
  let items: Collection<Item>;

  beforeAll(async () => {
    server = await start();
    client = new MongoClient(server.uri, { maxPoolSize: 10, enableUtf8Validation: false });
    const db = client.db(randomName());
    items = await db.createCollection<Item>('inputs');
    await items.insertMany(inputs.map(([, v], _id) => (v === undefined ? { _id } : { _id, v })));
  });
  afterAll(async () => {
    await client.db(items.dbName).dropDatabase();
    await client.close();
    await server.stop();
  });

  test.each(Object.keys(cases))('%s: every type of value gives what MongoDB gave', async (family) => {
    const lines: string[] = [];
    for (const expression of cases[family] ?? []) lines.push(...(await table(items, expression)));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`expressions/${family}.txt`);
  });
});

/** The expression, and below it each result with the inputs that lead to it. */
async function table(items: Collection<Item>, expression: unknown): Promise<string[]> {
  const byResult = new Map<string, string[]>();
  const results = await evaluate(items, {}, expression).catch(() => undefined);
  for (const [at, name] of names.entries()) {
    const result = results?.[at] ?? (await evaluate(items, { _id: at }, expression).catch(codeOf))[0] ?? '?';
    byResult.set(result, [...(byResult.get(result) ?? []), name]);
  }
  const shown = [...byResult].map(
    ([result, from]) => `  ${result}${byResult.size > 1 ? ` <- ${from.join(', ')}` : ''}`,
  );
  return [EJSON.stringify(expression), ...shown];
}

async function evaluate(items: Collection<Item>, filter: object, expression: unknown): Promise<string[]> {
  const pipeline = [{ $match: filter }, { $sort: { _id: 1 } }, { $replaceWith: { r: expression } }];
  const found = await items.aggregate(pipeline, { promoteValues: false, promoteBuffers: false }).toArray();
  return found.map(({ r }) => (r === undefined ? 'missing' : EJSON.stringify(r, { relaxed: false })));
}

function codeOf(error: unknown): string[] {
  if (error instanceof MongoServerError) return [`refused with ${error.code}`];
  throw error;
}
