import { type ChargedRule, chargedRules, type PlanName, plans } from '../plans.ts';

/** What is counted at Stripe: one plan's use by one rule. */
export interface PlanMeter {
  /** The meter's `event_name`, its product's id and its price's lookup key. */
  readonly name: string;
  readonly plan: PlanName;
  readonly rule: ChargedRule;
}

const shortNames: Readonly<Record<PlanName, string>> = { free: 'free', 'pay-as-you-go': 'payg', business: 'business' };

/** Every plan with prices has meters of its own, one for each rule that is paid for. */
export const planMeters: readonly PlanMeter[] = Object.entries(shortNames).flatMap(([name, shortName]) => {
  const plan = name as PlanName;
  if (!plans[plan].prices) return [];
  return chargedRules.map((rule) => ({
    name: `answerdesk_${shortName}_${rule.replaceAll('-', '_')}`,
    plan,
    rule,
  }));
});

/** The lookup key of the price of a plan's monthly fee, and its product's id. */
export const BUSINESS_FEE = 'answerdesk_business_fee';

/** The meter that counts a plan's use by a rule; undefined where it costs nothing. */
export function meterOf(plan: PlanName, rule: string): PlanMeter | undefined {
  return planMeters.find((meter) => meter.plan === plan && meter.rule === rule);
}
