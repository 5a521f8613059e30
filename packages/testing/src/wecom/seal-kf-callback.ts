import { randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackRequest } from '../tencent/deliver.ts';
import { toXml } from '../tencent/xml.ts';

/** Where a corporation's callbacks go, and how they are sealed there. */
export interface WecomWebhook {
  readonly url: string;
  readonly token: string;
  /** 43 characters. */
  readonly encodingAesKey: string;
}

/** Seals the callback that tells of something new at a customer-service account. */
export function sealKfCallback(
  webhook: WecomWebhook,
  corporation: { readonly corpId: string; readonly now: () => Date },
  content: { readonly token: string; readonly openKfId: string },
): CallbackRequest {
  const inner = toXml({
    ToUserName: corporation.corpId,
    CreateTime: Math.floor(corporation.now().getTime() / 1_000),
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    Token: content.token,
    OpenKfId: content.openKfId,
  });
  const sealed = encrypt(webhook.encodingAesKey, inner, corporation.corpId);
  const url = signedFor(webhook, sealed, corporation.now());
  return { url: url.href, body: toXml({ ToUserName: corporation.corpId, Encrypt: sealed, AgentID: '' }) };
}

/**
 * Does what saving a callback's address does: true when the webhook answers exactly the text that was sealed for the
 * corporation.
 */
export async function handshakeWecom(
  webhook: WecomWebhook,
  corporation: { readonly corpId: string; readonly now: () => Date },
): Promise<boolean> {
  const echo = String(randomBytes(8).readBigUInt64BE());
  const sealed = encrypt(webhook.encodingAesKey, echo, corporation.corpId);
  const url = signedFor(webhook, sealed, corporation.now());
  url.searchParams.set('echostr', sealed);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    return response.status === 200 && (await response.text()) === echo;
  } catch {
    return false;
  }
}

function signedFor(webhook: WecomWebhook, sealed: string, at: Date): URL {
  const url = new URL(webhook.url);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const nonce = String(randomBytes(4).readUInt32BE());
  url.searchParams.set('msg_signature', getSignature(webhook.token, timestamp, nonce, sealed));
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('nonce', nonce);
  return url;
}
