import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StripeFault } from './fault.ts';
import type { StripeAnswer } from './idempotency.ts';
import { type StripeErrorBody, StripeRefusal } from './refusal.ts';

/** What comes of carrying a call out: what it says, or why it was refused. */
export function answerOf(run: () => unknown): StripeAnswer {
  try {
    return { status: 200, body: run() };
  } catch (error) {
    return refusalOf(error);
  }
}

/** The answer of a refusal; any other error is the fake's own, and goes on. */
export function refusalOf(error: unknown): StripeAnswer {
  if (error instanceof StripeRefusal) return { status: error.status, body: { error: error.body } };
  throw error;
}

/** What an answer says went wrong. */
export function errorOf(body: unknown): StripeErrorBody | undefined {
  const isError = typeof body === 'object' && body !== null && 'error' in body;
  return isError ? (body as { error: StripeErrorBody }).error : undefined;
}

/** Does to a call what a fault says, before anything was done. */
export function commit(fault: StripeFault, incoming: IncomingMessage, response: ServerResponse): void {
  switch (fault.kind) {
    case 'rate-limited': {
      const body = { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests' } };
      reply(response, 429, body, { 'retry-after': String(fault.retryAfterS), 'stripe-should-retry': 'true' });
      return;
    }
    case 'conflict': {
      const message = 'This object cannot be accessed right now because another API request is accessing it.';
      reply(response, 409, { error: { type: 'invalid_request_error', code: 'lock_timeout', message } });
      return;
    }
    case 'error':
      if (fault.status === 500)
        reply(response, 500, { error: { type: 'api_error', message: 'An unknown error occurred' } });
      else response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html><h1>Bad Gateway</h1></html>');
      return;
    case 'foreign':
      reply(response, 404, { message: 'no Route matched with those values' });
      return;
    case 'reset-before':
      incoming.socket.destroy();
      return;
    default:
      return;
  }
}

/** Sends JSON, unless the connection is gone. */
export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
