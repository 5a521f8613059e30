import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadScreenArea, type ScreenArea } from '@answerdesk/locales';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');
const speakers = /const (\w+) = (?:useSentences|sentences)\('([\w-]+)'\)/g;

/** What a file says: the areas its speakers speak and the sentences they are asked for, ternaries included and what they compare left out. */
function said(text: string): { area: ScreenArea; key: string }[] {
  const names = new Map([...text.matchAll(speakers)].map(([, name = '', area = '']) => [name, area as ScreenArea]));
  return [...names].flatMap(([name, area]) =>
    [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\(([^(){}]*?)[,)]`, 'g'))].flatMap(([, inside = '']) =>
      [...inside.replaceAll(/[!=]== '[^']*'/g, '').matchAll(/'([^']+)'/g)].map(([, key = '']) => ({ area, key })),
    ),
  );
}

test('every sentence that a screen says exists', async () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: source });
  const all = files.flatMap((file) => said(readFileSync(join(source, file), 'utf8')).map((one) => ({ ...one, file })));
  expect(all.length).toBeGreaterThan(100);
  for (const { area, key, file } of all) {
    const bundle = await loadScreenArea('en', area);
    expect(find(bundle, key) ?? find(bundle, `${key}_other`), `${area} ${key} in ${file}`).toBeTypeOf('string');
  }
});

function find(bundle: unknown, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), bundle);
}
