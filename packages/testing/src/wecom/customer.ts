import { randomBytes } from 'node:crypto';
import { type Delivery, deliver } from '../tencent/deliver.ts';
import type { FakeWecom } from './fake-wecom.ts';
import { isToBeWelcomed } from './kf-sessions.ts';
import { sealKfCallback, type WecomWebhook } from './seal-kf-callback.ts';

export interface WecomCustomerOptions {
  /** Without one nothing is posted, as when every callback is lost: the messages only wait to be pulled. */
  readonly webhook?: WecomWebhook;
  readonly externalUserId?: string;
  readonly nickname?: string;
  readonly openKfId?: string;
  /** How long the webhook may take before it is cut off; 5 seconds at the real platform. */
  readonly deadlineMs?: number;
}

export type WecomReply = { readonly kind: 'none' } | { readonly kind: 'refused'; readonly why: string };

export interface WecomDelivery extends Delivery<WecomReply> {
  /** The msgid under which kf/sync_msg returns what happened. */
  readonly msgid: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Why a message that was taken did not arrive, as msg_send_fail tells: 4 after 48 hours, 6 above 5, 10 refused. */
export type FailType = 0 | 1 | 2 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** What one customer, and the staff towards that customer, do; all of it is logged and told to the webhook. */
export interface WecomCustomer {
  readonly externalUserId: string;
  readonly openKfId: string;
  enter(from?: { readonly scene?: string; readonly sceneParam?: string }): Promise<WecomDelivery>;
  write(text: string, menuId?: string): Promise<WecomDelivery>;
  /** Taps an item of a menu that arrived; comes back as the item's text with its id. */
  tap(menuId: string): Promise<WecomDelivery>;
  image(): Promise<WecomDelivery>;
  voice(): Promise<WecomDelivery>;
  video(): Promise<WecomDelivery>;
  file(name: string): Promise<WecomDelivery>;
  location(place: {
    readonly latitude: number;
    readonly longitude: number;
    readonly name: string;
    readonly address: string;
  }): Promise<WecomDelivery>;
  link(page: {
    readonly title: string;
    readonly desc: string;
    readonly url: string;
    readonly pic_url: string;
  }): Promise<WecomDelivery>;
  businessCard(userId: string): Promise<WecomDelivery>;
  miniprogram(page: {
    readonly title: string;
    readonly appid: string;
    readonly pagepath: string;
  }): Promise<WecomDelivery>;
  /** Sends a message of any other type, such as one that is not published yet. */
  other(msgtype: string, content: Fields): Promise<WecomDelivery>;
  /** Has staff take the session from the bot or the queue. */
  staffTakes(userId: string): Promise<WecomDelivery>;
  staffTransfers(userId: string): Promise<WecomDelivery>;
  staffEnds(): Promise<WecomDelivery>;
  /** Has staff write in WeCom; reopens a session that had ended. */
  staffWrites(text: string): Promise<WecomDelivery>;
  staffSendsMenu(menu: Fields): Promise<WecomDelivery>;
  servicerChanges(userId: string, isReceiving: boolean): Promise<WecomDelivery>;
  /** Tells that the last message to this customer did not arrive after all. */
  failLastSend(failType: FailType): Promise<WecomDelivery>;
}

/** Makes a customer of the corporation, who has neither entered nor written. */
export function createWecomCustomer(fake: FakeWecom, options: WecomCustomerOptions = {}): WecomCustomer {
  const externalUserId = options.externalUserId ?? `wm${randomBytes(24).toString('base64url').slice(0, 30)}`;
  const openKfId = options.openKfId ?? fake.openKfId;
  const session = () => fake.sessionOf(openKfId, externalUserId);
  const parties = { open_kfid: openKfId, external_userid: externalUserId };
  fake.addCustomer(externalUserId, options.nickname ?? 'Ana');

  async function happen(content: { readonly origin: 3 | 4 | 5 } & Fields): Promise<WecomDelivery> {
    const msgid = fake.append(openKfId, content);
    const { webhook } = options;
    if (!webhook) return { msgid, tries: 0, reply: { kind: 'none' } };
    const token = fake.issueCallbackToken();
    const delivery = await deliver<WecomReply>({
      sign: () => sealKfCallback(webhook, fake, { token, openKfId }),
      deadlineMs: options.deadlineMs ?? 5_000,
      judge: (answer) =>
        answer === '' || answer === 'success'
          ? { kind: 'none' }
          : { kind: 'refused', why: 'neither success nor an empty body' },
    });
    return { msgid, ...delivery };
  }

  function say(msgtype: string, content: Fields): Promise<WecomDelivery> {
    const current = session();
    if (current.state === 4) {
      current.state = 0;
      current.codedStates.clear();
    }
    current.wroteAt = fake.now().getTime();
    current.sentSince = 0;
    return happen({ ...parties, origin: 3, msgtype, [msgtype]: content });
  }

  const event = (event_type: string, content: Fields) =>
    happen({ origin: 4, msgtype: 'event', event: { event_type, ...content } });
  const changeState = (change_type: 1 | 2 | 3 | 4, content: Fields) =>
    event('session_status_change', { ...parties, change_type, ...content });

  function saysStaff(msgtype: string, content: Fields): Promise<WecomDelivery> {
    const { servicerUserId } = session();
    return happen({ ...parties, origin: 5, servicer_userid: servicerUserId, msgtype, [msgtype]: content });
  }

  const serving = (): string => {
    const { state, servicerUserId } = session();
    if (state !== 3 || servicerUserId === undefined)
      throw new Error(`No staff serves this session, its state is ${state}`);
    return servicerUserId;
  };

  const media = (type: string, name: string, contentType: string) => ({
    media_id: fake.keepMedia(type, { name, contentType, bytes: Buffer.from(`a ${type} of a customer`) }),
  });

  return {
    externalUserId,
    openKfId,
    enter({ scene = '', sceneParam } = {}) {
      const isGreeted = isToBeWelcomed(session(), fake.now().getTime());
      return event('enter_session', {
        ...parties,
        scene,
        ...(sceneParam !== undefined && { scene_param: sceneParam }),
        ...(isGreeted && { welcome_code: fake.issueEventCode(openKfId, externalUserId) }),
      });
    },
    write: (text, menuId) => say('text', { content: text, ...(menuId !== undefined && { menu_id: menuId }) }),
    tap(menuId) {
      const item = fake
        .sent(externalUserId)
        .flatMap(({ menu }) => menu)
        .findLast(({ id }) => id === menuId);
      if (!item) throw new Error(`No menu with ${menuId} arrived`);
      return this.write(item.content, item.id);
    },
    image: () => say('image', media('image', 'i.jpg', 'image/jpeg')),
    voice: () => say('voice', media('voice', 'v.amr', 'audio/amr')),
    video: () => say('video', media('video', 'v.mp4', 'video/mp4')),
    file: (name) => say('file', media('file', name, 'application/octet-stream')),
    location: (place) => say('location', place),
    link: (page) => say('link', page),
    businessCard: (userId) => say('business_card', { userid: userId }),
    miniprogram: (page) =>
      say('miniprogram', { ...page, thumb_media_id: media('image', 't.jpg', 'image/jpeg').media_id }),
    other: (msgtype, content) => say(msgtype, content),
    staffTakes(userId) {
      const current = session();
      if (current.state === 3 || current.state === 4) throw new Error(`Nothing to take in state ${current.state}`);
      current.state = 3;
      current.servicerUserId = userId;
      const msg_code = fake.issueEventCode(openKfId, externalUserId, 3);
      return changeState(1, { new_servicer_userid: userId, msg_code });
    },
    staffTransfers(userId) {
      const old = serving();
      session().servicerUserId = userId;
      return changeState(2, { old_servicer_userid: old, new_servicer_userid: userId });
    },
    staffEnds() {
      const old = serving();
      session().state = 4;
      const msg_code = fake.issueEventCode(openKfId, externalUserId, 4);
      return changeState(3, { old_servicer_userid: old, msg_code });
    },
    async staffWrites(text) {
      const current = session();
      if (current.state === 4 && current.servicerUserId !== undefined) {
        current.state = 3;
        await changeState(4, { new_servicer_userid: current.servicerUserId });
      }
      serving();
      return saysStaff('text', { content: text });
    },
    staffSendsMenu(menu) {
      serving();
      return saysStaff('msgmenu', menu);
    },
    servicerChanges(userId, isReceiving) {
      fake.setServicer(userId, isReceiving);
      return event('servicer_status_change', {
        servicer_userid: userId,
        status: isReceiving ? 1 : 2,
        open_kfid: openKfId,
      });
    },
    failLastSend(failType) {
      const { lastSentMsgid } = session();
      if (lastSentMsgid === undefined) throw new Error('Nothing was sent to this customer yet');
      return event('msg_send_fail', { ...parties, fail_msgid: lastSentMsgid, fail_type: failType });
    },
  };
}
