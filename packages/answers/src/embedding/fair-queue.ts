import type { TenantId } from '@answerdesk/domain';
import type { EmbeddingWork } from './embedder.ts';

/** One text that waits to be embedded. */
export interface WaitingText {
  readonly text: string;
  /** False once nobody waits for it any more. */
  isWanted(): boolean;
}

/** All wait for what is being embedded: large batches are no faster by the text, and keep another tenant's question waiting. */
const MOST_QUESTIONS = 2;
const MOST_LESSONS = 12;
const MOST_CHARACTERS = 2_000;
/** So many batches of questions in a row, then one of lessons: no tenant waits for ever to be learnt. */
const MOST_IN_A_ROW = 16;

/** What waits to be embedded: questions before lessons, which still get on, and of each one text of each tenant in turn. */
export function createFairQueue<W extends WaitingText>() {
  const lanes = { question: new Map<TenantId, W[]>(), lesson: new Map<TenantId, W[]>() };
  const counts = { question: 0, lesson: 0 };
  let questionsInARow = 0;

  /** The next text that somebody still waits for; its tenant goes to the end of the line. */
  function next(purpose: EmbeddingWork['purpose']): W | undefined {
    for (;;) {
      const [line] = lanes[purpose];
      if (!line) return undefined;
      const [tenantId, texts] = line;
      const text = texts.pop();
      lanes[purpose].delete(tenantId);
      if (texts.length > 0) lanes[purpose].set(tenantId, texts);
      if (!text) continue;
      counts[purpose] -= 1;
      if (text.isWanted()) return text;
    }
  }

  function takeOf(purpose: EmbeddingWork['purpose'], most: number): W[] {
    const taken: W[] = [];
    let characters = 0;
    while (taken.length < most && characters < MOST_CHARACTERS) {
      const text = next(purpose);
      if (!text) break;
      taken.push(text);
      characters += text.text.length;
    }
    return taken;
  }

  return {
    /** How many texts wait. */
    waiting: (purpose: EmbeddingWork['purpose']) => counts[purpose],
    /** Has texts of one piece of work wait. */
    add({ purpose, tenantId }: EmbeddingWork, texts: readonly W[]): void {
      if (texts.length === 0) return;
      counts[purpose] += texts.length;
      // Backwards, as an array gives up its last at once and its first only after moving all others.
      lanes[purpose].set(tenantId, [...texts.toReversed(), ...(lanes[purpose].get(tenantId) ?? [])]);
    },
    /** The texts to embed next, all of one purpose; empty when nothing waits. */
    take(): W[] {
      if (questionsInARow < MOST_IN_A_ROW || counts.lesson === 0) {
        const questions = takeOf('question', MOST_QUESTIONS);
        questionsInARow = counts.lesson > 0 ? questionsInARow + 1 : 0;
        if (questions.length > 0) return questions;
      }
      questionsInARow = 0;
      const lessons = takeOf('lesson', MOST_LESSONS);
      return lessons.length > 0 ? lessons : takeOf('question', MOST_QUESTIONS);
    },
    /** Everything that waits, which waits no more. */
    clear(): W[] {
      const all = [...lanes.question.values(), ...lanes.lesson.values()].flat();
      lanes.question.clear();
      lanes.lesson.clear();
      counts.question = 0;
      counts.lesson = 0;
      return all;
    },
  };
}
