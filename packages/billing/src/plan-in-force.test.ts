import { newTenantId } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createAllowance } from './allowance.ts';
import type { BillingAccount } from './billing-account.ts';
import { monthOf } from './ledger/hours.ts';
import { planSegmentsOf } from './ledger/plan-segments.ts';
import { planInForce } from './plan-in-force.ts';

const may = new Date('2026-05-01T00:00:00Z');
const april = new Date(may.getTime() - 1);
const account: BillingAccount = {
  tenantId: newTenantId(),
  plan: 'business',
  currency: 'CNY',
  standing: 'active',
  planChanges: [{ plan: 'business', at: new Date('2026-04-16T10:20:00Z') }],
  nextPlan: 'pay-as-you-go',
  nextPlanFrom: may,
  revision: 3,
  changedAt: april,
};

test('a plan chosen for later is in force from its first moment on, before any clock has done its job', async () => {
  expect(planInForce(account, april)).toBe('business');
  expect(planInForce(account, may)).toBe('pay-as-you-go');
  expect(planInForce({ ...account, nextPlan: 'free' }, may)).toBe('free');
  expect(planInForce({ ...account, standing: 'ended' }, april)).toBe('free');
  const clock = { at: april };
  const sums = { read: async () => [] };
  const accounts = { find: async () => account };
  const allowance = createAllowance({ accounts, sums, hasStripe: true, now: () => clock.at });
  expect(await allowance.planOf(account.tenantId)).toBe('business');
  clock.at = may;
  expect(await allowance.planOf(account.tenantId)).toBe('pay-as-you-go');
});

test('a month has no day of a plan that ended with the month before, before any clock has done its job', () => {
  const plansOf = (at: Date) => planSegmentsOf(account, monthOf(at)).map(({ plan }) => plan);
  expect(plansOf(april)).toEqual(['free', 'business']);
  expect(plansOf(may)).toEqual(['pay-as-you-go']);
});
