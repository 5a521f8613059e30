import type { trpcClient } from '../../trpc.ts';

export type Overview = Awaited<ReturnType<typeof trpcClient.billing.overview.query>>;
export type Receipt = Awaited<ReturnType<typeof trpcClient.billing.receipts.query>>['items'][number];
export type Invoice = Awaited<ReturnType<typeof trpcClient.billing.invoices.query>>['items'][number];
export type Offer = Awaited<ReturnType<typeof trpcClient.billing.plans.query>>;
export type PlanName = Overview['plan'];
export type Currency = Overview['currency'];

export const planNames: readonly PlanName[] = ['free', 'pay-as-you-go', 'business'];
/** Bot replies that have a price, by the rule that they were made by. */
export const rules = ['faq-exact', 'generated'] as const;

/** This month (UTC) and the eleven before it by their names, `2026-11`, newest first. */
export function lastMonths(now: Date): string[] {
  return Array.from({ length: 12 }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)).toISOString().slice(0, 7),
  );
}
