import { newTenantId, tenantIdSchema } from '@answerdesk/domain';
import { type StripeFault, type StripeFaultCall, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../src/ledger/hours.ts';
import { createPace } from '../src/report/pace.ts';
import { reportId } from '../src/report/report-id.ts';
import { reportUsage } from '../src/report/report-usage.ts';
import { type BillingDesk, openBillingDesk } from './billing-desk.ts';

const EXACT = 'answerdesk_payg_faq_exact';
const MINUTE_MS = 60_000;

describe.each(testDatabases())('usage reported to Stripe, on $name', ({ open }) => {
  let database: TestDatabase;
  let desk: BillingDesk;
  let faults: ((call: StripeFaultCall) => StripeFault | undefined) | undefined;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  afterEach(async () => {
    faults = undefined;
    await desk.close();
  });

  async function subscribed(plan: 'pay-as-you-go' | 'business' = 'pay-as-you-go') {
    desk = await openBillingDesk(database, { startAt: '2026-04-16T10:20:00Z', faults: (call) => faults?.(call) });
    const tenantId = await desk.subscribe(plan);
    return { tenantId, customer: await desk.customerOf(tenantId) };
  }
  const only = (path: string, fault: StripeFault, times = 1) => {
    let left = times;
    return (call: StripeFaultCall) => (call.path === path && left-- > 0 ? fault : undefined);
  };
  /** With the tenants of other tests left alone. */
  const depsOf = (...tenantIds: ReturnType<typeof newTenantId>[]) => {
    const listPaying: typeof desk.deps.accountsOfAll.listPaying = async () => {
      const accounts = await Promise.all(tenantIds.map((tenantId) => desk.stores.billingAccounts.find(tenantId)));
      return accounts.filter((account) => account !== undefined);
    };
    return { ...desk.deps, accountsOfAll: { ...desk.deps.accountsOfAll, listPaying } };
  };
  const reportsOf = (tenantId: ReturnType<typeof newTenantId>) =>
    desk.stores.meterReports.list(tenantId, new Date(0), new Date('2030-01-01T00:00:00Z'));

  test('an hour is reported once it is over, each meter on its own, and never again', async () => {
    const { tenantId, customer } = await subscribed();
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.use(tenantId, 'generated', 2);
    await reportUsage(desk.deps);
    expect(desk.fake.counted(customer, EXACT)).toBe(0);
    await desk.pass(HOUR_MS);
    await Promise.all([reportUsage(desk.deps), reportUsage({ ...desk.deps, owner: 'another' })]);
    await reportUsage(desk.deps);
    expect(desk.fake.countedByHour(customer, EXACT)).toEqual({ '2026-04-16T10:00:00.000Z': 7 });
    expect(desk.fake.counted(customer, 'answerdesk_payg_generated')).toBe(2);
    expect(desk.fake.calls().filter(({ path }) => path === '/v1/billing/meter_events')).toHaveLength(2);
    expect((await reportsOf(tenantId)).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('what comes in late is another report of its hour', async () => {
    const { tenantId, customer } = await subscribed();
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    const late = { id: 'late', tenantId, kind: 'bot-reply', rule: 'faq-exact', quantity: 3 } as const;
    const at = new Date('2026-04-16T10:30:00Z');
    await desk.stores.ledger.add(tenantId, {
      ...late,
      plan: 'pay-as-you-go',
      at,
      hour: new Date('2026-04-16T10:00:00Z'),
    });
    await reportUsage(desk.deps);
    expect(desk.fake.countedByHour(customer, EXACT)).toEqual({ '2026-04-16T10:00:00.000Z': 10 });
    expect((await reportsOf(tenantId)).map(({ number, quantity }) => [number, quantity])).toEqual([
      [1, 7],
      [2, 3],
    ]);
  });

  test.each<[string, StripeFault]>([
    ['it was lost on its way', { kind: 'reset-after' }],
    ['a proxy answered in its place', { kind: 'foreign' }],
    ['Stripe failed', { kind: 'error', status: 500 }],
    ['Stripe was busy', { kind: 'rate-limited', retryAfterS: 7_200 }],
    ['somebody else was at it', { kind: 'conflict' }],
  ])(
    'an answer that was not heard is asked for again under the same name, and counts once: %s',
    async (_why, fault) => {
      const { tenantId, customer } = await subscribed();
      await desk.use(tenantId, 'faq-exact', 7);
      await desk.pass(HOUR_MS);
      faults = only('/v1/billing/meter_events', fault, 2);
      await reportUsage(desk.deps);
      const [open] = await reportsOf(tenantId);
      if (fault.kind !== 'reset-after') expect(open).toMatchObject({ state: 'pending', tries: 1 });
      if (fault.kind === 'rate-limited') {
        expect(open?.nextTryAt.getTime()).toBe(desk.deps.now().getTime() + 7_200_000);
      }
      const before = desk.fake.calls().length;
      await reportUsage(desk.deps);
      expect(desk.fake.calls()).toHaveLength(before);
      for (let times = 0; times < 3; times += 1) {
        await desk.pass(3 * HOUR_MS);
        await reportUsage(desk.deps);
      }
      expect(desk.fake.counted(customer, EXACT)).toBe(7);
      expect(await reportsOf(tenantId)).toMatchObject([{ state: 'sent' }]);
      const names = desk.fake
        .calls()
        .flatMap(({ path, params }) => (path.endsWith('meter_events') ? (params['identifier'] ?? []) : []));
      expect(new Set(names)).toEqual(new Set([open?.id]));
    },
  );

  test('a report that was stored and not sent by a process that died is sent by the next', async () => {
    const { tenantId, customer } = await subscribed();
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    await reportUsage({
      ...desk.deps,
      owner: 'dead',
      pace: { ...desk.deps.pace, next: () => Promise.reject(new Error('died')) },
    });
    expect(desk.fake.counted(customer, EXACT)).toBe(0);
    await reportUsage(desk.deps);
    expect(desk.fake.counted(customer, EXACT)).toBe(7);
    expect(await reportsOf(tenantId)).toHaveLength(1);
  });

  test.each([
    ['has', { kind: 'reset-after' } as const],
    ['has not', { kind: 'reset-before' } as const],
  ])('once names are unique no longer the summary of the hour decides: Stripe %s it', async (_what, fault) => {
    const { tenantId, customer } = await subscribed();
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    // Stripe's client asks a second time by itself when a connection was reset.
    faults = only('/v1/billing/meter_events', fault, 2);
    await reportUsage(desk.deps);
    faults = ({ path }) => (path === '/v1/billing/meter_events' ? { kind: 'error', status: 503 } : undefined);
    await desk.pass(20 * HOUR_MS);
    await reportUsage(desk.deps);
    await desk.pass(10 * HOUR_MS);
    faults = undefined;
    await reportUsage(desk.deps);
    expect(await reportsOf(tenantId)).toMatchObject([{ state: 'sent' }]);
    expect(desk.fake.counted(customer, EXACT)).toBe(7);
  });

  test('what was taken back within a day is cancelled, and what is left of the hour sent anew', async () => {
    const { tenantId, customer } = await subscribed();
    const id = await desk.use(tenantId, 'faq-exact', 1);
    await desk.use(tenantId, 'faq-exact', 6);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.takeBack(tenantId, id);
    faults = only('/v1/billing/meter_event_adjustments', { kind: 'reset-after' }, 2);
    await reportUsage(desk.deps);
    await desk.pass(3 * HOUR_MS);
    await reportUsage(desk.deps);
    expect(desk.fake.countedByHour(customer, EXACT)).toEqual({ '2026-04-16T10:00:00.000Z': 6 });
    expect((await reportsOf(tenantId)).map(({ state, quantity }) => [state, quantity])).toEqual([
      ['cancelled', 7],
      ['sent', 6],
    ]);
  });

  test('what was taken back later is paid back once, by the balance that the next invoice takes into account', async () => {
    const { tenantId, customer } = await subscribed();
    const id = await desk.use(tenantId, 'faq-exact', 4);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.pass(2 * DAY_MS);
    await desk.takeBack(tenantId, id);
    faults = only(`/v1/customers/${customer}/balance_transactions`, { kind: 'reset-after' }, 2);
    await reportUsage(desk.deps);
    // Stripe has forgotten the key of the call by then.
    await desk.pass(30 * HOUR_MS);
    await reportUsage(desk.deps, { backMs: 10 * DAY_MS });
    await reportUsage(desk.deps, { backMs: 10 * DAY_MS });
    expect(await desk.deps.stripe.customers.retrieve(customer)).toMatchObject({ balance: -60 });
    expect((await desk.deps.stripe.customers.listBalanceTransactions(customer)).data).toHaveLength(1);
    expect((await reportsOf(tenantId)).map(({ state, quantity }) => [state, quantity])).toEqual([
      ['sent', 4],
      ['credited', -4],
    ]);
  });

  test('what was included and is taken back is worth nothing, until the month used more than is included', async () => {
    const { tenantId, customer } = await subscribed('business');
    const id = await desk.use(tenantId, 'generated', 10);
    await desk.use(tenantId, 'generated', 400);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.pass(2 * DAY_MS);
    await desk.takeBack(tenantId, id);
    await reportUsage(desk.deps);
    expect(await desk.deps.stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
    // Stripe counts 410 + 96 and charges 6; 496 were used, and all are included: 6 × 0.30 are owed.
    await desk.use(tenantId, 'generated', 96);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.passTo('2026-05-03T00:00:00Z');
    await reportUsage(desk.deps, { backMs: 30 * DAY_MS });
    await reportUsage(desk.deps, { backMs: 30 * DAY_MS });
    expect(await desk.deps.stripe.customers.retrieve(customer)).toMatchObject({ balance: -180 });
  });

  test('what a credit is worth beside what is included is paid once the month cannot change it any more', async () => {
    const { tenantId, customer } = await subscribed('business');
    const id = await desk.use(tenantId, 'generated', 10);
    await desk.use(tenantId, 'generated', 495);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    await desk.pass(2 * DAY_MS);
    await desk.takeBack(tenantId, id);
    await reportUsage(desk.deps);
    expect(await desk.deps.stripe.customers.retrieve(customer)).toMatchObject({ balance: 0 });
    await desk.passTo('2026-05-03T00:00:00Z');
    await reportUsage(desk.deps, { backMs: 30 * DAY_MS });
    // Stripe counts 505 and charges 5; 495 were used, and all are included: 5 × 0.30 are owed.
    expect(await desk.deps.stripe.customers.retrieve(customer)).toMatchObject({ balance: -150 });
  });

  test('what is older than 35 days is never sent, and named', async () => {
    const { tenantId, customer } = await subscribed();
    await desk.use(tenantId, 'faq-exact', 4);
    await desk.pass(36 * DAY_MS);
    await reportUsage(desk.deps, { backMs: 40 * DAY_MS });
    await reportUsage(desk.deps, { backMs: 40 * DAY_MS });
    expect(desk.fake.counted(customer, EXACT)).toBe(0);
    expect(await reportsOf(tenantId)).toMatchObject([{ state: 'late', quantity: 4 }]);
    expect(desk.alarms).toEqual(['usage is too late to be billed']);
  });

  test('use before a plan with prices, and by whom no customer is, is told to nobody', async () => {
    await subscribed();
    const tenantId = newTenantId();
    await desk.use(tenantId, 'faq-exact', 4);
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    expect(desk.fake.calls().filter(({ path }) => path.startsWith('/v1/billing/meter_events'))).toEqual([]);
  });

  test('an answer that is not heard ends the turn, and everybody leaves Stripe in peace as long as it asks for', async () => {
    const { tenantId, customer } = await subscribed();
    const other = await desk.subscribe('pay-as-you-go');
    for (let hour = 0; hour < 5; hour += 1) {
      for (const rule of ['faq-exact', 'generated'] as const) await desk.use(tenantId, rule, 1);
      await desk.use(other, 'faq-exact', 1);
      await desk.pass(HOUR_MS);
    }
    const before = desk.fake.calls().length;
    faults = only('/v1/billing/meter_events', { kind: 'rate-limited', retryAfterS: 3_600 }, 1_000);
    await reportUsage(depsOf(tenantId, other));
    // Tenants are served side by side: each may have made its one call before the answer came.
    const calls = desk.fake.calls().length - before;
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThanOrEqual(2);
    await desk.pass(50 * MINUTE_MS);
    await reportUsage(depsOf(tenantId, other));
    expect(desk.fake.calls().length - before).toBe(calls);
    faults = undefined;
    await desk.pass(30 * MINUTE_MS);
    await reportUsage(depsOf(tenantId, other));
    expect(desk.fake.counted(customer, EXACT)).toBe(5);
  });

  test('when Stripe is down a tenant waits for one answer, not for one of every hour', async () => {
    const { tenantId } = await subscribed();
    for (let hour = 0; hour < 5; hour += 1) {
      await desk.use(tenantId, 'faq-exact', 1);
      await desk.pass(HOUR_MS);
    }
    const before = desk.fake.calls().length;
    faults = only('/v1/billing/meter_events', { kind: 'error', status: 503 }, 1_000);
    await reportUsage(depsOf(tenantId));
    expect(desk.fake.calls()).toHaveLength(before + 1);
  });

  test('a report whose fate cannot be read is named and put off, and keeps no other from its turn', async () => {
    const { tenantId, customer } = await subscribed();
    await desk.use(tenantId, 'faq-exact', 7);
    await desk.pass(HOUR_MS);
    faults = only('/v1/billing/meter_events', { kind: 'error', status: 503 }, 1);
    await reportUsage(desk.deps);
    await desk.pass(30 * HOUR_MS);
    await desk.use(tenantId, 'faq-exact', 5);
    await desk.pass(HOUR_MS);
    faults = ({ path }) => (path.endsWith('/event_summaries') ? { kind: 'error', status: 500 } : undefined);
    await reportUsage(desk.deps);
    expect(desk.fake.counted(customer, EXACT)).toBe(5);
    expect(desk.alarms).toContain('a report of usage could not be gone on with');
    const [stuck] = await reportsOf(tenantId);
    expect(stuck?.state).toBe('pending');
    expect(stuck?.nextTryAt.getTime()).toBeGreaterThan(desk.deps.now().getTime());
    faults = undefined;
    await desk.pass(HOUR_MS);
    await reportUsage(desk.deps);
    expect(desk.fake.counted(customer, EXACT)).toBe(12);
  });

  test('whose subscription ended long ago is looked at no more every few minutes', async () => {
    const { tenantId } = await subscribed();
    const { subscriptionId = '' } = (await desk.stores.billingAccounts.find(tenantId)) ?? {};
    await desk.deps.stripe.subscriptions.cancel(subscriptionId);
    await desk.fake.deliver();
    const looked: string[] = [];
    const list: typeof desk.deps.reports.list = (each, from, to) => {
      looked.push(each);
      return desk.deps.reports.list(each, from, to);
    };
    const deps = { ...desk.deps, reports: { ...desk.deps.reports, list } };
    await desk.pass(2 * DAY_MS);
    await reportUsage(deps);
    expect(looked).toContain(tenantId);
    looked.length = 0;
    await desk.pass(2 * DAY_MS);
    await reportUsage(deps);
    expect(looked).not.toContain(tenantId);
  });

  test('the failure of one tenant keeps no other from its turn', async () => {
    const { tenantId } = await subscribed();
    const other = await desk.subscribe('pay-as-you-go');
    for (const each of [tenantId, other]) await desk.use(each, 'faq-exact', 4);
    await desk.pass(HOUR_MS);
    const read: typeof desk.deps.sums.read = (each, from, to) =>
      each === tenantId ? Promise.reject(new Error('no sums')) : desk.deps.sums.read(each, from, to);
    await reportUsage({ ...desk.deps, sums: { ...desk.deps.sums, read } });
    expect(desk.fake.counted(await desk.customerOf(other), EXACT)).toBe(4);
    expect(desk.alarms).toContain('the usage of a tenant is not reported');
  });
});

test('the name of a report fits what Stripe takes, whatever the tenant is called', () => {
  const place = { meter: 'answerdesk_business_faq_exact', hour: new Date('2026-04-16T10:00:00Z'), number: 12 };
  const ids = ['t1', 't'.repeat(200), 'u'.repeat(200)].map((id) =>
    reportId({ ...place, tenantId: tenantIdSchema.parse(id) }),
  );
  expect(ids[0]).toBe('t1:answerdesk_business_faq_exact:2026-04-16T10:12');
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(100);
});

test('calls are spread over a second, however many want to call at once', async () => {
  const pauses: number[] = [];
  const pace = createPace({
    callsPerSecond: 50,
    now: () => 1_000,
    pause: async (ms) => {
      pauses.push(ms);
    },
  });
  await Promise.all(Array.from({ length: 51 }, pace.next));
  expect(pauses).toHaveLength(50);
  expect(pauses.at(-1)).toBe(1_000);
});
