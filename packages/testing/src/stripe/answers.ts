import type { Answers } from './call.ts';
import { checkoutAnswers } from './checkout-sessions.ts';
import { creditGrantAnswers } from './credit-grants.ts';
import { customerAnswers } from './customers.ts';
import { eventAnswers } from './events.ts';
import { invoiceAnswers } from './invoices.ts';
import { meterEventAnswers } from './meter-events.ts';
import { meterAnswers } from './meters.ts';
import { portalAnswers } from './portal.ts';
import { priceAnswers } from './prices.ts';
import { productAnswers } from './products.ts';
import { subscriptionItemAnswers } from './subscription-items.ts';
import { subscriptionAnswers } from './subscriptions.ts';
import { eventSummaryAnswers } from './sum-usage.ts';
import { webhookEndpointAnswers } from './webhook-endpoints.ts';

/** Every call that the fake carries out. */
export const stripeAnswers: Answers = {
  ...checkoutAnswers,
  ...creditGrantAnswers,
  ...customerAnswers,
  ...eventAnswers,
  ...eventSummaryAnswers,
  ...invoiceAnswers,
  ...meterAnswers,
  ...meterEventAnswers,
  ...portalAnswers,
  ...priceAnswers,
  ...productAnswers,
  ...subscriptionAnswers,
  ...subscriptionItemAnswers,
  ...webhookEndpointAnswers,
};
