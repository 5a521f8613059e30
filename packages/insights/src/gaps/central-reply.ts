import { sketchQuestion } from '@answerdesk/answers';
import type { HumanReply } from './ports.ts';
import { dot } from './question-clusters.ts';

/** How much it counts that a reply speaks of what was asked: "let me have a look" is like many replies and says nothing. */
const ABOUT_THE_QUESTION = 0.5;
const SHORTEST = 12;

/**
 * The reply that says most of what the others say too, in other conversations, and speaks of what was asked; undefined where
 * none says anything.
 */
export function centralReply(replies: readonly HumanReply[], asked: readonly string[]): HumanReply | undefined {
  const said = replies.filter(({ text }) => text.trim().length >= SHORTEST);
  const sketches = said.map(({ text }) => sketchQuestion(text));
  const questions = asked.map((text) => sketchQuestion(text));
  let best: { readonly reply: HumanReply; readonly score: number } | undefined;
  for (const [at, reply] of said.entries()) {
    const sketch = sketches[at] ?? new Float32Array();
    const nearest = new Map<string, number>();
    for (const [otherAt, other] of said.entries()) {
      if (other.conversationId === reply.conversationId) continue;
      const likeness = dot(sketch, sketches[otherAt] ?? sketch);
      nearest.set(other.conversationId, Math.max(nearest.get(other.conversationId) ?? -1, likeness));
    }
    const about = meanOf(questions.map((question) => dot(question, sketch)));
    const score = meanOf([...nearest.values()]) + ABOUT_THE_QUESTION * about;
    if (!best || score > best.score) best = { reply, score };
  }
  return best?.reply;
}

function meanOf(values: readonly number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
