import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSecretKey } from './secret-key.ts';

test('the key is made once, also by two processes at the same time, and only its owner can read it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'answerdesk-key-'));
  try {
    const dataDir = join(dir, 'data');
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadSecretKey(dataDir)));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]?.length).toBeGreaterThan(40);
    expect(await loadSecretKey(dataDir)).toBe(keys[0]);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  } finally {
    await rm(dir, { recursive: true });
  }
});
