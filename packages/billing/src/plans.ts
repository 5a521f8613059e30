import type { UsageRule } from '@answerdesk/domain';

export const planNames = ['free', 'pay-as-you-go', 'business'] as const;
export type PlanName = (typeof planNames)[number];

export const currencies = ['CNY', 'USD', 'EUR'] as const;
export type Currency = (typeof currencies)[number];

/** What is paid for: how a bot reply that answered was made. */
export const chargedRules = ['faq-exact', 'generated'] as const satisfies readonly UsageRule[];
export type ChargedRule = (typeof chargedRules)[number];

/** An amount in millionths of a currency's unit: 0.15 CNY is 150,000. Whole. */
export type Micros = number;

export interface Plan {
  /** What a calendar month (UTC) costs whatever is used. */
  readonly monthlyFee: Readonly<Record<Currency, Micros>>;
  /** Bot replies of a month that cost nothing more. */
  readonly included: Readonly<Record<ChargedRule, number>>;
  /** What each further one costs; without prices there is no further one. */
  readonly prices?: Readonly<Record<ChargedRule, Readonly<Record<Currency, Micros>>>>;
  /** Where no more is sold: the most bot replies of a month, of whatever rule. */
  readonly quota?: number;
}

/**
 * The one price table: estimates, the screen and what is set up at Stripe come from it. Clarifying questions, apologies and
 * hand-overs are free everywhere.
 */
export const plans: Readonly<Record<PlanName, Plan>> = {
  free: {
    monthlyFee: { CNY: 0, USD: 0, EUR: 0 },
    included: { 'faq-exact': 0, generated: 0 },
    quota: 100,
  },
  'pay-as-you-go': {
    monthlyFee: { CNY: 0, USD: 0, EUR: 0 },
    included: { 'faq-exact': 0, generated: 0 },
    prices: {
      'faq-exact': { CNY: 150_000, USD: 21_000, EUR: 19_000 },
      generated: { CNY: 400_000, USD: 56_000, EUR: 51_000 },
    },
  },
  business: {
    monthlyFee: { CNY: 280_000_000, USD: 39_000_000, EUR: 36_000_000 },
    included: { 'faq-exact': 3_000, generated: 500 },
    prices: {
      'faq-exact': { CNY: 90_000, USD: 12_500, EUR: 11_500 },
      generated: { CNY: 300_000, USD: 42_000, EUR: 38_000 },
    },
  },
};
