import { expect, test } from 'vitest';
import { plans } from './plans.ts';

/**
 * Stripe bills subscriptions that exist at the prices they were made with, and months are priced by the one table. Before a
 * figure here changes: months before the change need this table, and subscriptions the new prices (see the README).
 */
test('the price table is the one that subscriptions at Stripe were made with', () => {
  const rows = Object.entries(plans).map(([plan, { monthlyFee, included, prices, quota }]) =>
    [
      plan,
      ...Object.entries(monthlyFee).map(([currency, micros]) => `${currency} ${micros}`),
      ...Object.entries(included).map(([rule, quantity]) => `${rule} ${quantity}`),
      ...Object.entries(prices ?? {}).flatMap(([rule, of]) => Object.values(of).map((micros) => `${rule} ${micros}`)),
      quota ?? '-',
    ].join(', '),
  );
  expect(rows).toEqual([
    'free, CNY 0, USD 0, EUR 0, faq-exact 0, generated 0, 100',
    'pay-as-you-go, CNY 0, USD 0, EUR 0, faq-exact 0, generated 0, faq-exact 150000, faq-exact 21000, faq-exact 19000, ' +
      'generated 400000, generated 56000, generated 51000, -',
    'business, CNY 280000000, USD 39000000, EUR 36000000, faq-exact 3000, generated 500, faq-exact 90000, ' +
      'faq-exact 12500, faq-exact 11500, generated 300000, generated 42000, generated 38000, -',
  ]);
});
