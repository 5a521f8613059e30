import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChance } from '../chance.ts';
import { createAccount } from './account.ts';
import { stripeAnswers } from './answers.ts';
import { collect } from './collect-invoice.ts';
import { completeSession } from './complete-session.ts';
import { createDeliveries, type StripePost, type StripeWebhook } from './deliver-events.ts';
import { isAfterWork, type StripeFault, type StripeFaultCall } from './fault.ts';
import { createIdempotency, type StripeAnswer } from './idempotency.ts';
import { present } from './present.ts';
import { texts } from './read-params.ts';
import { readCall, readRequest, refuseStrangers, type StripeRequest } from './read-request.ts';
import { notModelled, type StripeErrorBody } from './refusal.ts';
import { reportNoMeter } from './report-lost-events.ts';
import { answerOf, commit, errorOf, refusalOf, reply } from './respond.ts';
import type { StripeEvent, ThinEvent } from './stripe-objects.ts';
import { subscriptionOf, updateSubscription } from './subscriptions.ts';
import { aggregate } from './sum-usage.ts';

export interface FakeStripeOptions {
  /** The one secret key that is let in; every `sk_test_…` unless told. */
  readonly apiKey?: string;
  /** The clock that the fake starts from, and that moves it; `advance` goes ahead of it. */
  readonly now?: () => Date;
  /** What ids and webhooks' chance come from. */
  readonly seed?: number;
  /** How long a meter event takes to show in summaries and invoices; a minute unless told. */
  readonly meterLagMs?: number;
  /** What becomes of a subscription after the fourth failed try to collect; canceled unless told. */
  readonly afterLastTry?: 'canceled' | 'unpaid' | 'past_due';
  readonly faults?: (call: StripeFaultCall) => StripeFault | undefined;
  readonly webhook?: StripeWebhook;
  /** Posts wait for `deliver` when `isHeld`; `repeats` is the share posted twice. */
  readonly delivery?: { readonly isHeld?: boolean; readonly repeats?: number; readonly reorders?: boolean };
}

/** A call as it came, also one that was refused; `error` is what went back then. */
export interface RecordedStripeCall {
  readonly method: string;
  readonly path: string;
  /** The parameters as checked; nothing of a call that was not read. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly version: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly status?: number;
  readonly error?: StripeErrorBody;
  readonly fault?: StripeFault['kind'];
  /** The answer was an earlier one's, by its idempotency key. */
  readonly isReplay?: boolean;
}

export interface FakeStripe {
  readonly apiRoot: string;
  /** What the `stripe` package is constructed with to speak to the fake. */
  readonly client: { readonly host: string; readonly port: number; readonly protocol: 'http' };
  calls(): readonly RecordedStripeCall[];
  /** What happened, oldest first, whether or not it was delivered. */
  events(): readonly StripeEvent[];
  thinEvents(): readonly ThinEvent[];
  /** Every post of an event, with what came back. */
  posts(): readonly StripePost[];
  /** What a customer's events of a name come to, without what was cancelled, whatever the lag. */
  counted(customerId: string, eventName: string): number;
  /** The same for each hour that has any, by its start in ISO 8601. */
  countedByHour(customerId: string, eventName: string): Readonly<Record<string, number>>;
  now(): Date;
  /** Lets time pass and does what falls due on the way: invoices, collections, ends; resolves once their posts were tried. */
  advance(ms: number): Promise<void>;
  /** Where events go from now on. */
  setWebhook(webhook: StripeWebhook): void;
  /** Posts all that waits, repeats and retries included; resolves when everything was taken or tried 16 times, but for `invoice.created`, tried again as time passes. */
  deliver(): Promise<void>;
  /** The customer pays on Stripe's page; makes the customer, the subscription and their events. */
  completeCheckout(sessionId: string, email?: string): { readonly customerId: string; readonly subscriptionId: string };
  /** From now on a customer's payments fail, or work again. */
  failPayments(customerId: string, isFailing?: boolean): void;
  /** The customer pays what is open, as with another card on the invoice's page. */
  payOpenInvoices(customerId: string): void;
  /** The customer cancels in the portal: at the period's end. */
  cancelInPortal(subscriptionId: string): void;
  /** Tells that events came for a meter that there is not, as for those that were taken before it went. */
  reportNoMeter(identifiers: readonly string[]): void;
  stop(): Promise<void>;
}

/**
 * A Stripe on this machine, held to the requests that Stripe publishes for 2026-10-28.endive: an unknown parameter is
 * refused, at every depth, and what the fake does not model answers 501. Months pass by `advance`.
 */
