import type { IncomingMessage } from 'node:http';
import { type FormTree, parseForm } from './parse-form.ts';
import { refuse, StripeRefusal } from './refusal.ts';
import { findCall, type PublishedCall } from './request-spec.ts';
import { validateForm } from './validate-form.ts';

/** A request as it came. */
export interface StripeRequest {
  readonly method: string;
  readonly path: string;
  /** Query and body, in the encoding that they came in. */
  readonly form: string;
  readonly contentType: string;
  readonly authorization: string | undefined;
  readonly version: string | undefined;
  readonly idempotencyKey: string | undefined;
}

const LARGEST_BODY_BYTES = 1024 * 1024;

/** Reads a request to its end. */
export async function readRequest(incoming: IncomingMessage): Promise<StripeRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
  }
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const body = Buffer.concat(chunks).toString('utf8');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    form: [url.search.slice(1), body].filter((one) => one !== '').join('&'),
    contentType: body === '' ? '' : (incoming.headers['content-type'] ?? ''),
    authorization: incoming.headers.authorization,
    version: headerOf(incoming, 'stripe-version'),
    idempotencyKey: headerOf(incoming, 'idempotency-key'),
  };
}

/** Refuses what has no key of the account: a secret one, for tests. */
export function refuseStrangers({ authorization }: StripeRequest, apiKey: string | undefined): void {
  const type = 'invalid_request_error' as const;
  const key = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (key === undefined) {
    const message =
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
      "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
    throw new StripeRefusal(401, { type, message });
  }
  if (apiKey === undefined ? /^sk_test_\w+$/.test(key) : key === apiKey) return;
  throw new StripeRefusal(401, { type, message: `Invalid API Key provided: ${key.slice(0, 8)}****` });
}

/** The published call that a request is, and its parameters, checked at every depth. */
export function readCall(request: StripeRequest): {
  readonly call: PublishedCall;
  readonly params: Readonly<Record<string, unknown>>;
} {
  const call = findCall(request.method, request.path);
  if (!call) {
    const message = `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs.`;
    throw new StripeRefusal(404, { type: 'invalid_request_error', message });
  }
  const isV2 = request.path.startsWith('/v2/');
  // docs.stripe.com/api-v2-overview: v2 knows no default version.
  if (isV2 && request.version === undefined) throw refuse('Please provide a Stripe-Version header.');
  if (!isV2 && request.contentType !== '' && !request.contentType.startsWith('application/x-www-form-urlencoded')) {
    throw refuse(`Invalid content type: ${request.contentType}. v1 takes application/x-www-form-urlencoded.`);
  }
  const parsed = parseForm(isV2 ? listed(request.form) : request.form);
  if ('problem' in parsed) throw refuse(parsed.problem);
  const validated = validateForm(parsed.form, call.schema);
  if ('complaint' in validated) {
    const { message, param, code } = validated.complaint;
    throw refuse(message, { param, ...(code !== undefined && { code }) });
  }
  refuseMetadata(parsed.form);
  return { call, params: validated.params };
}

// v2 lists by repeating a name: https://docs.stripe.com/api-v2-overview
function listed(form: string): string {
  return form.replaceAll(/(^|&)types=/g, '$1types[]=');
}

/** 50 keys of 40 characters, values of 500: https://docs.stripe.com/metadata */
function refuseMetadata(form: FormTree): void {
  const { metadata } = form;
  if (typeof metadata !== 'object') return;
  if (Object.keys(metadata).length > 50) throw refuse('Metadata can have at most 50 keys.', { param: 'metadata' });
  for (const [key, value] of Object.entries(metadata)) {
    if (key.length > 40) throw refuse(`Metadata keys can be at most 40 characters: ${key}`, { param: 'metadata' });
    if (String(value).length > 500) {
      throw refuse('Metadata values can be at most 500 characters.', { param: `metadata[${key}]` });
    }
  }
}

function headerOf(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name];
  return typeof value === 'string' ? value : undefined;
}
