import { type Embedding, openEmbedding } from '@answerdesk/answers';
import { type CommandInput, optionalText, UsageError } from '../command.ts';

/** The figures must not depend on how busy the machine is. */
const QUESTION_MS = 60_000;

/** Reads `--embedding`: how meanings are compared, if at all. Throws UsageError. */
export function embeddingOf(input: CommandInput): Embedding | undefined {
  const kind = optionalText(input, 'embedding') ?? 'english';
  if (kind !== 'off' && kind !== 'english') throw new UsageError('--embedding must be off or english');
  return openEmbedding({ kind }, { note: (why) => input.say(why), now: () => new Date(), questionMs: QUESTION_MS });
}
