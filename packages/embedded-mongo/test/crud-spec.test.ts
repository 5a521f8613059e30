import { resolve, sep } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { specsDir } from './config.ts';
import { databases } from './databases.ts';
import { compareFolder, type Server } from './unified/compare-folder.ts';
import { askServer } from './unified/requirements.ts';
import { readSpecFiles, type SpecFile } from './unified/spec-file.ts';

const leastShare = 0.97;
const folders = [...(specsDir === undefined ? new Map<string, SpecFile[]>() : readSpecFiles(specsDir))];
const isCrud = (folder: string) =>
  resolve(specsDir ?? '', folder)
    .split(sep)
    .includes('crud');
const title = specsDir === undefined ? 'MONGO_SPECS_DIR is not set' : "MongoDB's unified specification tests";

/** Drops and makes the collections the files name, on the real MongoDB as well. */
describe.skipIf(specsDir === undefined)(title, () => {
  const servers: (Server & { stop(): Promise<void> })[] = [];
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
    const data = folders.flatMap(([, files]) => files.flatMap(({ initialData = [] }) => initialData));
    for (const { observer, stop } of servers) {
      for (const name of new Set(data.map(({ databaseName }) => databaseName))) await observer.db(name).dropDatabase();
      await observer.close();
      await stop();
    }
  });

  const run = async (folder: string, files: readonly SpecFile[]) => {
    const [server, real] = servers;
    if (!server) throw new Error('no server was started');
    const { skipped, uncounted, failures, ...counts } = await compareFolder(files, server, real);
    const share = counts.passed / counts.expected;
    const shown = counts.expected === 0 ? '-' : `${(share * 100).toFixed(1)} %`;
    table[folder] = {
      tests: counts.tests,
      run: counts.expected + uncounted.length,
      'real passes': real ? counts.expected : '-',
      'passes here': counts.passed,
      share: shown,
      skipped: [...skipped.values()].reduce((sum, count) => sum + count, 0),
    };
    const lines = [
      ...[...skipped].map(([reason, count]) => `skipped ${count} of ${folder}: ${reason}`),
      ...uncounted.map((text) => `not counted, the real one fails it: ${text}`),
      ...failures.map((text) => `fails here: ${text}`),
    ];
    if (lines.length > 0) console.log(lines.join('\n'));
    return { ...counts, share, failures, isCompared: real !== undefined };
  };

  const longest = { timeout: 1_800_000 };

  test('there are tests to read', () => {
    expect(folders).not.toEqual([]);
  });

  const crud = folders.filter(([folder]) => isCrud(folder));
  if (crud.length > 0) {
    test.for(crud)('of %s, 97 % of what a real MongoDB passes passes here', longest, async ([folder, files]) => {
      const { expected, share, failures, isCompared } = await run(folder, files);
      expect(expected).toBeGreaterThan(0);
      if (isCompared) expect(share, failures.join('\n')).toBeGreaterThanOrEqual(leastShare);
    });
  }

  const others = folders.filter(([folder]) => !isCrud(folder));
  if (others.length > 0) {
    test.for(others)('of %s, what passes is counted', longest, async ([folder, files]) => {
      const { passed, expected, failures } = await run(folder, files);
      expect(passed + failures.length).toBe(expected);
    });
  }
});
