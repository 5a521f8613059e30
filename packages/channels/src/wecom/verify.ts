import type { ConnectedAccount, Verification, WebhookRequest } from '@answerdesk/domain';
import { type CallbackSecrets, sealedPartOf, staleness, unseal } from '../tencent-callback.ts';

/**
 * Proves that a call is the platform's: fresh, signed over what is sealed in it, and sealed for the corporation.
 * Source: developer.work.weixin.qq.com, document/path/90930 and 90968.
 */
export function verifyWecom(request: WebhookRequest, account: ConnectedAccount, now: Date): Verification {
  const secrets = secretsOf(account);
  if (secrets.token === '' || secrets.aesKey === '' || secrets.receiver === '') {
    return refused('the account has no secret');
  }
  const stale = staleness(request, now);
  if (stale !== undefined) return refused(stale);
  if (request.method === 'GET') return answerEcho(request, secrets);
  if (request.method !== 'POST') return refused('it is neither GET nor POST');
  const sealed = sealedPartOf(request);
  if (sealed === undefined) return refused('it has no encrypted part');
  const opened = unseal(request, sealed, secrets);
  return opened.kind === 'opened' ? { kind: 'genuine' } : refused(opened.reason);
}

/** What an account's calls are signed and sealed with. */
export function secretsOf({ credentials }: ConnectedAccount): CallbackSecrets {
  const { token = '', aesKey = '', corpId: receiver = '' } = credentials;
  return { token, aesKey, receiver };
}

function answerEcho(request: WebhookRequest, secrets: CallbackSecrets): Verification {
  // Base64 that was not escaped in the address has lost its plus signs.
  const sealed = (request.query['echostr'] ?? '').replaceAll(' ', '+');
  if (sealed === '') return refused('there is nothing to echo');
  const opened = unseal(request, sealed, secrets);
  if (opened.kind === 'refused') return refused(opened.reason);
  return {
    kind: 'handshake',
    isProof: true,
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    body: opened.message,
  };
}

function refused(reason: string): Verification {
  return { kind: 'refused', reason };
}
