import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { childEnvironment } from '../src/config.ts';

const main = join(import.meta.dirname, '../src/main.ts');

/** The product as a process of its own, which a test may kill as a power cut would. */
export interface Product {
  readonly address: string;
  /** What it wrote to stderr so far, in all its lives. */
  log(): string;
  start(): Promise<void>;
  /** Ends it at once, by its process id. */
  kill(): Promise<void>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

/** Makes the product ready to be started on a port of its own, always the same one. */
export async function makeProduct(environment: Readonly<Record<string, string>>): Promise<Product> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let log = '';
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    log: () => log,
    async start() {
      const starting = spawn(process.execPath, [main, 'start', '--only', 'bots'], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: childEnvironment({ LOG_LEVEL: 'info', ...environment, PORT: String(port) }),
      });
      child = starting;
      starting.stderr.on('data', (chunk: Buffer) => {
        log += chunk.toString();
      });
      await new Promise<void>((resolve, reject) => {
        starting.stdout.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes('ready')) resolve();
        });
        starting.once('exit', (code, signal) => {
          if (signal !== 'SIGKILL') reject(new Error(`The product ended with ${code ?? signal}: ${log.slice(-2_000)}`));
          else resolve();
        });
      });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof bound === 'object' && bound ? bound.port : 0;
}
