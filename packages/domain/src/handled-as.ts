import { z } from 'zod';
import type { AnswerOutcome } from './answer.ts';

/** How the bot replies to one message. */
export type RepliedAs = AnswerOutcome | 'greeted' | 'attachment-noted' | 'choice-expired';

export const handledAsSchema = z.enum([
  'answered',
  'clarify',
  'handover',
  'greeted',
  'attachment-noted',
  'choice-expired',
  'drafted',
  'left-to-agent',
]);

/** How one inbound message was dealt with; `left-to-agent` and `drafted` send nothing. */
export type HandledAs = z.infer<typeof handledAsSchema>;
