import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildProduct, freePort } from '@answerdesk/testing';
import { childEnvironment } from './config.ts';

export interface Product {
  /** Where its screens are. */
  readonly address: string;
  /** What it wrote to stderr so far. */
  log(): string;
  /** Runs a command of the command line on the product's data; resolves to what it says with --json. */
  command(...words: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  stop(): Promise<void>;
}

/** The built product as `npm start` runs it, on an embedded database of its own; `settings` are variables of it, `flags` words of its command. */
export async function startProduct(
  settings: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Product> {
  const main = await buildProduct();
  const dataDir = mkdtempSync(join(tmpdir(), 'answerdesk-web-'));
  const port = await freePort();
  const env = childEnvironment({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings });
  const child = spawn(process.execPath, [main, 'start', ...flags], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  await ready(child, () => log);
  return {
    address: `http://127.0.0.1:${port}`,
    log: () => log,
    async command(...words) {
      const { stdout } = await promisify(execFile)(process.execPath, [main, ...words, '--json'], { env });
      return JSON.parse(stdout);
    },
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      const code = child.exitCode === null && child.kill('SIGTERM') ? await gone : child.exitCode;
      rmSync(dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`Asked to stop, the product ended with ${code}`);
    },
  };
}

function ready(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((done, fail) => {
    let words = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      words += chunk.toString();
      if (words.includes('ready')) done();
    });
    child.once('exit', (code) => fail(new Error(`The product ended with ${code} before it was ready: ${log()}`)));
  });
}
