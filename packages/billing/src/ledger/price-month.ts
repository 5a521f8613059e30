import {
  type ChargedRule,
  type Currency,
  chargedRules,
  type Micros,
  type PlanName,
  planNames,
  plans,
} from '../plans.ts';
import { DAY_MS, type Month } from './hours.ts';
import type { PlanSegment } from './plan-segments.ts';
import type { UsageCell } from './ports.ts';

const CENT: Micros = 10_000;

/** What the bot replies of one plan and rule come to in a month. */
export interface PricedLine {
  readonly plan: PlanName;
  readonly rule: ChargedRule;
  /** What was used, less what was taken back; never below 0. */
  readonly quantity: number;
  /** How many of them the plan's fee pays for, or nobody has to. */
  readonly included: number;
  readonly charged: number;
  readonly unitMicros: Micros;
  readonly amountMicros: Micros;
}

export interface PricedMonth {
  readonly totalMicros: Micros;
  readonly feeMicros: Micros;
  readonly lines: readonly PricedLine[];
}

/**
 * What a calendar month (UTC) costs. `cells` may hold more than the month; `segments` say which plans were in force in it.
 * What a plan includes it includes each month whole. A fee is for the seconds in which its plan was in force, of those of the
 * month, each time rounded half up to the cent, as Stripe prorates it. Exact: amounts are whole micros.
 * https://docs.stripe.com/billing/subscriptions/prorations
 */
export function priceMonth(
  month: Month,
  used: { readonly cells: readonly UsageCell[]; readonly segments: readonly PlanSegment[] },
  currency: Currency,
): PricedMonth {
  const quantities = new Map<string, number>();
  for (const { hour, plan, kind, rule, quantity } of used.cells) {
    if (kind !== 'bot-reply' || hour < month.start || hour >= month.end) continue;
    quantities.set(`${plan} ${rule}`, (quantities.get(`${plan} ${rule}`) ?? 0) + quantity);
  }
  const lines = planNames.flatMap((plan) =>
    chargedRules.flatMap((rule) => {
      const quantity = Math.max(0, quantities.get(`${plan} ${rule}`) ?? 0);
      return quantity > 0 ? [priceLine(plan, rule, quantity, currency)] : [];
    }),
  );
  const feeMicros = planNames.reduce((sum, plan) => sum + feeOf(month, used.segments, plan, currency), 0);
  const totalMicros = lines.reduce((sum, { amountMicros }) => sum + amountMicros, feeMicros);
  return { totalMicros, feeMicros, lines };
}

function priceLine(plan: PlanName, rule: ChargedRule, quantity: number, currency: Currency): PricedLine {
  const { prices, included: most } = plans[plan];
  const included = prices ? Math.min(quantity, most[rule]) : quantity;
  const charged = quantity - included;
  const unitMicros = prices?.[rule][currency] ?? 0;
  return { plan, rule, quantity, included, charged, unitMicros, amountMicros: charged * unitMicros };
}

function feeOf(month: Month, segments: readonly PlanSegment[], plan: PlanName, currency: Currency): Micros {
  const fee = plans[plan].monthlyFee[currency];
  const monthS = (month.days * DAY_MS) / 1_000;
  return segments.reduce((sum, segment) => {
    if (segment.plan !== plan) return sum;
    const fromS = Math.floor(Math.max(segment.from.getTime(), month.start.getTime()) / 1_000);
    const toS = Math.floor(Math.min(segment.to.getTime(), month.end.getTime()) / 1_000);
    const cents = Math.floor((2 * fee * Math.max(0, toS - fromS) + monthS * CENT) / (2 * monthS * CENT));
    return sum + cents * CENT;
  }, 0);
}
