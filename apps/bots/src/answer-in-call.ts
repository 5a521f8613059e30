import { replyIdOf } from '@answerdesk/conversations';
import type { Outbox } from '@answerdesk/delivery';
import {
  type Channel,
  type ConnectedAccount,
  DomainError,
  type MessageId,
  type OutboxItem,
  type StoredInboundMessage,
  type TenantId,
  type WebhookReply,
  type WebhookRequest,
} from '@answerdesk/domain';
import { LRUCache } from 'lru-cache';

/** A platform that waits 5 s for its answer must have it by now, with the way back. */
const ANSWER_WITHIN_MS = 4_500;
/** By now it has hung up, and calls again. */
const HUNG_UP_AFTER_MS = 5_600;
const LOOK_EVERY_MS = 60;
const LEASE_MS = 10_000;
/** After as many tries a platform gives up, and tells the customer that nobody is there unless it is answered. */
const MOST_TRIES = 3;

export interface AnswerInCallDeps {
  readonly outbox: Pick<Outbox, 'head' | 'claim' | 'markPartSent' | 'fail'> & {
    find(tenantId: TenantId, itemId: MessageId): Promise<OutboxItem | undefined>;
  };
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly owner: string;
}

/** Answers customers in their own calls, for accounts that may not write by themselves. */
export type AnswerInCall = (
  channel: Pick<Channel, 'answerInCall' | 'render'>,
  request: WebhookRequest,
  account: ConnectedAccount,
  message: StoredInboundMessage,
) => Promise<WebhookReply | undefined>;

/**
 * Makes the waiting for an answer within a call. The item is marked as sent before the answer is written, and a call that
 * is repeated, because the platform did not hear, gets the same answer again: the customer sees one. While there is none,
 * the call is held until the platform hangs up and tries again; at its last try it gets nothing to show.
 */
export function createAnswerInCall(deps: AnswerInCallDeps): AnswerInCall {
  const tries = new LRUCache<MessageId, number>({ max: 10_000, ttl: 60_000 });

  return async (channel, request, account, message) => {
    const { answerInCall } = channel;
    if (!answerInCall) return undefined;
    const startedMs = deps.now().getTime();
    const tried = (tries.get(message.id) ?? 0) + 1;
    tries.set(message.id, tried);
    const passedMs = () => deps.now().getTime() - startedMs;
    while (passedMs() < ANSWER_WITHIN_MS) {
      const item = await takeAnswer(deps, message);
      if (item === 'none') return undefined;
      if (item) {
        try {
          return answerInCall(request, account, channel.render(item.content));
        } catch (error) {
          if (error instanceof DomainError) return undefined;
          throw error;
        }
      }
      await deps.pause(LOOK_EVERY_MS);
    }
    if (tried < MOST_TRIES) await deps.pause(Math.max(0, HUNG_UP_AFTER_MS - passedMs()));
    return undefined;
  };
}

/** The answer, which from now on counts as sent; undefined when there is none yet, `none` when there will be none. */
async function takeAnswer(
  { outbox, now, owner }: AnswerInCallDeps,
  message: StoredInboundMessage,
): Promise<OutboxItem | 'none' | undefined> {
  const { tenantId, conversationId } = message;
  const item = await outbox.find(tenantId, replyIdOf(message));
  if (!item || item.state === 'sending') return undefined;
  if (item.state === 'sent') return item;
  if (item.state !== 'pending') return 'none';
  const inLine = await outbox.head(tenantId, conversationId);
  if (!inLine) return undefined;
  const lease = { owner, until: new Date(now().getTime() + LEASE_MS) };
  if (inLine.item.id !== item.id) {
    // What stands before it missed its own call, and no other comes for it.
    const missed = inLine.item.state === 'pending' && (await outbox.claim(tenantId, inLine, lease));
    if (missed) {
      const detail = 'its call was over before it was made';
      await outbox.fail(tenantId, missed.id, owner, { reason: 'push-not-allowed', detail });
    }
    return undefined;
  }
  const claimed = await outbox.claim(tenantId, inLine, lease);
  if (!claimed) return undefined;
  const part = { platformMessageId: `call:${message.inbound.dedupeKey}`, isLast: true, now: now() };
  await outbox.markPartSent(tenantId, item.id, owner, part);
  return claimed;
}
