import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { specsDir } from './config.ts';
import { databases } from './databases.ts';
import { askServer, type ServerFacts, whySkipped } from './unified/requirements.ts';
import { runTest } from './unified/run-test.ts';
import { readSpecFiles, type SpecFile } from './unified/spec-file.ts';

interface Server {
  uri: string;
  observer: MongoClient;
  facts: ServerFacts;
  stop(): Promise<void>;
}

const leastShare = 0.97;
const folders = specsDir === undefined ? new Map<string, SpecFile[]>() : readSpecFiles(specsDir);

describe.skipIf(specsDir === undefined)(
  specsDir === undefined ? 'MONGO_SPECS_DIR is not set' : 'the unified specifications',
  () => {
    const servers: Server[] = [];
    const table: Record<string, Record<string, string | number>> = {};

    beforeAll(async () => {
      for (const database of databases) {
        const { uri, stop } = await database.start();
        const observer = new MongoClient(uri, { maxPoolSize: 2 });
        servers.push({ uri, observer, facts: await askServer(observer), stop });
      }
    });
    afterAll(async () => {
      console.table(table);
      for (const { observer, stop } of servers) {
        for (const name of databasesOf([...folders.values()].flat())) await observer.db(name).dropDatabase();
        await observer.close();
        await stop();
      }
    });

    test.for([...folders].length > 0 ? [...folders] : [['none', []] as [string, SpecFile[]]])(
      'what a real MongoDB passes of %s passes here',
      { timeout: 1_800_000 },
      async ([folder, files]) => {
        const [embedded, real] = servers;
        if (!embedded) throw new Error('no server');
        const counts = { tests: 0, run: 0, real: 0, embedded: 0 };
        const skipped = new Map<string, number>();
        const failures: string[] = [];
        for (const file of files) {
          for (const one of file.tests) {
            counts.tests++;
            const facts = { ...(real ?? embedded).facts, hasUsers: embedded.facts.hasUsers };
            const reason = await whySkipped(file, one, facts);
            if (reason !== undefined) {
              skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
              continue;
            }
            counts.run++;
            const refusal = real && (await runTest(real.uri, real.observer, file, one));
            if (refusal !== undefined) {
              console.log(`not counted, the real one fails it: ${file.path}: ${one.description}: ${refusal}`);
              continue;
            }
            counts.real++;
            const difference =
              (await whySkipped(file, one, embedded.facts)) ??
              (await runTest(embedded.uri, embedded.observer, file, one));
            if (difference === undefined) counts.embedded++;
            else failures.push(`${file.path}: ${one.description}: ${difference}`);
          }
        }
        const share = counts.real === 0 ? 1 : counts.embedded / counts.real;
        table[folder] = {
          ...counts,
          share: `${(share * 100).toFixed(1)} %`,
          skipped: [...skipped.values()].reduce((sum, count) => sum + count, 0),
        };
        for (const [reason, count] of skipped) console.log(`skipped ${count} of ${folder}: ${reason}`);
        for (const failure of failures) console.log(`fails here: ${failure}`);
        if (real && folder.includes('crud')) {
          expect(counts.real).toBeGreaterThan(0);
          expect(share, `${failures.length} of ${counts.real} fail`).toBeGreaterThanOrEqual(leastShare);
        }
      },
    );
  },
);

function databasesOf(files: readonly SpecFile[]): Set<string> {
  return new Set(files.flatMap((file) => (file.initialData ?? []).map(({ databaseName }) => String(databaseName))));
}
