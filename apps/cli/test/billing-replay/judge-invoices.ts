import { monthOf, planMeters, priceMonth, type ReconcileDeps, type UsageCell } from '@answerdesk/billing';
import type { TenantId } from '@answerdesk/domain';
import { expect } from 'vitest';

const MICROS_A_CENT = 10_000;

/**
 * Compares what a month's use costs each tenant by our prices with what Stripe's invoice of it asks for it, less what was paid
 * back, to the cent. Fails where an invoice is not final.
 */
export async function judgeInvoices(
  {
    stripe,
    accounts,
    reports,
  }: Pick<ReconcileDeps, 'stripe' | 'reports'> & {
    readonly accounts: { find(tenantId: TenantId): Promise<{ readonly customerId?: string } | undefined> };
  },
  tenants: readonly TenantId[],
  used: ReadonlyMap<string, number>,
  at: Date,
): Promise<void> {
  const month = monthOf(at);
  const names = new Set(planMeters.map(({ name }) => name));
  const wrong: string[] = [];
  for (const tenantId of tenants) {
    const { customerId: customer = '' } = (await accounts.find(tenantId)) ?? {};
    const { data } = await stripe.invoices.list({ customer, limit: 100 });
    const [invoice, ...more] = data.filter(({ billing_reason: reason }) => reason === 'subscription_cycle');
    expect(more).toEqual([]);
    expect(invoice).toMatchObject({ status: 'paid', period_end: month.end.getTime() / 1_000 });
    const billed = (invoice?.lines.data ?? [])
      .filter(({ pricing }) => names.has(String(pricing?.price_details?.product)))
      .reduce((sum, { amount }) => sum + amount, 0);
    const paidBack = (await reports.list(tenantId, month.start, month.end))
      .filter(({ state }) => state === 'credited')
      .reduce((sum, { creditCents = 0 }) => sum + creditCents, 0);
    const { lines } = priceMonth(month, { cells: cellsOf(tenantId, used), segments: [] }, 'CNY');
    const cost = lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0) / MICROS_A_CENT;
    if (billed - paidBack !== cost) wrong.push(`${tenantId}: billed ${billed}, paid back ${paidBack}, costs ${cost}`);
  }
  expect(wrong).toEqual([]);
}

/** What was used less what was taken back, by tenant, meter and hour. */
function cellsOf(tenantId: TenantId, used: ReadonlyMap<string, number>): UsageCell[] {
  return [...used].flatMap(([key, quantity]): UsageCell[] => {
    const [tenant, meter, hour = ''] = key.split(' ');
    const known = planMeters.find(({ name }) => name === meter);
    if (tenant !== tenantId || !known) return [];
    return [{ hour: new Date(hour), plan: known.plan, kind: 'bot-reply', rule: known.rule, quantity }];
  });
}
