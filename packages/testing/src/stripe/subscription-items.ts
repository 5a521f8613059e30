import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { changeItems, orNothing } from './change-items.ts';
import { differences } from './customers.ts';
import { pageOf } from './pages.ts';
import { type Params, text } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { Subscription, SubscriptionItem } from './stripe-objects.ts';
import { subscriptionOf } from './subscriptions.ts';

/** Items of subscriptions, one at a time. */
export const subscriptionItemAnswers: Answers = {
  'POST /v1/subscription_items': (account, { params }) => {
    const subscription = subscriptionOf(account, text(params, 'subscription') ?? '', 'subscription');
    const { subscription: _, payment_behavior: _behavior, proration_behavior: how, ...order } = params;
    change(account, subscription, order, how);
    return subscription.items.data.at(-1);
  },
  'GET /v1/subscription_items/{id}': (account, input) => itemOf(account, idOf(input)).item,
  'POST /v1/subscription_items/{id}': (account, input) => {
    const { subscription, item } = itemOf(account, idOf(input));
    const { proration_behavior: how, ...order } = input.params;
    change(account, subscription, { ...order, id: item.id }, how);
    return item;
  },
  'DELETE /v1/subscription_items/{id}': (account, input) => {
    const { subscription, item } = itemOf(account, idOf(input));
    if (subscription.items.data.length === 1) {
      throw refuse('A subscription must have at least one active plan. Cancel the subscription instead.');
    }
    const { proration_behavior: how, ...order } = input.params;
    change(account, subscription, { ...order, id: item.id, deleted: true }, how);
    return { id: item.id, object: 'subscription_item', deleted: true };
  },
  'GET /v1/subscription_items': (account, { params }) => {
    const subscription = subscriptionOf(account, text(params, 'subscription') ?? '', 'subscription');
    return pageOf('/v1/subscription_items', subscription.items.data.toReversed(), params);
  },
};

function change(account: Account, subscription: Subscription, order: Params, how: unknown): void {
  const before = structuredClone(subscription);
  const behavior = typeof how === 'string' ? how : 'create_prorations';
  orNothing(subscription, () => changeItems(account, subscription, [order], behavior));
  account.emit('customer.subscription.updated', subscription, differences(before, subscription));
}

function itemOf(account: Account, id: string): { subscription: Subscription; item: SubscriptionItem } {
  for (const subscription of account.subscriptions.values()) {
    const item = subscription.items.data.find((one) => one.id === id);
    if (item && subscription.ended_at === null) return { subscription, item };
  }
  throw missing('subscription item', id);
}
