/** What Stripe's error object says: https://docs.stripe.com/api/errors */
export interface StripeErrorBody {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
}

/** Thrown where a call is refused, and answered as it says. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** A call that is well formed and still wrong: status 400. */
export function refuse(message: string, more: { readonly param?: string; readonly code?: string } = {}): StripeRefusal {
  return new StripeRefusal(400, { type: 'invalid_request_error', message, ...more });
}

/** What the call names does not exist: 404 when it stands in the path, 400 when a parameter names it. */
export function missing(what: string, id: string, param = 'id'): StripeRefusal {
  const body = { type: 'invalid_request_error' as const, code: 'resource_missing', param };
  return new StripeRefusal(param === 'id' ? 404 : 400, { ...body, message: `No such ${what}: '${id}'` });
}

/** Something the real Stripe does and the fake does not: loud, so that no test rests on it. */
export function notModelled(what: string): StripeRefusal {
  return new StripeRefusal(501, { type: 'api_error', message: `The fake does not model ${what}` });
}
