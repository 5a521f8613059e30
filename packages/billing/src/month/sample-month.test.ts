import { expect, test } from 'vitest';
import { monthOf } from '../ledger/hours.ts';
import type { UsageCell } from '../ledger/ports.ts';
import { priceMonth } from '../ledger/price-month.ts';
import type { ChargedRule, PlanName } from '../plans.ts';

const november = monthOf(new Date('2026-11-10T00:00:00Z'));
const hour = new Date('2026-11-10T09:00:00Z');

/** The sample shop's November as the ledger counts it: answers, and what is taken back of them. */
function cellsOn(plan: PlanName): readonly UsageCell[] {
  const cell = (rule: ChargedRule, quantity: number): UsageCell => ({ hour, plan, kind: 'bot-reply', rule, quantity });
  const free = { hour, plan, rule: 'used' } as const;
  return [
    cell('faq-exact', 1_080),
    cell('faq-exact', -30),
    cell('faq-exact', -6),
    cell('generated', 150),
    cell('generated', -10),
    { ...free, kind: 'model-tokens', quantity: 91_000 },
    { ...free, kind: 'translation', quantity: 45 },
  ];
}

const priceOn = (plan: PlanName) => {
  const segments = [{ plan, from: november.start, to: november.end }];
  return priceMonth(november, { cells: cellsOn(plan), segments }, 'CNY');
};

/**
 * 1,500 questions: 1,080 approved answers, 150 answers with a model, 90 asked back, 60 greetings, 120 handed over.
 * Pay as you go: (1,080 − 30 − 6) × 0.15 = 1,044 × 0.15 = 156.60; (150 − 10) × 0.40 = 140 × 0.40 = 56.00;
 * together 212.60 CNY. Business: 280.00 + 0 of 1,044 beyond 3,000 + 0 of 140 beyond 500 = 280.00 CNY.
 */
test('the sample shop’s 1,500 questions cost 212.60 CNY by use, within its 300 CNY, and 280.00 CNY on Business', () => {
  expect(1_080 + 150 + 90 + 60 + 120).toBe(1_500);
  const byUse = priceOn('pay-as-you-go');
  expect(byUse.lines.map(({ rule, quantity, amountMicros }) => [rule, quantity, amountMicros])).toEqual([
    ['faq-exact', 1_044, 156_600_000],
    ['generated', 140, 56_000_000],
  ]);
  expect(byUse.totalMicros).toBe(212_600_000);
  expect(byUse.totalMicros).toBeLessThanOrEqual(300_000_000);
  const business = priceOn('business');
  expect(business.lines.map(({ included, charged }) => [included, charged])).toEqual([
    [1_044, 0],
    [140, 0],
  ]);
  expect([business.feeMicros, business.totalMicros]).toEqual([280_000_000, 280_000_000]);
});
