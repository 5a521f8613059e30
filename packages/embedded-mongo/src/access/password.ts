import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The one user; what it may do is everything. */
export const user = 'answerdesk';

const form = /^[\w-]{32}$/;

/**
 * The directory's password, drawn on its first start and kept in `mongodb.password` (mode 600). Throws an Error that names
 * the file when it holds something else.
 */
export function passwordOf(dataDir: string): string {
  const path = join(dataDir, 'mongodb.password');
  const kept = readIfThere(path);
  if (kept === undefined) return draw(path);
  if (form.test(kept)) return kept;
  throw new Error(`${path} does not hold a password of the embedded database; remove it and a new one is made`);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function draw(path: string): string {
  const password = randomBytes(24).toString('base64url');
  const file = openSync(`${path}.new`, 'w', 0o600);
  writeSync(file, `${password}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  return password;
}
