import type { DeliveryFailureReason, SendOutcome } from '@answerdesk/domain';
import { type AuthorisedResult, isOfAccessToken } from '../tencent-tokens.ts';

type Failure = Exclude<AuthorisedResult, { kind: 'ok' }>;

/** The platform allows a call a minute, or a day, so often: it is asked again after as long. */
const BUSY_MS: Readonly<Record<number, number>> = { [-1]: 5_000, 45011: 60_000, 45009: 15 * 60_000 };

/** developers.weixin.qq.com, sendCustomMessage and the global return codes. What stands nowhere here is about the message. */
const REASONS: Readonly<Record<number, DeliveryFailureReason>> = {
  45015: 'window-closed',
  45047: 'quota-used-up',
  48001: 'push-not-allowed',
  40003: 'chat-not-found',
  43004: 'blocked-by-contact',
  50005: 'blocked-by-contact',
  48004: 'account-refused',
  50001: 'account-refused',
  50002: 'account-refused',
  61004: 'account-refused',
};

/** What a call's failure means to the message that it was to send. */
export function outcomeOfFailure(failure: Failure): SendOutcome {
  if (failure.kind === 'never-heard') {
    return { kind: 'retry', detail: failure.detail, mayHaveArrived: failure.mayHaveArrived };
  }
  const { errcode } = failure;
  const detail = `${errcode} ${failure.errmsg}`.trim();
  const retryAfterMs = BUSY_MS[errcode];
  if (retryAfterMs !== undefined) {
    return { kind: 'retry', detail, mayHaveArrived: false, retryAfterMs, scope: 'account' };
  }
  // The keeper of tokens had another one: it was replaced in between, and the next try has the newest.
  if (isOfAccessToken(errcode) && !failure.isOfToken) return { kind: 'retry', detail, mayHaveArrived: false };
  if (errcode === 40164) return { kind: 'refused', reason: 'account-refused', detail: whitelistDetail(failure.errmsg) };
  if (failure.isOfToken) return { kind: 'refused', reason: 'account-refused', detail };
  return { kind: 'refused', reason: REASONS[errcode] ?? 'content-refused', detail };
}

/** The address that the platform saw a call come from, in its words. */
export function ipIn(errmsg: string): string | undefined {
  return /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\b/i.exec(errmsg)?.[0];
}

function whitelistDetail(errmsg: string): string {
  return `40164 the address ${ipIn(errmsg) ?? 'of this server'} is not on the account's IP whitelist`;
}
