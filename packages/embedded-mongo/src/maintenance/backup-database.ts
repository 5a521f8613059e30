import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { DatabaseFile } from '../storage/database-file.ts';
import { syncDirectory } from '../storage/open-sqlite.ts';
import { checkFile, type DatabaseCheck, databaseIn } from './check-database.ts';
import { MaintenanceRefusal, messageOf } from './refusal.ts';

/**
 * Writes the database as it is at one moment into a new file of mode 600, also while a server runs: every write
 * acknowledged before the call is in it. The file is read back and checked before it gets its name, so that a file of that
 * name is always whole. It holds neither the password nor the address. Throws MaintenanceRefusal: `missing`, `exists` (unless
 * `force`), `wrong-place` for a file in the data directory that belongs to the database, `unusable` when the database is damaged.
 */
export function backupDatabase(dataDir: string, file: string, options: { force?: boolean } = {}): DatabaseCheck {
  const source = databaseIn(dataDir);
  const path = resolve(file);
  refusePlace(dataDir, path);
  refuseExisting(path, options.force ?? false);
  const draft = `${path}.${process.pid}.partial`;
  try {
    copyTo(source, draft);
    const check = checkFile(draft);
    const [problem] = check.problems;
    if (problem !== undefined) {
      throw new MaintenanceRefusal('unusable', `The backup was not kept, as the database is damaged: ${problem}`);
    }
    refuseExisting(path, options.force ?? false);
    renameSync(draft, path);
    syncDirectory(dirname(path));
    return { ...check, path };
  } finally {
    for (const leftover of [draft, `${draft}-journal`]) rmSync(leftover, { force: true });
  }
}

function copyTo(source: string, draft: string): void {
  closeSync(openSync(draft, 'wx', 0o600));
  try {
    const file = new DatabaseFile(source, 'read');
    try {
      file.prepare('VACUUM INTO ?').run(draft);
    } finally {
      file.close();
    }
  } catch (error) {
    const why = messageOf(error);
    const words = why.includes(source) ? why : `The database file ${source} cannot be copied to ${draft}: ${why}`;
    throw new MaintenanceRefusal('unusable', words, { cause: error });
  }
  // VACUUM INTO leaves its bytes to the operating system.
  const written = openSync(draft, 'r+');
  fsyncSync(written);
  closeSync(written);
}

function refuseExisting(path: string, isForced: boolean): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isFile()) throw new MaintenanceRefusal('wrong-place', `${path} is not a file; name a new one.`);
  if (!isForced) throw new MaintenanceRefusal('exists', `${path} is there already; name a new file, or use --force.`);
}

function refusePlace(dataDir: string, path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new MaintenanceRefusal('missing', `There is no folder ${folder}.`);
  const isLive = realpathSync(folder) === realpathSync(dataDir) && /^(mongodb\.|secret\.key)/.test(basename(path));
  if (isLive) throw new MaintenanceRefusal('wrong-place', `${path} belongs to the database itself; name another file.`);
}
