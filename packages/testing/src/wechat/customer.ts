import { randomBytes } from 'node:crypto';
import { type Delivery, deliver } from '../tencent/deliver.ts';
import type { XmlField } from '../tencent/xml.ts';
import type { FakeWechat } from './fake-wechat.ts';
import { readWechatReply, type WechatReply } from './passive-reply.ts';
import type { WechatInteraction } from './reply-windows.ts';
import { sealWechatCallback, signedUrl, type WechatWebhook } from './seal-callback.ts';

export interface WechatCustomerOptions {
  readonly webhook: WechatWebhook;
  readonly openid?: string;
  /** How long the webhook may take before it is cut off; 5 seconds at the real platform. */
  readonly deadlineMs?: number;
}

export type WechatDelivery = Delivery<WechatReply>;

export interface WechatCustomer {
  readonly openid: string;
  write(text: string, menuId?: string): Promise<WechatDelivery>;
  /** Taps an item of a menu that arrived; comes back as the item's text with its id. */
  tap(menuId: string): Promise<WechatDelivery>;
  image(): Promise<WechatDelivery>;
  voice(recognition?: string): Promise<WechatDelivery>;
  video(): Promise<WechatDelivery>;
  shortvideo(): Promise<WechatDelivery>;
  location(place: { readonly x: number; readonly y: number; readonly label: string }): Promise<WechatDelivery>;
  link(page: { readonly title: string; readonly description: string; readonly url: string }): Promise<WechatDelivery>;
  subscribe(qrScene?: string): Promise<WechatDelivery>;
  unsubscribe(): Promise<WechatDelivery>;
  click(key: string): Promise<WechatDelivery>;
  view(url: string): Promise<WechatDelivery>;
  scan(scene: string): Promise<WechatDelivery>;
  /** The position that a customer who allows it reports by itself. */
  reportLocation(latitude: number, longitude: number): Promise<WechatDelivery>;
  /** Tells how a template message went. */
  templateSent(status: 'success' | 'failed:user block' | 'failed: system failed'): Promise<WechatDelivery>;
  /** Posts the last callback again, as the platform does when the answer got lost. */
  repeat(): Promise<WechatDelivery>;
}

let nextMsgId = 24_512_345_678_901_234n;

/** Makes a customer of the account, who has not done anything yet; everything they do is posted to the webhook. */
export function createWechatCustomer(fake: FakeWechat, options: WechatCustomerOptions): WechatCustomer {
  const { webhook } = options;
  const openid = options.openid ?? `o${randomBytes(21).toString('base64url').slice(0, 27)}`;
  let last: { readonly [name: string]: XmlField } | undefined;
  fake.noteInteraction(openid, 'other');

  async function send(fields: { readonly [name: string]: XmlField }): Promise<WechatDelivery> {
    last = fields;
    const delivery = await deliver({
      sign: () => sealWechatCallback(webhook, fake, fields),
      deadlineMs: options.deadlineMs ?? 5_000,
      judge: (answer) => readWechatReply(answer, { ...fake, webhook, openid }),
    });
    if (delivery.reply.kind === 'passive') fake.takePassive(openid, delivery.reply.message);
    return delivery;
  }

  const envelope = (type: string) => ({
    ToUserName: fake.originalId,
    FromUserName: openid,
    CreateTime: Math.floor(fake.now().getTime() / 1_000),
    MsgType: type,
  });

  function message(type: string, content: { readonly [name: string]: XmlField }): Promise<WechatDelivery> {
    fake.noteInteraction(openid, 'message');
    nextMsgId += 1n;
    return send({ ...envelope(type), ...content, MsgId: nextMsgId });
  }

  function event(
    name: string,
    interaction: WechatInteraction,
    content: { readonly [name: string]: XmlField } = {},
  ): Promise<WechatDelivery> {
    fake.noteInteraction(openid, interaction);
    return send({ ...envelope('event'), Event: name, ...content });
  }

  const keep = (type: string, name: string, contentType: string) =>
    fake.keepMedia(type, { name, contentType, bytes: Buffer.from(`a ${type}`) });
  const film = (type: string) =>
    message(type, { MediaId: keep('video', 'v.mp4', 'video/mp4'), ThumbMediaId: keep('thumb', 't.jpg', 'image/jpeg') });

  return {
    openid,
    write: (text, menuId) =>
      message('text', {
        Content: text,
        ...(menuId !== undefined && { bizmsgmenuid: /^\d{1,15}$/.test(menuId) ? Number(menuId) : menuId }),
      }),
    tap(menuId) {
      const item = fake
        .sent(openid)
        .flatMap(({ menu }) => menu)
        .findLast(({ id }) => id === menuId);
      if (!item) throw new Error(`No menu with ${menuId} arrived`);
      return this.write(item.content, item.id);
    },
    image: () =>
      message('image', { PicUrl: 'http://mmbiz.qpic.cn/picture/0', MediaId: keep('image', 'i.jpg', 'image/jpeg') }),
    voice: (recognition) =>
      message('voice', {
        MediaId: keep('voice', 'v.amr', 'audio/amr'),
        Format: 'amr',
        ...(recognition !== undefined && { Recognition: recognition }),
      }),
    video: () => film('video'),
    shortvideo: () => film('shortvideo'),
    location: ({ x, y, label }) => message('location', { Location_X: x, Location_Y: y, Scale: 16, Label: label }),
    link: ({ title, description, url }) => message('link', { Title: title, Description: description, Url: url }),
    subscribe: (qrScene) =>
      event('subscribe', 'subscribe', {
        EventKey: qrScene === undefined ? '' : `qrscene_${qrScene}`,
        ...(qrScene !== undefined && { Ticket: 'TICKET' }),
      }),
    unsubscribe: () => event('unsubscribe', 'unsubscribe', { EventKey: '' }),
    click: (key) => event('CLICK', 'click', { EventKey: key }),
    view: (url) => event('VIEW', 'other', { EventKey: url }),
    scan: (scene) => event('SCAN', 'scan', { EventKey: scene, Ticket: 'TICKET' }),
    reportLocation: (latitude, longitude) =>
      event('LOCATION', 'other', { Latitude: latitude, Longitude: longitude, Precision: 65.5 }),
    templateSent: (status) =>
      event('TEMPLATESENDJOBFINISH', 'other', { MsgID: nextMsgId + 1_000_000n, Status: status }),
    repeat() {
      if (!last) throw new Error('This customer has done nothing yet');
      return send(last);
    },
  };
}

/** Does what saving a webhook's address does: true when the webhook echoes exactly what it was asked to. */
export async function handshakeWechat(webhook: WechatWebhook, at: Date = new Date()): Promise<boolean> {
  const url = signedUrl(webhook, at);
  const echo = String(randomBytes(8).readBigUInt64BE());
  url.searchParams.set('echostr', echo);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    return response.status === 200 && (await response.text()) === echo;
  } catch {
    return false;
  }
}
