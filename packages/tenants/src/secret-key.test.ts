import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { beginKeyRotation, endKeyRotation, loadSecretKeys } from './secret-key.ts';

test('the key is made once, also by two processes at the same time, and only its owner can read it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'answerdesk-key-'));
  try {
    const dataDir = join(dir, 'data');
    const keys = await Promise.all(Array.from({ length: 8 }, async () => (await loadSecretKeys(dataDir)).secretKey));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]?.length).toBeGreaterThan(40);
    expect(await loadSecretKeys(dataDir)).toEqual({ secretKey: keys[0] });
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test('a rotation that breaks off goes on with the keys it made, and ends with the new one alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'answerdesk-key-'));
  try {
    const { secretKey: first } = await loadSecretKeys(dataDir);
    const begun = await beginKeyRotation(dataDir);
    expect(begun.oldSecretKey).toBe(first);
    expect(begun.secretKey).not.toBe(first);
    expect(await beginKeyRotation(dataDir)).toEqual(begun);
    expect(await loadSecretKeys(dataDir)).toEqual(begun);
    for (const file of ['secret.key', 'secret.key.old']) {
      expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
    }
    await endKeyRotation(dataDir);
    expect(await loadSecretKeys(dataDir)).toEqual({ secretKey: begun.secretKey });
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
