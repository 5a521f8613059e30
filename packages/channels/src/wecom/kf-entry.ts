import type { InboundMessage, Undelivered } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';

const LONGEST_REASON = 300;

/** One entry of what kf/sync_msg returned. */
export type ReadEntry =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  | { readonly kind: 'undelivered'; readonly undelivered: Undelivered }
  | { readonly kind: 'ignored'; readonly reason: string };

/** An id that the platform made. */
export const idShape = z.string().regex(/^[\w=.@-]{1,128}$/);
/** What every entry of kf/sync_msg has. */
export const entryShape = z.looseObject({
  msgid: idShape,
  send_time: z.int().min(0).max(253_402_300_799),
  origin: z.int(),
  msgtype: z.string(),
  open_kfid: z.string().optional(),
  external_userid: idShape.optional(),
});
export type KfEntry = z.infer<typeof entryShape>;

/** What every message has, whatever it holds. */
export function envelopeOf({ msgid, send_time }: KfEntry, customer: string): Omit<InboundMessage, 'content'> {
  return {
    dedupeKey: `msg:${msgid}`,
    chatKey: customer,
    isGroup: false,
    contact: { platformId: customer },
    sentAt: new Date(send_time * 1_000),
  };
}

/** An entry that is no message to us, and why. */
export function ignored(reason: string): ReadEntry {
  return { kind: 'ignored', reason: cleanText(reason, LONGEST_REASON) };
}
