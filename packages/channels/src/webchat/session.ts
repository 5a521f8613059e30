import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ConnectedAccount } from '@answerdesk/domain';
import { z } from 'zod';

/** Who a browser is to an account, as proven by its session. */
export interface VisitorSession {
  readonly visitorId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export type SessionReading =
  | { readonly kind: 'session'; readonly session: VisitorSession }
  | { readonly kind: 'refused'; readonly reason: string };

/** How long a session lasts that is not renewed. */
export const SESSION_MS: number = 30 * 24 * 3_600_000;

const LONGEST = 1_024;

const claimsSchema = z.strictObject({
  account: z.string(),
  visitor: z.string().regex(/^[a-z0-9]{16,40}$/),
  origin: z.string(),
  issued: z.int().nonnegative(),
  expires: z.int().nonnegative(),
});

/** Makes a session of 30 days for a visitor of an account's page. Throws when the account has no key to sign with. */
export function signSession(account: ConnectedAccount, visitorId: string, now: Date): string {
  const { origin = '', sessionKey = '' } = account.credentials;
  if (origin === '' || sessionKey === '') throw new Error('the account has no key for sessions');
  const claims: z.infer<typeof claimsSchema> = {
    account: account.id,
    visitor: visitorId,
    origin,
    issued: now.getTime(),
    expires: now.getTime() + SESSION_MS,
  };
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${signatureOf(body, sessionKey).toString('base64url')}`;
}

/** Reads a session, in a time that tells nothing of the key, for a page of `origin`; only the account's own page may use it. */
export function readSession(
  account: ConnectedAccount,
  given: { readonly session: string | undefined; readonly origin: string | undefined },
  now: Date,
): SessionReading {
  const { origin = '', sessionKey = '' } = account.credentials;
  if (origin === '' || sessionKey === '') return refused('the account has no key for sessions');
  if (given.origin !== origin) return refused('the page is not one that the account is for');
  const [body = '', signature = '', ...more] = (given.session ?? '').slice(0, LONGEST + 1).split('.');
  if (body === '' || signature === '' || more.length > 0) return refused('the session is missing');
  const expected = signatureOf(body, sessionKey);
  const actual = Buffer.from(signature, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return refused('the session is forged');
  const claims = claimsSchema.safeParse(parseJson(Buffer.from(body, 'base64url').toString()));
  if (!claims.success) return refused('the session is not readable');
  const { account: id, visitor, origin: bound, issued, expires } = claims.data;
  if (id !== account.id || bound !== origin) return refused('the session is for another account');
  if (expires <= now.getTime()) return refused('the session has expired');
  return {
    kind: 'session',
    session: { visitorId: visitor, issuedAt: new Date(issued), expiresAt: new Date(expires) },
  };
}

function signatureOf(body: string, sessionKey: string): Buffer {
  return createHmac('sha256', sessionKey).update(`answerdesk webchat session\n${body}`).digest();
}

function refused(reason: string): SessionReading {
  return { kind: 'refused', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
