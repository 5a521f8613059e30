import {
  alertFactsOf,
  chargedRules,
  currencies,
  findAlerts,
  listReceipts,
  type Month,
  plans,
  setCap,
} from '@answerdesk/billing';
import { channelNameSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { monthNamed, readMonthOf } from '../billing-desk.ts';
import { mutation, query, router } from '../trpc.ts';
import { paymentProcedures } from './billing-payments.ts';

const monthSchema = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .optional();
const CENT = 10_000;

/** What the tenant uses, what that costs, what it may cost, and how it is paid. Months and days are those of UTC. */
export const billingRouter = router({
  overview: query('billing.read')
    .input(z.object({ month: monthSchema }).optional())
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const month = monthNamed(input?.month, deps.now());
      const report = await readMonthOf(deps, tenantId, month);
      const { account, plan, currency, totalMicros, feeMicros, lines, days, channels, forecast, allowed } = report;
      const facts = alertFactsOf(nameOf(month), report);
      const isBilled = deps.billing.stripe !== undefined;
      return {
        month: nameOf(month),
        monthEnd: month.end,
        isCurrent: forecast !== undefined,
        isBilled,
        plan,
        nextPlan: account?.nextPlan === plan ? undefined : account?.nextPlan,
        currency,
        revision: account?.revision ?? 0,
        standing: account?.standing ?? 'none',
        pastDueSince: facts.pastDueSince,
        isSubscribed: account?.subscriptionId !== undefined,
        isCustomer: account?.customerId !== undefined,
        capMicros: account?.monthlyCap,
        quota: isBilled ? facts.quota : undefined,
        allowed,
        alerts: isBilled && forecast ? findAlerts(facts, new Set()).map(({ kind }) => kind) : [],
        ...{ totalMicros, feeMicros, lines, channels, forecast },
        days: days.map(({ day, ...share }) => ({ day: day.toISOString().slice(0, 10), ...share })),
      };
    }),

  /** What is left of the bot this month, and why not all, for everybody who works with it. */
  allowed: query('conversation.read').query(async ({ ctx: { deps, tenantId } }) => {
    if (!deps.billing.stripe) return { allowance: 'everything' as const };
    return (await readMonthOf(deps, tenantId, monthNamed(undefined, deps.now()))).allowed;
  }),

  /** What each plan costs, in every currency. */
  plans: query('billing.read').query(() => ({ plans, currencies })),

  receipts: query('billing.read')
    .input(
      z.object({
        month: monthSchema,
        /** `2026-11-23`, in UTC; goes before the month. */
        day: z.iso.date().optional(),
        channel: channelNameSchema.optional(),
        rule: z.enum(chargedRules).optional(),
        cursor: z.string().max(300).optional(),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { month: name, day, channel, rule, cursor, limit } }) => {
      const month = monthNamed(day?.slice(0, 7) ?? name, deps.now());
      const { lines, currency } = await readMonthOf(deps, tenantId, month);
      const filter = { ...rangeOf(month, day), ...(channel && { channel }), ...(rule && { rule }) };
      const page = { lines, limit, ...(cursor !== undefined && { before: cursor }) };
      const { receipts, nextBefore } = await listReceipts(deps.billing, tenantId, filter, page);
      return { currency, items: receipts, ...(nextBefore !== undefined && { nextCursor: nextBefore }) };
    }),

  /** What a month may cost at most, in cents; null for no limit. */
  setCap: mutation('billing.write', 'billing.set-cap')
    .input(
      z.object({
        amountCents: z.int().min(0).max(100_000_000).nullable(),
        currency: z.enum(currencies),
        revision: z.int().min(0),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { amountCents, currency, revision } }) => {
      audit.target('monthly-cap', amountCents === null ? 'none' : `${currency} ${(amountCents / 100).toFixed(2)}`);
      const cap = amountCents === null ? null : amountCents * CENT;
      const account = await setCap({ ...deps.billing, now: deps.now }, tenantId, { cap, currency, revision });
      return { revision: account.revision };
    }),

  ...paymentProcedures,
});

function nameOf({ start }: Pick<Month, 'start'>): string {
  return start.toISOString().slice(0, 7);
}

/** A month, or one day of it. */
function rangeOf(month: Month, day: string | undefined): { readonly from: Date; readonly to: Date } {
  if (day === undefined) return { from: month.start, to: month.end };
  const from = new Date(`${day}T00:00:00Z`);
  return { from, to: new Date(from.getTime() + 86_400_000) };
}