export async function startFakeStripe(options: FakeStripeOptions = {}): Promise<FakeStripe> {
  const chance = createChance(options.seed ?? 1);
  const calls: RecordedStripeCall[] = [];
  const attempts = new Map<string, number>();
  let webhook = options.webhook;
  const account = createAccount({
    now: options.now ?? (() => new Date()),
    chance: chance.fork(1),
    meterLagS: Math.ceil((options.meterLagMs ?? 60_000) / 1000),
    afterLastTry: options.afterLastTry ?? 'canceled',
    onEvent: (event) => deliveries.add(event, webhook, account.endpoints.values()),
  });
  const deliveries = createDeliveries({
    chance: chance.fork(2),
    repeats: options.delivery?.repeats ?? 0,
    reorders: options.delivery?.reorders ?? false,
    isHeld: options.delivery?.isHeld ?? false,
    nowS: account.nowS,
    onTaken: account.taken,
  });
  const idempotency = createIdempotency(account.nowS);

  function faultOf({ method, path, form }: StripeRequest): StripeFault | undefined {
    if (!options.faults) return undefined;
    const key = `${method}\n${path}\n${form}`;
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    return options.faults({ method, path, form, attempt });
  }

  /** Carries a request out, or says what an earlier one with its key was answered. */
  function carryOut(request: StripeRequest): StripeAnswer & Pick<RecordedStripeCall, 'params' | 'isReplay'> {
    let params = {};
    try {
      refuseStrangers(request, options.apiKey);
      const read = readCall(request);
      params = read.params;
      const key = request.method === 'POST' ? request.idempotencyKey : undefined;
      const fingerprint = `${request.method}\n${request.path}\n${request.form}`;
      const earlier = idempotency.find(key, fingerprint);
      if (earlier) return { ...earlier, params, isReplay: true };
      account.catchUp();
      account.request = { id: account.newId('req'), idempotency_key: key ?? null };
      const run = stripeAnswers[read.call.name];
      if (!run) throw notModelled(read.call.name);
      const expand = texts(params, 'expand');
      const answer = answerOf(() => present(account, run(account, { ids: read.call.ids, params }), expand));
      idempotency.keep(key, fingerprint, answer);
      return { ...answer, params };
    } catch (error) {
      return { ...refusalOf(error), params };
    } finally {
      account.request = { id: null, idempotency_key: null };
    }
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const fault = faultOf(request);
    const { method, path, version, idempotencyKey } = request;
    const record = { method, path, version, idempotencyKey, ...(fault && { fault: fault.kind }) };
    if (fault && !isAfterWork(fault)) {
      calls.push({ ...record, params: {} });
      commit(fault, incoming, response);
      return;
    }
    const { params, isReplay, status, body } = carryOut(request);
    const error = errorOf(body);
    calls.push({ ...record, params, status, ...(error && { error }), ...(isReplay && { isReplay }) });
    if (fault?.kind === 'reset-after') incoming.socket.destroy();
    if (fault) return;
    reply(response, status, body, {
      'request-id': account.newId('req'),
      'stripe-version': version ?? account.apiVersion,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(isReplay && { 'idempotent-replayed': 'true' }),
      ...(status >= 400 && { 'stripe-should-retry': 'false' }),
    });
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      reply(response, 500, { error: { type: 'api_error', message: `the fake failed: ${String(error)}` } });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  const counting = (customerId: string, eventName: string) =>
    account.meterEvents.filter(
      (one) =>
        one.customerId === customerId && one.eventName === eventName && !one.isLost && one.cancelledAtS === undefined,
    );
  const sumOf = (events: ReturnType<typeof counting>) => {
    const meter = account.meters.get(events[0]?.meterId ?? '');
    return meter ? aggregate(meter, events) : 0;
  };

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    client: { host: '127.0.0.1', port, protocol: 'http' },
    calls: () => calls,
    events: () => [...account.events.values()],
    thinEvents: () => [...account.thinEvents.values()],
    posts: deliveries.posts,
    counted: (customerId, eventName) => sumOf(counting(customerId, eventName)),
    countedByHour(customerId, eventName) {
      const hours = Map.groupBy(counting(customerId, eventName), ({ timestampS }) => timestampS - (timestampS % 3_600));
      return Object.fromEntries(
        [...hours].map(([hour, events]) => [new Date(hour * 1000).toISOString(), sumOf(events)]),
      );
    },
    now: () => new Date(account.nowS() * 1000),
    async advance(ms) {
      account.advance(ms);
      await deliveries.firstTries();
    },
    setWebhook(next) {
      webhook = next;
    },
    deliver: deliveries.deliver,
    completeCheckout(sessionId, email = 'customer@example.com') {
      account.catchUp();
      const { customer, subscription } = completeSession(account, sessionId, email);
      return { customerId: customer ?? '', subscriptionId: subscription ?? '' };
    },
    failPayments(customerId, isFailing = true) {
      if (isFailing) account.failingCustomers.add(customerId);
      else account.failingCustomers.delete(customerId);
    },
    payOpenInvoices(customerId) {
      account.failingCustomers.delete(customerId);
      for (const invoice of account.invoices.values()) {
        const subscription = account.subscriptions.get(invoice.parent.subscription_details.subscription);
        if (invoice.customer === customerId && subscription) collect(account, invoice, subscription);
      }
    },
    cancelInPortal(subscriptionId) {
      account.catchUp();
      updateSubscription(account, subscriptionOf(account, subscriptionId), { cancel_at_period_end: true });
    },
    reportNoMeter: (identifiers) => reportNoMeter(account, identifiers),
    async stop() {
      deliveries.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
