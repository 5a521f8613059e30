import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');
let built: Promise<string> | undefined;

/**
 * Builds everything from what is here now, once in a process and quickly where it is built already. Resolves to the built
 * command line, the file that `npm start` gives to Node; rejects when the build fails.
 */
export function buildProduct(): Promise<string> {
  built ??= promisify(execFile)(process.execPath, [join(root, 'setup.mjs'), '--build'], { cwd: root }).then(() =>
    join(root, 'apps/cli/dist/main.js'),
  );
  return built;
}
