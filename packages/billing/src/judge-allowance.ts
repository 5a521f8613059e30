import type { Allowance } from '@answerdesk/domain';
import type { BillingAccount } from './billing-account.ts';
import { DAY_MS, type Month } from './ledger/hours.ts';
import { planSegmentsOf } from './ledger/plan-segments.ts';
import type { UsageCell } from './ledger/ports.ts';
import { type PricedMonth, priceMonth } from './ledger/price-month.ts';
import { planInForce } from './plan-in-force.ts';
import { type ChargedRule, type Micros, type PlanName, plans } from './plans.ts';

const GRACE_MS = 14 * DAY_MS;

/** What of the bot is left, why not all, and how long that stands: how many replies at least, and in time. */
export interface Judgement {
  readonly allowance: Allowance;
  readonly reason?: 'cap' | 'quota' | 'past-due';
  readonly repliesLeft: number;
  readonly standsForMs: number;
}

const unlimited: Judgement = {
  allowance: 'everything',
  repliesLeft: Number.POSITIVE_INFINITY,
  standsForMs: Number.POSITIVE_INFINITY,
};
const strictness: Readonly<Record<Allowance, number>> = { everything: 0, 'exact-only': 1, 'person-only': 2 };

/**
 * Judges by a month's cells what a tenant may use of the bot: the strictest of what its cap, its plan's quota and its
 * payments leave.
 */
export function judgeAllowance(facts: {
  readonly account: BillingAccount | undefined;
  readonly cells: readonly UsageCell[];
  readonly month: Month;
  readonly at: Date;
}): Judgement {
  const { account, cells, month, at } = facts;
  const plan = planInForce(account, at);
  const segments = planSegmentsOf(account, month);
  const priced = priceMonth(month, { cells, segments }, account?.currency ?? 'USD');
  const judgements = [byQuota(plan, priced), byCap(plan, account, priced), byPayments(account, at)];
  const [strictest = unlimited] = judgements.toSorted((a, b) => strictness[b.allowance] - strictness[a.allowance]);
  const standsForMs = Math.min(month.end.getTime() - at.getTime(), ...judgements.map((one) => one.standsForMs));
  return { ...strictest, repliesLeft: Math.min(...judgements.map((one) => one.repliesLeft)), standsForMs };
}

function byQuota(plan: PlanName, { lines }: PricedMonth): Judgement {
  const { quota } = plans[plan];
  if (quota === undefined) return unlimited;
  const used = lines.reduce((sum, line) => sum + (line.plan === plan ? line.quantity : 0), 0);
  return used < quota
    ? { ...unlimited, repliesLeft: quota - used }
    : { ...unlimited, allowance: 'person-only', reason: 'quota' };
}

/** The next reply must fit under the cap; from 95 % on models are off. What costs nothing more always fits. */
function byCap(plan: PlanName, account: BillingAccount | undefined, priced: PricedMonth): Judgement {
  const { prices } = plans[plan];
  const cap = account?.monthlyCap;
  if (cap === undefined || !account || !prices) return unlimited;
  const { currency } = account;
  const { totalMicros: spent } = priced;
  const [exact, generated] = [prices['faq-exact'][currency], prices.generated[currency]];
  const fits = (rule: ChargedRule, unit: Micros) => isIncluded(plan, rule, priced) || spent + unit <= cap;
  if (!fits('faq-exact', exact)) return { ...unlimited, allowance: 'person-only', reason: 'cap' };
  const dearest = Math.max(exact, generated);
  if (spent * 100 >= cap * 95 || !fits('generated', generated)) {
    return {
      ...unlimited,
      allowance: 'exact-only',
      reason: 'cap',
      repliesLeft: repliesIn(cap - exact - spent, dearest),
    };
  }
  return { ...unlimited, repliesLeft: repliesIn(Math.min(cap * 0.95, cap - generated) - spent, dearest) };
}

function byPayments(account: BillingAccount | undefined, at: Date): Judgement {
  if (account?.standing !== 'past-due') return unlimited;
  const left = (account.pastDueSince ?? account.changedAt).getTime() + GRACE_MS - at.getTime();
  return left > 0
    ? { ...unlimited, allowance: 'exact-only', reason: 'past-due', standsForMs: left }
    : { ...unlimited, allowance: 'person-only', reason: 'past-due' };
}

function isIncluded(plan: PlanName, rule: ChargedRule, { lines }: PricedMonth): boolean {
  const used = lines.find((line) => line.plan === plan && line.rule === rule)?.quantity ?? 0;
  return used < plans[plan].included[rule];
}

function repliesIn(micros: Micros, unit: Micros): number {
  return Math.max(0, Math.floor(micros / unit));
}
