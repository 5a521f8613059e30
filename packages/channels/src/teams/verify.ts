import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectedAccount, Verification, WebhookRequest } from '@answerdesk/domain';
import { z } from 'zod';
import { type Bots, readCredentials } from './bots.ts';
import { jsonOf } from './call-microsoft.ts';
import { ISSUER } from './sdk.ts';
import type { ServiceUrls } from './service-urls.ts';

/** Activities have at most 100 KB; what is larger is not read. */
export const LARGEST_BODY = 1_048_576;
const LONGEST_TOKEN = 8_192;
const CLOCK_TOLERANCE_S = 5 * 60;

const envelopeSchema = z.object({ channelId: z.literal('msteams'), serviceUrl: z.string().min(1) });
const claimsSchema = z.object({ iss: z.string(), aud: z.string(), serviceurl: z.string(), exp: z.number() });

export interface VerifyDeps {
  readonly bots: Bots;
  readonly serviceUrls: ServiceUrls;
  readonly timeoutMs: number;
  readonly now: () => number;
}

/**
 * Proves that Bot Framework posted a call for this bot, by the token's signature, issuer, audience and service address. The
 * body is read for its channel and service address first: the token speaks of them.
 */
export async function verifyTeams(
  { bots, serviceUrls, timeoutMs, now }: VerifyDeps,
  { method, headers, rawBody }: WebhookRequest,
  account: ConnectedAccount,
): Promise<Verification> {
  if (method !== 'POST') {
    return { kind: 'handshake', isProof: false, status: 405, contentType: 'text/plain; charset=utf-8', body: '' };
  }
  const bot = bots.botOf(account);
  const credentials = readCredentials(account);
  if (!bot || !credentials) return refused('the account has no credentials');
  const authorization = headers['authorization'] ?? '';
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
  if (token === undefined || token.length > LONGEST_TOKEN) return refused('there is no token');
  if (rawBody.length > LARGEST_BODY) return refused('the body is too large');
  const { data: envelope } = envelopeSchema.safeParse(jsonOf(Buffer.from(rawBody).toString('utf8')));
  if (!envelope) return refused('the body is no activity of Teams');
  if (!serviceUrls.isAllowed(envelope.serviceUrl, account)) return refused('the service address is not allowed');
  const expected = { appId: credentials.appId, serviceUrl: envelope.serviceUrl, nowMs: now() };
  // Said twice: here before keys are fetched for a token that cannot hold, below of what its signature covers.
  const told = problemOf(claimsIn(token), expected);
  if (told) return refused(told);
  try {
    const claims = await within(timeoutMs, (await bot).authenticate(envelope, authorization));
    if (claims === 'late') return refused('the keys of Bot Framework could not be fetched in time');
    const problem = problemOf(Object.fromEntries(claims), expected);
    return problem ? refused(problem) : { kind: 'genuine' };
  } catch (error) {
    return refused(
      isOfFetching(error) ? 'the keys of Bot Framework could not be fetched' : 'the token is not proven by a known key',
    );
  }
}

function problemOf(
  claims: unknown,
  { appId, serviceUrl, nowMs }: { readonly appId: string; readonly serviceUrl: string; readonly nowMs: number },
): string | undefined {
  const { data } = claimsSchema.safeParse(claims);
  if (!data) return 'the token lacks a claim';
  if (data.iss !== ISSUER) return 'the token is of another issuer';
  if (data.aud !== appId) return 'the token is for another bot';
  if (data.serviceurl !== serviceUrl) return 'the token is for another service address';
  return data.exp + CLOCK_TOLERANCE_S <= nowMs / 1_000 ? 'the token has expired' : undefined;
}

function claimsIn(token: string): unknown {
  return jsonOf(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

async function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T | 'late'> {
  const controller = new AbortController();
  const { signal } = controller;
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, sleep(timeoutMs, 'late' as const, { signal, ref: false })]);
  } finally {
    controller.abort();
  }
}

function isOfFetching(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'FetchError' || /^Failed to load /.test(error.message);
}

function refused(reason: string): Verification {
  return { kind: 'refused', reason };
}
