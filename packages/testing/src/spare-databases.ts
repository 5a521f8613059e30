import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Takes a database that another test of the run is done with, as that one left it; undefined where there is none. */
export async function takeSpare(folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    try {
      await unlink(join(folder, name));
      return name;
    } catch {
      // Another process was quicker.
    }
  }
  return undefined;
}

/** Leaves a database to the tests that come; `folder` is where the tests of this run look. */
export async function leaveSpare(folder: string, name: string): Promise<void> {
  await writeFile(join(folder, name), '');
}
