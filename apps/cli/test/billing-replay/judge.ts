import { planMeters } from '@answerdesk/billing';
import { createBillingAccountStore, createMeterReportStore } from '@answerdesk/database';
import type { TenantId } from '@answerdesk/domain';
import type { FakeStripe, TestDatabase } from '@answerdesk/testing';
import { expect } from 'vitest';

/** Compares what was used with what Stripe counted, for every tenant, meter and hour. */
export async function judge(
  desk: TestDatabase,
  fake: FakeStripe,
  tenants: readonly TenantId[],
  used: ReadonlyMap<string, number>,
) {
  const accounts = createBillingAccountStore(desk.database.models);
  const store = createMeterReportStore(desk.database.models);
  const found = { reports: 0, cancelled: 0, credited: 0 };
  const counted = new Map<string, number>();
  const credits = new Map<string, number>();
  for (const tenantId of tenants) {
    const customer = (await accounts.find(tenantId))?.customerId ?? '';
    for (const { name } of planMeters) {
      for (const [hour, quantity] of Object.entries(fake.countedByHour(customer, name))) {
        counted.set(`${tenantId} ${name} ${hour}`, quantity);
      }
    }
    for (const { id, state, quantity, meter, hour, creditCents = 0 } of await store.list(
      tenantId,
      new Date(0),
      new Date('2099-01-01T00:00:00Z'),
    )) {
      found.reports += 1;
      if (state === 'cancelled') found.cancelled += 1;
      if (state !== 'credited') continue;
      found.credited += 1;
      if (creditCents > 0) credits.set(id, creditCents);
      const key = `${tenantId} ${meter} ${hour.toISOString()}`;
      counted.set(key, (counted.get(key) ?? 0) + quantity);
    }
  }
  const wrong = [...new Set([...used.keys(), ...counted.keys()])]
    .filter((key) => (used.get(key) ?? 0) !== (counted.get(key) ?? 0))
    .map((key) => `${key}: used ${used.get(key) ?? 0}, at Stripe ${counted.get(key) ?? 0}`);
  expect(wrong).toEqual([]);
  expect(creditsAtStripe(fake)).toEqual(credits);
  return found;
}

/** What was paid back for each report, by the balances' transactions that Stripe made, whoever heard of them. */
function creditsAtStripe(fake: FakeStripe): ReadonlyMap<string, number> {
  const made = new Map<string, number>();
  for (const { method, path, params, status, isReplay } of fake.calls()) {
    if (method !== 'POST' || !path.endsWith('/balance_transactions') || status !== 200 || isReplay) continue;
    const { metadata } = params;
    const report = typeof metadata === 'object' && metadata && 'report' in metadata ? String(metadata.report) : '';
    made.set(report, (made.get(report) ?? 0) - Number(params['amount']));
  }
  return made;
}
