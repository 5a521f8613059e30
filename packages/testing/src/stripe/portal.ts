import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { customerOf } from './customers.ts';
import { pageOf } from './pages.ts';
import { changedMetadata, flag, type Params, part, text } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { StripeObject } from './stripe-objects.ts';

/** The customer portal: https://docs.stripe.com/api/customer_portal */
export const portalAnswers: Answers = {
  'POST /v1/billing_portal/configurations': (account, { params }) => {
    const configuration: StripeObject = {
      id: account.newId('bpc'),
      object: 'billing_portal.configuration',
      active: true,
      application: null,
      business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
      created: account.nowS(),
      default_return_url: null,
      features: {},
      is_default: false,
      livemode: false,
      login_page: { enabled: false, url: null },
      metadata: {},
      name: null,
      updated: account.nowS(),
    };
    change(account, configuration, params);
    account.portalConfigurations.set(configuration.id, configuration);
    account.emit('billing_portal.configuration.created', configuration);
    return configuration;
  },
  'GET /v1/billing_portal/configurations/{id}': (account, input) => configurationOf(account, idOf(input), 'id'),
  'POST /v1/billing_portal/configurations/{id}': (account, input) => {
    const configuration = configurationOf(account, idOf(input), 'id');
    change(account, configuration, input.params);
    account.emit('billing_portal.configuration.updated', configuration);
    return configuration;
  },
  'GET /v1/billing_portal/configurations': (account, { params }) => {
    const fitting = [...account.portalConfigurations.values()].filter((one) =>
      ['active', 'is_default'].every((name) => params[name] === undefined || params[name] === one[name]),
    );
    return pageOf('/v1/billing_portal/configurations', fitting, params);
  },
  'POST /v1/billing_portal/sessions': (account, { params }) => {
    const id = text(params, 'customer');
    if (id === undefined)
      throw refuse('Missing required param: customer.', { param: 'customer', code: 'parameter_missing' });
    const customer = customerOf(account, id, 'customer');
    const named = text(params, 'configuration');
    const configuration = named
      ? configurationOf(account, named, 'configuration')
      : [...account.portalConfigurations.values()].find((one) => one['is_default'] === true);
    if (!configuration) {
      throw refuse(
        'No configuration provided and your test mode default configuration has not been created. Provide a ' +
          'configuration or create your default by saving your customer portal settings in test mode.',
      );
    }
    const session = account.newId('bps');
    return {
      id: session,
      object: 'billing_portal.session',
      configuration: configuration.id,
      created: account.nowS(),
      customer: customer.id,
      customer_account: null,
      flow: part(params, 'flow_data') ?? null,
      livemode: false,
      locale: text(params, 'locale') ?? null,
      on_behalf_of: null,
      return_url: text(params, 'return_url') ?? configuration['default_return_url'] ?? null,
      url: `https://billing.stripe.com/p/session/${session}`,
    };
  },
};

function change(account: Account, configuration: StripeObject, params: Params): void {
  configuration['active'] = flag(params, 'active') ?? configuration['active'];
  configuration['features'] = { ...asObject(configuration['features']), ...part(params, 'features') };
  configuration['business_profile'] = {
    ...asObject(configuration['business_profile']),
    ...part(params, 'business_profile'),
  };
  for (const name of ['default_return_url', 'name']) {
    if (params[name] !== undefined) configuration[name] = text(params, name) ?? null;
  }
  configuration['metadata'] = changedMetadata(
    {},
    { metadata: { ...asObject(configuration['metadata']), ...part(params, 'metadata') } },
  );
  configuration['updated'] = account.nowS();
}

function configurationOf(account: Account, id: string, param: string): StripeObject {
  const configuration = account.portalConfigurations.get(id);
  if (!configuration) throw missing('configuration', id, param);
  return configuration;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
