import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { customerOf } from './customers.ts';
import { pageOf } from './pages.ts';
import { priceOf } from './prices.ts';
import { changedMetadata, part, parts, text, whole } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { CreditGrant } from './stripe-objects.ts';

/** Credit for metered prices: https://docs.stripe.com/api/billing/credit-grant/create */
export const creditGrantAnswers: Answers = {
  'POST /v1/billing/credit_grants': (account, { params }) => {
    const id = text(params, 'customer');
    if (id === undefined)
      throw refuse('Missing required param: customer.', { param: 'customer', code: 'parameter_missing' });
    const customer = customerOf(account, id, 'customer');
    const monetary = part(part(params, 'amount') ?? {}, 'monetary');
    if (!monetary)
      throw refuse('Missing required param: amount[monetary].', {
        param: 'amount[monetary]',
        code: 'parameter_missing',
      });
    const value = whole(monetary, 'value') ?? 0;
    if (value <= 0) throw refuse('The amount must be above 0.', { param: 'amount[monetary][value]' });
    const scope = part(part(params, 'applicability_config') ?? {}, 'scope') ?? {};
    const prices = parts(scope, 'prices').map((one, at) => ({
      id: priceOf(account, text(one, 'id') ?? '', `applicability_config[scope][prices][${at}][id]`).id,
    }));
    const priceType = text(scope, 'price_type');
    if ((priceType === undefined) === (prices.length === 0)) {
      throw refuse('A scope is either a price_type or prices.', { param: 'applicability_config[scope]' });
    }
    const now = account.nowS();
    const expires = whole(params, 'expires_at') ?? null;
    if (expires !== null && expires <= now) throw refuse('expires_at must be in the future.', { param: 'expires_at' });
    const priority = whole(params, 'priority') ?? 50;
    if (priority < 0 || priority > 100) throw refuse('The priority is 0 to 100.', { param: 'priority' });
    const grant: CreditGrant = {
      id: account.newId('credgr_test'),
      object: 'billing.credit_grant',
      amount: { type: 'monetary', monetary: { currency: text(monetary, 'currency') ?? '', value } },
      applicability_config: { scope: priceType === undefined ? { prices } : { price_type: priceType } },
      category: text(params, 'category') ?? 'paid',
      created: now,
      customer: customer.id,
      customer_account: null,
      effective_at: whole(params, 'effective_at') ?? now,
      expires_at: expires,
      livemode: false,
      metadata: changedMetadata({}, params),
      name: text(params, 'name') ?? null,
      priority,
      test_clock: null,
      updated: now,
      voided_at: null,
    };
    account.grants.set(grant.id, grant);
    account.emit('billing.credit_grant.created', grant);
    return grant;
  },
  'GET /v1/billing/credit_grants/{id}': (account, input) => grantOf(account, idOf(input)),
  'GET /v1/billing/credit_grants': (account, { params }) => {
    const customer = text(params, 'customer');
    const fitting = [...account.grants.values()].filter((one) => customer === undefined || one.customer === customer);
    return pageOf('/v1/billing/credit_grants', fitting, params);
  },
};

function grantOf(account: Account, id: string): CreditGrant {
  const grant = account.grants.get(id);
  if (!grant) throw missing('credit grant', id);
  return grant;
}
