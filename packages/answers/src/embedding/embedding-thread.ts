import { Worker } from 'node:worker_threads';
import type { Embedder } from './embedder.ts';
import { createFairQueue, type WaitingText } from './fair-queue.ts';

/** What the thread is asked, and what it answers under the same number. */
export interface EmbeddingRequest {
  readonly number: number;
  readonly texts: readonly string[];
}
export type EmbeddingReply = { readonly number: number } & (
  | { readonly vectors: readonly Float32Array[] }
  | { readonly failure: string }
);

export interface EmbeddingThreadOptions {
  /** The script that the thread runs; undefined where there is none, and then nothing is embedded. */
  readonly entry: URL | undefined;
  /** How long a batch may take before the thread counts as stuck, its start included; 60 s unless told. */
  readonly stuckMs?: number;
  /** How long nothing is asked of a thread that failed again and again; 60 s unless told. */
  readonly restMs?: number;
}

interface Waiting extends WaitingText {
  done(vector: Float32Array): void;
  fail(error: Error): void;
}

interface Running {
  readonly texts: readonly Waiting[];
  readonly stuck: NodeJS.Timeout;
}

const STUCK_MS = 60_000;
const REST_MS = 60_000;
const IDLE_MS = 60_000;
/** The thread finds its next batch waiting when it ends one. */
const MOST_RUNNING = 2;
const MOST_FAILURES = 3;
const MOST_WAITING = { question: 1_000, lesson: 300_000 };

/**
 * Embeds on a thread of its own: it starts on demand, ends when idle, and is replaced when it dies or is stuck. What waits
 * goes in batches, questions first, tenants in turn. Too much waiting, or a thread that keeps failing, rejects at once.
 */
export function createEmbeddingThread({
  entry,
  stuckMs = STUCK_MS,
  restMs = REST_MS,
}: EmbeddingThreadOptions): Embedder['embed'] {
  const queue = createFairQueue<Waiting>();
  /** Texts of a batch that failed: each is tried alone, so that it fails for itself. */
  const alone: Waiting[] = [];
  const running = new Map<number, Running>();
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let batches = 0;
  let failures = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  let whyRests = '';

  function failed(why: string): void {
    failures += 1;
    if (failures < MOST_FAILURES) return;
    restsUntil = performance.now() + restMs;
    whyRests = why;
    failures = 0;
    for (const text of [...alone.splice(0), ...queue.clear()]) text.fail(new Error(why));
  }

  function lose(lost: Worker, why: string): void {
    if (worker !== lost) return;
    worker = undefined;
    void lost.terminate();
    for (const { texts, stuck } of running.values()) {
      clearTimeout(stuck);
      for (const text of texts) text.fail(new Error(why));
    }
    running.clear();
    failed(why);
    feed();
  }

  function start(script: URL): Worker {
    const started = new Worker(script, { name: 'embedding' });
    started.on('message', (reply: EmbeddingReply) => {
      const batch = running.get(reply.number);
      if (!batch) return;
      running.delete(reply.number);
      clearTimeout(batch.stuck);
      if ('vectors' in reply) {
        failures = 0;
        for (const [index, text] of batch.texts.entries()) {
          const vector = reply.vectors[index];
          if (vector) text.done(vector);
          else text.fail(new Error('The embedding thread left a text out'));
        }
      } else if (batch.texts.length > 1) {
        alone.push(...batch.texts);
      } else {
        for (const text of batch.texts) text.fail(new Error(reply.failure));
        failed(reply.failure);
      }
      feed();
    });
    started.on('error', (error) => lose(started, error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => lose(started, `The embedding thread ended with code ${code}`));
    return started;
  }

  function feed(): void {
    while (entry && running.size < MOST_RUNNING) {
      const single = alone.shift();
      const texts = single ? [single] : queue.take();
      if (texts.length === 0) break;
      clearTimeout(idle);
      worker ??= start(entry);
      const asked = worker;
      asked.ref();
      batches += 1;
      const stuck = setTimeout(() => lose(asked, 'The embedding thread is stuck'), stuckMs).unref();
      running.set(batches, { texts, stuck });
      asked.postMessage({ number: batches, texts: texts.map(({ text }) => text) } satisfies EmbeddingRequest);
    }
    if (running.size === 0) rest();
  }

  function rest(): void {
    const resting = worker;
    if (!resting) return;
    resting.unref();
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (worker !== resting || running.size > 0) return;
      worker = undefined;
      void resting.terminate();
    }, IDLE_MS).unref();
  }

  return async (texts, work) => {
    work.signal?.throwIfAborted();
    if (texts.length === 0) return [];
    if (!entry) throw new Error('There is no script of the embedding thread');
    if (performance.now() < restsUntil) throw new Error(whyRests);
    if (queue.waiting(work.purpose) + texts.length > MOST_WAITING[work.purpose]) {
      throw new Error('Too many texts wait to be embedded');
    }
    let isWanted = true;
    const { promise: given, reject: giveUp } = Promise.withResolvers<never>();
    const drop = () => giveUp(work.signal?.reason);
    work.signal?.addEventListener('abort', drop, { once: true });
    const asked = texts.map((text) => ({ text, ...Promise.withResolvers<Float32Array>() }));
    const vectors = Promise.all(asked.map(({ promise }) => promise));
    queue.add(
      work,
      asked.map(({ text, resolve, reject }) => ({ text, isWanted: () => isWanted, done: resolve, fail: reject })),
    );
    feed();
    try {
      return await Promise.race([vectors, given]);
    } finally {
      isWanted = false;
      work.signal?.removeEventListener('abort', drop);
    }
  };
}
