import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, newTenantId, type TenantId, type UsageRule } from '@answerdesk/domain';
import { type FakeStripe, type FakeStripeOptions, startFakeStripe, type TestDatabase } from '@answerdesk/testing';
import { startCheckout } from '../src/customer/start-checkout.ts';
import { HOUR_MS, hourOf } from '../src/ledger/hours.ts';
import { recordUsage } from '../src/ledger/record-usage.ts';
import { refundUsage } from '../src/ledger/refund-usage.ts';
import type { Currency, PlanName } from '../src/plans.ts';
import type { ReconcileDeps } from '../src/reconcile/ports.ts';
import { createPace } from '../src/report/pace.ts';
import { setupBilling } from '../src/setup/setup-billing.ts';
import { connectStripe } from '../src/stripe.ts';
import type { WebhookDeps } from '../src/webhooks/ports.ts';
import { takeStripeEvent } from '../src/webhooks/take-stripe-event.ts';

const SECRET = 'whsec_test';
/** Each fake makes other ids, for several share a database. */
let seed = 0;

export type BillingDesk = Awaited<ReturnType<typeof openBillingDesk>>;

/** Everything of billing over one database and a fake Stripe, at a clock of its own; Stripe's webhooks come in over HTTP. */
export async function openBillingDesk(
  desk: Pick<TestDatabase, 'stores'>,
  options: Omit<FakeStripeOptions, 'now' | 'webhook'> & { readonly startAt: string },
) {
  const clock = { at: Date.parse(options.startAt) };
  const now = () => new Date(clock.at);
  const alarms: string[] = [];
  const fake: FakeStripe = await startFakeStripe({ seed: ++seed, ...options, now });
  const stripe = connectStripe({ secretKey: 'sk_test_desk', apiBase: new URL(fake.apiRoot) });
  const { stores } = desk;
  const deps: ReconcileDeps & WebhookDeps = {
    stripe,
    settings: { webhookSecrets: [SECRET], isLive: false },
    accounts: stores.billingAccounts,
    accountsOfAll: stores.billingAccounts,
    claims: stores.customerClaims,
    ledger: stores.ledger,
    sums: stores.usageSums,
    // What is over is settled.
    hours: {
      async listSettled(_tenantId, from, to) {
        const hours = [];
        for (let at = hourOf(from).getTime(); at < to.getTime() && at + HOUR_MS <= clock.at; at += HOUR_MS) {
          hours.push(new Date(at));
        }
        return hours;
      },
    },
    reports: stores.meterReports,
    leases: stores.leases,
    reconciliations: stores.reconciliations,
    events: stores.stripeEvents,
    pace: createPace({ callsPerSecond: Number.POSITIVE_INFINITY, now: () => clock.at, pause: async () => undefined }),
    alarm: (_facts, what) => alarms.push(what),
    now,
    random: () => 0.5,
    owner: newId(),
  };
  const taken: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const signature = String(request.headers['stripe-signature']);
    const outcome = await takeStripeEvent(deps, { rawBody: Buffer.concat(chunks), signature }).catch(String);
    taken.push(outcome);
    const isTaken = outcome === 'handled' || outcome === 'repeated' || outcome === 'ignored';
    response.writeHead(isTaken ? 200 : 503).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  fake.setWebhook({ url: webhookUrl, secret: SECRET });
  await setupBilling(stripe);

  return {
    deps,
    fake,
    stores,
    alarms,
    taken,
    webhookUrl,
    /** Lets time pass at Stripe and here; resolves when what Stripe told of it is dealt with. */
    async pass(ms: number): Promise<void> {
      clock.at += ms;
      await fake.advance(0);
      await fake.deliver();
    },
    async passTo(iso: string): Promise<void> {
      clock.at = Date.parse(iso);
      await fake.advance(0);
      await fake.deliver();
    },
    /** A tenant that has subscribed by Stripe's page. */
    async subscribe(plan: Exclude<PlanName, 'free'>, currency: Currency = 'CNY'): Promise<TenantId> {
      const tenantId = newTenantId();
      const started = await startCheckout(deps, tenantId, {
        plan,
        currency,
        successUrl: 'https://desk.example/ok',
        cancelUrl: 'https://desk.example/no',
      });
      if (started.outcome !== 'started') throw new Error(started.outcome);
      const sessions = await stripe.checkout.sessions.list({ status: 'open' });
      fake.completeCheckout(sessions.data[0]?.id ?? '');
      await fake.deliver();
      return tenantId;
    },
    /** Bot replies of a tenant in the hour of the clock, under the plan in force. */
    async use(tenantId: TenantId, rule: UsageRule, quantity: number): Promise<string> {
      const id = newId();
      const planOf = async () => (await stores.billingAccounts.find(tenantId))?.plan ?? 'free';
      const event = { id, tenantId, kind: 'bot-reply' as const, rule, quantity, at: now() };
      await recordUsage({ ledger: stores.ledger, planOf, wakeSumming: () => undefined }, event);
      return id;
    },
    async takeBack(tenantId: TenantId, of: string): Promise<void> {
      const refund = { tenantId, of, reason: 'rejected-by-customer' as const, at: now() };
      await refundUsage({ ledger: stores.ledger, wakeSumming: () => undefined }, refund);
    },
    async customerOf(tenantId: TenantId): Promise<string> {
      return (await stores.billingAccounts.find(tenantId))?.customerId ?? '';
    },
    async close(): Promise<void> {
      server.close();
      await fake.stop();
    },
  };
}
