import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const home = resolve(import.meta.dirname, '..');

/** Writes serve-child and all it needs as JavaScript, as a release has it: stripping types takes memory of its own. */
export function buildServer(dir: string): string {
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}');
  symlinkSync(resolve(home, '../../node_modules'), join(dir, 'node_modules'));
  for (const path of [...globSync('src/**/*.ts', { cwd: home }), 'test/serve-child.ts']) {
    const code = stripTypeScriptTypes(readFileSync(join(home, path), 'utf8')).replaceAll(".ts'", ".js'");
    const target = join(dir, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    if (path === 'src/worker.ts') writeFileSync(join(dir, 'src/embedded-mongo-worker.js'), code);
  }
  return join(dir, 'test/serve-child.js');
}
