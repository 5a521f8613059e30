import type { DeliveryFailureReason, SendOutcome } from '@answerdesk/domain';
import { type AuthorisedResult, isOfAccessToken } from '../tencent-tokens.ts';

type Failure = Exclude<AuthorisedResult, { kind: 'ok' }>;

/** The platform allows a call so often: it is asked again after as long. */
const BUSY_MS: Readonly<Record<number, number>> = { [-1]: 5_000, 45009: 60_000, 45033: 5_000 };

/** developer.work.weixin.qq.com, document/path/90313 and 94677. What stands nowhere here is about the message. */
const REASONS: Readonly<Record<number, DeliveryFailureReason>> = {
  95001: 'quota-used-up',
  95002: 'window-closed',
  95013: 'window-closed',
  95018: 'window-closed',
  40096: 'chat-not-found',
  95000: 'account-refused',
  95003: 'account-refused',
  95004: 'account-refused',
  95011: 'account-refused',
  95017: 'account-refused',
  48002: 'account-refused',
  60011: 'account-refused',
  60020: 'account-refused',
  60030: 'account-refused',
};

/** What a call's failure means to the message that it was to send. */
export function outcomeOfFailure(failure: Failure): Exclude<SendOutcome, { kind: 'sent' | 'moved' }> {
  if (failure.kind === 'never-heard') {
    return { kind: 'retry', detail: failure.detail, mayHaveArrived: failure.mayHaveArrived };
  }
  const { errcode } = failure;
  const detail = `${errcode} ${wordsOf(failure.errmsg)}`.trim();
  const retryAfterMs = BUSY_MS[errcode];
  if (retryAfterMs !== undefined) {
    return { kind: 'retry', detail, mayHaveArrived: false, retryAfterMs, scope: 'account' };
  }
  if (failure.isOfToken) return { kind: 'refused', reason: 'account-refused', detail };
  // Replaced by somebody else in between; the next try has the newest.
  if (isOfAccessToken(errcode)) return { kind: 'retry', detail, mayHaveArrived: false };
  return { kind: 'refused', reason: REASONS[errcode] ?? 'content-refused', detail };
}

/** An errmsg without the hint and the address for developers behind it. */
export function wordsOf(errmsg: string): string {
  return errmsg.replace(/,? ?hint: .*$/s, '');
}
