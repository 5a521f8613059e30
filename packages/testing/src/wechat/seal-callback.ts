import { randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackRequest } from '../tencent/deliver.ts';
import { toXml, type XmlField } from '../tencent/xml.ts';

/** Where an account's callbacks go, and how they are sealed there. */
export interface WechatWebhook {
  readonly url: string;
  readonly token: string;
  /** 43 characters; modes `compatible` and `safe` need it. */
  readonly encodingAesKey?: string;
  readonly mode: 'plain' | 'compatible' | 'safe';
}

/** Signs and, in the modes that encrypt, seals what is posted to a webhook; each call has its own nonce. */
export function sealWechatCallback(
  webhook: WechatWebhook,
  account: { readonly appId: string; readonly now: () => Date },
  fields: { readonly [name: string]: XmlField },
): CallbackRequest {
  const url = signedUrl(webhook, account.now());
  url.searchParams.set('openid', String(fields['FromUserName']));
  if (webhook.mode === 'plain') return { url: url.href, body: toXml(fields) };
  const sealed = encrypt(aesKeyOf(webhook), toXml(fields), account.appId);
  const { timestamp = '', nonce = '' } = Object.fromEntries(url.searchParams);
  url.searchParams.set('encrypt_type', 'aes');
  url.searchParams.set('msg_signature', getSignature(webhook.token, timestamp, nonce, sealed));
  const outer = webhook.mode === 'safe' ? { ToUserName: String(fields['ToUserName']) } : fields;
  return { url: url.href, body: toXml({ ...outer, Encrypt: sealed }) };
}

/** The webhook's address with the signature that every call to it carries. */
export function signedUrl(webhook: WechatWebhook, at: Date): URL {
  const url = new URL(webhook.url);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const nonce = String(randomBytes(4).readUInt32BE());
  // An empty fourth part adds nothing to the sorted and joined three.
  url.searchParams.set('signature', getSignature(webhook.token, timestamp, nonce, ''));
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('nonce', nonce);
  return url;
}

/** The key of a webhook whose mode encrypts. */
export function aesKeyOf({ encodingAesKey, mode }: WechatWebhook): string {
  if (encodingAesKey === undefined || !/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) {
    throw new Error(`Mode ${mode} needs an EncodingAESKey of 43 characters`);
  }
  return encodingAesKey;
}
