import { newTenantId, type TenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '../src/customer/change-plan.ts';
import { ensureCustomer } from '../src/customer/ensure-customer.ts';
import { startCheckout } from '../src/customer/start-checkout.ts';
import { syncAccount } from '../src/customer/sync-account.ts';
import { DAY_MS } from '../src/ledger/hours.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

describe.each(testDatabases())('a customer whom Stripe has no more, on $name', ({ open }) => {
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

  const account = (tenantId: TenantId) => desk.stores.billingAccounts.find(tenantId);

  async function subscribeAgain(at: BillingDesk, tenantId: TenantId): Promise<void> {
    const page = 'https://desk.example/';
    const wish = { plan: 'business', currency: 'EUR', successUrl: page, cancelUrl: page } as const;
    expect(await startCheckout(at.deps, tenantId, wish)).toMatchObject({ outcome: 'started' });
    const { data } = await at.deps.stripe.checkout.sessions.list({ status: 'open' });
    at.fake.completeCheckout(data[0]?.id ?? '');
    await at.fake.deliver();
  }

  test('is forgotten when Stripe says so, and the tenant can subscribe again', async () => {
    const tenantId = await desk.subscribe('business');
    const first = await desk.customerOf(tenantId);
    await desk.deps.stripe.customers.del(first);
    await desk.fake.deliver();
    const gone = await account(tenantId);
    expect(gone).toMatchObject({ plan: 'free', standing: 'ended' });
    expect([gone?.customerId, gone?.subscriptionId]).toEqual([undefined, undefined]);
    await subscribeAgain(desk, tenantId);
    const after = await account(tenantId);
    expect(after).toMatchObject({ plan: 'business', standing: 'active', currency: 'EUR' });
    expect(after?.customerId).not.toBe(first);
  });

  test('is found to be gone at the next checkout when nothing was heard of it', async () => {
    const tenantId = newTenantId();
    const first = await ensureCustomer(desk.deps, tenantId, { currency: 'EUR' });
    desk.fake.setWebhook({ url: 'http://127.0.0.1:1/', secret: 'whsec_test' });
    await desk.deps.stripe.customers.del(first);
    const second = await ensureCustomer(desk.deps, tenantId, { currency: 'EUR' });
    expect(second).not.toBe(first);
    expect(await account(tenantId)).toMatchObject({ customerId: second, standing: 'none' });
  });

  test('with the key of another account a tenant can subscribe there; looked at by night it keeps what it had', async () => {
    const tenantId = await desk.subscribe('business');
    const other = await openBillingDesk(database, { startAt: '2026-04-17T10:20:00Z' });
    try {
      const before = await account(tenantId);
      expect(await syncAccount(other.deps, tenantId, { keepsMissing: true })).toEqual(before);
      expect(other.alarms).toEqual(['the customer of a tenant is not in the account of this key of Stripe']);
      expect(await account(tenantId)).toEqual(before);
      expect(await changePlan(other.deps, tenantId, 'business')).toEqual({ outcome: 'checkout-needed' });
      await subscribeAgain(other, tenantId);
      expect(await account(tenantId)).toMatchObject({ plan: 'business', standing: 'active' });
    } finally {
      await other.close();
    }
  });

  test('a lost answer is looked for around each try, not among all customers since the first', async () => {
    const tenantId = newTenantId();
    const dying = {
      ...desk.deps,
      accounts: { ...desk.deps.accounts, change: () => Promise.reject(new Error('died')) },
    };
    await desk.deps.claims.claim(tenantId, desk.deps.now());
    await desk.pass(60 * DAY_MS);
    await expect(ensureCustomer(dying, tenantId, { currency: 'USD' })).rejects.toThrow('died');
    await desk.pass(60 * DAY_MS);
    const found = await ensureCustomer(desk.deps, tenantId, { currency: 'USD' });
    const all = await desk.deps.stripe.customers.list();
    expect(all.data.map(({ id }) => id)).toEqual([found]);
    const lists = desk.fake.calls().filter(({ method, path }) => method === 'GET' && path === '/v1/customers');
    expect(lists.slice(0, 2).map(({ params }) => params)).toEqual([
      expect.objectContaining({ created: { gte: expect.any(Number), lte: expect.any(Number) } }),
      expect.objectContaining({ created: { gte: expect.any(Number), lte: expect.any(Number) } }),
    ]);
  });
});
