import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildProduct } from '@answerdesk/testing';
import { beforeAll, expect, test } from 'vitest';

const dist = join(import.meta.dirname, '../dist');
const MOST_BYTES = 250_000;

type Chunk = { readonly file: string; readonly imports?: readonly string[] };
type Manifest = Readonly<Record<string, Chunk>>;

beforeAll(() => buildProduct());

/** The scripts a browser fetches before a screen is there: the entry's and the screen's own, with all they import. */
function scripts(manifest: Manifest, entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`there is no ${name} in the manifest`);
    if (seen.has(chunk.file)) return;
    seen.add(chunk.file);
    for (const each of chunk.imports ?? []) visit(each);
  };
  for (const entry of entries) visit(entry);
  return seen;
}

test.each([
  ['sign-in', ['src/shell/signed-out-frame.tsx', 'src/pages/auth/sign-in-page.tsx'], ['auth']],
  ['home', ['src/shell/app-frame.tsx', 'src/pages/home/home-page.tsx'], ['home']],
])('%s loads at most 250 kB of script, gzipped', (_screen, pages, areas) => {
  const manifest: Manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const sentences = ['shell', ...areas].map((area) => `../../packages/locales/src/screen/ar/${area}.json`);
  const files = scripts(manifest, ['index.html', ...pages, ...sentences]);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
  expect(files.size).toBeGreaterThan(3);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
