import { newTenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyNextPlans } from '../src/customer/apply-next-plans.ts';
import { changePlan } from '../src/customer/change-plan.ts';
import { ensureCustomer } from '../src/customer/ensure-customer.ts';
import { listInvoices } from '../src/customer/list-invoices.ts';
import { openPortal } from '../src/customer/open-portal.ts';
import { previewPlanChange } from '../src/customer/preview-plan-change.ts';
import { startCheckout } from '../src/customer/start-checkout.ts';
import { DAY_MS, HOUR_MS } from '../src/ledger/hours.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

describe.each(testDatabases())('a customer of Stripe, on $name', ({ open }) => {
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

  const account = (tenantId: Parameters<typeof desk.customerOf>[0]) => desk.stores.billingAccounts.find(tenantId);

  test('is made once for a tenant, whoever asks at the same time', async () => {
    const tenantId = newTenantId();
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => ensureCustomer(desk.deps, tenantId, { currency: 'EUR' })),
    );
    expect(new Set(ids).size).toBe(1);
    expect((await desk.deps.stripe.customers.list()).data.map(({ metadata }) => metadata)).toEqual([{ tenantId }]);
    expect(await account(tenantId)).toMatchObject({
      plan: 'free',
      currency: 'EUR',
      standing: 'none',
      customerId: ids[0],
    });
  });

  test('is found again after an answer that was lost, also when Stripe has forgotten the key', async () => {
    const tenantId = newTenantId();
    const lost = { ...desk.deps, accounts: { ...desk.deps.accounts, change: () => Promise.reject(new Error('died')) } };
    await expect(ensureCustomer(lost, tenantId, { currency: 'USD' })).rejects.toThrow('died');
    await desk.pass(3 * DAY_MS);
    const found = await ensureCustomer(desk.deps, tenantId, { currency: 'USD' });
    expect((await desk.deps.stripe.customers.list()).data.map(({ id }) => id)).toEqual([found]);
  });

  test('who subscribed by checkout is on the plan once Stripe says so, and billed by calendar months', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go', 'USD');
    expect(await account(tenantId)).toMatchObject({ plan: 'pay-as-you-go', currency: 'USD', standing: 'active' });
    const { subscriptionId } = (await account(tenantId)) ?? {};
    const subscription = await desk.deps.stripe.subscriptions.retrieve(subscriptionId ?? '');
    expect(subscription.billing_cycle_anchor).toBe(Date.parse('2026-05-01T00:00:00Z') / 1_000);
    expect(subscription.items.data.every(({ quantity }) => quantity === undefined)).toBe(true);
    const again = {
      plan: 'business',
      currency: 'USD',
      successUrl: 'https://x.example',
      cancelUrl: 'https://x.example',
    } as const;
    expect(await startCheckout(desk.deps, tenantId, again)).toEqual({ outcome: 'subscribed' });
  });

  test('a checkout cannot begin when the month ends before it may close', async () => {
    await desk.passTo('2026-04-30T23:40:00Z');
    const wish = {
      plan: 'business',
      currency: 'USD',
      successUrl: 'https://x.example',
      cancelUrl: 'https://x.example',
    } as const;
    const started = await startCheckout(desk.deps, newTenantId(), wish);
    expect(started).toEqual({ outcome: 'month-ends', at: new Date('2026-05-01T00:00:00Z') });
  });

  test('a second checkout closes the first, so that nobody subscribes twice', async () => {
    const tenantId = newTenantId();
    const wish = {
      plan: 'business',
      currency: 'USD',
      successUrl: 'https://x.example',
      cancelUrl: 'https://x.example',
    } as const;
    await startCheckout(desk.deps, tenantId, wish);
    await startCheckout(desk.deps, tenantId, wish);
    expect((await desk.deps.stripe.checkout.sessions.list({ status: 'open' })).data).toHaveLength(1);
  });

  test('a dearer plan is in force at once, and costs now what was announced', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.passTo('2026-05-16T12:00:00Z');
    const preview = await previewPlanChange(desk.deps, tenantId, 'business', { currency: 'USD' });
    expect(preview).toMatchObject({ from: 'pay-as-you-go', begins: 'now', currency: 'CNY', monthlyFee: 280_000_000 });
    expect(preview.dueNow).toBeGreaterThan(120_000_000);
    expect(preview.dueNow).toBeLessThan(150_000_000);
    expect(await changePlan(desk.deps, tenantId, 'business')).toMatchObject({
      outcome: 'changed',
      account: { plan: 'business' },
    });
    const { invoices } = await listInvoices(desk.deps, tenantId, { limit: 10 });
    expect(invoices[0]).toMatchObject({ status: 'paid', currency: 'CNY', total: preview.dueNow, due: 0 });
    expect(await changePlan(desk.deps, tenantId, 'business')).toMatchObject({ outcome: 'unchanged' });
  });

  test('of several who choose a plan at once one does, so that its fee is charged once', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    const chosen = await Promise.allSettled([1, 2, 3].map(() => changePlan(desk.deps, tenantId, 'business')));
    expect(chosen.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const lost = chosen.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(lost).toMatchObject([{ code: 'conflict' }, { code: 'conflict' }]);
    expect(await changePlan(desk.deps, tenantId, 'business')).toMatchObject({ outcome: 'unchanged' });
    const { invoices } = await listInvoices(desk.deps, tenantId, { limit: 10 });
    expect(invoices.filter(({ total }) => total > 0)).toHaveLength(1);
  });

  test('a dearer plan is not given to whom the card was declined, and nothing is owed', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    desk.fake.failPayments(await desk.customerOf(tenantId));
    await expect(changePlan(desk.deps, tenantId, 'business')).rejects.toMatchObject({ code: 'refused-by-platform' });
    expect(await account(tenantId)).toMatchObject({ plan: 'pay-as-you-go', standing: 'active' });
  });

  test('a cheaper plan begins with the next month, and its fee is charged no more', async () => {
    const tenantId = await desk.subscribe('business');
    expect(await previewPlanChange(desk.deps, tenantId, 'pay-as-you-go', { currency: 'USD' })).toMatchObject({
      begins: 'next-month',
      dueNow: 0,
    });
    await changePlan(desk.deps, tenantId, 'pay-as-you-go');
    expect(await account(tenantId)).toMatchObject({ plan: 'business', nextPlan: 'pay-as-you-go' });
    const before = (await listInvoices(desk.deps, tenantId, { limit: 10 })).invoices.length;
    await applyNextPlans(desk.deps);
    expect(await account(tenantId)).toMatchObject({ plan: 'business' });
    await desk.passTo('2026-05-01T00:04:00Z');
    await applyNextPlans(desk.deps);
    await applyNextPlans(desk.deps);
    const after = await account(tenantId);
    expect(after?.plan).toBe('pay-as-you-go');
    expect(after?.nextPlan).toBeUndefined();
    expect(after?.planChanges?.at(-1)).toEqual({ plan: 'pay-as-you-go', at: new Date('2026-05-01T00:00:00Z') });
    await desk.pass(2 * HOUR_MS);
    const { invoices } = await listInvoices(desk.deps, tenantId, { limit: 10 });
    expect(invoices.slice(0, invoices.length - before).map(({ total }) => total)).toEqual([0]);
  });

  test('who chooses the plan in force again has taken back what was chosen for later, for nothing', async () => {
    const tenantId = await desk.subscribe('business');
    await changePlan(desk.deps, tenantId, 'pay-as-you-go');
    const before = (await listInvoices(desk.deps, tenantId, { limit: 10 })).invoices.length;
    await changePlan(desk.deps, tenantId, 'business');
    expect((await account(tenantId))?.nextPlan).toBeUndefined();
    expect((await listInvoices(desk.deps, tenantId, { limit: 10 })).invoices).toHaveLength(before);
    await changePlan(desk.deps, tenantId, 'free');
    expect(await account(tenantId)).toMatchObject({ plan: 'business', nextPlan: 'free' });
    await changePlan(desk.deps, tenantId, 'business');
    expect((await account(tenantId))?.nextPlan).toBeUndefined();
    await desk.passTo('2026-05-01T03:00:00Z');
    await desk.pass(HOUR_MS);
    expect(await account(tenantId)).toMatchObject({ plan: 'business', standing: 'active' });
    const { invoices } = await listInvoices(desk.deps, tenantId, { limit: 10 });
    expect(invoices[0]).toMatchObject({ status: 'paid', total: 280_000_000 });
  });

  test('who goes back to free keeps the plan until the month is over, and is free then', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await changePlan(desk.deps, tenantId, 'free');
    expect(await account(tenantId)).toMatchObject({ plan: 'pay-as-you-go', nextPlan: 'free' });
    await desk.passTo('2026-05-01T03:00:00Z');
    const after = await account(tenantId);
    expect(after).toMatchObject({ plan: 'free', standing: 'ended' });
    expect([after?.nextPlan, after?.subscriptionId]).toEqual([undefined, undefined]);
    expect(await changePlan(desk.deps, tenantId, 'business')).toEqual({ outcome: 'checkout-needed' });
  });

  test('whose payment fails is past due from then until all is paid', async () => {
    const tenantId = await desk.subscribe('business');
    desk.fake.failPayments(await desk.customerOf(tenantId));
    await desk.passTo('2026-05-01T01:00:00Z');
    await desk.pass(HOUR_MS);
    const pastDue = await account(tenantId);
    expect(pastDue).toMatchObject({ plan: 'business', standing: 'past-due' });
    expect(pastDue?.pastDueSince).toEqual(new Date('2026-05-01T02:00:00Z'));
    await desk.pass(2 * DAY_MS);
    expect((await account(tenantId))?.pastDueSince).toEqual(pastDue?.pastDueSince);
    desk.fake.payOpenInvoices(await desk.customerOf(tenantId));
    await desk.fake.deliver();
    const paid = await account(tenantId);
    expect([paid?.standing, paid?.pastDueSince]).toEqual(['active', undefined]);
  });

  test('the portal is opened for whom something was paid, with plans left to us', async () => {
    const tenantId = await desk.subscribe('business');
    expect((await openPortal(desk.deps, tenantId, 'https://desk.example/billing')).url).toMatch(/^https?:/);
    const call = desk.fake.calls().findLast(({ path }) => path === '/v1/billing_portal/sessions');
    expect(call?.params).toMatchObject({
      configuration: expect.any(String),
      return_url: 'https://desk.example/billing',
    });
    await expect(openPortal(desk.deps, newTenantId(), 'https://x.example')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
