import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { takeOwnership } from '../ownership.ts';
import { DatabaseFile } from '../storage/database-file.ts';
import { syncDirectory } from '../storage/open-sqlite.ts';
import { checkFile, type DatabaseCheck } from './check-database.ts';
import { MaintenanceRefusal } from './refusal.ts';

export interface Restored extends DatabaseCheck {
  /** Where the database that was there before is kept; undefined when there was none. */
  keptAs: string | undefined;
}

/**
 * Puts a backup in the place of the data directory's database, made if missing. The file is copied beside it and checked
 * whole before anything changes; then one rename makes it the database, so that a crash at any moment leaves the one or the
 * other, and the database before is kept under another name. `now` gives that name its time.
 * Throws MaintenanceRefusal: `missing`, `unusable` for a file that is not a whole database of ours, `in-use` while a server runs.
 */
export function restoreDatabase(dataDir: string, file: string, now: Date): Restored {
  const source = resolve(file);
  refuseSource(source);
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const ownership = takeOwnership(dataDir);
  if (!ownership) throw inUse(dataDir);
  const path = join(dataDir, 'mongodb.sqlite');
  const draft = `${path}.restoring`;
  try {
    removeWithLogs(draft);
    copyWhole(source, draft);
    const check = checkFile(draft);
    const [problem] = check.problems;
    if (problem !== undefined) {
      const why = problem.replaceAll(draft, source);
      throw new MaintenanceRefusal('unusable', `${source} was not restored, as it is damaged or foreign. ${why}`);
    }
    forgetClients(draft);
    const keptAs = existsSync(path) ? keep(path, now) : undefined;
    for (const log of [`${draft}-wal`, `${draft}-shm`]) rmSync(log, { force: true });
    replace(draft, path, dataDir);
    return { ...check, path, keptAs };
  } finally {
    removeWithLogs(draft);
    ownership.release();
  }
}

export function inUse(dataDir: string): MaintenanceRefusal {
  const words = `A running process serves the database in ${dataDir}. Stop it (it is where npm start was called), then do this again.`;
  return new MaintenanceRefusal('in-use', words);
}

function refuseSource(source: string): void {
  if (!existsSync(source)) throw new MaintenanceRefusal('missing', `There is no file ${source}.`);
  if (!statSync(source).isFile()) throw new MaintenanceRefusal('unusable', `${source} is not a file.`);
  const log = `${source}-wal`;
  if (!existsSync(log) || statSync(log).size === 0) return;
  const words = `${source} has a log beside it (${log}), so it is no backup and not whole alone. Make a backup of it with db backup.`;
  throw new MaintenanceRefusal('unusable', words);
}

function copyWhole(from: string, to: string): void {
  closeSync(openSync(to, 'wx', 0o600));
  copyFileSync(from, to);
  const copy = openSync(to, 'r+');
  fsyncSync(copy);
  closeSync(copy);
}

/** Time goes back: what a client remembers of later, such as where its change stream stands, leads nowhere now. */
function forgetClients(draft: string): void {
  const file = new DatabaseFile(draft);
  file.exec('DELETE FROM history; DELETE FROM watched; DELETE FROM retries');
  file.close();
}

/** Copies the database, its log's writes included, and returns the copy's name, which is never given to a part of it. */
function keep(path: string, now: Date): string {
  foldLog(path);
  const stem = `${path}.before-restore-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  let kept = stem;
  for (let n = 2; existsSync(kept); n++) kept = `${stem}-${n}`;
  const part = `${path}.keeping`;
  removeWithLogs(part);
  // A log is left only of a database too damaged to take it in: kept beside it, where SQLite looks for it.
  if (existsSync(`${path}-wal`)) copyWhole(`${path}-wal`, `${kept}-wal`);
  try {
    copyWhole(path, part);
    renameSync(part, kept);
  } finally {
    removeWithLogs(part);
  }
  return kept;
}

function foldLog(path: string): void {
  const sqlite = new DatabaseSync(path, { timeout: 2000 });
  try {
    if (sqlite.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1) {
      throw new MaintenanceRefusal('in-use', `Another program reads ${path}. Let it end, then do this again.`);
    }
    sqlite.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    // What is damaged or foreign is kept as it is.
    if (error instanceof MaintenanceRefusal) throw error;
  } finally {
    sqlite.close();
  }
}

/** The old log goes first: the new database must never be met with it. */
function replace(draft: string, path: string, dataDir: string): void {
  for (const log of [`${path}-wal`, `${path}-shm`, `${path}-journal`]) rmSync(log, { force: true });
  syncDirectory(dataDir);
  renameSync(draft, path);
  syncDirectory(dataDir);
}

function removeWithLogs(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true });
}
