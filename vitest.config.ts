import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { FileOrder } from './test/order-files.ts';

export default defineConfig({
  test: {
    include: ['{apps,packages}/*/{src,test}/**/*.test.ts', 'test/*.test.ts'],
    globalSetup: ['./test/drop-spare-databases.ts'],
    setupFiles: ['./test/seed-properties.ts'],
    pool: 'forks',
    // Tests start products and browsers, which keep a small machine's cores busy; more at once make each slower and none sooner.
    maxWorkers: 2,
    sequence: { sequencer: FileOrder },
    // Workers, and the processes that tests start, find their modules compiled already.
    env: {
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled'),
      // On a real MongoDB a new database takes longer than most tests: it is handed on to the tests that come.
      TEST_SPARE_DATABASES_DIR: join(tmpdir(), `answerdesk-spare-databases-${process.pid}`),
    },
    // V8 loses count of its code pages when threads come and go, and ends the process ("Check failed: jit_page.has_value()").
    execArgv: ['--no-memory-protection-keys'],
    // No test judges speed: these only end what hangs, also on a machine that is ten times slower.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // The Bot Framework's library tells everybody of each forged token.
    onConsoleLog: (text) => !text.startsWith('Error finding key for token'),
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', './test-reporter.mjs'],
  },
});
