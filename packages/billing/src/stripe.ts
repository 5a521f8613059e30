import { DomainError } from '@answerdesk/domain';
import Stripe from 'stripe';
import type { StripeSettings } from './stripe-settings.ts';

/** Stripe's own client; nothing but this module imports the package. */
export type StripeClient = Stripe;
export type StripeSubscription = Stripe.Subscription;
export type StripeInvoice = Stripe.Invoice;
export type StripeMeter = Stripe.Billing.Meter;

export const STRIPE_API_VERSION = '2026-10-28.endive';
/** How long a webhook's signature is good for. */
const TOLERANCE_S = 300;
/** Stripe answers within a few seconds; its own client would wait 80. */
const TIMEOUT_MS = 20_000;
/** Repeated under one Idempotency-Key, which the client makes where none is given. */
const RETRIES = 2;

/** What became of a call: Stripe did it; Stripe said no, and would again; or nobody knows, so that it is to be asked again. */
export type Heard<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'refused'; readonly status: number; readonly code?: string; readonly message: string }
  | {
      readonly outcome: 'unheard';
      readonly message: string;
      /** What Stripe answered, where it did. */
      readonly status?: number;
      readonly retryAfterMs?: number;
    };

/**
 * Opens a client of the pinned API version. Calls nobody. `alarm` hears, once until a call gets through again, that Stripe does
 * not accept the key.
 */
export function connectStripe(
  { secretKey, apiBase }: Pick<StripeSettings, 'secretKey' | 'apiBase'>,
  alarm?: (facts: Readonly<Record<string, unknown>>, what: string) => void,
): StripeClient {
  const client = new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: RETRIES,
    timeout: TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: 'Answerdesk' },
    ...(apiBase && {
      protocol: apiBase.protocol === 'http:' ? 'http' : 'https',
      host: apiBase.hostname,
      port: apiBase.port || (apiBase.protocol === 'http:' ? 80 : 443),
    }),
  });
  let isTold = false;
  client.on('response', ({ status, method, path }: Stripe.ResponseEvent) => {
    if (!isAboutKey(status)) isTold = false;
    else if (!isTold) {
      isTold = true;
      alarm?.(
        { status, method, path },
        'Stripe does not accept the key of this server: nothing is billed until it does',
      );
    }
  });
  return client;
}

/** The key is not known, or may not do this: nothing is said of what was asked. https://docs.stripe.com/error-low-level */
function isAboutKey(status: number | undefined): boolean {
  return status === 401 || status === 403;
}

/**
 * Waits for a call and says what became of it. An answer that is not the expected object is nobody's answer: the client
 * takes a strange server's JSON without `error` for a success. 409 and 429 are done later, and what a refused key asked once
 * there is a good one; Stripe's own errors are unheard, for it may have done it nevertheless (https://docs.stripe.com/error-low-level).
 */
export async function ask<T extends { readonly object: string }>(
  object: T['object'],
  call: Promise<T>,
): Promise<Heard<T>> {
  try {
    const value = await call;
    if (value.object === object && hasName(value)) return { outcome: 'done', value };
    return { outcome: 'unheard', message: `not a ${object} was answered` };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { statusCode: status, code, message } = error;
    const isFinal = status !== 409 && status !== 429 && !isAboutKey(status);
    if (status !== undefined && status >= 400 && status < 500 && isFinal) {
      return { outcome: 'refused', status, message, ...(code !== undefined && { code }) };
    }
    const retryAfterS = Number(error.headers?.['retry-after']);
    return {
      outcome: 'unheard',
      message: whyUnheard(status),
      ...(status !== undefined && { status }),
      ...(retryAfterS > 0 && { retryAfterMs: retryAfterS * 1_000 }),
    };
  }
}

function whyUnheard(status: number | undefined): string {
  if (isAboutKey(status)) return 'Stripe does not accept the key of this server';
  return status === undefined ? 'Stripe could not be reached' : `Stripe answered ${status}`;
}

