import { z } from 'zod';
import type { AnswerOutcome } from './answer.ts';

/** How the bot replies to one message. */
export type RepliedAs = AnswerOutcome | 'greeted' | 'small-talk' | 'attachment-noted' | 'choice-expired';

export const handledAsSchema = z.enum([
  'answered',
  'clarify',
  'handover',
  'greeted',
  'small-talk',
  'attachment-noted',
  'choice-expired',
  'rated',
  'drafted',
  'left-to-agent',
  'noted',
  'from-staff',
]);

/**
 * How one inbound message was dealt with; `small-talk` asked nothing (thanks, a yes, an
 * insult); `rated` was a customer's word on how they were served, and no question;
 * `left-to-agent`, `drafted` and `noted` send nothing. `noted`: it asked for no answer (somebody left, took a message back,
 * changed one without changing its answer). `from-staff`: a member of the tenant wrote it in the chat they linked.
 */
export type HandledAs = z.infer<typeof handledAsSchema>;
