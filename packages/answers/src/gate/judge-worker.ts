import { parentPort } from 'node:worker_threads';
import { stepBack } from '../step-back.ts';
import { type JudgeTask, judgeCases } from './judge-cases.ts';

/** What the thread answers to its tasks. */
export type JudgeReply = { readonly answers: readonly Int32Array[] } | { readonly failure: string };

stepBack();
parentPort?.once('message', (tasks: readonly JudgeTask[]) => {
  judgeAll(tasks).then(
    (answers) => parentPort?.postMessage({ answers } satisfies JudgeReply),
    (error: unknown) => {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ failure } satisfies JudgeReply);
    },
  );
});

async function judgeAll(tasks: readonly JudgeTask[]): Promise<Int32Array[]> {
  const answers: Int32Array[] = [];
  for (const task of tasks) answers.push(await judgeCases(task));
  return answers;
}
