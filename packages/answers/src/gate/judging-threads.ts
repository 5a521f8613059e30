import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { TenantId } from '@answerdesk/domain';
import type { JudgeTask } from './judge-cases.ts';
import type { JudgeReply } from './judge-worker.ts';
import { createTurns } from './turns.ts';

/**
 * Does a tenant's tasks aside, one after the other; rejects with the signal's reason when it is aborted, which ends the work at
 * once, and when too many of the tenant's wait already.
 */
export type JudgeAside = (
  tenantId: TenantId,
  tasks: readonly JudgeTask[],
  signal: AbortSignal,
) => Promise<readonly Int32Array[]>;

const MOST_AT_ONCE = 2;
/** So many calls of one tenant wait: several people's drafts. */
const MOST_WAITING = 20;
const MOST_MS = 600_000;

/**
 * Makes a `JudgeAside` whose every call has a thread of its own, two at a time and of each tenant one, so that what nobody
 * waits for any more is ended whatever it is at, and no tenant waits for all that another one wants: tenants take turns. A call
 * that takes longer than ten minutes is stuck and rejects.
 */
export function createJudgingThreads(entry = workerEntry()): JudgeAside {
  const turns = createTurns({ atOnce: MOST_AT_ONCE, mostWaiting: MOST_WAITING });
  return async (tenantId, tasks, signal) => {
    if (!entry) throw new Error('There is no script for the thread that asks cases');
    const leave = await turns.enter(tenantId, signal);
    try {
      signal.throwIfAborted();
      return await judgeOn(entry, tasks, AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]));
    } finally {
      leave();
    }
  };
}

async function judgeOn(entry: URL, tasks: readonly JudgeTask[], signal: AbortSignal) {
  const worker = new Worker(entry, { name: 'answers, effects of drafts' });
  const { promise, resolve, reject } = Promise.withResolvers<readonly Int32Array[]>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  worker.once('message', (reply: JudgeReply) => {
    if ('answers' in reply) resolve(reply.answers);
    else reject(new Error(`Asking cases failed: ${reply.failure}`));
  });
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The thread that asks cases ended with code ${code}`)));
  worker.postMessage(tasks);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    void worker.terminate();
  }
}

/** From source the thread is a TypeScript file beside this one, in a bundle a script beside the bundle, if it is there. */
function workerEntry(): URL | undefined {
  if (!import.meta.url.endsWith('.js')) return new URL('./judge-worker.ts', import.meta.url);
  const bundled = new URL('./gate-worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : undefined;
}
