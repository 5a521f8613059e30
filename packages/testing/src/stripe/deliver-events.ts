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
  /** Hears of an event that all its addresses have answered with success. */
  readonly onTaken: (eventId: string) => void;
}

interface Waiting {
  readonly event: StripeEvent | ThinEvent;
  readonly url: string;
  readonly secret: string;
  readonly attempt: number;
  /** When it may go out, by `performance.now()`. */
  readonly readyAtMs: number;
  /** Nor before this, by Stripe's clock. */
  readonly readyAtS: number;
}

const MOST_TRIES = 16;
/** Until it is taken an invoice is held back, for days if need be: its tries go by Stripe's clock. */
const HOLDING = 'invoice.created';
const FIRST_PAUSE_S = 300;
const LONGEST_PAUSE_S = 12 * 3_600;
const DEADLINE_MS = 10_000;

/**
 * Posts events until they are taken: at least once, in no order to rely on, signed anew each time.
 * https://docs.stripe.com/webhooks
 */
export function createDeliveries(options: DeliveryOptions) {
  const waiting: Waiting[] = [];
  const posts: StripePost[] = [];
  const stopping = new AbortController();
  let more = new AbortController();
  const waitingForTries = new Set<() => void>();
  /** How many addresses have not taken an event yet. */
  const untaken = new Map<string, number>();
  let untried = 0;
  let pump: Promise<void> | undefined;

  async function post(next: Waiting): Promise<void> {
    const { event, url, secret, attempt } = next;
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
    if (attempt === 1) untried -= 1;
    posts.push({ url, eventId: event.id, type: event.type, body, signature, status });
    if (status !== undefined && status >= 200 && status < 300) {
      const left = (untaken.get(event.id) ?? 0) - 1;
      untaken.set(event.id, left);
      if (left === 0) options.onTaken(event.id);
      return;
    }
    if (attempt >= MOST_TRIES) return;
    if (event.type === HOLDING) {
      const readyAtS = options.nowS() + Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (attempt - 1));
      waiting.push({ ...next, attempt: attempt + 1, readyAtS });
      return;
    }
    const readyAtMs = performance.now() + Math.min(2_000, 10 * 2 ** attempt);
    waiting.push({ ...next, attempt: attempt + 1, readyAtMs });
  }

  const dueByClock = () => waiting.filter(({ readyAtS }) => readyAtS <= options.nowS());

  /** Posts what is ready, one after the other; waits for what is to come again, or for more. */
  async function run(): Promise<void> {
    for (let due = dueByClock(); due.length > 0 && !stopping.signal.aborted; due = dueByClock()) {
      const ready = due.filter(({ readyAtMs }) => readyAtMs <= performance.now());
      const next = ready[options.reorders ? Math.floor(options.chance.next() * ready.length) : 0];
      if (next) {
        waiting.splice(waiting.indexOf(next), 1);
        await post(next);
        hearTries();
        continue;
      }
      const soonest = Math.min(...due.map(({ readyAtMs }) => readyAtMs));
      more = new AbortController();
      const signal = AbortSignal.any([stopping.signal, more.signal]);
      await wait(Math.max(1, soonest - performance.now()), undefined, { signal }).catch(() => undefined);
    }
  }

  function hearTries(): void {
    for (const hear of waitingForTries) hear();
    waitingForTries.clear();
  }

  const start = () => {
    pump ??= run().finally(() => {
      pump = undefined;
      hearTries();
    });
    return pump;
  };

  return {
    posts: (): readonly StripePost[] => posts,
    /** Has an event posted to its endpoints; returns whether there are any. */
    add(
      event: StripeEvent | ThinEvent,
      webhook: StripeWebhook | undefined,
      endpoints: Iterable<WebhookEndpoint>,
    ): boolean {
      const isThin = event.object === 'v2.core.event';
      const targets = isThin
        ? []
        : [...endpoints].filter((one) => wants(one, event.type)).map(({ url, secret }) => ({ url, secret }));
      if (webhook)
        targets.push({ url: webhook.url, secret: (isThin ? webhook.thinSecret : undefined) ?? webhook.secret });
      for (const target of targets) {
        const copies = options.chance.hits(options.repeats) ? 2 : 1;
        for (let copy = 0; copy < copies; copy += 1)
          waiting.push({ event, ...target, attempt: 1, readyAtMs: 0, readyAtS: 0 });
        untried += copies;
        untaken.set(event.id, (untaken.get(event.id) ?? 0) + copies);
      }
      more.abort();
      if (!options.isHeld && waiting.length > 0) setImmediate(start);
      return targets.length > 0;
    },
    /** Posts all that is due; resolves when everything was taken, or tried 16 times, or waits for Stripe's clock. */
    async deliver(): Promise<void> {
      while (!stopping.signal.aborted && (dueByClock().length > 0 || pump)) await start();
    },
    /** Resolves when all that waits has been tried once: posts that are not held. */
    async firstTries(): Promise<void> {
      if (options.isHeld) return;
      if (dueByClock().length > 0) setImmediate(start);
      while (untried > 0 && !stopping.signal.aborted) {
        const tried = new Promise<void>((resolve) => waitingForTries.add(resolve));
        setImmediate(start);
        await tried;
      }
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
