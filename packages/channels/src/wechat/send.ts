import { randomUUID } from 'node:crypto';
import type { ConnectedAccount, RenderedPart, SendOutcome, SendTarget } from '@answerdesk/domain';
import type { AuthorisedResult, CallAs } from '../tencent-tokens.ts';
import { asOneText } from './answer-in-call.ts';
import { outcomeOfFailure } from './outcome.ts';
import { withoutLinks } from './render.ts';
import type { ImageUploader } from './upload-image.ts';

const SEND = '/cgi-bin/message/custom/send';
const TYPING = '/cgi-bin/message/custom/typing';
const BEST_EFFORT_MS = 3_000;
/** No menus for this kind of account, and a menu of more items than one may have, which is published nowhere. */
const NO_SUCH_MENU: readonly number[] = [40200, 45098];
const NO_SUCH_MEDIA = 40007;

export interface WechatSender {
  send(account: ConnectedAccount, target: SendTarget, part: RenderedPart): Promise<SendOutcome>;
  showTyping(account: ConnectedAccount, target: SendTarget): Promise<void>;
}

type Message = Readonly<Record<string, unknown>>;

/**
 * Sends by the customer-service API; everything that one send takes ends after `timeoutMs`.
 * Source: developers.weixin.qq.com, sendCustomMessage.
 */
export function createWechatSender(options: {
  readonly call: CallAs;
  readonly images: ImageUploader;
  readonly timeoutMs: number;
}): WechatSender {
  const post = (account: ConnectedAccount, touser: string, message: Message, signal: AbortSignal) =>
    options.call(account, { path: SEND, body: { touser, ...message }, signal });

  async function sendImage(
    account: ConnectedAccount,
    touser: string,
    url: string,
    signal: AbortSignal,
  ): Promise<AuthorisedResult> {
    for (let tries = 0; tries < 2; tries += 1) {
      const uploaded = await options.images.upload(account, url, signal);
      if (uploaded.kind === 'failed' && uploaded.failure.isOfToken) return uploaded.failure;
      if (uploaded.kind !== 'uploaded') break;
      const image = { msgtype: 'image', image: { media_id: uploaded.mediaId } };
      const result = await post(account, touser, image, signal);
      if (result.kind !== 'said-no' || result.errcode !== NO_SUCH_MEDIA) return result;
      options.images.forget(account, url);
    }
    return post(account, touser, textMessage(url), signal);
  }

  async function sendText(
    account: ConnectedAccount,
    touser: string,
    part: RenderedPart,
    signal: AbortSignal,
  ): Promise<AuthorisedResult> {
    if (part.choices.length === 0) return post(account, touser, textMessage(part.text), signal);
    const menu = {
      head_content: withoutLinks(part.text),
      list: part.choices.map(({ id, label }) => ({ id, content: label })),
      tail_content: '',
    };
    const result = await post(account, touser, { msgtype: 'msgmenu', msgmenu: menu }, signal);
    if (result.kind !== 'said-no' || !NO_SUCH_MENU.includes(result.errcode)) return result;
    return post(account, touser, textMessage(asOneText(part)), signal);
  }

  return {
    async send(account, { chatKey, idempotencyKey }, part) {
      const signal = AbortSignal.timeout(options.timeoutMs);
      const result =
        part.imageUrl === undefined
          ? await sendText(account, chatKey, part, signal)
          : await sendImage(account, chatKey, part.imageUrl, signal);
      if (result.kind !== 'ok') return outcomeOfFailure(result);
      // The platform gives a message no id.
      return { kind: 'sent', platformMessageId: `custom:${idempotencyKey ?? randomUUID()}` };
    },
    async showTyping(account, { chatKey }) {
      if (account.settings['pushes'] === false) return;
      const signal = AbortSignal.timeout(Math.min(BEST_EFFORT_MS, options.timeoutMs));
      await options.call(account, { path: TYPING, body: { touser: chatKey, command: 'Typing' }, signal });
    },
  };
}

function textMessage(content: string): Message {
  return { msgtype: 'text', text: { content } };
}
