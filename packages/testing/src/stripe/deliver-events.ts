import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import type { StripeEvent, ThinEvent, WebhookEndpoint } from './stripe-objects.ts';

/** Where all events go, thin ones as well. */
export interface StripeWebhook {
  readonly url: string;
  /** What posts are signed with: starts with `whsec_`. */
  readonly secret: string;
  /** Thin events have a destination, and so a secret, of their own; the same one unless told. */
  readonly thinSecret?: string;
}

/** A post as it went out, and what came back: a status, or none when nobody answered. */
export interface StripePost {
  readonly url: string;
  readonly eventId: string;
  readonly type: string;
  readonly body: string;
  readonly signature: string;
  readonly status: number | undefined;
}

export interface DeliveryOptions {
  readonly chance: Chance;
  /** The share of events that are posted once more than they need. */
  readonly repeats: number;
  /** Whether what waits is posted in an order of chance. */
  readonly reorders: boolean;
  /** Whether posts wait for `deliver`. */
  readonly isHeld: boolean;
  readonly nowS: () => number;
}

interface Waiting {
  readonly event: StripeEvent | ThinEvent;
  readonly url: string;
  readonly secret: string;
  readonly attempt: number;
}

const MOST_TRIES = 16;
const DEADLINE_MS = 10_000;

/**
 * Posts events until they are taken: at least once, in no order to rely on, signed anew each time.
 * https://docs.stripe.com/webhooks
 */
export function createDeliveries(options: DeliveryOptions) {
  const waiting: Waiting[] = [];
  const posts: StripePost[] = [];
  const stopping = new AbortController();
  let pump: Promise<void> | undefined;

  async function post({ event, url, secret, attempt }: Waiting): Promise<void> {
    const body = JSON.stringify(delivered(event), null, 2);
    const signature = signStripePayload(body, secret, options.nowS());
    let status: number | undefined;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(DEADLINE_MS)]),
      });
      status = response.status;
      await response.arrayBuffer();
    } catch {
      status = undefined;
    }
    posts.push({ url, eventId: event.id, type: event.type, body, signature, status });
    if (status !== undefined && status >= 200 && status < 300) return;
    if (attempt < MOST_TRIES) waiting.push({ event, url, secret, attempt: attempt + 1 });
    await wait(Math.min(2_000, 10 * 2 ** attempt), undefined, { signal: stopping.signal });
  }

  async function run(): Promise<void> {
    try {
      while (waiting.length > 0 && !stopping.signal.aborted) {
        const at = options.reorders ? Math.floor(options.chance.next() * waiting.length) : 0;
        const [next] = waiting.splice(at, 1);
        if (next) await post(next);
      }
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
    } finally {
      pump = undefined;
    }
  }

  const start = () => {
    pump ??= run();
    return pump;
  };

  return {
    posts: (): readonly StripePost[] => posts,
    /** Has an event posted to its endpoints. */
    add(
      event: StripeEvent | ThinEvent,
      webhook: StripeWebhook | undefined,
      endpoints: Iterable<WebhookEndpoint>,
    ): void {
      const isThin = event.object === 'v2.core.event';
      const targets = isThin
        ? []
        : [...endpoints].filter((one) => wants(one, event.type)).map(({ url, secret }) => ({ url, secret }));
      if (webhook)
        targets.push({ url: webhook.url, secret: (isThin ? webhook.thinSecret : undefined) ?? webhook.secret });
      for (const target of targets) {
        const copies = options.chance.hits(options.repeats) ? 2 : 1;
        for (let copy = 0; copy < copies; copy += 1) waiting.push({ event, ...target, attempt: 1 });
      }
      if (!options.isHeld && waiting.length > 0) setImmediate(() => start().catch(() => undefined));
    },
    /** Posts all that waits; resolves when everything was taken, or tried 16 times. */
    async deliver(): Promise<void> {
      while (waiting.length > 0 || pump) await start();
    },
    stop(): void {
      stopping.abort();
    },
  };
}

/** The `Stripe-Signature` of a body: https://docs.stripe.com/webhooks#verify-manually */
export function signStripePayload(body: string, secret: string, atS: number): string {
  return `t=${atS},v1=${createHmac('sha256', secret).update(`${atS}.${body}`).digest('hex')}`;
}

function wants(endpoint: WebhookEndpoint, type: string): boolean {
  return (
    endpoint.status === 'enabled' && (endpoint.enabled_events.includes('*') || endpoint.enabled_events.includes(type))
  );
}

/** A thin event is told without its data, which is fetched. */
function delivered(event: StripeEvent | ThinEvent): object {
  if (event.object === 'event') return event;
  const { data: _, ...notification } = event;
  return notification;
}
