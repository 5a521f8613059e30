import { newTenantId } from '@answerdesk/domain';
import { type StripeFault, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../src/ledger/hours.ts';
import type { ReconcileDeps } from '../src/reconcile/ports.ts';
import { reconcile } from '../src/reconcile/reconcile.ts';
import { reportUsage } from '../src/report/report-usage.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

const EXACT = 'answerdesk_payg_faq_exact';

describe.each(testDatabases())('ledger and Stripe compared, on $name', ({ open }) => {
  let database: TestDatabase;
  let desk: BillingDesk;
  let fault: StripeFault | undefined;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    desk = await openBillingDesk(database, {
      startAt: '2026-04-16T10:20:00Z',
      faults: ({ path }) => (path === '/v1/billing/meter_events' ? fault : undefined),
    });
  });
  afterEach(async () => {
    fault = undefined;
    await desk.close();
  });

  /** The night's reconciliation of a tenant, with tenants of other tests left alone. */
  async function nextNight(tenantId: Parameters<BillingDesk['customerOf']>[0], others: Partial<ReconcileDeps> = {}) {
    const day = new Date(Math.floor(desk.deps.now().getTime() / DAY_MS) * DAY_MS + DAY_MS + 4 * HOUR_MS);
    await desk.passTo(day.toISOString());
    const listPaying: typeof desk.deps.accountsOfAll.listPaying = async () => {
      const account = await desk.stores.billingAccounts.find(tenantId);
      return account ? [account] : [];
    };
    const outcome = await reconcile({
      ...desk.deps,
      ...others,
      accountsOfAll: { ...desk.deps.accountsOfAll, listPaying },
    });
    const [last] = await desk.stores.reconciliations.list(tenantId, 1);
    return { outcome, last };
  }

  test('all is even when each hour was told and counted, once a day', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    const { outcome, last } = await nextNight(tenantId);
    expect(outcome).toEqual({ looked: 1, uneven: 0, late: 0, open: 0, wrongSums: 0, alarms: 0 });
    expect(last).toMatchObject({
      isEven: true,
      meters: [{ meter: EXACT, used: 7, reported: 7, sent: 7, counted: 7, credited: 0, late: 0, differences: [] }],
    });
    expect(desk.alarms).toEqual([]);
    const before = desk.fake.calls().length;
    expect(await reconcile(desk.deps)).toBeUndefined();
    expect(desk.fake.calls()).toHaveLength(before);
  });

  test('what somebody else told Stripe of the customer is found, to the hour', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.deps.stripe.billing.meterEvents.create({
      event_name: EXACT,
      timestamp: Date.parse('2026-04-16T09:30:00Z') / 1_000,
      payload: { stripe_customer_id: await desk.customerOf(tenantId), value: '2' },
    });
    const { outcome, last } = await nextNight(tenantId);
    expect(outcome).toMatchObject({ uneven: 1 });
    expect(last?.meters[0]?.differences).toEqual([
      { hour: new Date('2026-04-16T09:00:00Z'), used: 0, reported: 0, sent: 0, counted: 2 },
    ]);
    expect(desk.alarms).toContain('the ledger and Stripe do not say the same');
  });

  test('what Stripe took and lost is found, with what it said of that', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    const { customerId } = (await desk.stores.billingAccounts.find(tenantId)) ?? {};
    const listPaying: typeof desk.deps.accountsOfAll.listPaying = async () => {
      const account = await desk.stores.billingAccounts.find(tenantId);
      return account ? [{ ...account, customerId: 'cus_gone' }] : [];
    };
    await reportUsage({ ...desk.deps, accountsOfAll: { ...desk.deps.accountsOfAll, listPaying } });
    const { last } = await nextNight(tenantId);
    expect(customerId).not.toBe('cus_gone');
    expect(last).toMatchObject({ isEven: false, meters: [{ used: 7, sent: 7, counted: 0 }], notices: [{}] });
  });

  test('what was never heard of is settled by the night, and nothing counts twice', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    fault = { kind: 'reset-after' };
    await reportUsage(desk.deps);
    fault = { kind: 'error', status: 503 };
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    const first = await nextNight(tenantId);
    expect(first.outcome).toMatchObject({ open: 1, uneven: 0 });
    const second = await nextNight(tenantId);
    expect(second.last).toMatchObject({ isEven: true, meters: [{ used: 7, reported: 7, counted: 7 }] });
    expect(desk.fake.counted(await desk.customerOf(tenantId), EXACT)).toBe(7);
  });

  test('a correction weeks later is credited by the night, and all is even again', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    const id = await desk.use(tenantId, 'faq-exact', 2);
    await desk.use(tenantId, 'faq-exact', 5);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.pass(20 * DAY_MS);
    await desk.takeBack(tenantId, id);
    const { last } = await nextNight(tenantId);
    expect(last).toMatchObject({ isEven: true, meters: [{ used: 5, reported: 5, credited: 2, sent: 7, counted: 7 }] });
  });

  test('usage too old to be billed is named every night it is looked at', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 2);
    await desk.pass(35 * DAY_MS);
    const { outcome, last } = await nextNight(tenantId);
    expect(outcome).toMatchObject({ late: 2, uneven: 1 });
    expect(last).toMatchObject({ isEven: false, meters: [{ used: 2, late: 2, sent: 0, counted: 0 }] });
  });

  test('sums that are not what the events come to are found, though Stripe was told the same', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    const sums: ReconcileDeps['sums'] = {
      ...desk.deps.sums,
      async read(...asked) {
        const cells = await desk.deps.sums.read(...asked);
        return cells.map((cell) => ({ ...cell, quantity: cell.quantity + 1 }));
      },
    };
    await desk.pass(HOUR_MS);
    await reportUsage({ ...desk.deps, sums });
    const { outcome, last } = await nextNight(tenantId, { sums });
    expect(outcome).toMatchObject({ uneven: 1, wrongSums: 1 });
    expect(last).toMatchObject({
      isEven: false,
      meters: [{ used: 8, counted: 8, differences: [] }],
      sums: [{ hour: new Date('2026-04-16T10:00:00Z'), events: 7, sums: 8 }],
    });
    expect(desk.alarms).toContain('the sums are not what the events come to');
    expect(desk.alarms).not.toContain('the ledger and Stripe do not say the same');
  });

  test('what is written while the sums are compared is no difference', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    const id = await desk.use(tenantId, 'faq-exact', 7);
    let hasWritten = false;
    const ledger: ReconcileDeps['ledger'] = {
      async recount(...asked) {
        const cells = await desk.stores.ledger.recount(...asked);
        if (!hasWritten) await desk.takeBack(tenantId, id);
        hasWritten = true;
        return cells;
      },
    };
    const { last } = await nextNight(tenantId, { ledger });
    expect(hasWritten).toBe(true);
    expect(last?.sums).toEqual([]);
  });

  test('what Stripe counts of a meter that nothing was ever reported of is found', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.deps.stripe.billing.meterEvents.create({
      event_name: 'answerdesk_business_generated',
      timestamp: Date.parse('2026-04-16T09:30:00Z') / 1_000,
      payload: { stripe_customer_id: await desk.customerOf(tenantId), value: '2' },
    });
    const { last } = await nextNight(tenantId);
    expect(last).toMatchObject({ isEven: false, meters: [{ meter: 'answerdesk_business_generated', counted: 2 }] });
  });

  test('an invoice that bills something else than the ledger of its month is found some days later', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    const id = await desk.use(tenantId, 'faq-exact', 2);
    await desk.use(tenantId, 'faq-exact', 5);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.passTo('2026-04-30T23:30:00Z');
    await desk.takeBack(tenantId, id);
    await reportUsage({ ...desk.deps }, { backMs: 20 * DAY_MS });
    await desk.passTo('2026-05-01T00:10:00Z');
    await desk.passTo('2026-05-03T12:00:00Z');
    expect((await nextNight(tenantId)).last).toMatchObject({ isEven: true, invoices: [] });
    const right = await nextNight(tenantId);
    expect(right.last).toMatchObject({ isEven: true, invoices: [], meters: [{ used: 5, credited: 2, counted: 7 }] });
    const { stripe } = desk.deps;
    const billed = async (...asked: Parameters<typeof stripe.invoices.listLineItems>) => {
      const lines = await stripe.invoices.listLineItems(...asked);
      return { ...lines, data: lines.data.map((line) => ({ ...line, quantity: (line.quantity ?? 0) && 6 })) };
    };
    const invoices = new Proxy(stripe.invoices, {
      get: (of, name) => (name === 'listLineItems' ? billed : Reflect.get(of, name, of)),
    });
    const lying = new Proxy(stripe, {
      get: (of, name) => (name === 'invoices' ? invoices : Reflect.get(of, name, of)),
    });
    const { last } = await nextNight(tenantId, { stripe: lying });
    expect(last).toMatchObject({
      isEven: false,
      invoices: [{ meter: EXACT, month: new Date('2026-04-01T00:00:00Z'), used: 5, credited: 2, invoiced: 6 }],
    });
    expect(desk.alarms).toContain('an invoice and the ledger do not say the same');
  });

  test('what a subscription used that ended within its month is on no invoice, and named', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    const { subscriptionId = '' } = (await desk.stores.billingAccounts.find(tenantId)) ?? {};
    await desk.deps.stripe.subscriptions.cancel(subscriptionId);
    await desk.passTo('2026-05-05T12:00:00Z');
    const { last } = await nextNight(tenantId);
    expect(last).toMatchObject({ isEven: false, invoices: [{ meter: EXACT, used: 7, credited: 0, invoiced: 0 }] });
    expect(desk.alarms).toContain('an invoice and the ledger do not say the same');
  });

  test('a tenant that another process reports for is left for the next turn', async () => {
    const tenantId = await desk.subscribe('pay-as-you-go');
    await desk.use(tenantId, 'faq-exact', 7);
    const until = new Date('2026-04-17T05:00:00Z');
    await desk.pass(HOUR_MS);
    await desk.deps.leases.claim(tenantId, 'report-usage', { owner: 'another', now: desk.deps.now(), until });
    expect((await nextNight(tenantId)).last).toBeUndefined();
    await desk.deps.leases.release(tenantId, 'report-usage', 'another');
    expect((await nextNight(tenantId)).last).toMatchObject({ isEven: true, open: 1 });
    expect((await nextNight(tenantId)).last).toMatchObject({ isEven: true, meters: [{ used: 7, counted: 7 }] });
  });

  test('whoever is looked at later in the day does not hide what the night found', async () => {
    const [wrong, newcomer] = [await desk.subscribe('pay-as-you-go'), await desk.subscribe('pay-as-you-go')];
    await desk.deps.stripe.billing.meterEvents.create({
      event_name: EXACT,
      timestamp: Date.parse('2026-04-16T09:30:00Z') / 1_000,
      payload: { stripe_customer_id: await desk.customerOf(wrong), value: '2' },
    });
    expect((await nextNight(wrong)).outcome).toMatchObject({ looked: 1, uneven: 1 });
    await desk.pass(6 * HOUR_MS);
    const listPaying: typeof desk.deps.accountsOfAll.listPaying = async () => {
      const accounts = await Promise.all(
        [wrong, newcomer].map((tenantId) => desk.stores.billingAccounts.find(tenantId)),
      );
      return accounts.filter((account) => account !== undefined);
    };
    const accountsOfAll = { ...desk.deps.accountsOfAll, listPaying };
    expect(await reconcile({ ...desk.deps, accountsOfAll })).toMatchObject({ looked: 1, uneven: 1 });
  });

  test('who has had no subscription for longer than usage is compared is left alone', async () => {
    const tenantId = newTenantId();
    const { id: customerId } = await desk.deps.stripe.customers.create({});
    await desk.stores.billingAccounts.change(tenantId, { customerId }, { at: desk.deps.now() });
    expect((await nextNight(tenantId)).outcome).toMatchObject({ looked: 1 });
    await desk.pass(46 * DAY_MS);
    const before = desk.fake.calls().length;
    expect((await nextNight(tenantId)).outcome).toBeUndefined();
    expect(desk.fake.calls()).toHaveLength(before);
  });
});
