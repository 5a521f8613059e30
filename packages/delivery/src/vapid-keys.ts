import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the product signs browser push with, each half in base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The keys of browser push when none are configured: made on first use, kept in `dataDir/push.key` (mode 600), the same
 * ever after, also when two processes start at once. Browsers subscribe with them, so new ones end every subscription.
 */
export async function loadVapidKeys(dataDir: string): Promise<VapidKeys> {
  const path = join(dataDir, 'push.key');
  const kept = (await readKeys(path)) ?? (await makeKeys(dataDir, path));
  if (!kept) throw new Error(`${path} holds no pair of keys`);
  return kept;
}

async function makeKeys(dataDir: string, path: string): Promise<VapidKeys | undefined> {
  const { default: webPush } = await import('web-push');
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${publicKey} ${privateKey}\n`, { mode: 0o600, flush: true });
  try {
    // A link is made whole or not at all, and never over another process's keys.
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readKeys(path);
}

async function readKeys(path: string): Promise<VapidKeys | undefined> {
  try {
    const [publicKey, privateKey] = (await readFile(path, 'utf8')).trim().split(' ');
    return publicKey && privateKey ? { publicKey, privateKey } : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
