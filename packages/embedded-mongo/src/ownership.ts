import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes the directory's lock: a transaction held open on a file of its own, which the operating system ends with the
 * process. Undefined when somebody has it.
 */
export function takeOwnership(dataDir: string): { release(): void } | undefined {
  const lock = new DatabaseSync(join(dataDir, 'mongodb.lock'), { timeout: 300 });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return { release: () => lock.close() };
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined;
    throw error;
  }
}
