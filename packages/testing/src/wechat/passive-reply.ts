import { decrypt, getSignature } from '@wecom/crypto';
import { z } from 'zod';
import { checkFields } from '../tencent/check-fields.ts';
import { fromXml } from '../tencent/xml.ts';
import { type RenderedMessage, textMessage } from './custom-message.ts';
import { aesKeyOf, type WechatWebhook } from './seal-callback.ts';

/**
 * What a webhook's answer is to the platform: nothing to show, a message to show, or an answer that it cannot take, for
 * which the customer is told that the account is out of service.
 */
export type WechatReply =
  | { readonly kind: 'none' }
  | { readonly kind: 'passive'; readonly message: RenderedMessage }
  | { readonly kind: 'refused'; readonly why: string };

interface Expectation {
  readonly webhook: WechatWebhook;
  readonly appId: string;
  readonly openid: string;
  readonly originalId: string;
  readonly hasMedia: (id: string, type: string) => boolean;
}

const sealedShape = z.strictObject({
  Encrypt: z.string().min(1),
  MsgSignature: z.string(),
  TimeStamp: z.string().regex(/^\d+$/),
  Nonce: z.string().min(1),
});

const media = z.strictObject({ MediaId: z.string().min(1) });
const envelope = {
  ToUserName: z.string(),
  FromUserName: z.string(),
  CreateTime: z.string().regex(/^\d{1,10}$/, 'must be a number of seconds'),
};
const article = z.strictObject({ Title: z.string(), Description: z.string(), PicUrl: z.string(), Url: z.string() });
const replyShape = z.discriminatedUnion('MsgType', [
  z.strictObject({ ...envelope, MsgType: z.literal('text'), Content: z.string() }),
  z.strictObject({ ...envelope, MsgType: z.literal('image'), Image: media }),
  z.strictObject({ ...envelope, MsgType: z.literal('voice'), Voice: media }),
  z.strictObject({
    ...envelope,
    MsgType: z.literal('video'),
    Video: media.extend({ Title: z.string().optional(), Description: z.string().optional() }),
  }),
  z.strictObject({
    ...envelope,
    MsgType: z.literal('news'),
    ArticleCount: z.literal('1'),
    Articles: z.strictObject({ item: z.array(article).length(1) }),
  }),
  z.strictObject({
    ...envelope,
    MsgType: z.literal('transfer_customer_service'),
    TransInfo: z.strictObject({ KfAccount: z.string() }).optional(),
  }),
]);

/** Reads what a webhook answered to a customer's message. */
export function readWechatReply(answer: string, expected: Expectation): WechatReply {
  if (answer === '' || answer === 'success') return { kind: 'none' };
  const outer = fromXml(answer);
  if (!outer) return refused('neither success, nothing, nor an XML reply');
  if (!('Encrypt' in outer)) {
    return expected.webhook.mode === 'safe' ? refused('not encrypted in safe mode') : readMessage(outer, expected);
  }
  if (expected.webhook.mode === 'plain') return refused('encrypted in plain mode');
  const read = checkFields(sealedShape, outer);
  if ('complaint' in read) return refused(read.complaint);
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = read.fields;
  if (getSignature(expected.webhook.token, TimeStamp, Nonce, Encrypt) !== MsgSignature)
    return refused('wrong MsgSignature');
  const opened = open(aesKeyOf(expected.webhook), Encrypt);
  if (!opened) return refused('cannot be decrypted');
  if (opened.id !== expected.appId) return refused('encrypted for another appid');
  const inner = fromXml(opened.message);
  return inner ? readMessage(inner, expected) : refused('what was encrypted is not XML');
}

function readMessage(fields: Readonly<Record<string, unknown>>, expected: Expectation): WechatReply {
  const read = checkFields(replyShape, fields);
  if ('complaint' in read) return refused(read.complaint);
  const reply = read.fields;
  if (reply.ToUserName !== expected.openid) return refused('ToUserName is not the customer');
  if (reply.FromUserName !== expected.originalId) return refused('FromUserName is not the account');
  const shown = (text: string): WechatReply => ({
    kind: 'passive',
    message: { msgtype: reply.MsgType, text, menu: [], media: [] },
  });
  switch (reply.MsgType) {
    case 'text': {
      const text = textMessage(reply.Content);
      return text.kind === 'refused' ? refused(text.errmsg) : { kind: 'passive', message: text.message };
    }
    case 'image':
      return expected.hasMedia(reply.Image.MediaId, 'image') ? shown('') : refused('unknown MediaId');
    case 'voice':
      return expected.hasMedia(reply.Voice.MediaId, 'voice') ? shown('') : refused('unknown MediaId');
    case 'video':
      return expected.hasMedia(reply.Video.MediaId, 'video')
        ? shown(reply.Video.Title ?? '')
        : refused('unknown MediaId');
    case 'news':
      return shown(
        reply.Articles.item.map(({ Title, Description, Url }) => `${Title}\n${Description}\n${Url}`).join('\n'),
      );
    case 'transfer_customer_service':
      return { kind: 'none' };
  }
}

function open(key: string, sealed: string): ReturnType<typeof decrypt> | undefined {
  try {
    return decrypt(key, sealed);
  } catch {
    return undefined;
  }
}

function refused(why: string): WechatReply {
  return { kind: 'refused', why };
}
