import type { TenantId } from '@answerdesk/domain';
import { type StripeFault, type StripeFaultCall, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../src/ledger/hours.ts';
import { reportUsage } from '../src/report/report-usage.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

const EXACT = 'answerdesk_payg_faq_exact';
const MINUTE_MS = 60_000;

describe.each(testDatabases())('the end of a month, on $name', ({ open }) => {
  let database: TestDatabase;
  let desk: BillingDesk;
  let tenantId: TenantId;
  let customer: string;
  let faults: ((call: StripeFaultCall) => StripeFault | undefined) | undefined;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    desk = await openBillingDesk(database, { startAt: '2026-04-16T10:20:00Z', faults: (call) => faults?.(call) });
    tenantId = await desk.subscribe('pay-as-you-go');
    customer = await desk.customerOf(tenantId);
    await desk.passTo('2026-04-30T22:30:00Z');
  });
  afterEach(async () => {
    faults = undefined;
    await desk.close();
  });

  const isDown = ({ path }: StripeFaultCall): StripeFault | undefined =>
    path.startsWith('/v1/billing/') ? { kind: 'error', status: 503 } : undefined;
  /** Lets hours pass as they do: with Stripe's webhooks and our reports every so often. */
  async function live(hours: number, everyMs = 15 * MINUTE_MS) {
    for (let passed = 0; passed < hours * HOUR_MS; passed += everyMs) {
      await desk.pass(everyMs);
      await reportUsage(desk.deps);
    }
  }
  const invoices = async () => {
    const { data } = await desk.deps.stripe.invoices.list({ customer });
    return data
      .filter(({ billing_reason: reason }) => reason === 'subscription_cycle')
      .map(({ status, total }) => ({ status, total }));
  };
  const states = async () => {
    const reports = await desk.stores.meterReports.list(tenantId, new Date(0), new Date('2030-01-01T00:00:00Z'));
    return reports.map(({ state, quantity }) => `${state} ${quantity}`);
  };
  const balance = async () => {
    const found = await desk.deps.stripe.customers.retrieve(customer);
    return found.deleted ? undefined : found.balance;
  };

  test('an invoice waits until the last hour of its month is reported, however long Stripe was down', async () => {
    await desk.pass(HOUR_MS);
    await desk.use(tenantId, 'faq-exact', 100);
    faults = isDown;
    await live(3);
    expect(await invoices()).toEqual([{ status: 'draft', total: 0 }]);
    expect(desk.taken).toContain('held');
    faults = undefined;
    await live(24, 2 * HOUR_MS);
    expect(await invoices()).toEqual([{ status: 'paid', total: 1_500 }]);
    expect(await states()).toEqual(['sent 100']);
  });

  test('an invoice waits for an hour that is not settled', async () => {
    await desk.pass(HOUR_MS);
    await desk.use(tenantId, 'faq-exact', 100);
    const { listSettled } = desk.deps.hours;
    const hours: { listSettled: typeof listSettled } = { listSettled };
    hours.listSettled = async () => [];
    Object.assign(desk.deps, { hours });
    await live(3);
    expect(await invoices()).toEqual([{ status: 'draft', total: 0 }]);
    hours.listSettled = listSettled;
    await live(24, 2 * HOUR_MS);
    expect(await invoices()).toEqual([{ status: 'paid', total: 1_500 }]);
  });

  test('an invoice of which all is reported waits for nobody', async () => {
    await desk.pass(HOUR_MS);
    await desk.use(tenantId, 'faq-exact', 100);
    await desk.passTo('2026-05-01T00:01:00Z');
    await reportUsage(desk.deps);
    await live(2);
    expect(await invoices()).toEqual([{ status: 'paid', total: 1_500 }]);
  });

  test('what comes after an invoice is final is never sent, never paid back, and somebody is told', async () => {
    await desk.pass(HOUR_MS);
    await desk.use(tenantId, 'faq-exact', 100);
    faults = isDown;
    // Stripe waits for three days, and no longer.
    await desk.pass(73 * HOUR_MS);
    faults = undefined;
    expect(await invoices()).toEqual([{ status: 'paid', total: 0 }]);
    await reportUsage(desk.deps, { backMs: 10 * DAY_MS });
    expect(await states()).toEqual(['late 100']);
    expect(desk.fake.counted(customer, EXACT)).toBe(0);
    expect(desk.alarms).toEqual(['usage is too late to be billed']);
    expect(await balance()).toBe(0);
  });

  test('a report that was lost on its way is not sent again once the invoice is final', async () => {
    await desk.pass(HOUR_MS);
    await desk.use(tenantId, 'faq-exact', 100);
    await desk.pass(HOUR_MS);
    faults = isDown;
    await reportUsage(desk.deps);
    expect(await states()).toEqual(['pending 100']);
    await desk.pass(73 * HOUR_MS);
    faults = undefined;
    await reportUsage(desk.deps);
    expect(await states()).toEqual(['late 100']);
    expect(desk.fake.counted(customer, EXACT)).toBe(0);
    expect(desk.alarms).toEqual(['usage is too late to be billed']);
  });

  test('what is taken back once its month is over is paid back, and what was billed stays counted', async () => {
    await desk.pass(HOUR_MS);
    const id = await desk.use(tenantId, 'faq-exact', 100);
    await live(3);
    expect(await invoices()).toEqual([{ status: 'paid', total: 1_500 }]);
    await desk.takeBack(tenantId, id);
    await live(1);
    expect(desk.fake.counted(customer, EXACT)).toBe(100);
    expect(await balance()).toBe(-1_500);
    expect(await states()).toEqual(['sent 100', 'credited -100']);
  });

  test('taking back that was begun in the month and not heard is not begun again after it', async () => {
    const id = await desk.use(tenantId, 'faq-exact', 60);
    await desk.use(tenantId, 'faq-exact', 40);
    await live(1);
    expect(await states()).toEqual(['sent 100']);
    await desk.takeBack(tenantId, id);
    faults = ({ path }) =>
      path === '/v1/billing/meter_event_adjustments' ? { kind: 'error', status: 503 } : undefined;
    await live(1);
    faults = undefined;
    await live(24, 2 * HOUR_MS);
    expect(desk.fake.counted(customer, EXACT)).toBe(100);
    expect(await states()).toEqual(['sent 100', 'credited -60']);
    // Of 1,500 what was taken back is paid at once, as the invoice had to wait.
    expect(await invoices()).toEqual([{ status: 'paid', total: 1_500 }]);
    expect(await balance()).toBe(0);
    const [cycle] = (await desk.deps.stripe.invoices.list({ customer })).data;
    expect(cycle).toMatchObject({ starting_balance: -900, amount_paid: 600 });
  });

  test('what was never billed is not paid back either when it is taken back', async () => {
    await desk.pass(HOUR_MS);
    const id = await desk.use(tenantId, 'faq-exact', 60);
    await desk.use(tenantId, 'faq-exact', 40);
    faults = isDown;
    await desk.pass(73 * HOUR_MS);
    faults = undefined;
    await reportUsage(desk.deps, { backMs: 10 * DAY_MS });
    await desk.takeBack(tenantId, id);
    await reportUsage(desk.deps, { backMs: 10 * DAY_MS });
    await desk.passTo('2026-05-06T00:00:00Z');
    await reportUsage(desk.deps, { backMs: 10 * DAY_MS });
    expect(await states()).toEqual(['cancelled 100', 'late 40']);
    expect(await balance()).toBe(0);
  });
});
