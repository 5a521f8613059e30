import type { Account } from './account.ts';
import type { Subscription } from './stripe-objects.ts';

/** Ends a subscription now, and tells of it. */
export function endSubscription(
  account: Account,
  subscription: Subscription,
  reason: 'cancellation_requested' | 'payment_failed' = 'cancellation_requested',
): void {
  if (subscription.ended_at !== null) return;
  const now = account.nowS();
  subscription.status = 'canceled';
  subscription.canceled_at ??= now;
  subscription.ended_at = now;
  subscription.cancellation_details = { ...subscription.cancellation_details, reason };
  account.pendingLines.delete(subscription.id);
  account.emit('customer.subscription.deleted', subscription);
}
