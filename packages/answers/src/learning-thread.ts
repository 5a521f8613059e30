import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Knowledge, type Lesson, learnTexts } from './learn-texts.ts';
import type { LearnReply } from './learn-worker.ts';

interface Waiting {
  resolve(knowledge: Knowledge): void;
  reject(error: Error): void;
}

/** A model is asked for in bursts; a thread that nobody needs gives its memory back. */
const IDLE_MS = 3_000;
/** So little is learnt sooner than a thread starts. */
const FEW_TEXTS = 60;

let worker: Worker | undefined;
let lessons = 0;
let idle: NodeJS.Timeout | undefined;
const waiting = new Map<number, Waiting>();

/** Learns on a thread of its own, so that answers go on meanwhile; it starts on demand and ends when idle. */
export function learnAside(lesson: Lesson): Promise<Knowledge> {
  const entry = workerEntry();
  if (lesson.texts.length <= FEW_TEXTS || !entry) return Promise.resolve().then(() => learnTexts(lesson));
  return new Promise((resolve, reject) => {
    clearTimeout(idle);
    worker ??= start(entry);
    worker.ref();
    lessons += 1;
    waiting.set(lessons, { resolve, reject });
    worker.postMessage({ number: lessons, lesson });
  });
}

function start(entry: URL): Worker {
  const started = new Worker(entry, { name: 'answers' });
  const fail = (error: Error) => {
    if (worker !== started) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  started.on('message', (reply: LearnReply) => {
    const asked = waiting.get(reply.number);
    waiting.delete(reply.number);
    if (waiting.size === 0) rest(started);
    if ('knowledge' in reply) asked?.resolve(reply.knowledge);
    else asked?.reject(new Error(`Learning failed: ${reply.failure}`));
  });
  started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  started.on('exit', (code) => fail(new Error(`The learning thread ended with code ${code}`)));
  return started;
}

function rest(resting: Worker): void {
  resting.unref();
  idle = setTimeout(() => {
    if (worker !== resting || waiting.size > 0) return;
    worker = undefined;
    void resting.terminate();
  }, IDLE_MS);
  idle.unref();
}

/** From source the thread is a TypeScript file beside this one, in a bundle a script beside the bundle, if it is there. */
function workerEntry(): URL | undefined {
  if (!import.meta.url.endsWith('.js')) return new URL('./learn-worker.ts', import.meta.url);
  const bundled = new URL('./answers-worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : undefined;
}
