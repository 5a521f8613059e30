import type { Chance } from '../chance.ts';
import type { Params } from './read-params.ts';
import type {
  CheckoutSession,
  CreditGrant,
  Customer,
  Invoice,
  InvoiceLine,
  Meter,
  Price,
  Product,
  StripeEvent,
  StripeObject,
  Subscription,
  TakenMeterEvent,
  ThinEvent,
  WebhookEndpoint,
} from './stripe-objects.ts';

export interface AccountOptions {
  readonly now: () => Date;
  readonly chance: Chance;
  /** How long a meter event or cancellation takes to show in summaries and invoices. */
  readonly meterLagS: number;
  /** What becomes of a subscription when the last try to collect has failed. */
  readonly afterLastTry: 'canceled' | 'unpaid' | 'past_due';
  /** Hears of each event, the moment it happens. */
  readonly onEvent: (event: StripeEvent | ThinEvent) => void;
}

interface Later {
  readonly atS: number;
  readonly run: () => void;
}

export type Account = ReturnType<typeof createAccount>;

/** All that one Stripe account holds, its clock, and what it will do by itself when the clock gets there. */
export function createAccount(options: AccountOptions) {
  const later: Later[] = [];
  let workingAtS: number | undefined;
  let aheadMs = 0;
  const nowS = () => workingAtS ?? Math.floor((options.now().getTime() + aheadMs) / 1000);

  const account = {
    meterLagS: options.meterLagS,
    afterLastTry: options.afterLastTry,
    customers: new Map<string, Customer>(),
    deletedCustomers: new Set<string>(),
    failingCustomers: new Set<string>(),
    products: new Map<string, Product>(),
    prices: new Map<string, Price>(),
    meters: new Map<string, Meter>(),
    meterEvents: [] as TakenMeterEvent[],
    /** When the last event of an identifier was taken. */
    identifiers: new Map<string, number>(),
    subscriptions: new Map<string, Subscription>(),
    invoices: new Map<string, Invoice>(),
    /** Lines that wait for a subscription's next invoice. */
    pendingLines: new Map<string, InvoiceLine[]>(),
    sessions: new Map<string, CheckoutSession>(),
    /** What each checkout session was asked for. */
    orders: new Map<string, Params>(),
    grants: new Map<string, CreditGrant>(),
    /** What of each grant is used up. */
    spentCredits: new Map<string, number>(),
    portalConfigurations: new Map<string, StripeObject>(),
    balanceTransactions: new Map<string, StripeObject>(),
    endpoints: new Map<string, WebhookEndpoint>(),
    events: new Map<string, StripeEvent>(),
    thinEvents: new Map<string, ThinEvent>(),
    /** What the call under way says of itself; events tell it. */
    request: { id: null as string | null, idempotency_key: null as string | null },
    apiVersion: '2026-10-28.endive',
    nowS,
    newId: (prefix: string) => `${prefix}_${randomText(options.chance, 24)}`,

    /** Records that something happened, with the object as it is at this moment. */
    emit(type: string, object: object, previous?: object): void {
      const event: StripeEvent = {
        id: account.newId('evt'),
        object: 'event',
        type,
        created: nowS(),
        api_version: account.apiVersion,
        livemode: false,
        pending_webhooks: 0,
        request: { ...account.request },
        data: { object: structuredClone(object), ...(previous && { previous_attributes: structuredClone(previous) }) },
      };
      account.events.set(event.id, event);
      options.onEvent(event);
    },

    emitThin(
      type: string,
      data: object,
      related?: { readonly id: string; readonly type: string; readonly url: string },
    ) {
      const event: ThinEvent = {
        id: account.newId('evt_test'),
        object: 'v2.core.event',
        type,
        created: new Date(nowS() * 1000).toISOString(),
        context: null,
        livemode: false,
        reason: null,
        ...(related && { related_object: related }),
        data,
      };
      account.thinEvents.set(event.id, event);
      options.onEvent(event);
    },

    /** Has something done once the clock is there. */
    at(atS: number, run: () => void): void {
      later.push({ atS, run });
    },

    /** Does all that is due, in the order of its time, as if it had been done then. */
    catchUp(): void {
      const untilS = nowS();
      for (;;) {
        const due = later.filter(({ atS }) => atS <= untilS);
        const [first] = due.sort((a, b) => a.atS - b.atS);
        if (!first) return;
        later.splice(later.indexOf(first), 1);
        workingAtS = first.atS;
        try {
          first.run();
        } finally {
          workingAtS = undefined;
        }
      }
    },

    advance(ms: number): void {
      aheadMs += ms;
      account.catchUp();
    },

    /** The object that an id means, of those that others name by their id. */
    find(id: string): StripeObject | undefined {
      return (
        account.customers.get(id) ??
        account.products.get(id) ??
        account.prices.get(id) ??
        account.subscriptions.get(id) ??
        account.invoices.get(id) ??
        account.sessions.get(id)
      );
    },
  };
  return account;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function randomText(chance: Chance, length: number): string {
  return Array.from({ length }, () => letters[Math.floor(chance.next() * letters.length)]).join('');
}
