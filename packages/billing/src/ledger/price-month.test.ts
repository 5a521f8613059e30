import type { UsageRule } from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import type { PlanName } from '../plans.ts';
import { monthOf } from './hours.ts';
import { planSegmentsOf } from './plan-segments.ts';
import type { UsageCell } from './ports.ts';
import { priceMonth } from './price-month.ts';

const cell = (hour: string, plan: PlanName, rule: UsageRule, quantity: number): UsageCell => ({
  hour: new Date(hour),
  plan,
  kind: 'bot-reply',
  rule,
  quantity,
});
const april = monthOf(new Date('2026-04-15T00:00:00Z'));
const changes = (...all: readonly (readonly [PlanName, string])[]) => ({
  planChanges: all.map(([plan, at]) => ({ plan, at: new Date(at) })),
});
const price = (
  month: ReturnType<typeof monthOf>,
  cells: readonly UsageCell[],
  account: ReturnType<typeof changes> | undefined,
  currency: 'CNY' | 'USD' | 'EUR' = 'CNY',
) => priceMonth(month, { cells, segments: planSegmentsOf(account, month) }, currency);

describe('what a month costs', () => {
  const payAsYouGo = changes(['pay-as-you-go', '2026-01-01T00:00:00Z']);

  test('is each answer at its price, in each currency', () => {
    const cells = [
      cell('2026-04-01T00:00:00Z', 'pay-as-you-go', 'faq-exact', 7),
      cell('2026-04-30T23:00:00Z', 'pay-as-you-go', 'faq-exact', 3),
      cell('2026-04-10T12:00:00Z', 'pay-as-you-go', 'generated', 2),
    ];
    // 10 × 0.15 + 2 × 0.40 = 1.50 + 0.80 = 2.30 CNY
    expect(price(april, cells, payAsYouGo)).toEqual({
      totalMicros: 2_300_000,
      feeMicros: 0,
      lines: [
        {
          plan: 'pay-as-you-go',
          rule: 'faq-exact',
          quantity: 10,
          included: 0,
          charged: 10,
          unitMicros: 150_000,
          amountMicros: 1_500_000,
        },
        {
          plan: 'pay-as-you-go',
          rule: 'generated',
          quantity: 2,
          included: 0,
          charged: 2,
          unitMicros: 400_000,
          amountMicros: 800_000,
        },
      ],
    });
    // 10 × 0.021 + 2 × 0.056 = 0.21 + 0.112 = 0.322 USD: less than a cent is exact
    expect(price(april, cells, payAsYouGo, 'USD').totalMicros).toBe(322_000);
    // 10 × 0.019 + 2 × 0.051 = 0.19 + 0.102 = 0.292 EUR
    expect(price(april, cells, payAsYouGo, 'EUR').totalMicros).toBe(292_000);
  });

  test('has the month end at midnight UTC, whatever the zone: an hour before or after is another month', () => {
    const cells = [
      cell('2026-03-31T23:00:00Z', 'pay-as-you-go', 'faq-exact', 100),
      cell('2026-04-30T23:00:00Z', 'pay-as-you-go', 'faq-exact', 1),
      cell('2026-05-01T00:00:00Z', 'pay-as-you-go', 'faq-exact', 100),
    ];
    expect(price(april, cells, payAsYouGo).totalMicros).toBe(150_000);
    // In Shanghai it is already May, in Los Angeles still April.
    expect(monthOf(new Date('2026-05-01T07:59:00+08:00')).start).toEqual(new Date('2026-04-01T00:00:00Z'));
    expect(monthOf(new Date('2026-04-30T17:00:00-07:00')).start).toEqual(new Date('2026-05-01T00:00:00Z'));
  });

  test('knows how long months are, in leap years too', () => {
    const daysOf = (at: string) => monthOf(new Date(at)).days;
    expect(['2026-02-10', '2028-02-29', '2100-02-01', '2026-12-31', '2026-04-30'].map(daysOf)).toEqual([
      28, 29, 28, 31, 30,
    ]);
    expect(monthOf(new Date('2026-12-31T23:59:59.999Z')).end).toEqual(new Date('2027-01-01T00:00:00Z'));
  });

  test('leaves out what has no price, and takes off what was taken back, not below nothing', () => {
    const cells: UsageCell[] = [
      cell('2026-04-02T00:00:00Z', 'pay-as-you-go', 'faq-exact', 4),
      cell('2026-04-02T01:00:00Z', 'pay-as-you-go', 'faq-exact', -1),
      cell('2026-04-02T01:00:00Z', 'pay-as-you-go', 'generated', -3),
      { ...cell('2026-04-02T00:00:00Z', 'pay-as-you-go', 'used', 9_000), kind: 'model-tokens' },
      { ...cell('2026-04-02T00:00:00Z', 'pay-as-you-go', 'faq-exact', 5), kind: 'verified-resolution' },
    ];
    // (4 − 1) × 0.15 = 0.45 CNY; 3 generated too many taken back are nothing, not −1.20
    const { totalMicros, lines } = price(april, cells, payAsYouGo);
    expect(totalMicros).toBe(450_000);
    expect(lines).toHaveLength(1);
  });

  test('is nothing on the free plan', () => {
    const { totalMicros, lines } = price(april, [cell('2026-04-02T00:00:00Z', 'free', 'faq-exact', 99)], undefined);
    expect(totalMicros).toBe(0);
    expect(lines).toMatchObject([{ plan: 'free', quantity: 99, included: 99, charged: 0, amountMicros: 0 }]);
  });

  test('includes 3,000 and 500 answers on business, and charges only those beyond', () => {
    const business = changes(['business', '2026-01-15T12:00:00Z']);
    const at = '2026-04-05T00:00:00Z';
    const within = price(
      april,
      [cell(at, 'business', 'faq-exact', 3_000), cell(at, 'business', 'generated', 500)],
      business,
    );
    expect(within).toMatchObject({ totalMicros: 280_000_000, feeMicros: 280_000_000 });
    const beyond = price(
      april,
      [cell(at, 'business', 'faq-exact', 3_001), cell(at, 'business', 'generated', 510)],
      business,
    );
    // 280 + 1 × 0.09 + 10 × 0.30 = 283.09 CNY
    expect(beyond.totalMicros).toBe(283_090_000);
    expect(beyond.lines).toMatchObject([
      { included: 3_000, charged: 1 },
      { included: 500, charged: 10 },
    ]);
  });

  test('bills what was used before a change of plan at the price it was used for, and the fee by the second', () => {
    const account = changes(['pay-as-you-go', '2026-03-03T00:00:00Z'], ['business', '2026-04-11T15:00:00Z']);
    const cells = [
      cell('2026-04-11T14:00:00Z', 'pay-as-you-go', 'faq-exact', 1_000),
      cell('2026-04-11T15:00:00Z', 'business', 'faq-exact', 3_100),
    ];
    // Business from 11 April, 15:00: 19 days and 9 hours, 465 of 720 hours of 280 CNY = 180.833… → 180.83
    // 1,000 × 0.15 + 100 × 0.09 = 150 + 9; all 3,000 are included though the month had 19 days of it
    const { feeMicros, totalMicros } = price(april, cells, account);
    expect(feeMicros).toBe(180_830_000);
    expect(totalMicros).toBe(180_830_000 + 159_000_000);
  });

  test('has a fee for the seconds in which its plan was in force', () => {
    const fee = (month: string, ...all: readonly (readonly [PlanName, string])[]) =>
      price(monthOf(new Date(month)), [], changes(...all), 'USD').feeMicros;
    // Leap February from the 29th: 1 of 29 days of 39 USD = 1.3448… → 1.34; its last minute is 1 of 41,760: 0.0009… → 0
    expect(fee('2028-02-01', ['business', '2028-02-29T00:00:00Z'])).toBe(1_340_000);
    expect(fee('2028-02-01', ['business', '2028-02-29T23:59:00Z'])).toBe(0);
    // 11.5 of 30 days and one second: 993,601 of 2,592,000 × 39 = 14.950015 → 14.95; 333 seconds are 0.00501 → 0.01, 332: 0.00499 → 0
    expect(fee('2026-04-01', ['business', '2026-04-19T11:59:59Z'])).toBe(14_950_000);
    expect(fee('2026-04-01', ['business', '2026-04-30T23:54:27Z'])).toBe(10_000);
    expect(fee('2026-04-01', ['business', '2026-04-30T23:54:28Z'])).toBe(0);
    // Common February from the 28th: 1 of 28 = 1.3928… → 1.39
    expect(fee('2026-02-01', ['business', '2026-02-28T00:00:00Z'])).toBe(1_390_000);
    // Cancelled on 20 April at 8:00: 19 days and 8 hours, 464 of 720 hours = 25.1333… → 25.13
    expect(fee('2026-04-01', ['business', '2026-01-01T00:00:00Z'], ['free', '2026-04-20T08:00:00Z'])).toBe(25_130_000);
    // Cancelled as the 20th begins: 19 of 30 = 24.70
    expect(fee('2026-04-01', ['business', '2026-01-01T00:00:00Z'], ['free', '2026-04-20T00:00:00Z'])).toBe(24_700_000);
    // And begun again at 20:00: 10 days and 4 hours more, 244 of 720 hours = 13.2166… → 13.22; 25.13 + 13.22 = 38.35
    expect(
      fee(
        '2026-04-01',
        ['business', '2026-01-01T00:00:00Z'],
        ['free', '2026-04-20T08:00:00Z'],
        ['business', '2026-04-20T20:00:00Z'],
      ),
    ).toBe(38_350_000);
    // Business from 31 May, 1:00: 23 of 744 hours of 36 EUR = 1.1129… → 1.11
    expect(
      price(monthOf(new Date('2026-05-01')), [], changes(['business', '2026-05-31T01:00:00Z']), 'EUR').feeMicros,
    ).toBe(1_110_000);
    // A month before the plan, and one after it, cost nothing
    expect(fee('2026-03-01', ['business', '2026-04-01T00:00:00Z'])).toBe(0);
    expect(fee('2026-05-01', ['business', '2026-04-01T00:00:00Z'], ['free', '2026-05-01T00:00:00Z'])).toBe(0);
  });

  test('after a subscription has ended is what was used until then', () => {
    const account = changes(['pay-as-you-go', '2026-01-01T00:00:00Z'], ['free', '2026-04-10T00:00:00Z']);
    const cells = [
      cell('2026-04-09T23:00:00Z', 'pay-as-you-go', 'faq-exact', 20),
      cell('2026-04-10T00:00:00Z', 'free', 'faq-exact', 50),
    ];
    // 20 × 0.15 = 3.00 CNY
    expect(price(april, cells, account).totalMicros).toBe(3_000_000);
  });

  test('stays exact for a hundred million answers', () => {
    const cells = [cell('2026-04-09T23:00:00Z', 'pay-as-you-go', 'faq-exact', 100_000_001)];
    // 100,000,001 × 0.15 = 15,000,000.15 CNY
    expect(price(april, cells, payAsYouGo).totalMicros).toBe(15_000_000_150_000);
  });
});

describe('the plans of a month', () => {
  test('follow each other without gaps, from the free one on', () => {
    const account = changes(['pay-as-you-go', '2026-04-10T06:00:00Z'], ['business', '2026-04-20T00:00:00Z']);
    expect(planSegmentsOf(account, april)).toEqual([
      { plan: 'free', from: april.start, to: new Date('2026-04-10T06:00:00Z') },
      { plan: 'pay-as-you-go', from: new Date('2026-04-10T06:00:00Z'), to: new Date('2026-04-20T00:00:00Z') },
      { plan: 'business', from: new Date('2026-04-20T00:00:00Z'), to: april.end },
    ]);
    expect(planSegmentsOf(undefined, april)).toEqual([{ plan: 'free', from: april.start, to: april.end }]);
  });
});
