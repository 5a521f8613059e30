import { DomainError, type TenantId } from '@answerdesk/domain';
import type { Currency } from '../plans.ts';
import { ask, readAll, refusalOf } from '../stripe.ts';
import { findCustomer, forgetCustomer } from './forget-customer.ts';
import type { CustomerDeps } from './ports.ts';

/** Clocks differ. */
const SLACK_MS = 5 * 60_000;
/** How long after it was tried a call may still make something. */
const LONGEST_CALL_MS = 60 * 60_000;
const TRIES = 5;

/**
 * The tenant's customer at Stripe, made once, and anew once Stripe has it no more: whoever tries again does so under the same
 * Idempotency-Key, and looks first whether an answer was lost. Throws DomainError `refused-by-platform`, `unavailable` and
 * `conflict`. https://docs.stripe.com/api/idempotent_requests
 */
export async function ensureCustomer(
  deps: Pick<CustomerDeps, 'stripe' | 'accounts' | 'claims' | 'alarm' | 'now'>,
  tenantId: TenantId,
  details: { readonly currency: Currency; readonly name?: string; readonly email?: string },
): Promise<string> {
  const known = await deps.accounts.find(tenantId);
  if (known?.customerId !== undefined) {
    if ((await findCustomer(deps, known.customerId)) === 'there') return known.customerId;
    await forgetCustomer(deps, known);
  }
  const claim = await deps.claims.claim(tenantId, deps.now());
  const lost = claim.isNew ? undefined : await findLostCustomer(deps, tenantId, claim.at);
  // What this try may lose is looked for around now.
  if (!claim.isNew && lost === undefined) await deps.claims.noteTry(tenantId, deps.now());
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
  if (made.outcome === 'refused') throw refusalOf(made);
  throw new DomainError('unavailable', `${made.message}; please try again.`);
}

async function findLostCustomer(
  { stripe }: Pick<CustomerDeps, 'stripe'>,
  tenantId: TenantId,
  triedAt: Date,
): Promise<string | undefined> {
  const gte = Math.floor((triedAt.getTime() - SLACK_MS) / 1_000);
  const lte = Math.ceil((triedAt.getTime() + LONGEST_CALL_MS) / 1_000);
  const customers = await readAll((after) => stripe.customers.list({ created: { gte, lte }, limit: 100, ...after }));
  return customers.findLast(({ metadata }) => metadata['tenantId'] === tenantId)?.id;
}
