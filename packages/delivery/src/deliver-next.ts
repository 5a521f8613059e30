import {
  type ConnectedAccount,
  type ConversationId,
  DomainError,
  type OutboxItem,
  type RenderedPart,
  type SendOutcome,
  type SendTarget,
  type TenantId,
} from '@answerdesk/domain';
import { cancelIfOvertaken } from './cancel-if-overtaken.ts';
import { LEAST_LEFT_MS, leaseOf } from './lease.ts';
import { keyOfPart } from './part-key.ts';
import type { DeliverDeps, ItemInLine, Refusal } from './ports.ts';
import { retryDelayMs } from './retry-delay.ts';
import { windowRefusal } from './window-refusal.ts';

const MOST_MOVES = 12;
const MOST_UNCERTAIN_SENDS = 6;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
const LOST_CLAIM_MS = 50;
const BEING_SENT_MS = 500;
/** How long an answer waits for the call it can go out in: a platform's last try is over by then. */
const CALL_AWAITED_MS = 20_000;

/**
 * How long it counts that nobody had the pen but the bot. Whoever takes it waits longer than this for what is being sent, so
 * no send begins after that.
 */
const SEEN_FOR_MS = 3_000;

/** The first epoch whose bot messages may be said, and when that was asked. */
export interface SeenEpoch {
  readonly epoch: number | undefined;
  readonly at: Date;
}

/** Reads from which epoch on bot messages may be said in an item's conversation, for `sendClaimed`. */
export async function readEpoch(
  { findFirstBotEpoch, now }: Pick<DeliverDeps, 'findFirstBotEpoch' | 'now'>,
  { tenantId, conversationId }: Pick<OutboxItem, 'tenantId' | 'conversationId'>,
): Promise<SeenEpoch> {
  const at = now();
  return { epoch: await findFirstBotEpoch(tenantId, conversationId), at };
}

function isOld({ now }: Pick<DeliverDeps, 'now'>, { at }: SeenEpoch): boolean {
  return now().getTime() - at.getTime() > SEEN_FOR_MS;
}

/** What one call did; `wait` says after how many ms to ask again. */
export type DeliveryStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'wait'; readonly forMs: number }
  | {
      readonly kind: 'stepped';
      readonly result: 'sent' | 'part-sent' | 'retry' | 'failed' | 'cancelled';
      readonly item: OutboxItem;
      /** Whether the line is not empty after this: another part, another try, another item. */
      readonly hasMore: boolean;
    };

/**
 * Takes one step with the first item in a conversation's line: sends its next part, or puts it off, or ends it.
 * Every step is stored before the next; call again until `idle`, after `forMs` when told to `wait`.
 */
