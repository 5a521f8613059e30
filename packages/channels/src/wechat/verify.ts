import type { ConnectedAccount, Verification, WebhookRequest } from '@answerdesk/domain';
import { type NonceBook, staleness } from '../tencent-callback.ts';
import { isSame, signatureOf } from '../tencent-crypto.ts';
import { isSealed, openSealed } from './read-call.ts';

/**
 * Proves that a call is the platform's: fresh, signed with the account's token, and, where it is sealed, sealed for the
 * account. The signature of a plain call does not cover its body, so it is taken only of accounts without a key, and its
 * nonce is good for one body.
 * Source: developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html.
 */
export function verifyWechat(
  request: WebhookRequest,
  account: ConnectedAccount,
  { nonces, now }: { readonly nonces: NonceBook; readonly now: Date },
): Verification {
  const { method, query } = request;
  const token = account.credentials['token'] ?? '';
  if (token === '' || !account.credentials['appId']) return refused('the account has no secret');
  const stale = staleness(request, now);
  if (stale !== undefined) return refused(stale);
  const { timestamp = '', nonce = '', signature = '', echostr } = query;
  if (!isSame(signature, signatureOf(token, timestamp, nonce))) return refused('the signature is wrong');
  if (method === 'GET') {
    // Noted, so that its signature is no good for a body.
    nonces.isFirstBody(request, account.id, now);
    if (echostr === undefined || !/^[\x21-\x7e]{1,500}$/.test(echostr)) return refused('there is nothing to echo');
    return {
      kind: 'handshake',
      isProof: true,
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: echostr,
    };
  }
  if (method !== 'POST') return refused('it is neither GET nor POST');
  if (isSealed(request)) {
    const opened = openSealed(request, account);
    if (opened.kind === 'refused') return refused(opened.reason);
    // Noted, so that its outer signature is no good for a plain body; its own covers what it holds.
    nonces.isFirstBody(request, account.id, now);
    return { kind: 'genuine' };
  }
  // Nothing in a plain call's signature tells its body: who can have them sealed takes no other.
  if (account.credentials['aesKey']) return refused('the account takes sealed calls alone');
  return nonces.isFirstBody(request, account.id, now)
    ? { kind: 'genuine' }
    : refused('its signature came with another body before');
}

function refused(reason: string): Verification {
  return { kind: 'refused', reason };
}
