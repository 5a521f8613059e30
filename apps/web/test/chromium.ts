import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { childEnvironment } from './config.ts';

const run = promisify(execFile);
const VERSION = '153.0.0';
const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
const unpacked = join(tmpdir(), `answerdesk-chromium-${VERSION}`);

const flags = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-gpu',
  '--no-zygote',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium, from the package, unpacked the first time; with the libraries it needs where the machine lacks them. */
export async function startChromium(): Promise<Browser> {
  mkdirSync(unpacked, { recursive: true });
  const executablePath = await once('chromium', async (path) => {
    await inflate('chromium.br', path, 0o700);
  });
  const environment: Record<string, string> = {};
  if (!existsSync('/etc/fonts/fonts.conf'))
    environment['FONTCONFIG_PATH'] = await once('fonts', unpack('fonts.tar.br'));
  if (!(await runs(executablePath, '--version'))) {
    environment['LD_LIBRARY_PATH'] = join(await once('al2023', unpack('al2023.tar.br')), 'lib');
  }
  const env = strings(childEnvironment(environment));
  return chromium.launch({ executablePath: await asEqual(executablePath), args: flags, env });
}

/**
 * Where Chromium may, it puts its own threads before all others, also before the product that its pages wait for, whose
 * background work stood still then. Gives a program that starts it without the right to.
 */
async function asEqual(executablePath: string): Promise<string> {
  const equal = ['setpriv', '--inh-caps=-sys_nice', '--bounding-set=-sys_nice', '--'] as const;
  if (process.getuid?.() !== 0 || !(await runs(...equal, 'true'))) return executablePath;
  return once('equal-chromium', async (path) => {
    writeFileSync(path, `#!/bin/sh\nexec ${equal.join(' ')} "${executablePath}" "$@"\n`, { mode: 0o700 });
  });
}

/** Makes something under its own name or not at all, however many do so at a time. */
async function once(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(unpacked, name);
  if (existsSync(path)) return path;
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  await make(draft);
  try {
    renameSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return path;
}

async function inflate(name: string, to: string, mode: number): Promise<void> {
  await pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), createWriteStream(to, { mode }));
}

function unpack(name: string): (path: string) => Promise<void> {
  return async (path) => {
    await inflate(name, `${path}.tar`, 0o600);
    mkdirSync(path);
    await run('tar', ['-xf', `${path}.tar`, '-C', path, '--strip-components=0']);
    rmSync(`${path}.tar`);
  };
}

async function runs(program: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await run(program, args);
    return true;
  } catch {
    return false;
  }
}

function strings(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
