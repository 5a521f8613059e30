import type { Account } from './account.ts';
import { type Answers, idOf } from './call.ts';
import { pageOf } from './pages.ts';
import { changedMetadata, flag, refuseUnmodelled, text, texts } from './read-params.ts';
import { missing, refuse } from './refusal.ts';
import type { WebhookEndpoint } from './stripe-objects.ts';

/** Where events go: https://docs.stripe.com/api/webhook_endpoints. The secret is told once, when one is created. */
export const webhookEndpointAnswers: Answers = {
  'POST /v1/webhook_endpoints': (account, { params }) => {
    refuseUnmodelled(params, ['connect']);
    const url = urlOf(text(params, 'url') ?? '');
    const secret = account.newId('whsec');
    const endpoint: WebhookEndpoint = {
      id: account.newId('we'),
      object: 'webhook_endpoint',
      api_version: text(params, 'api_version') ?? null,
      application: null,
      created: account.nowS(),
      description: text(params, 'description') ?? null,
      enabled_events: texts(params, 'enabled_events'),
      livemode: false,
      metadata: changedMetadata({}, params),
      secret,
      status: 'enabled',
      url,
    };
    account.endpoints.set(endpoint.id, endpoint);
    return endpoint;
  },
  'GET /v1/webhook_endpoints/{id}': (account, input) => withoutSecret(endpointOf(account, idOf(input))),
  'POST /v1/webhook_endpoints/{id}': (account, input) => {
    const endpoint = endpointOf(account, idOf(input));
    const { params } = input;
    endpoint.url = urlOf(text(params, 'url') ?? endpoint.url);
    if (params['enabled_events'] !== undefined) endpoint.enabled_events = texts(params, 'enabled_events');
    if (params['description'] !== undefined) endpoint['description'] = text(params, 'description') ?? null;
    const disabled = flag(params, 'disabled');
    if (disabled !== undefined) endpoint.status = disabled ? 'disabled' : 'enabled';
    endpoint.metadata = changedMetadata(endpoint.metadata, params);
    return withoutSecret(endpoint);
  },
  'DELETE /v1/webhook_endpoints/{id}': (account, input) => {
    const { id } = endpointOf(account, idOf(input));
    account.endpoints.delete(id);
    return { id, object: 'webhook_endpoint', deleted: true };
  },
  'GET /v1/webhook_endpoints': (account, { params }) =>
    pageOf('/v1/webhook_endpoints', [...account.endpoints.values()].map(withoutSecret), params),
};

function withoutSecret({ secret: _, ...endpoint }: WebhookEndpoint) {
  return { ...endpoint, id: endpoint.id };
}

// The real platform takes https alone; an address of this machine stands in for one.
function urlOf(url: string): string {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')) return url;
  throw refuse('Invalid URL: URL must begin with https.', { param: 'url', code: 'url_invalid' });
}

function endpointOf(account: Account, id: string): WebhookEndpoint {
  const endpoint = account.endpoints.get(id);
  if (!endpoint) throw missing('webhook endpoint', id);
  return endpoint;
}
