import { refuse, StripeRefusal } from './refusal.ts';

/** What a call was answered with. */
export interface StripeAnswer {
  readonly status: number;
  readonly body: unknown;
}

const KEPT_S = 86_400;

/**
 * Answers kept by their idempotency key for a day, also those that say no; what failed validation is not kept:
 * https://docs.stripe.com/api/idempotent_requests
 */
export function createIdempotency(nowS: () => number) {
  const kept = new Map<string, { readonly request: string; readonly answer: StripeAnswer; readonly atS: number }>();
  return {
    /** The answer that a key stands for; refused when it came with another request. */
    find(key: string | undefined, request: string): StripeAnswer | undefined {
      if (key === undefined) return undefined;
      if (key.length > 255) throw refuse('The idempotency key must be at most 255 characters.');
      const found = kept.get(key);
      if (!found || nowS() - found.atS > KEPT_S) return undefined;
      if (found.request === request) return found.answer;
      throw new StripeRefusal(400, {
        type: 'idempotency_error',
        message:
          'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
          `Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    },
    keep(key: string | undefined, request: string, answer: StripeAnswer): void {
      if (key !== undefined) kept.set(key, { request, answer, atS: nowS() });
    },
  };
}
