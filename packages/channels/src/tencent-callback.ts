import { createHash } from 'node:crypto';
import type { WebhookRequest } from '@answerdesk/domain';
import { isSame, open, signatureOf } from './tencent-crypto.ts';
import { readXml } from './tencent-xml.ts';

const STALE_MS = 5 * 60_000;
const LONGEST_NONCE = 128;
const MOST_NONCES = 100_000;

/** Who a callback must be from: the token it is signed with, and what sealed ones are sealed with and for. */
export interface CallbackSecrets {
  readonly token: string;
  readonly aesKey: string;
  readonly receiver: string;
}

export type Unsealed =
  | { readonly kind: 'opened'; readonly message: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Why a call is too old, too early or without a nonce; undefined when it is fresh. */
export function staleness({ query }: WebhookRequest, now: Date): string | undefined {
  const { timestamp = '', nonce = '' } = query;
  if (!/^\d{1,12}$/.test(timestamp)) return 'the timestamp is missing';
  if (nonce === '' || nonce.length > LONGEST_NONCE) return 'the nonce is missing';
  const isStale = Math.abs(now.getTime() - Number(timestamp) * 1_000) > STALE_MS;
  return isStale ? 'the timestamp is not of now' : undefined;
}

/** Opens a sealed text whose msg_signature holds and which was sealed for us. */
export function unseal({ query }: WebhookRequest, sealed: string, secrets: CallbackSecrets): Unsealed {
  const { timestamp = '', nonce = '', msg_signature: given = '' } = query;
  const { token, aesKey, receiver } = secrets;
  if (token === '' || receiver === '') return refused('the account has no secret');
  if (!isSame(given, signatureOf(token, timestamp, nonce, sealed))) return refused('the msg_signature is wrong');
  const opened = open(aesKey, sealed);
  if (!opened) return refused('it cannot be decrypted');
  if (!isSame(opened.receiver, receiver)) return refused('it was encrypted for another account');
  return { kind: 'opened', message: opened.message };
}

/** The sealed part of a posted body. */
export function sealedPartOf({ rawBody }: WebhookRequest): string | undefined {
  return readXml(Buffer.from(rawBody).toString('utf8'))?.get('Encrypt');
}

/** Remembers which body came with which nonce. */
export interface NonceBook {
  /** Whether a call may be taken: nothing came with its nonce yet, or this very body, as when the platform tries again. */
  isFirstBody(request: WebhookRequest, accountId: string, now: Date): boolean;
}

/**
 * Keeps nonces for as long as their timestamps are taken, in this process. A signature that does not cover the body is
 * good for one body.
 */
export function createNonceBook(): NonceBook {
  const seen = new Map<string, { readonly body: string; readonly until: number }>();
  return {
    isFirstBody({ query, rawBody }, accountId, now) {
      const at = now.getTime();
      for (const [oldest, { until }] of seen) {
        if (until > at && seen.size < MOST_NONCES) break;
        seen.delete(oldest);
      }
      const key = JSON.stringify([accountId, query['timestamp'], query['nonce']]);
      const body = createHash('sha256').update(rawBody).digest('base64');
      const known = seen.get(key);
      if (known) return known.body === body;
      seen.set(key, { body, until: at + 2 * STALE_MS });
      return true;
    },
  };
}

function refused(reason: string): Unsealed {
  return { kind: 'refused', reason };
}
