import { randomBytes } from 'node:crypto';
import type { Choice, ConnectedAccount, RenderedPart, WebhookReply, WebhookRequest } from '@answerdesk/domain';
import { seal, signatureOf } from '../tencent-crypto.ts';
import { writeXml } from '../tencent-xml.ts';
import { SUCCESS } from './parse.ts';
import { isSealed, readCall } from './read-call.ts';
import { wechatCapabilities, withoutLinks } from './render.ts';

/**
 * Answers a customer's call with one text, sealed where the call was. A reply has no menu and one part: choices are a
 * numbered list, an image its address.
 * Source: developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html.
 */
export function answerWechatCall(
  request: WebhookRequest,
  account: ConnectedAccount,
  parts: readonly RenderedPart[],
  now: Date,
): WebhookReply {
  const fields = readCall(request, account);
  const customer = fields?.get('FromUserName');
  const ourselves = fields?.get('ToUserName');
  const part = parts.find(({ text }) => text !== '');
  if (!customer || !ourselves || !part) return SUCCESS;
  const imageUrl = parts.find((other) => other.imageUrl !== undefined)?.imageUrl;
  const createdAtS = Math.floor(now.getTime() / 1_000);
  const message = writeXml({
    ToUserName: customer,
    FromUserName: ourselves,
    CreateTime: createdAtS,
    MsgType: 'text',
    Content: asOneText(part, imageUrl),
  });
  const body = isSealed(request) ? sealReply(message, account, createdAtS) : message;
  return { status: 200, contentType: 'text/xml; charset=utf-8', body };
}

/** A part as a text alone: choices as a numbered list under it; an image's address where there is room. */
export function asOneText({ text, choices }: Pick<RenderedPart, 'text' | 'choices'>, imageUrl?: string): string {
  const base = choices.length === 0 ? text : `${withoutLinks(text)}\n\n${numberedList(choices)}`;
  const whole = imageUrl === undefined ? base : `${base}\n\n${imageUrl}`;
  return Buffer.byteLength(whole) <= wechatCapabilities.text.limit ? whole : base;
}

function numberedList(choices: readonly Choice[]): string {
  return choices.map(({ label }, index) => `${index + 1}. ${label}`).join('\n');
}

function sealReply(message: string, { credentials }: ConnectedAccount, createdAtS: number): string {
  const { token = '', aesKey = '', appId = '' } = credentials;
  const nonce = String(randomBytes(4).readUInt32BE());
  const sealed = seal(aesKey, { message, receiver: appId });
  return writeXml({
    Encrypt: sealed,
    MsgSignature: signatureOf(token, String(createdAtS), nonce, sealed),
    TimeStamp: createdAtS,
    Nonce: nonce,
  });
}
