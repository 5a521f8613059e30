import {
  type CustomerDeps,
  changePlan,
  currencies,
  listInvoices,
  openPortal,
  planNames,
  previewPlanChange,
  startCheckout,
} from '@answerdesk/billing';
import { DomainError } from '@answerdesk/domain';
import { z } from 'zod';
import type { BillingDesk } from '../billing-desk.ts';
import { mutation, query } from '../trpc.ts';

const planSchema = z.enum(planNames);
const currencySchema = z.enum(currencies);

/** What is asked of Stripe; refused where its keys are not set. */
export const paymentProcedures = {
  /** What a change of plan would do, before anybody does it. */
  previewPlan: query('billing.write')
    .input(z.object({ plan: planSchema, currency: currencySchema }))
    .query(({ ctx: { deps, tenantId }, input: { plan, currency } }) =>
      previewPlanChange(stripeOf(deps.billing), tenantId, plan, { currency }),
    ),

  changePlan: mutation('billing.write', 'billing.change-plan')
    .input(z.object({ plan: planSchema }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { plan } }) => {
      audit.target('plan', plan);
      const { outcome } = await changePlan(stripeOf(deps.billing), tenantId, plan);
      return { outcome };
    }),

  /** Begins to pay for a plan; `url` is Stripe's page. */
  checkout: mutation('billing.write', 'billing.checkout')
    .input(z.object({ plan: planSchema.exclude(['free']), currency: currencySchema }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { plan, currency } }) => {
      audit.target('plan', plan);
      const stripe = stripeOf(deps.billing);
      const [account, tenant] = await Promise.all([deps.billing.accounts.find(tenantId), deps.tenants.find(tenantId)]);
      if (account?.monthlyCap !== undefined && account.currency !== currency) {
        throw new DomainError('conflict', `The monthly limit is in ${account.currency}; take it away first.`);
      }
      const { screenUrl } = deps.billing;
      return startCheckout(stripe, tenantId, {
        ...{ plan, currency, email: actor.email },
        ...(tenant && { name: tenant.name }),
        successUrl: `${screenUrl}?checkout=done`,
        cancelUrl: screenUrl,
      });
    }),

  /** Opens Stripe's page for cards and addresses. */
  portal: mutation('billing.write', 'billing.portal').mutation(({ ctx: { deps, tenantId } }) =>
    openPortal(stripeOf(deps.billing), tenantId, deps.billing.screenUrl),
  ),

  invoices: query('billing.read')
    .input(z.object({ cursor: z.string().max(100).optional(), limit: z.int().min(1).max(100).default(12) }))
    .query(async ({ ctx: { deps, tenantId }, input: { cursor, limit } }) => {
      const { stripe } = deps.billing;
      if (!stripe) return { items: [] };
      const page = { limit, ...(cursor !== undefined && { after: cursor }) };
      const { invoices, nextAfter } = await listInvoices(stripe, tenantId, page);
      return { items: invoices, ...(nextAfter !== undefined && { nextCursor: nextAfter }) };
    }),
};

function stripeOf({ stripe }: BillingDesk): CustomerDeps {
  if (stripe) return stripe;
  throw new DomainError('conflict', 'Nothing is billed here: the server has no keys of Stripe.');
}
