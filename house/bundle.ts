import { writeFile } from 'node:fs/promises';
import { findPackageJSON, isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, type Plugin } from 'esbuild';

const NODE_MAJOR = 24;

/**
 * Bundles an app's entries, each `name` to `source`, into files side by side in `outdir`: our packages from source, npm
 * packages left outside. A worker is `<name>.js`; a program is `<name>.bundle.js` behind `<name>.js`, which refuses an
 * older Node before anything else loads. Throws when an entry is missing.
 */
export async function bundle(options: {
  readonly programs: Readonly<Record<string, string>>;
  readonly workers: Readonly<Record<string, string>>;
  readonly outdir: string;
}): Promise<void> {
  const outdir = resolve(options.outdir);
  const programs = Object.entries(options.programs);
  await build({
    entryPoints: {
      ...options.workers,
      ...Object.fromEntries(programs.map(([name, source]) => [`${name}.bundle`, source])),
    },
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: `node${NODE_MAJOR}`,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [npmStaysOutside(outdir)],
  });
  for (const [name] of programs) await writeFile(join(outdir, `${name}.js`), guard(name));
}

/** What stays outside is found from the bundle at run time, so it must be the very package its importer means. */
function npmStaysOutside(outdir: string): Plugin {
  const fromBundle = pathToFileURL(join(outdir, 'bundle.js'));
  return {
    name: 'npm-stays-outside',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point' || path.startsWith('@answerdesk/')) return undefined;
        if (isBuiltin(path)) return { path, external: true };
        const meant = findPackageJSON(path, pathToFileURL(importer));
        if (meant === undefined || meant !== findPackageJSON(path, fromBundle)) {
          return { errors: [{ text: `${path} is not the same package seen from ${importer} and from ${outdir}` }] };
        }
        return { path, external: true };
      });
    },
  };
}

function guard(name: string): string {
  return `const { node } = process.versions;
if (Number(node.split('.', 1)[0]) >= ${NODE_MAJOR}) await import('./${name}.bundle.js');
else {
  process.stderr.write(\`Answerdesk runs on Node ${NODE_MAJOR}; this is Node \${node}. Start it with npm, which brings its own.\\n\`);
  process.exitCode = 1;
}
`;
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { worker: { type: 'string', multiple: true, default: [] } },
  });
  const entries = (given: readonly string[]) => Object.fromEntries(given.map((entry) => entry.split('=', 2)));
  await bundle({ programs: entries(positionals), workers: entries(values.worker), outdir: 'dist' });
}
