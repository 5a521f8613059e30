import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Knowledge, type Lesson, learnTexts } from './learn-texts.ts';
import type { LearnReply } from './learn-worker.ts';

interface Waiting {
  readonly lesson: Lesson;
  resolve(knowledge: Knowledge): void;
  reject(error: Error): void;
}

/** A model is asked for in bursts; a thread that nobody needs gives its memory back. */
const IDLE_MS = 3_000;
/** So little is learnt sooner than a thread starts. */
const FEW_TEXTS = 12;
/** What is learnt within about a second; it does not wait for what takes minutes. */
const SMALL_LESSON = 1_500;
const MINUTE_MS = 60_000;
/** So many urgent lessons in a row, then one of the others: no tenant waits for ever. */
const MOST_URGENT = 3;

const threads = {
  small: createLearningThread({ name: 'answers', stuckMs: 3 * MINUTE_MS }),
  large: createLearningThread({ name: 'answers, large lessons', stuckMs: 30 * MINUTE_MS }),
};

/**
 * Learns on a thread of its own, so that answers go on meanwhile; it starts on demand and ends when idle. Large lessons
 * have a thread for themselves, so that no tenant waits for another's thousands of texts; urgent ones go first. Rejects
 * where the lesson fails, or takes so long that it must be stuck.
 */
export function learnAside(lesson: Lesson, isUrgent = false): Promise<Knowledge> {
  const entry = workerEntry();
  if (lesson.texts.length <= FEW_TEXTS || !entry) return Promise.resolve().then(() => learnTexts(lesson));
  return threads[lesson.texts.length <= SMALL_LESSON ? 'small' : 'large'](lesson, { entry, isUrgent });
}

/** A thread that learns one lesson after the other; one that is stuck in a lesson is ended, and the next lesson has a new one. */
export function createLearningThread({ name, stuckMs }: { readonly name: string; readonly stuckMs: number }) {
  const lanes: { readonly urgent: Waiting[]; readonly other: Waiting[] } = { urgent: [], other: [] };
  let running: Waiting | undefined;
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let stuck: NodeJS.Timeout | undefined;
  let lessons = 0;
  let urgentInARow = 0;

  function take(): Waiting | undefined {
    const isOthersTurn = lanes.urgent.length === 0 || (urgentInARow >= MOST_URGENT && lanes.other.length > 0);
    urgentInARow = isOthersTurn ? 0 : urgentInARow + 1;
    return (isOthersTurn ? lanes.other : lanes.urgent).shift();
  }

  function start(entry: URL): Worker {
    const started = new Worker(entry, { name });
    const fail = (error: Error) => {
      if (worker !== started) return;
      worker = undefined;
      clearTimeout(stuck);
      running?.reject(error);
      running = undefined;
      next(entry);
    };
    started.on('message', (reply: LearnReply) => {
      if (worker !== started || reply.number !== lessons) return;
      const asked = running;
      running = undefined;
      clearTimeout(stuck);
      if ('knowledge' in reply) asked?.resolve(reply.knowledge);
      else asked?.reject(new Error(`Learning failed: ${reply.failure}`));
      next(entry);
    });
    started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
    started.on('exit', (code) => fail(new Error(`The learning thread ended with code ${code}`)));
    return started;
  }

  function next(entry: URL): void {
    if (running) return;
    running = take();
    if (!running) {
      rest();
      return;
    }
    clearTimeout(idle);
    worker ??= start(entry);
    worker.ref();
    const asked = worker;
    stuck = setTimeout(() => lose(asked, entry), stuckMs).unref();
    lessons += 1;
    worker.postMessage({ number: lessons, lesson: running.lesson });
  }

  function lose(lost: Worker, entry: URL): void {
    if (worker !== lost) return;
    worker = undefined;
    void lost.terminate();
    running?.reject(new Error('The learning thread is stuck'));
    running = undefined;
    next(entry);
  }

  function rest(): void {
    const resting = worker;
    if (!resting) return;
    resting.unref();
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (worker !== resting || running) return;
      worker = undefined;
      void resting.terminate();
    }, IDLE_MS).unref();
  }

  return (lesson: Lesson, { entry, isUrgent }: { readonly entry: URL; readonly isUrgent: boolean }) =>
    new Promise<Knowledge>((resolve, reject) => {
      lanes[isUrgent ? 'urgent' : 'other'].push({ lesson, resolve, reject });
      next(entry);
    });
}

/** From source the thread is a TypeScript file beside this one, in a bundle a script beside the bundle, if it is there. */
function workerEntry(): URL | undefined {
  if (!import.meta.url.endsWith('.js')) return new URL('./learn-worker.ts', import.meta.url);
  const bundled = new URL('./answers-worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : undefined;
}
