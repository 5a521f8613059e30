import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { joinRunning } from './join-running.ts';
import type { WorkerMessage } from './worker.ts';

export interface EmbeddedMongoOptions {
  /** Where the data lives; made (mode 700) if missing. */
  dataDir: string;
  /** The port on 127.0.0.1; 0 or nothing takes a free one. */
  port?: number;
  /** Called once if the server dies by itself; everything acknowledged is stored. */
  onFailure?: (error: Error) => void;
}

export interface EmbeddedMongo {
  /** For any MongoDB driver. */
  uri: string;
  /** False when another process, or an earlier call, serves this directory already. */
  isOwner: boolean;
  /** Ends the server if this call started it; resolves when everything is on disk and the directory is free. */
  stop(): Promise<void>;
}

const patienceMs = 30_000;

/**
 * Serves the directory's data on 127.0.0.1, or joins the process that does. Resolves when the database answers. Throws an
 * Error that names the file when the data is damaged or foreign, and when nobody answers within 30 seconds.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const dataDir = resolve(options.dataDir);
  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const owned = await own(dataDir, options.port ?? 0, options.onFailure);
    if (owned) return owned;
    const uri = await joinRunning(dataDir);
    if (uri !== undefined) return joined(uri, dataDir, options.onFailure);
    await pause(50);
  }
  throw new Error(`The database in ${dataDir} is in use by another process that does not answer`);
}

/** A guest of another process's server, told when that process ends: nothing can be stored from then on. */
function joined(uri: string, dataDir: string, onFailure: ((error: Error) => void) | undefined): EmbeddedMongo {
  const watch = connect({ port: Number(new URL(uri.replace(/^mongodb:/, 'http:')).port), host: '127.0.0.1' });
  let isStopping = false;
  watch.unref();
  watch.on('error', () => undefined);
  watch.once('close', () => {
    if (!isStopping) onFailure?.(new Error(`The process that served the embedded database of ${dataDir} ended`));
  });
  return {
    uri,
    isOwner: false,
    async stop() {
      isStopping = true;
      watch.destroy();
    },
  };
}

async function own(
  dataDir: string,
  port: number,
  onFailure: ((error: Error) => void) | undefined,
): Promise<EmbeddedMongo | undefined> {
  const worker = new Worker(workerEntry(), {
    workerData: { dataDir, port },
    name: 'embedded-mongo',
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  let isStopping = false;
  const exited = new Promise<void>((settle) => {
    worker.once('exit', () => settle());
  });
  const uri = await new Promise<string | undefined>((settle, reject) => {
    let isListening = false;
    const fail = (error: Error): void => {
      if (isListening && !isStopping) onFailure?.(error);
      isStopping = true;
      reject(error);
    };
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'refused') fail(new Error(message.why));
      else if (message.kind === 'held') settle(undefined);
      else {
        isListening = true;
        settle(message.uri);
      }
    });
    worker.once('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    worker.once('exit', (code) => fail(new Error(`The embedded database of ${dataDir} ended with code ${code}`)));
  });
  if (uri === undefined) {
    await exited;
    return undefined;
  }
  return {
    uri,
    isOwner: true,
    async stop() {
      if (!isStopping) worker.postMessage('stop');
      isStopping = true;
      await exited;
    },
  };
}

/** From source the worker is a TypeScript file beside this one, in a bundle a script beside the bundle. */
function workerEntry(): URL {
  return import.meta.url.endsWith('.js')
    ? new URL('./embedded-mongo-worker.js', import.meta.url)
    : new URL('./worker.ts', import.meta.url);
}
