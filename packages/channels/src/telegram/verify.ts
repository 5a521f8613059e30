import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConnectedAccount, Verification, WebhookRequest } from '@answerdesk/domain';

const HEADER = 'x-telegram-bot-api-secret-token';

/** Compares the secret that setWebhook was given, in a time that tells nothing about it. */
export function verifyTelegram({ headers }: WebhookRequest, { credentials }: ConnectedAccount): Verification {
  const expected = credentials['webhookSecret'];
  const given = headers[HEADER];
  if (!expected || !given) return { kind: 'refused', reason: 'the secret header is missing' };
  return timingSafeEqual(digest(given), digest(expected))
    ? { kind: 'genuine' }
    : { kind: 'refused', reason: 'the secret header is wrong' };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
