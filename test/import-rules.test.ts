import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..');
const cruiser = join(root, 'node_modules/.bin/depcruise');
const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) })),
  }),
});

function cruise(folder: string) {
  const { stdout } = spawnSync(
    cruiser,
    ['apps', 'packages', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return report.parse(JSON.parse(stdout)).summary;
}

let scratch: string;
beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'answerdesk-rules-')));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** A house of empty rooms with the real rules, and the given files in it. */
function build(files: Readonly<Record<string, string>>): string {
  const house = mkdtempSync(join(scratch, 'house-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(house, name));
  mkdirSync(join(house, 'node_modules/@answerdesk'), { recursive: true });
  for (const vendor of ['mongoose', 'telegraf', 'fastify', 'zod', 'i18next', 'typescript']) {
    symlinkSync(join(root, 'node_modules', vendor), join(house, 'node_modules', vendor));
  }
  const rooms = [
    'domain',
    'locales',
    'channels',
    'answers',
    'conversations',
    'database',
    'delivery',
    'tenants',
    'testing',
    'embedded-mongo',
  ];
  for (const [group, names] of [
    ['packages', rooms],
    ['apps', ['api', 'bots', 'cli']],
  ] as const) {
    for (const name of names) {
      const room = join(house, group, name);
      write(join(room, 'src/index.ts'), 'export const nothing = 0;\n');
      write(
        join(room, 'package.json'),
        JSON.stringify({ name: `@answerdesk/${name}`, exports: { '.': './src/index.ts' } }),
      );
      symlinkSync(room, join(house, 'node_modules/@answerdesk', name));
    }
  }
  for (const [path, text] of Object.entries(files)) write(join(house, path), text);
  return house;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const use = (name: string) => `import { nothing } from '${name}';\nexport const used = nothing;\n`;

test.each<[string, string, Record<string, string>]>([
  [
    'a package that imports one above it',
    'answers-imports-only-below',
    { 'packages/answers/src/x.ts': use('@answerdesk/database') },
  ],
  [
    'a channel that imports conversations',
    'channels-imports-only-below',
    { 'packages/channels/src/x.ts': use('@answerdesk/conversations') },
  ],
  ['api that imports bots', 'apps-apart', { 'apps/api/src/x.ts': use('@answerdesk/bots') }],
  ['a package that imports an app', 'packages-know-no-app', { 'packages/delivery/src/x.ts': use('@answerdesk/bots') }],
  [
    'mongoose outside database',
    'home-of-mongoose',
    { 'packages/tenants/src/x.ts': "import mongoose from 'mongoose';\nexport const x = mongoose;\n" },
  ],
  [
    'telegraf outside its channel',
    'home-of-telegraf',
    { 'apps/bots/src/x.ts': "import { Telegram } from 'telegraf';\nexport const x = Telegram;\n" },
  ],
  [
    'fastify in a package',
    'home-of-fastify',
    {
      'packages/conversations/src/x.ts':
        "import type { FastifyInstance } from 'fastify';\nexport type X = FastifyInstance;\n",
    },
  ],
  [
    'domain that imports more than zod',
    'domain-imports-zod-alone',
    { 'packages/domain/src/x.ts': "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n" },
  ],
  [
    'a value from a package whose ports database fills',
    'database-imports-only-below',
    { 'packages/database/src/x.ts': use('@answerdesk/delivery') },
  ],
  [
    'the embedded database known where stores are',
    'embedded-mongo-in-one-place',
    { 'packages/database/src/x.ts': use('@answerdesk/embedded-mongo') },
  ],
  ['stores outside wire.ts', 'database-only-in-wire', { 'apps/bots/src/x.ts': use('@answerdesk/database') }],
  ['a fake in product code', 'testing-is-for-tests', { 'apps/bots/src/x.ts': use('@answerdesk/testing') }],
  [
    'another way in than the door',
    'one-door',
    {
      'packages/answers/src/x.ts': use('../../domain/src/y.ts'),
      'packages/domain/src/y.ts': 'export const nothing = 0;\n',
    },
  ],
  [
    'a circle',
    'no-circular',
    {
      'packages/domain/src/a.ts': use('./b.ts'),
      'packages/domain/src/b.ts': "import { used } from './a.ts';\nexport const nothing = used;\n",
    },
  ],
  ['an import of nothing', 'nothing-unresolved', { 'packages/domain/src/x.ts': use('@answerdesk/gone') }],
])('%s is refused', (_what, rule, files) => {
  const { violations } = cruise(build(files));
  expect(violations).toContainEqual(expect.objectContaining({ rule: { name: rule, severity: 'error' } }));
});

test('an empty house, and types from a package whose ports database fills, are allowed', () => {
  const typeOnly = "import type { nothing } from '@answerdesk/delivery';\nexport type X = typeof nothing;\n";
  expect(cruise(build({ 'packages/database/src/x.ts': typeOnly })).violations).toEqual([]);
});

test('the real house is read whole and keeps every rule', () => {
  const { totalCruised, violations } = cruise(root);
  expect(totalCruised).toBeGreaterThan(150);
  expect(violations).toEqual([]);
});
