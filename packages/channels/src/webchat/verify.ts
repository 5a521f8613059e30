import type { ConnectedAccount, Verification, WebhookRequest } from '@answerdesk/domain';
import { readSession, type SessionReading } from './session.ts';

/** Proves that a post comes from a visitor of the account's own page. */
export function verifyWebchat(request: WebhookRequest, account: ConnectedAccount, now: Date): Verification {
  if (request.method !== 'POST') return { kind: 'refused', reason: 'not a post' };
  const reading = readBearer(request, account, now);
  return reading.kind === 'session' ? { kind: 'genuine' } : reading;
}

/** Reads the session that a call carries as its bearer, for the page that it says it comes from. */
export function readBearer(
  { headers }: Pick<WebhookRequest, 'headers'>,
  account: ConnectedAccount,
  now: Date,
): SessionReading {
  const session = /^Bearer ([\w.-]{1,1024})$/.exec(headers['authorization'] ?? '')?.[1];
  return readSession(account, { session, origin: headers['origin'] }, now);
}
