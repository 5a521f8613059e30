import { DomainError, type TenantId } from '@answerdesk/domain';
import type { Currency } from '../plans.ts';
import { ask, readAll } from '../stripe.ts';
import type { CustomerDeps } from './ports.ts';

/** Clocks differ. */
const SLACK_MS = 5 * 60_000;
const TRIES = 5;

/**
 * The tenant's customer at Stripe, made once: whoever tries again does so under the same Idempotency-Key, and looks first
 * whether an answer was lost. Throws DomainError `refused-by-platform` and `unavailable`.
 * https://docs.stripe.com/api/idempotent_requests
 */
export async function ensureCustomer(
  deps: Pick<CustomerDeps, 'stripe' | 'accounts' | 'claims' | 'now'>,
  tenantId: TenantId,
  details: { readonly currency: Currency; readonly name?: string; readonly email?: string },
): Promise<string> {
  const known = await deps.accounts.find(tenantId);
  if (known?.customerId !== undefined) return known.customerId;
  const claim = await deps.claims.claim(tenantId, deps.now());
  const lost = claim.isNew ? undefined : await findLostCustomer(deps, tenantId, claim.at);
  const customerId = lost ?? (await createCustomer(deps, tenantId, claim, details));
  for (let tries = 0; tries < TRIES; tries += 1) {
    const account = await deps.accounts.find(tenantId);
    if (account?.customerId !== undefined) return account.customerId;
    const change = account
      ? { customerId }
      : { customerId, currency: details.currency, plan: 'free' as const, standing: 'none' as const };
    const options = { at: deps.now(), revision: account?.revision ?? 0 };
    if (await deps.accounts.change(tenantId, change, options)) return customerId;
  }
  throw new DomainError('conflict', 'Somebody else is changing the billing account; please try again.');
}

async function createCustomer(
  { stripe, claims }: Pick<CustomerDeps, 'stripe' | 'claims'>,
  tenantId: TenantId,
  { attempt }: { readonly attempt: number },
  { name, email }: { readonly name?: string; readonly email?: string },
): Promise<string> {
  const made = await ask(
    'customer',
    stripe.customers.create(
      { metadata: { tenantId }, ...(name !== undefined && { name }), ...(email !== undefined && { email }) },
      { idempotencyKey: `customer:${tenantId}:${attempt}` },
    ),
  );
  if (made.outcome === 'done') return made.value.id;
  // Stripe repeats its answer to a key, also a failure or that the details were others then.
  if (made.outcome === 'refused' || made.status !== undefined) await claims.tryAnew(tenantId, attempt);
  if (made.outcome === 'refused') throw new DomainError('refused-by-platform', `Stripe refused: ${made.message}`);
  throw new DomainError('unavailable', `${made.message}; please try again.`);
}

async function findLostCustomer(
  { stripe }: Pick<CustomerDeps, 'stripe'>,
  tenantId: TenantId,
  since: Date,
): Promise<string | undefined> {
  const gte = Math.floor((since.getTime() - SLACK_MS) / 1_000);
  const customers = await readAll((after) => stripe.customers.list({ created: { gte }, limit: 100, ...after }));
  return customers.findLast(({ metadata }) => metadata['tenantId'] === tenantId)?.id;
}
