import { newTenantId, type TenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePlan } from '../src/customer/change-plan.ts';
import { listInvoices } from '../src/customer/list-invoices.ts';
import { startCheckout } from '../src/customer/start-checkout.ts';
import { syncAccount } from '../src/customer/sync-account.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

const wish = { plan: 'business', successUrl: 'https://x.example', cancelUrl: 'https://x.example' } as const;

describe.each(testDatabases())('plans and currencies of a month that ends, on $name', ({ open }) => {
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
  const paidOf = async (tenantId: TenantId) =>
    (await listInvoices(desk.deps, tenantId, { limit: 10 })).invoices.map(({ total }) => total);

  test('who takes a downgrade back after the month ended pays the fee of the new one', async () => {
    const tenantId = await desk.subscribe('business');
    await changePlan(desk.deps, tenantId, 'pay-as-you-go');
    await desk.passTo('2026-05-01T00:00:20Z');
    const before = (await paidOf(tenantId)).length;
    expect(await changePlan(desk.deps, tenantId, 'business')).toMatchObject({ account: { plan: 'business' } });
    const [fee = 0, ...earlier] = await paidOf(tenantId);
    expect(earlier).toHaveLength(before);
    expect(fee).toBeGreaterThan(279_000_000);
    const changes = (await account(tenantId))?.planChanges?.slice(-2);
    expect(changes?.map(({ plan, at }) => [plan, at.toISOString()])).toEqual([
      ['pay-as-you-go', '2026-05-01T00:00:00.000Z'],
      ['business', '2026-05-01T00:00:20.000Z'],
    ]);
  });

  test('no plan is changed in the last moments of a month', async () => {
    const tenantId = await desk.subscribe('business');
    await desk.passTo('2026-04-30T23:59:45Z');
    await expect(changePlan(desk.deps, tenantId, 'pay-as-you-go')).rejects.toMatchObject({ code: 'conflict' });
    expect(await account(tenantId)).toMatchObject({ plan: 'business', standing: 'active' });
  });

  test('a downgrade that is seen only in the next month began with it', async () => {
    const tenantId = await desk.subscribe('business');
    desk.fake.setWebhook({ url: 'http://127.0.0.1:1/', secret: 'whsec_test' });
    const dying = { ...desk.deps.accounts, change: () => Promise.reject(new Error('died')) };
    await expect(changePlan({ ...desk.deps, accounts: dying }, tenantId, 'pay-as-you-go')).rejects.toThrow('died');
    expect(await account(tenantId)).toMatchObject({ plan: 'business' });
    const now = () => new Date('2026-05-01T00:10:00Z');
    await desk.fake.advance(now().getTime() - desk.deps.now().getTime());
    const after = await syncAccount({ ...desk.deps, now }, tenantId);
    expect([after?.plan, after?.nextPlan]).toEqual(['pay-as-you-go', undefined]);
    expect(after?.planChanges?.at(-1)?.at).toEqual(new Date('2026-05-01T00:00:00Z'));
  });

  test('an account is in the currency that was paid in, whatever was begun and left', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go', 'CNY');
    await changePlan(desk.deps, tenantId, 'free');
    await desk.passTo('2026-05-01T03:00:00Z');
    expect(await startCheckout(desk.deps, tenantId, { ...wish, currency: 'EUR' })).toMatchObject({
      outcome: 'started',
    });
    expect(await account(tenantId)).toMatchObject({ currency: 'CNY' });
    const other = newTenantId();
    await startCheckout(desk.deps, other, { ...wish, currency: 'USD' });
    await desk.stores.billingAccounts.change(other, { currency: 'EUR' }, { at: desk.deps.now() });
    const customer = await desk.customerOf(other);
    const { data } = await desk.deps.stripe.checkout.sessions.list({ status: 'open', customer });
    desk.fake.completeCheckout(data[0]?.id ?? '');
    await desk.fake.deliver();
    expect(await account(other)).toMatchObject({ currency: 'USD', plan: 'business' });
  });

  test('a cap ends with the currency that it was meant in, and somebody is told', async () => {
    const tenantId = newTenantId();
    await startCheckout(desk.deps, tenantId, { ...wish, currency: 'EUR' });
    const cap = { currency: 'CNY', monthlyCap: 100_000_000 } as const;
    await desk.stores.billingAccounts.change(tenantId, cap, { at: desk.deps.now() });
    const { data } = await desk.deps.stripe.checkout.sessions.list({ status: 'open' });
    desk.fake.completeCheckout(data[0]?.id ?? '');
    await desk.fake.deliver();
    const after = await account(tenantId);
    expect([after?.currency, after?.monthlyCap]).toEqual(['EUR', undefined]);
    expect(desk.alarms).toEqual(['a cap ended with the currency that it was meant in']);
  });
});
