import { DomainError, type TenantId } from '@answerdesk/domain';
import type { BillingAccount } from '../billing-account.ts';
import { ask } from '../stripe.ts';
import type { CustomerDeps } from './ports.ts';

/**
 * How a customer stands at Stripe: `deleted` for good, or `missing` in the account of the key, which another key may have.
 * Throws DomainError `unavailable`. https://docs.stripe.com/api/customers/delete
 */
export async function findCustomer(
  { stripe }: Pick<CustomerDeps, 'stripe'>,
  customerId: string,
): Promise<'there' | 'deleted' | 'missing'> {
  const heard = await ask('customer', stripe.customers.retrieve(customerId));
  if (heard.outcome === 'done') return 'deleted' in heard.value && heard.value.deleted ? 'deleted' : 'there';
  if (heard.outcome === 'refused' && heard.code === 'resource_missing') return 'missing';
  throw new DomainError('unavailable', 'Payments cannot be looked up right now; please try again.');
}

/**
 * Has a tenant be without a customer whom Stripe has no more, so that the next checkout makes another one; its subscription
 * ended with it. Resolves to the account; undefined when somebody changed it since it was read.
 */
export async function forgetCustomer(
  { accounts, claims, alarm, now }: Pick<CustomerDeps, 'accounts' | 'claims' | 'alarm' | 'now'>,
  account: BillingAccount,
): Promise<BillingAccount | undefined> {
  const { tenantId, revision, customerId, subscriptionId } = account;
  const claim = await claims.find(tenantId);
  // Under the key before, Stripe would answer with the customer that is gone.
  if (claim) await claims.tryAnew(tenantId, claim.attempt);
  const gone = { subscriptionId: null, nextPlan: null, nextPlanFrom: null, pastDueSince: null };
  const ended = { plan: 'free', standing: 'ended', ...gone } as const;
  const change = { customerId: null, ...(subscriptionId !== undefined && ended) };
  const changed = await accounts.change(tenantId, change, { at: now(), revision });
  if (changed) alarm({ tenantId, customerId }, 'Stripe no longer has the customer of a tenant');
  return changed;
}

/** Forgets a tenant's customer if that is the one and Stripe has it no more. Throws as `findCustomer`, and `conflict`. */
export async function forgetIfGone(deps: CustomerDeps, tenantId: TenantId, customerId: string): Promise<void> {
  if ((await findCustomer(deps, customerId)) === 'there') return;
  const account = await deps.accounts.find(tenantId);
  if (account?.customerId !== customerId) return;
  if (await forgetCustomer(deps, account)) return;
  throw new DomainError('conflict', 'Somebody else is changing the billing account; please try again.');
}
