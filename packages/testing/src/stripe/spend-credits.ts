import type { Account } from './account.ts';
import type { Invoice } from './stripe-objects.ts';

/**
 * Takes credit grants off what was used, before the balance: those of the lowest priority number first, then those that
 * expire soonest, then the oldest. https://docs.stripe.com/billing/subscriptions/usage-based/billing-credits
 */
export function spendCredits(account: Account, invoice: Invoice): void {
  const now = account.nowS();
  const grants = [...account.grants.values()]
    .filter((grant) => grant.customer === invoice.customer && grant['voided_at'] === null)
    .filter((grant) => grant.effective_at <= now && (grant.expires_at === null || grant.expires_at > now))
    .filter((grant) => grant.amount.monetary.currency === invoice['currency'])
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        (a.expires_at ?? Number.MAX_SAFE_INTEGER) - (b.expires_at ?? Number.MAX_SAFE_INTEGER) ||
        a.created - b.created,
    );
  const credits = [];
  for (const line of invoice.lines.data) {
    const price = account.prices.get(line.pricing.price_details.price);
    if (price?.recurring?.usage_type !== 'metered') continue;
    let left = line.amount;
    for (const grant of grants) {
      const { scope } = grant.applicability_config;
      if (scope.prices && !scope.prices.some(({ id }) => id === price.id)) continue;
      const amount = Math.min(left, remainingOf(account, grant.id, grant.amount.monetary.value));
      if (amount <= 0) continue;
      left -= amount;
      account.spentCredits.set(grant.id, (account.spentCredits.get(grant.id) ?? 0) + amount);
      credits.push({ amount, credit_balance_transaction: account.newId('cbtxn'), type: 'credit_balance_transaction' });
    }
  }
  invoice['total_pretax_credit_amounts'] = credits;
  invoice.total = invoice.subtotal - credits.reduce((sum, { amount }) => sum + amount, 0);
  invoice['total_excluding_tax'] = invoice.total;
}

function remainingOf(account: Account, grantId: string, value: number): number {
  return value - (account.spentCredits.get(grantId) ?? 0);
}
