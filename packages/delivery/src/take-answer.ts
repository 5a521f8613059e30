import {
  type ConnectedAccount,
  DomainError,
  type MessageId,
  type RenderedPart,
  type TenantId,
} from '@answerdesk/domain';
import { cancelIfOvertaken } from './cancel-if-overtaken.ts';
import { leaseOf } from './lease.ts';
import type { DeliverDeps, ItemInLine } from './ports.ts';

export type TakeAnswerDeps = Pick<
  DeliverDeps,
  'outbox' | 'channels' | 'findFirstBotEpoch' | 'leaveToPeople' | 'now' | 'owner'
> & {
  readonly findItem: (tenantId: TenantId, itemId: MessageId) => Promise<ItemInLine['item'] | undefined>;
};

/** An answer to be said in the customer's own call; `waiting` when there is none yet, `none` when there will be none. */
export type TakenAnswer =
  | { readonly kind: 'answer'; readonly parts: readonly RenderedPart[] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'none' };

/**
 * Takes an answer out of the outbox to be said in the customer's own call, under the same rules as any send: nothing of a
 * bot's once the conversation has changed hands or its account went into shadow. It counts as sent from here on, so a
 * platform that calls again because it did not hear is given the same answer: the customer sees one.
 */
export async function takeAnswer(
  deps: TakeAnswerDeps,
  account: ConnectedAccount,
  tenantId: TenantId,
  itemId: MessageId,
  saidIn: string,
): Promise<TakenAnswer> {
  const item = await deps.findItem(tenantId, itemId);
  if (!item || item.state === 'sending') return { kind: 'waiting' };
  if (item.state !== 'pending' && item.state !== 'sent') return { kind: 'none' };
  const parts = render(deps, account, item);
  if (item.state === 'sent') {
    // The call it was said in was not heard, and by now an agent may have the pen.
    const firstEpoch = (await deps.findFirstBotEpoch(tenantId, item.conversationId)) ?? 0;
    const isOvertaken = item.botEpoch !== undefined && item.botEpoch < firstEpoch;
    return parts.length > 0 && !isOvertaken ? { kind: 'answer', parts } : { kind: 'none' };
  }
  const inLine = await deps.outbox.head(tenantId, item.conversationId);
  if (!inLine) return { kind: 'waiting' };
  const claimed = inLine.item.state === 'pending' && (await deps.outbox.claim(tenantId, inLine, leaseOf(deps)));
  if (!claimed) return { kind: 'waiting' };
  if (claimed.id !== item.id) {
    // What stands before it missed its own call, and no other comes for it.
    const detail = 'its call was over before it was made';
    await deps.outbox.fail(tenantId, claimed.id, deps.owner, { reason: 'push-not-allowed', detail });
    return { kind: 'waiting' };
  }
  const epoch = await deps.findFirstBotEpoch(tenantId, item.conversationId);
  if (await cancelIfOvertaken(deps, account, claimed, epoch)) return { kind: 'none' };
  if (parts.length === 0) {
    const detail = 'there is nothing that can be shown';
    await deps.outbox.fail(tenantId, item.id, deps.owner, { reason: 'content-refused', detail });
    return { kind: 'none' };
  }
  const part = { platformMessageId: saidIn, isLast: true, now: deps.now() };
  await deps.outbox.markPartSent(tenantId, item.id, deps.owner, part);
  // Storing it took time, in which an agent may have taken the pen.
  const [stored, firstEpoch = 0] = await Promise.all([
    deps.findItem(tenantId, item.id),
    deps.findFirstBotEpoch(tenantId, item.conversationId),
  ]);
  if (stored?.state !== 'sent') return { kind: 'none' };
  if (item.botEpoch !== undefined && item.botEpoch < firstEpoch) {
    const detail = 'an agent took the pen before it was said';
    await deps.outbox.failSent(tenantId, item.id, { reason: 'push-not-allowed', detail });
    return { kind: 'none' };
  }
  return { kind: 'answer', parts };
}

/** The parts of an item; none when it cannot be rendered. */
function render(
  { channels }: Pick<DeliverDeps, 'channels'>,
  { channel }: ConnectedAccount,
  { content }: ItemInLine['item'],
): readonly RenderedPart[] {
  try {
    return channels[channel].render(content);
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
