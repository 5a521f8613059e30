import { connectStripe, ensureCustomer, readStripeSettings, setupBilling } from '@answerdesk/billing';
import { createCustomerClaims, type Database } from '@answerdesk/database';
import { newTenantId } from '@answerdesk/domain';
import { type FakeStripe, startFakeStripe, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireBillingJobs } from '../src/billing/wire.ts';

const HOUR_MS = 3_600_000;

describe.each(testDatabases())('the timed work of billing, on $name', ({ open }) => {
  let desk: TestDatabase;
  let fake: FakeStripe;
  let at = Date.parse('2026-04-16T10:20:00Z');
  const now = () => new Date(at);
  beforeAll(async () => {
    desk = await open();
    fake = await startFakeStripe({ now });
  });
  afterAll(async () => {
    await fake.stop();
    await desk.drop();
  });

  function jobsOf(environment: Readonly<Record<string, string>>, database: Database = desk.database) {
    const registry = new Registry();
    const settings = readStripeSettings({ STRIPE_API_BASE: fake.apiRoot, ...environment });
    const said: string[] = [];
    const log = { error: (_facts: unknown, what: string) => said.push(what) };
    const jobs = wireBillingJobs(database, {
      ...(settings && { settings }),
      registry,
      log,
      now,
      owner: newTenantId(),
    });
    return { jobs, registry, said };
  }

  test('there is none without a key, and Stripe is asked nothing', () => {
    expect(jobsOf({ STRIPE_SECRET_KEY: '' }).jobs).toEqual([]);
    expect(fake.calls()).toEqual([]);
  });

  test('says at the start that nothing will be heard of Stripe without a signing secret', () => {
    const key = { STRIPE_SECRET_KEY: 'sk_test_x' };
    expect(jobsOf(key).said).toEqual([expect.stringContaining('STRIPE_WEBHOOK_SECRET is not set')]);
    expect(jobsOf({ ...key, STRIPE_WEBHOOK_SECRET: 'whsec_x' }).said).toEqual([]);
  });

  test('settled usage reaches Stripe once though several processes are at it, and the night finds all even', async () => {
    const stripe = connectStripe({ secretKey: 'sk_test_x', apiBase: new URL(fake.apiRoot) });
    await setupBilling(stripe);
    const { billingAccounts: accounts, ledger, usageSums, usageHours } = desk.stores;
    const tenantId = newTenantId();
    const claims = createCustomerClaims(desk.database.models);
    const customer = await ensureCustomer({ stripe, accounts, claims, alarm: () => undefined, now }, tenantId, {
      currency: 'CNY',
    });
    const hour = new Date('2026-04-16T10:00:00Z');
    const event = { id: 'one', tenantId, kind: 'bot-reply', rule: 'faq-exact', quantity: 5 } as const;
    await ledger.add(tenantId, { ...event, plan: 'pay-as-you-go', at: now(), hour });
    await usageSums.sumUp(tenantId);
    const processes = [1, 2, 3].map(() => jobsOf({ STRIPE_SECRET_KEY: 'sk_test_x' }));
    const turn = () => Promise.all(processes.flatMap(({ jobs }) => jobs.map((job) => job.run())));
    await turn();
    expect(fake.counted(customer, 'answerdesk_payg_faq_exact')).toBe(0);
    at += HOUR_MS;
    const look = await usageHours.claim(tenantId, hour, { now: now(), until: new Date(at + HOUR_MS) });
    await usageHours.finish(tenantId, hour, look?.token ?? '', { at: now() });
    await turn();
    expect(fake.counted(customer, 'answerdesk_payg_faq_exact')).toBe(5);
    const before = fake.calls().length;
    at += 60_000;
    await turn();
    expect(fake.calls()).toHaveLength(before);
    at = Date.parse('2026-04-17T03:10:00Z');
    for (const { jobs } of processes) for (const job of jobs) await job.run();
    const [night] = await desk.stores.reconciliations.list(tenantId, 2);
    expect(night).toMatchObject({ isEven: true, meters: [{ used: 5, counted: 5 }] });
    const metrics = await Promise.all(processes.map(({ registry }) => registry.metrics()));
    const tonight = `answerdesk_billing_reconciled_seconds ${at / 1_000}`;
    expect(metrics.filter((text) => text.includes(tonight))).toHaveLength(1);
  });

  test('usage counts as reported only once no tenant failed, and how many did is told', async () => {
    const { models } = desk.database;
    const { billingAccounts: accounts } = desk.stores;
    await accounts.change(newTenantId(), { customerId: `cus_${newTenantId()}` }, { at: now() });
    let isBroken = true;
    const meterreports = new Proxy(models.meterreports, {
      get(model, name) {
        if (isBroken) throw new Error('The reports cannot be read.');
        return Reflect.get(model, name);
      },
    });
    const { jobs, registry } = jobsOf(
      { STRIPE_SECRET_KEY: 'sk_test_x' },
      { ...desk.database, models: { ...models, meterreports } },
    );
    const run = async () => {
      at += 10 * 60_000;
      for (const job of jobs) if (job.name === 'report-usage') await job.run();
      return registry.metrics();
    };
    const broken = await run();
    expect(broken).toMatch(/billing_unreported_tenants [1-9]/);
    expect(broken).toContain('answerdesk_billing_reported_seconds 0');
    isBroken = false;
    const whole = await run();
    expect(whole).toContain('answerdesk_billing_unreported_tenants 0');
    expect(whole).toContain(`answerdesk_billing_reported_seconds ${at / 1_000}`);
  });
});
