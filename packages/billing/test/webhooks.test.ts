import { createHmac } from 'node:crypto';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { syncAccount } from '../src/customer/sync-account.ts';
import { syncAccounts } from '../src/customer/sync-accounts.ts';
import { DAY_MS, HOUR_MS } from '../src/ledger/hours.ts';
import { takeStripeEvent } from '../src/webhooks/take-stripe-event.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

const SECRET = 'whsec_test';

describe.each(testDatabases())('webhooks of Stripe, on $name', ({ open }) => {
  let database: TestDatabase;
  let desk: BillingDesk;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    desk = await openBillingDesk(database, { startAt: '2026-04-16T10:20:00Z' });
  });
  afterEach(() => desk.close());

  function signed(body: object, { secret = SECRET, ageS = 0 } = {}) {
    const text = JSON.stringify(body);
    const at = Math.floor(desk.deps.now().getTime() / 1_000) - ageS;
    const hash = createHmac('sha256', secret).update(`${at}.${text}`).digest('hex');
    return { rawBody: Buffer.from(text), signature: `t=${at},v1=${hash}` };
  }
  const eventOf = (customer: string, more: object = {}) => ({
    id: `evt_${Math.random()}`,
    object: 'event',
    type: 'customer.subscription.updated',
    livemode: false,
    data: { object: { id: 'sub_1', object: 'subscription', customer } },
    ...more,
  });

  test('nobody is believed without a signature that is ours, whole and fresh', async () => {
    const customer = await desk.customerOf(await desk.subscribe('business'));
    const event = eventOf(customer);
    const { rawBody, signature } = signed(event);
    const tampered = Buffer.from(rawBody.toString().replace('sub_1', 'sub_2'));
    const bad = [
      signed(event, { secret: 'whsec_other' }),
      signed(event, { ageS: 301 }),
      { rawBody, signature: '' },
      { rawBody, signature: 'v1=x' },
      { rawBody: tampered, signature },
      { rawBody: Buffer.alloc(0), signature },
      { rawBody: Buffer.from('no json'), signature },
    ];
    for (const webhook of bad) expect(await takeStripeEvent(desk.deps, webhook)).toBe('unsigned');
    expect(await takeStripeEvent(desk.deps, signed(event, { ageS: 299 }))).toBe('handled');
  });

  test('each of several secrets is good, so that one can be changed', async () => {
    const customer = await desk.customerOf(await desk.subscribe('business'));
    const deps = { ...desk.deps, settings: { webhookSecrets: ['whsec_old', SECRET], isLive: false } };
    expect(await takeStripeEvent(deps, signed(eventOf(customer), { secret: 'whsec_old' }))).toBe('handled');
    expect(await takeStripeEvent(deps, signed(eventOf(customer)))).toBe('handled');
  });

  test('another mode, a customer who is not ours, and what does not matter are taken without a word', async () => {
    const customer = await desk.customerOf(await desk.subscribe('business'));
    const before = desk.fake.calls().length;
    const ignored = [
      eventOf(customer, { livemode: true }),
      eventOf('cus_of_somebody_else'),
      eventOf(customer, { type: 'charge.succeeded' }),
      eventOf(customer, { data: { object: { id: 'x', object: 'subscription', customer: null } } }),
    ];
    for (const event of ignored) expect(await takeStripeEvent(desk.deps, signed(event))).toBe('ignored');
    expect(desk.fake.calls()).toHaveLength(before);
  });

  test('an event is dealt with once, but again as long as that failed or its process died', async () => {
    const tenantId = await desk.subscribe('business');
    const event = signed(eventOf(await desk.customerOf(tenantId)));
    const failing = {
      ...desk.deps,
      accounts: { ...desk.deps.accounts, find: () => Promise.reject(new Error('down')) },
    };
    await expect(takeStripeEvent(failing, event)).rejects.toThrow('down');
    let died: Promise<unknown> | undefined;
    const stuck = {
      ...desk.deps,
      accounts: { ...desk.deps.accounts, find: () => new Promise<never>(() => undefined) },
    };
    await new Promise<void>((claimed) => {
      const claim: typeof desk.deps.events.claim = async (...given) => {
        const outcome = await desk.deps.events.claim(...given);
        claimed();
        return outcome;
      };
      died = takeStripeEvent({ ...stuck, events: { ...desk.deps.events, claim } }, event);
    });
    expect(died).toBeDefined();
    expect(await takeStripeEvent(desk.deps, event)).toBe('busy');
    await desk.pass(61_000);
    expect(await takeStripeEvent(desk.deps, event)).toBe('handled');
    expect(await takeStripeEvent(desk.deps, event)).toBe('repeated');
  });

  test('events in any order and more than once end in what Stripe says now', async () => {
    const tenantId = await desk.subscribe('business');
    const customer = await desk.customerOf(tenantId);
    desk.fake.failPayments(customer);
    await desk.passTo('2026-05-01T02:00:00Z');
    await desk.pass(HOUR_MS);
    expect(await desk.stores.billingAccounts.find(tenantId)).toMatchObject({ standing: 'past-due' });
    desk.fake.payOpenInvoices(customer);
    await desk.fake.deliver();
    for (const event of desk.fake.events().toReversed()) await takeStripeEvent(desk.deps, signed(event));
    expect(await desk.stores.billingAccounts.find(tenantId)).toMatchObject({ plan: 'business', standing: 'active' });
  });

  test('of two who ask Stripe at once the older answer does not win', async () => {
    const tenantId = await desk.subscribe('business');
    const customer = await desk.customerOf(tenantId);
    desk.fake.setWebhook({ url: 'http://127.0.0.1:1/', secret: SECRET });
    const { stripe } = desk.deps;
    const list = stripe.subscriptions.list.bind(stripe.subscriptions);
    let slow = true;
    const subscriptions = Object.assign(Object.create(stripe.subscriptions), {
      async list(...given: Parameters<typeof list>) {
        const answer = await list(...given);
        if (slow) {
          slow = false;
          await stripe.subscriptions.cancel((await desk.stores.billingAccounts.find(tenantId))?.subscriptionId ?? '');
          await syncAccount(desk.deps, tenantId);
        }
        return answer;
      },
    });
    await desk.stores.billingAccounts.change(tenantId, { pastDueSince: new Date(0) }, { at: new Date(0) });
    await syncAccount({ ...desk.deps, stripe: Object.assign(Object.create(stripe), { subscriptions }) }, tenantId);
    expect(customer).not.toBe('');
    expect(await desk.stores.billingAccounts.find(tenantId)).toMatchObject({ plan: 'free', standing: 'ended' });
  });

  test('what no webhook told is taken over once a day, of every tenant, whoever else’s turn fails', async () => {
    const tenantIds = [await desk.subscribe('business'), await desk.subscribe('pay-as-you-go')];
    desk.fake.setWebhook({ url: 'http://127.0.0.1:1/', secret: SECRET });
    for (const tenantId of tenantIds) {
      const { subscriptionId } = (await desk.stores.billingAccounts.find(tenantId)) ?? {};
      await desk.deps.stripe.subscriptions.cancel(subscriptionId ?? '');
    }
    const listPaying: typeof desk.deps.accountsOfAll.listPaying = async (options) =>
      (await desk.deps.accountsOfAll.listPaying(options)).filter((one) => tenantIds.includes(one.tenantId));
    const find: typeof desk.deps.accounts.find = (tenantId) =>
      tenantId === tenantIds[0] ? Promise.reject(new Error('down')) : desk.deps.accounts.find(tenantId);
    const accountsOfAll = { ...desk.deps.accountsOfAll, listPaying };
    await syncAccounts({ ...desk.deps, accountsOfAll, accounts: { ...desk.deps.accounts, find } });
    const standings = () =>
      Promise.all(tenantIds.map(async (one) => (await desk.stores.billingAccounts.find(one))?.standing));
    expect(await standings()).toEqual(['active', 'ended']);
    expect(desk.alarms).toEqual(['how a subscription stands could not be taken over']);
    await syncAccounts({ ...desk.deps, accountsOfAll });
    expect(await standings()).toEqual(['ended', 'ended']);
  });

  test('a second subscription of a tenant is ended, and somebody is told', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    const customer = await desk.customerOf(tenantId);
    const { data } = await desk.deps.stripe.prices.list({ lookup_keys: ['answerdesk_payg_generated_cny'] });
    const { id } = await desk.deps.stripe.subscriptions.create({
      customer,
      items: [{ price: data[0]?.id ?? '' }],
      metadata: { tenantId },
    });
    await desk.fake.deliver();
    expect(await desk.deps.stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'canceled' });
    expect(await desk.stores.billingAccounts.find(tenantId)).toMatchObject({
      plan: 'pay-as-you-go',
      standing: 'active',
    });
    expect(desk.alarms).toContain('a second subscription of a tenant was ended; see what it was paid');
  });

  test('usage that Stripe could not count is fetched from its thin event, kept, and told', async () => {
    await desk.deps.stripe.billing.meterEvents.create({
      event_name: 'answerdesk_payg_faq_exact',
      identifier: 'a-report',
      payload: { stripe_customer_id: 'cus_nobody', value: '3' },
    });
    await desk.pass(HOUR_MS);
    const alarms = await desk.stores.stripeEvents.listAlarms(new Date(desk.deps.now().getTime() - DAY_MS), 10);
    expect(alarms).toMatchObject([{ type: 'v1.billing.meter.error_report_triggered', reports: ['a-report'] }]);
    expect(desk.alarms).toEqual(['Stripe could not count usage that it was told']);
    await desk.stores.stripeEvents.forget(new Date(desk.deps.now().getTime() + 1));
    expect(await desk.stores.stripeEvents.listAlarms(new Date(0), 10)).toEqual([]);
  });
});
