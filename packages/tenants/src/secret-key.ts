import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key that seals, and the one before it while not everything is sealed anew. */
export interface SecretKeys {
  readonly secretKey: string;
  readonly oldSecretKey?: string;
}

/**
 * The key that seals tenants' credentials when `SECRET_KEY` is not set: made on first use, kept in `dataDir/secret.key`
 * (mode 600), the same until it is rotated, also when two processes start at once.
 */
export async function loadSecretKeys(dataDir: string): Promise<SecretKeys> {
  const path = join(dataDir, 'secret.key');
  const oldSecretKey = await readKey(oldKeyOf(dataDir));
  const secretKey = (await readKey(path)) ?? (await makeKey(dataDir, path));
  return { secretKey, ...(oldSecretKey !== undefined && oldSecretKey !== secretKey && { oldSecretKey }) };
}

/**
 * Makes a new key for a data directory and keeps the one before it beside it as `secret.key.old`; a rotation that was begun
 * and not ended goes on with the keys it made.
 */
export async function beginKeyRotation(dataDir: string): Promise<SecretKeys> {
  const before = await loadSecretKeys(dataDir);
  if (before.oldSecretKey !== undefined) return before;
  await writeKey(oldKeyOf(dataDir), before.secretKey);
  await writeKey(join(dataDir, 'secret.key'), randomBytes(32).toString('base64url'));
  return loadSecretKeys(dataDir);
}

/** Forgets the old key: everything is sealed under the new one. */
export async function endKeyRotation(dataDir: string): Promise<void> {
  await rm(oldKeyOf(dataDir), { force: true });
}

function oldKeyOf(dataDir: string): string {
  return join(dataDir, 'secret.key.old');
}

/** Replaces a key's file whole or not at all. */
async function writeKey(path: string, key: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${key}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}

async function makeKey(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    // A link is made whole or not at all, and never over another process's key.
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  const key = await readKey(path);
  if (!key) throw new Error(`${path} is empty`);
  return key;
}

async function readKey(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
