import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** What a build does to its folder, again and again. */
const comesAndGoes = `
  const [fs, dist] = [require('node:fs'), process.argv[1]];
  for (;;) {
    const files = Array.from({ length: 300 }, (_, at) => dist + '/part-' + at + '.js');
    for (const file of files) fs.writeFileSync(file, '');
    process.stdout.write('.');
    for (const file of files) fs.rmSync(file);
  }
`;

/** A tree whose npm and turbo only note that they were called, and leave what the real ones leave. */
describe('set-up of a clone', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'answerdesk-setup-'));
    await copyFile(join(import.meta.dirname, '../setup.mjs'), join(root, 'setup.mjs'));
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'turbo.json']) await put(file, '{}');
    await put('apps/cli/src/main.ts', '');
    await put('packages/domain/src/index.ts', '');
    await putProgram('bin/npm', [
      'echo "npm $*" >> calls; echo words on stdout',
      'sleep 0.3; mkdir -p node_modules/.bin; rm -f node_modules/.answerdesk-setup.json',
      `ln -sf "${process.execPath}" node_modules/.bin/node; cp bin/turbo node_modules/.bin/turbo`,
    ]);
    await putProgram('bin/turbo', [
      'echo "turbo $*" >> calls; echo words on stdout',
      'if [ -e broken ]; then echo what is wrong; exit 3; fi',
      'mkdir -p apps/cli/dist; echo > apps/cli/dist/main.js',
    ]);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  test('dependencies are installed once, apps are built once, and stdout stays empty', async () => {
    expect(await setUp('--build')).toMatchObject({ code: 0, stdout: '' });
    expect(await setUp('--build')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await calls()).toEqual([
      expect.stringMatching(/^npm ci --include=dev/),
      expect.stringMatching(/^turbo run build/),
    ]);
  });

  test('another lock file installs again; another source builds again and installs nothing', async () => {
    await setUp('--build');
    await put('packages/domain/src/index.ts', 'export const changed = true;');
    await setUp('--build');
    expect(await programs()).toEqual(['npm', 'turbo', 'turbo']);
    await put('package-lock.json', '{ "other": true }');
    await setUp();
    expect(await programs()).toEqual(['npm', 'turbo', 'turbo', 'npm']);
  });

  test('a removed source file builds again', async () => {
    await setUp('--build');
    await rm(join(root, 'packages/domain/src/index.ts'));
    await setUp('--build');
    expect(await programs()).toEqual(['npm', 'turbo', 'turbo']);
  });

  test('two at once install and build once', async () => {
    const both = await Promise.all([setUp('--build'), setUp('--build')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await programs()).toEqual(['npm', 'turbo']);
  });

  test('whoever looks while another process writes and takes away what is built is not stopped by it', async () => {
    await setUp('--build');
    const dist = join(root, 'apps/cli/dist');
    const others = spawn(process.execPath, ['-e', comesAndGoes, dist]);
    await new Promise((begun) => others.stdout.once('data', begun));
    try {
      for (let time = 0; time < 5; time += 1) expect(await setUp('--build')).toMatchObject({ code: 0 });
    } finally {
      const ended = new Promise((done) => others.once('close', done));
      others.kill('SIGKILL');
      await ended;
    }
  });

  test('the lock of a dead process holds nobody up', async () => {
    await put('.turbo/setup.lock', `${hostname()} ${await deadProcess()}`);
    expect((await setUp()).code).toBe(0);
    expect(await programs()).toEqual(['npm']);
  });

  test('a build that fails says what is wrong, on stderr, and counts as not built', async () => {
    await put('broken', '');
    const failed = await setUp('--build');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('what is wrong');
    await rm(join(root, 'broken'));
    expect((await setUp('--build')).code).toBe(0);
  });

  const calls = async () => (await readFile(join(root, 'calls'), 'utf8')).trim().split('\n');
  const programs = async () => (await calls()).map((call) => call.split(' ', 1)[0]);

  async function put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }

  async function putProgram(path: string, lines: readonly string[]): Promise<void> {
    await put(path, ['#!/bin/sh', 'set -e', ...lines, ''].join('\n'));
    await chmod(join(root, path), 0o755);
  }

  function setUp(...flags: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    return run(process.execPath, ['setup.mjs', ...flags], {
      PATH: [join(root, 'bin'), '/usr/bin', '/bin'].join(delimiter),
    });
  }

  function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
    return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
      const child = spawn(command, args, { cwd: root, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => {
        stdout += String(chunk);
      });
      child.stderr.on('data', (chunk) => {
        stderr += String(chunk);
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  function deadProcess(): Promise<number> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
      child.on('close', () => resolve(child.pid ?? 0));
    });
  }
});
