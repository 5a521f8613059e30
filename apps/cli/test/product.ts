import { type ChildProcess, spawn } from 'node:child_process';
import { buildProduct, freePort, refuseScansIn } from '@answerdesk/testing';
import { childEnvironment } from '../src/config.ts';

/** The built product as a process of its own, which a test may kill as a power cut would. */
export interface Product {
  readonly address: string;
  /** When it was killed, each time, in ms since 1970. */
  killedAt(): readonly number[];
  /** What it wrote to stderr so far, in all its lives. */
  log(): string;
  /** Starts it; `options` are those of the command, such as `--only`, `api`. */
  start(...options: readonly string[]): Promise<void>;
  /** Ends it at once, by its process id. */
  kill(): Promise<void>;
  /** Asks it to end and waits until it has. Throws when it ends with anything but 0. */
  stop(): Promise<void>;
}

/** Makes the product ready to be started on a port of its own, always the same one. */
export async function makeProduct(environment: Readonly<Record<string, string>>): Promise<Product> {
  const [main, port] = [await buildProduct(), await freePort()];
  let child: ChildProcess | undefined;
  let log = '';
  const killedAt: number[] = [];
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = child;
    child = undefined;
    if (!ending) return;
    if (ending.exitCode !== null || ending.signalCode !== null) {
      throw new Error(`The product had ended by itself: ${log.slice(-2_000)}`);
    }
    const gone = new Promise<number | null>((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    const code = await gone;
    if (signal === 'SIGTERM' && code !== 0)
      throw new Error(`Asked to stop, the product ended with ${code}: ${log.slice(-2_000)}`);
    const scan = log.indexOf('notablescan');
    if (scan >= 0) throw new Error(`The product sent a query that no index serves: ${log.slice(0, scan + 1_000)}`);
  };
  return {
    address: `http://127.0.0.1:${port}`,
    killedAt: () => killedAt,
    log: () => log,
    async start(...options) {
      const starting = spawn(process.execPath, [main, 'start', ...options], {
        stdio: ['ignore', 'pipe', 'pipe'],
        // However busy the machine is, answers come from what was learnt.
        env: childEnvironment({ LOG_LEVEL: 'error', FIRST_LESSON_SECONDS: '600', ...environment, PORT: String(port) }),
      });
      child = starting;
      starting.stderr.on('data', (chunk: Buffer) => {
        log += chunk.toString();
      });
      let words = '';
      await new Promise<void>((resolve, reject) => {
        starting.stdout.on('data', (chunk: Buffer) => {
          words += chunk.toString();
          if (words.includes('ready')) resolve();
        });
        starting.once('exit', (code, signal) => {
          reject(new Error(`The product ended with ${code ?? signal} before it was ready: ${log.slice(-2_000)}`));
        });
      });
      const { DATA_DIR: dataDir, MONGODB_URI: uri } = environment;
      if (dataDir !== undefined && uri === undefined) await refuseScansIn(dataDir);
    },
    async kill() {
      killedAt.push(Date.now());
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}
