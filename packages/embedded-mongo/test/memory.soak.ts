import { rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { buildServer } from './build-server.ts';
import { randomName, temporaryDir } from './databases.ts';
import { fill, measure, rows, tidy } from './rates-load.ts';
import { emptyNodeRssBytes, serve } from './served.ts';

const mib = 1024 * 1024;

/** What a server that stored so many documents and worked on them takes beyond Node itself, in MiB. */
async function memoryAt(documents: number): Promise<number> {
  const dataDir = temporaryDir();
  const code = temporaryDir();
  const server = await serve(dataDir, buildServer(code));
  const client = await MongoClient.connect(server.uri, { maxPoolSize: 20 });
  try {
    const filled = await fill(client, randomName(), documents);
    for (const row of rows) await measure(row, filled, 32, 3000);
    await tidy(filled);
    return ((await server.rssBytes()) - emptyNodeRssBytes()) / mib;
  } finally {
    await client.close();
    await server.stop();
    for (const dir of [dataDir, code]) rmSync(dir, { recursive: true, force: true });
  }
}

test('its memory stays below 150 MiB beyond Node, and does not grow with the data', async () => {
  const small = await memoryAt(50_000);
  const large = await memoryAt(200_000);
  console.log(
    `beyond an empty Node process: 50,000 documents ${small.toFixed(0)} MiB, 200,000 documents ${large.toFixed(0)} MiB`,
  );
  expect(small).toBeLessThan(150);
  expect(large).toBeLessThan(150);
  expect(large - small).toBeLessThan(30);
});
