// Bundles the command line for production: our packages in, npm's packages left where npm put them.
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Each entry stands beside the others in dist, where the code that starts it looks for it. */
const entryPoints = {
  main: at('src/main.ts'),
  'bench-floor': at('src/commands/bench/floor.ts'),
  'bench-naive': at('src/commands/bench/naive.ts'),
  'answers-worker': at('../../packages/answers/src/learn-worker.ts'),
  'gate-worker': at('../../packages/answers/src/gate/judge-worker.ts'),
  'embedding-worker': at('../../packages/answers/src/embedding/english/english-worker.ts'),
  'embedded-mongo-worker': at('../../packages/embedded-mongo/src/worker.ts'),
};
for (const entry of Object.values(entryPoints)) {
  if (!existsSync(entry)) throw new Error(`There is no ${entry} to build`);
}

rmSync(at('dist'), { recursive: true, force: true });
await build({
  entryPoints,
  outdir: at('dist'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [
    {
      name: 'npm packages stay outside',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@answerdesk/') ? undefined : { path, external: true },
        );
      },
    },
  ],
});
