import type { ConnectedAccount, WebhookRequest } from '@answerdesk/domain';
import { sealedPartOf, type Unsealed, unseal } from '../tencent-callback.ts';
import { readXml, type XmlFields } from '../tencent-xml.ts';

/** Whether a call is of an account in compatible or safe mode. */
export function isSealed({ query }: WebhookRequest): boolean {
  return query['encrypt_type'] === 'aes';
}

/** Opens the sealed part of a call; what stands beside it in compatible mode is nobody's word. */
export function openSealed(request: WebhookRequest, { credentials }: ConnectedAccount): Unsealed {
  const { token = '', aesKey = '', appId: receiver = '' } = credentials;
  if (aesKey === '') return { kind: 'refused', reason: 'it is encrypted, and the account has no EncodingAESKey' };
  const sealed = sealedPartOf(request);
  if (sealed === undefined) return { kind: 'refused', reason: 'it has no encrypted part' };
  return unseal(request, sealed, { token, aesKey, receiver });
}

/** The fields of a call that was found genuine; undefined when it is not the platform's XML. */
export function readCall(request: WebhookRequest, account: ConnectedAccount): XmlFields | undefined {
  if (!isSealed(request)) return readXml(Buffer.from(request.rawBody).toString('utf8'));
  const opened = openSealed(request, account);
  return opened.kind === 'opened' ? readXml(opened.message) : undefined;
}
