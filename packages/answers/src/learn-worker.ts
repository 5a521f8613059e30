import { parentPort } from 'node:worker_threads';
import { type Knowledge, type Lesson, learnTexts } from './learn-texts.ts';

/** What the thread answers to a lesson, under the lesson's number. */
export type LearnReply = { readonly number: number } & (
  | { readonly knowledge: Knowledge }
  | { readonly failure: string }
);

parentPort?.on('message', ({ number, lesson }: { number: number; lesson: Lesson }) => {
  try {
    const knowledge = learnTexts(lesson);
    parentPort?.postMessage({ number, knowledge } satisfies LearnReply, buffersOf(knowledge));
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ number, failure } satisfies LearnReply);
  }
});

function buffersOf({ scorer: { vocabulary, linear, neighbours, embedded }, judged }: Knowledge): ArrayBuffer[] {
  return [vocabulary, linear, neighbours, judged, embedded ?? {}, embedded?.projection ?? {}]
    .flatMap((part): unknown[] => Object.values(part))
    .flatMap((value) => (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : []));
}
