import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { checkIntegrity } from '../src/check-integrity.ts';
import { encodeValueKey } from '../src/keys/encode-key.ts';
import { openEngine } from '../src/open-engine.ts';
import { temporaryDir } from './databases.ts';

const writesBeforeKill = [150, 700, 300];

test('killed in the middle of writing, it has every acknowledged write and indexes in step', async () => {
  const dataDir = temporaryDir();
  const acknowledged: string[] = [];
  for (const [round, writes] of writesBeforeKill.entries()) {
    acknowledged.push(...(await writeUntilKilled(dataDir, round, writes)));
    const { file, catalog } = openEngine(dataDir);
    const { documents, problems } = checkIntegrity(file, catalog);
    expect(problems).toEqual([]);
    expect(documents).toBeGreaterThanOrEqual(acknowledged.length);
    const table = catalog.find('crash', 'items')?.table ?? '';
    const lookup = file.prepare(`SELECT 1 FROM ${table} WHERE key = ?`);
    expect(acknowledged.filter((id) => lookup.get(encodeValueKey(id)) === undefined)).toEqual([]);
    file.close();
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(1150);
  rmSync(dataDir, { recursive: true, force: true });
});

async function writeUntilKilled(dataDir: string, round: number, writes: number): Promise<string[]> {
  const script = join(import.meta.dirname, 'crash-child.ts');
  const child = spawn(process.execPath, [script, dataDir, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  const exited = once(child, 'exit');
  for await (const id of createInterface({ input: child.stdout })) {
    acknowledged.push(id);
    if (acknowledged.length === writes && child.pid) process.kill(child.pid, 'SIGKILL');
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}
