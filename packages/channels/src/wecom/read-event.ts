import type { DeliveryFailureReason } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { envelopeOf, idShape, ignored, type KfEntry, type ReadEntry } from './kf-entry.ts';
import { welcomeHandle } from './welcome-handle.ts';

const eventShape = z.object({
  event_type: z.string(),
  open_kfid: z.string().optional().catch(undefined),
  external_userid: idShape.optional().catch(undefined),
  welcome_code: z.string().max(500).optional().catch(undefined),
  fail_msgid: idShape.optional().catch(undefined),
  fail_type: z.int().optional().catch(undefined),
  recall_msgid: idShape.optional().catch(undefined),
});
type KfEvent = z.infer<typeof eventShape>;

/** What fail_type of msg_send_fail says; what is not here is told to nobody. */
const FAILURES: Readonly<Record<number, { readonly reason: DeliveryFailureReason; readonly detail: string }>> = {
  1: { reason: 'account-refused', detail: 'the customer service account was deleted' },
  2: { reason: 'account-refused', detail: 'the app is turned off' },
  4: { reason: 'window-closed', detail: 'the customer wrote more than 48 hours before' },
  5: { reason: 'window-closed', detail: 'the conversation was closed' },
  6: { reason: 'quota-used-up', detail: 'more than 5 messages since the customer wrote' },
  7: { reason: 'account-refused', detail: 'no video channel is bound to the account' },
  8: { reason: 'account-refused', detail: 'the corporation is not verified' },
  10: { reason: 'blocked-by-contact', detail: 'the customer takes no messages' },
};

/** Reads an entry that tells of something which is no message. */
export function readEvent(entry: KfEntry, openKfid: string): ReadEntry {
  const { data: event } = eventShape.safeParse(entry['event']);
  if (!event) return ignored('an event without a type');
  if (event.open_kfid !== undefined && event.open_kfid !== openKfid) return ignored('an event of another account');
  switch (event.event_type) {
    case 'enter_session':
      return readEntering(entry, event);
    case 'msg_send_fail':
      return readFailure(event);
    case 'user_recall_msg':
      return readRecall(entry, event);
    default:
      return ignored(`an event of type ${cleanText(event.event_type, 100)}`);
  }
}

/** Who has been welcomed or has written in the last 48 hours comes in without a code, and is not to be greeted. */
function readEntering(entry: KfEntry, { external_userid, welcome_code }: KfEvent): ReadEntry {
  if (external_userid === undefined) return ignored('somebody who came in without a name');
  const replyHandle = welcome_code && welcomeHandle(welcome_code, new Date(entry.send_time * 1_000));
  if (!replyHandle) return ignored('a customer who came in and need not be welcomed');
  return {
    kind: 'message',
    message: { ...envelopeOf(entry, external_userid), content: { kind: 'opened' }, replyHandle, opens: 'event' },
  };
}

function readFailure({ fail_msgid, fail_type = 0 }: KfEvent): ReadEntry {
  if (fail_msgid === undefined) return ignored('a failed message without an id');
  const known = FAILURES[fail_type] ?? {
    reason: 'gave-up',
    detail: `WeCom could not hand it over, type ${fail_type}`,
  };
  return { kind: 'undelivered', undelivered: { idempotencyKey: fail_msgid, ...known } };
}

function readRecall(entry: KfEntry, { external_userid, recall_msgid }: KfEvent): ReadEntry {
  if (external_userid === undefined || recall_msgid === undefined) return ignored('a recall of nothing');
  return {
    kind: 'message',
    message: {
      ...envelopeOf(entry, external_userid),
      content: { kind: 'deleted', of: `msg:${recall_msgid}` },
      opens: 'event',
    },
  };
}