export async function deliverNext(
  deps: DeliverDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<DeliveryStep> {
  const inLine = await deps.outbox.head(tenantId, conversationId);
  if (!inLine) return { kind: 'idle' };
  const now = deps.now();
  const notBeforeMs = inLine.notBefore.getTime() - now.getTime();
  if (notBeforeMs > 0) {
    // Another process is sending it, and will hardly need its whole lease.
    const isBeingSent = inLine.item.state === 'sending';
    return { kind: 'wait', forMs: isBeingSent ? Math.min(notBeforeMs, BEING_SENT_MS) : notBeforeMs };
  }

  const account = await deps.findAccount(tenantId, inLine.item.accountId);
  if (!account) {
    const orphan = await deps.outbox.claim(tenantId, inLine, leaseOf(deps));
    if (!orphan) return { kind: 'wait', forMs: LOST_CLAIM_MS };
    return fail(deps, inLine, orphan, 'account-removed', 'the account is not connected any more');
  }
  const heldMs = heldForCallMs(deps, account, inLine.item);
  if (heldMs > 0) return { kind: 'wait', forMs: heldMs };
  const channel = deps.channels[account.channel];
  const paceMs = deps.pacer.reserve(account, inLine.item, channel.capabilities);
  if (paceMs > 0) return { kind: 'wait', forMs: paceMs };

  const lease = leaseOf(deps);
  const item = await deps.outbox.claim(tenantId, inLine, lease);
  if (!item) return { kind: 'wait', forMs: LOST_CLAIM_MS };
  return sendClaimed(deps, account, { ...inLine, item }, await readEpoch(deps, item), lease.until);
}

/**
 * Sends the next part of an item that this process has claimed, unless the conversation has changed hands since the item
 * was made or the account went into shadow, and stores what became of it. `seen` was read
 * after the claim was stored.
 */
export async function sendClaimed(
  deps: DeliverDeps,
  account: ConnectedAccount,
  inLine: ItemInLine,
  seen: SeenEpoch,
  leasedUntil: Date,
): Promise<DeliveryStep> {
  const { item } = inLine;
  const channel = deps.channels[account.channel];
  const cancelled: DeliveryStep = { kind: 'stepped', result: 'cancelled', item, hasMore: inLine.hasMore };
  if (await cancelIfOvertaken(deps, account, item, seen.epoch)) return cancelled;
  if (isAnsweredInCall(deps, account)) {
    return fail(deps, inLine, item, 'push-not-allowed', "the account may only answer in a customer's own call");
  }
  const refusal = await windowRefusal(deps, channel.capabilities, item);
  if (refusal) return fail(deps, inLine, item, refusal.reason, refusal.detail);
  let parts: readonly RenderedPart[];
  try {
    parts = channel.render(item.content);
  } catch (error) {
    // Rendering is pure: what fails once fails always, and must not hold up what stands behind it.
    const why = error instanceof DomainError ? error.message : 'the message could not be rendered';
    return fail(deps, inLine, item, 'content-refused', why);
  }
  const part = parts[item.sentParts.length];
  if (!part) return fail(deps, inLine, item, 'content-refused', 'there is nothing to send');
  for (let last = seen; isOld(deps, last); ) {
    last = await readEpoch(deps, item);
    if (await cancelIfOvertaken(deps, account, item, last.epoch)) return cancelled;
  }
  // Whoever stood still may have lost it to another process, or would lose it while sending.
  if (leasedUntil.getTime() - deps.now().getTime() < LEAST_LEFT_MS) {
    const untried = { notBefore: deps.now(), isAttempt: false, isUncertain: false };
    await deps.outbox.postpone(item.tenantId, item.id, deps.owner, untried);
    return { kind: 'wait', forMs: LOST_CLAIM_MS };
  }
  const outcome = await channel.send(account, targetOf(item), part);
  return record(deps, account, inLine, outcome, item.sentParts.length + 1 === parts.length);
}

async function record(
  deps: DeliverDeps,
  account: ConnectedAccount,
  inLine: ItemInLine,
  outcome: SendOutcome,
  isLast: boolean,
): Promise<DeliveryStep> {
  const { item } = inLine;
  const { tenantId } = item;
  const nowMs = deps.now().getTime();
  switch (outcome.kind) {
    case 'sent':
      await deps.outbox.markPartSent(tenantId, item.id, deps.owner, {
        platformMessageId: outcome.platformMessageId,
        isLast,
        now: deps.now(),
      });
      if (isLast && item.turn?.handledAs === 'handover') await handOver(deps, account, item);
      return { kind: 'stepped', result: isLast ? 'sent' : 'part-sent', item, hasMore: !isLast || inLine.hasMore };
    case 'moved':
      if (item.attempts + 1 >= MOST_MOVES) return fail(deps, inLine, item, 'gave-up', 'the chat moves without end');
      await deps.outbox.postpone(tenantId, item.id, deps.owner, {
        notBefore: new Date(nowMs),
        isAttempt: true,
        isUncertain: false,
        chatKey: outcome.chatKey,
      });
      return { kind: 'stepped', result: 'retry', item, hasMore: true };
    case 'retry': {
      const isToldWhen = outcome.retryAfterMs !== undefined;
      if (isToldWhen) deps.pacer.hold(account, item, outcome.scope ?? 'chat', outcome.retryAfterMs);
      const isLate = nowMs - item.createdAt.getTime() > GIVE_UP_AFTER_MS;
      // What never left can be tried for a day; what may have arrived would be repeated each time.
      if (isLate || (outcome.mayHaveArrived && item.uncertainSends + 1 >= MOST_UNCERTAIN_SENDS)) {
        return fail(deps, inLine, item, 'gave-up', outcome.detail);
      }
      await deps.outbox.postpone(tenantId, item.id, deps.owner, {
        notBefore: new Date(nowMs + (outcome.retryAfterMs ?? retryDelayMs(item.attempts, deps.random))),
        isAttempt: !isToldWhen,
        isUncertain: outcome.mayHaveArrived,
      });
      return { kind: 'stepped', result: 'retry', item, hasMore: true };
    }
    case 'refused':
      if (outcome.reason === 'push-not-allowed') await deps.learnNoPush(account);
      if (outcome.reason === 'blocked-by-contact') await deps.markUnreachable(tenantId, item.contactId);
      return fail(deps, inLine, item, outcome.reason, outcome.detail);
  }
}

async function fail(
  deps: DeliverDeps,
  { hasMore }: ItemInLine,
  item: OutboxItem,
  reason: Refusal['reason'],
  detail: string,
): Promise<DeliveryStep> {
  await deps.outbox.fail(item.tenantId, item.id, deps.owner, { reason, detail: detail.slice(0, 500) });
  return { kind: 'stepped', result: 'failed', item, hasMore };
}

/**
 * Gives a conversation to the platform's own inbox where its tenant wants that, once its last message is known to be sent:
 * the lease is not long enough for both. Where a process dies in between, or the platform will not, people have it here.
 */
async function handOver(deps: DeliverDeps, account: ConnectedAccount, item: OutboxItem): Promise<void> {
  const outcome = await deps.channels[account.channel].handOver?.(account, targetOf(item));
  if (outcome && outcome.kind !== 'handed-over' && outcome.kind !== 'kept') {
    deps.note({ accountId: account.id, detail: outcome.detail }, 'handing over to the platform failed');
  }
}

/** For how many ms more an item must wait for the customer's call that it is to be the answer to; 0 when it need not. */
export function heldForCallMs(
  deps: Pick<DeliverDeps, 'channels' | 'now'>,
  account: ConnectedAccount,
  { createdAt }: Pick<OutboxItem, 'createdAt'>,
): number {
  if (!isAnsweredInCall(deps, account)) return 0;
  return Math.max(0, createdAt.getTime() + CALL_AWAITED_MS - deps.now().getTime());
}

function isAnsweredInCall(
  { channels }: Pick<DeliverDeps, 'channels'>,
  { channel, settings }: ConnectedAccount,
): boolean {
  return settings['pushes'] === false && channels[channel].answerInCall !== undefined;
}

function targetOf(item: OutboxItem): SendTarget {
  const { chatKey, isGroup, replyHandle, agentName } = item;
  return {
    chatKey,
    isGroup,
    idempotencyKey: keyOfPart(item),
    ...(replyHandle !== undefined && { replyHandle }),
    ...(agentName !== undefined && { agentName }),
  };
}
