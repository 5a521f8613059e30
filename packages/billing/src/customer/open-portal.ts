import { DomainError, type TenantId } from '@answerdesk/domain';
import { findPortal } from '../setup/setup-billing.ts';
import { mustAsk } from '../stripe.ts';
import type { CustomerDeps } from './ports.ts';

/**
 * Opens Stripe's page on which a tenant changes how it pays and reads its invoices; resolves to its address, good for some
 * minutes. Throws DomainError `not-found` where there is no customer yet, `refused-by-platform` and `unavailable`.
 * https://docs.stripe.com/api/customer_portal/sessions/create
 */
export async function openPortal(
  { stripe, accounts }: Pick<CustomerDeps, 'stripe' | 'accounts'>,
  tenantId: TenantId,
  returnUrl: string,
): Promise<{ readonly url: string }> {
  const customer = (await accounts.find(tenantId))?.customerId;
  if (customer === undefined) throw new DomainError('not-found', 'Nothing has been paid for yet.');
  const configuration = await findPortal(stripe);
  const session = await mustAsk(
    'billing_portal.session',
    stripe.billingPortal.sessions.create({
      customer,
      return_url: returnUrl,
      ...(configuration !== undefined && { configuration }),
    }),
  );
  return { url: session.url };
}