/** What a person is told of a refusal; what Stripe said, which is not for them, is its cause. */
export function refusalOf({ status, message }: Extract<Heard<unknown>, { outcome: 'refused' }>): DomainError {
  const sentence = status === 402 ? 'The payment was declined.' : 'The payment provider refused this.';
  return new DomainError('refused-by-platform', sentence, { cause: new Error(message) });
}

/** The value of a call that must be done. Throws DomainError `refused-by-platform` or `unavailable`. */
export async function mustAsk<T extends { readonly object: string }>(
  object: T['object'],
  call: Promise<T>,
): Promise<T> {
  const heard = await ask(object, call);
  if (heard.outcome === 'done') return heard.value;
  if (heard.outcome === 'unheard') throw new DomainError('unavailable', `${heard.message}; please try again.`);
  throw refusalOf(heard);
}

/** Every item of a list, page after page. Throws as `mustAsk`. */
export async function readAll<Item extends { readonly id: string }>(
  readPage: (after: { starting_after?: string }) => Promise<{ object: 'list'; data: Item[]; has_more: boolean }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (;;) {
    const last = items.at(-1);
    const page = await mustAsk('list', readPage(last ? { starting_after: last.id } : {}));
    items.push(...page.data);
    if (!page.has_more || page.data.length === 0) return items;
  }
}

/** What a webhook says, as far as it is believed: what happened, and to whom. The object's state is asked for anew. */
export interface StripeNotice {
  readonly id: string;
  readonly type: string;
  readonly isLive: boolean;
  /** Thin events carry no data; what they say is fetched. */
  readonly isThin: boolean;
  readonly customerId?: string;
}

/**
 * Reads a webhook after its signature, by any of the secrets, at most 5 minutes old. Undefined when nobody signed it so, or
 * it is no event.
 * https://docs.stripe.com/webhooks/signatures, https://docs.stripe.com/event-destinations#thin-payload
 */
export function readStripeNotice(
  client: StripeClient,
  {
    rawBody,
    signature,
    secrets,
    now,
  }: {
    readonly rawBody: Buffer;
    readonly signature: string;
    readonly secrets: readonly string[];
    readonly now: Date;
  },
): StripeNotice | undefined {
  const object = objectOf(rawBody);
  if (object !== 'event' && object !== 'v2.core.event') return undefined;
  const isThin = object === 'v2.core.event';
  for (const secret of secrets) {
    try {
      const signed = [rawBody, signature, secret, TOLERANCE_S, undefined, now.getTime()] as const;
      if (isThin) {
        const { id, type, livemode } = client.parseEventNotification(...signed);
        return { id, type, isLive: livemode, isThin };
      }
      const { id, type, livemode, data } = client.webhooks.constructEvent(...signed);
      const customerId = customerOf(data.object);
      return { id, type, isLive: livemode, isThin, ...(customerId !== undefined && { customerId }) };
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
  }
  return undefined;
}

function objectOf(rawBody: Buffer): unknown {
  try {
    const body: unknown = JSON.parse(rawBody.toString('utf8'));
    return typeof body === 'object' && body !== null && 'object' in body ? body.object : undefined;
  } catch {
    return undefined;
  }
}

/** Whom an event is about: its object is a customer, or names one. */
function customerOf(object: object): string | undefined {
  if ('object' in object && object.object === 'customer' && 'id' in object) return String(object.id);
  const customer = 'customer' in object ? object.customer : undefined;
  if (typeof customer === 'string') return customer;
  const isObject = typeof customer === 'object' && customer !== null && 'id' in customer;
  return isObject ? String(customer.id) : undefined;
}

/** Meter events and their adjustments are known by an identifier, lists by their items; everything else has an id. */
function hasName(value: { readonly object: string }): boolean {
  if ('id' in value) return typeof value.id === 'string' && value.id !== '';
  return value.object === 'list' || value.object.startsWith('billing.meter_event');
}

/** An amount in cents, which may have decimal places, as Stripe's client wants it. */
export function decimalOf(text: string): Stripe.Decimal {
  return Stripe.Decimal.from(text);
}
