import { type ChannelCapabilities, KEPT_FOR_PEOPLE, type OutboxItem } from '@answerdesk/domain';
import type { DeliverDeps, Refusal } from './ports.ts';

/**
 * Why an item may not be sent now for want of a window, before the platform is bothered; undefined when it may. The bot
 * leaves a window's last messages to people while something waits for one.
 */
export async function windowRefusal(
  { findWindow, now }: Pick<DeliverDeps, 'findWindow' | 'now'>,
  { window: rule }: Pick<ChannelCapabilities, 'window'>,
  { tenantId, conversationId, botEpoch }: OutboxItem,
): Promise<Refusal | undefined> {
  if (!rule) return undefined;
  const { window, isWaitingForPerson } = await findWindow(tenantId, conversationId, rule, now());
  // Where nothing is known the platform decides.
  if (!window) return undefined;
  if (!window.isOpen) return { reason: 'window-closed', detail: 'the customer wrote too long ago' };
  if (window.remaining === 0) return { reason: 'quota-used-up', detail: `all ${window.limit} messages are used` };
  if (botEpoch !== undefined && isWaitingForPerson && window.remaining <= KEPT_FOR_PEOPLE) {
    return { reason: 'quota-used-up', detail: `the last ${KEPT_FOR_PEOPLE} messages are kept for people` };
  }
  return undefined;
}
