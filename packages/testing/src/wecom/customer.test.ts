import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, getSignature } from '@wecom/crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fromXml } from '../tencent/xml.ts';
import { createWecomCustomer } from './customer.ts';
import { type FakeWecom, startFakeWecom } from './fake-wecom.ts';
import { handshakeWecom, type WecomWebhook } from './seal-kf-callback.ts';

const key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
interface Posted {
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}
const posted: Posted[] = [];
let answer: (one: Posted, response: ServerResponse) => void;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { searchParams } = new URL(request.url ?? '/', 'http://here');
  const one = { query: Object.fromEntries(searchParams), body: Buffer.concat(chunks).toString('utf8') };
  posted.push(one);
  answer(one, response);
});
let fake: FakeWecom;
let webhook: WecomWebhook;
beforeAll(async () => {
  fake = await startFakeWecom({ servicers: ['zhangsan', 'lisi'] });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  webhook = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    token: 'QDG6eK',
    encodingAesKey: key,
  };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await fake.stop();
});
beforeEach(() => {
  posted.length = 0;
  answer = (_one, response) => response.end();
});

const customerOf = (deadlineMs = 60_000) => createWecomCustomer(fake, { webhook, deadlineMs });
const sealedIn = ({ body }: Posted) => z.string().parse(fromXml(body)?.['Encrypt']);
const opened = (one: Posted) => fromXml(decrypt(key, sealedIn(one)).message);

async function pullLast(): Promise<Readonly<Record<string, unknown>>> {
  const schema = z.looseObject({ access_token: z.string() });
  const query = `corpid=${fake.corpId}&corpsecret=${fake.corpSecret}`;
  const { access_token } = schema.parse(await (await fetch(`${fake.apiRoot}/cgi-bin/gettoken?${query}`)).json());
  const url = `${fake.apiRoot}/cgi-bin/kf/sync_msg?access_token=${access_token}`;
  const page = z.looseObject({ msg_list: z.array(z.record(z.string(), z.unknown())) });
  const { msg_list } = page.parse(await (await fetch(url, { method: 'POST', body: '{}' })).json());
  return msg_list.at(-1) ?? {};
}

test('a callback says that there is something, where, and with what token to pull it, sealed for the corpid', async () => {
  const customer = customerOf();
  const { tries, reply, msgid } = await customer.write('secret words');
  expect({ tries, reply }).toEqual({ tries: 1, reply: { kind: 'none' } });
  const [one] = posted;
  if (!one) throw new Error('nothing was posted');
  const { timestamp = '', nonce = '', msg_signature } = one.query;
  expect(msg_signature).toBe(getSignature(webhook.token, timestamp, nonce, sealedIn(one)));
  expect(decrypt(key, sealedIn(one)).id).toBe(fake.corpId);
  expect(opened(one)).toMatchObject({
    ToUserName: fake.corpId,
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    OpenKfId: customer.openKfId,
    Token: expect.stringMatching(/^ENC/),
  });
  expect(JSON.stringify(opened(one))).not.toContain('secret words');
  expect(await pullLast()).toMatchObject({ msgid, origin: 3, text: { content: 'secret words' } });
});

test('a webhook that is late is cut off and told three times, with the same token and signed anew', async () => {
  answer = () => undefined;
  const { tries, reply } = await customerOf(1_000).write('Hello');
  expect(tries).toBe(3);
  expect(reply).toMatchObject({ kind: 'unanswered' });
  expect(new Set(posted.map((one) => opened(one)?.['Token'])).size).toBe(1);
  expect(new Set(posted.map(({ query }) => query['nonce'])).size).toBe(3);
});

test('a webhook that answers anything but success or nothing is refused', async () => {
  answer = (_one, response) => response.end('success');
  expect((await customerOf().write('Hello')).reply).toEqual({ kind: 'none' });
  answer = (_one, response) => response.end('{"ok":true}');
  expect((await customerOf().write('Hello')).reply).toMatchObject({ kind: 'refused' });
});

test('the handshake passes only with exactly what was sealed', async () => {
  const open = ({ query }: Posted) => decrypt(key, query['echostr'] ?? '').message;
  answer = (one, response) => response.end(open(one));
  expect(await handshakeWecom(webhook, fake)).toBe(true);
  answer = (one, response) => response.end(`${open(one)}\n`);
  expect(await handshakeWecom(webhook, fake)).toBe(false);
  answer = ({ query }, response) => response.end(query['echostr']);
  expect(await handshakeWecom(webhook, fake)).toBe(false);
});

test('a customer without a webhook is logged and told to nobody', async () => {
  const { tries } = await createWecomCustomer(fake).write('unheard');
  expect(tries).toBe(0);
  expect(await pullLast()).toMatchObject({ text: { content: 'unheard' } });
});

describe('what is pulled has the published shape of', () => {
  const customer = () => createWecomCustomer(fake);
  const file = { media_id: expect.any(String) };
  test.each<[string, (who: ReturnType<typeof customer>) => Promise<unknown>, object]>([
    ['an image', (who) => who.image(), { msgtype: 'image', image: file }],
    ['a voice', (who) => who.voice(), { msgtype: 'voice', voice: file }],
    ['a video', (who) => who.video(), { msgtype: 'video', video: file }],
    ['a file', (who) => who.file('a.pdf'), { msgtype: 'file', file }],
    ['a card', (who) => who.businessCard('lisi'), { msgtype: 'business_card', business_card: { userid: 'lisi' } }],
    ['something new', (who) => who.other('hologram', { a: 1 }), { msgtype: 'hologram', hologram: { a: 1 } }],
    [
      'a place',
      (who) => who.location({ latitude: 1.5, longitude: 2, name: 'n', address: 'a' }),
      { msgtype: 'location', location: { latitude: 1.5 } },
    ],
    [
      'a link',
      (who) => who.link({ title: 't', desc: 'd', url: 'https://e.com', pic_url: 'https://e.com/p' }),
      { msgtype: 'link', link: { title: 't' } },
    ],
    [
      'a mini program',
      (who) => who.miniprogram({ title: 't', appid: 'wx1', pagepath: 'p' }),
      { msgtype: 'miniprogram', miniprogram: { appid: 'wx1', thumb_media_id: expect.any(String) } },
    ],
  ])('%s', async (_what, does, shape) => {
    const who = customer();
    await does(who);
    expect(await pullLast()).toMatchObject({
      origin: 3,
      external_userid: who.externalUserId,
      open_kfid: who.openKfId,
      ...shape,
    });
  });

  test('an event, which names its parties inside alone', async () => {
    const who = customer();
    await who.enter({ scene: 'shop', sceneParam: 'a=1' });
    const event = await pullLast();
    expect(event).not.toHaveProperty('external_userid');
    expect(event).toMatchObject({
      origin: 4,
      msgtype: 'event',
      event: { event_type: 'enter_session', scene: 'shop', scene_param: 'a=1', external_userid: who.externalUserId },
    });
  });
});

test('staff take, write, hand over and end; writing after the end reopens', async () => {
  const who = createWecomCustomer(fake);
  const state = () => fake.sessionOf(who.openKfId, who.externalUserId).state;
  expect(() => who.staffTakes('zhangsan')).toThrow(/state 4/);
  await who.write('Hi');
  await expect(who.staffWrites('too early')).rejects.toThrow(/No staff/);
  await who.staffTakes('zhangsan');
  expect(state()).toBe(3);
  expect(await pullLast()).toMatchObject({
    event: {
      event_type: 'session_status_change',
      change_type: 1,
      new_servicer_userid: 'zhangsan',
      msg_code: expect.any(String),
    },
  });
  await who.staffWrites('Hello, Zhang here');
  expect(await pullLast()).toMatchObject({
    origin: 5,
    servicer_userid: 'zhangsan',
    text: { content: 'Hello, Zhang here' },
  });
  await who.staffTransfers('lisi');
  expect(await pullLast()).toMatchObject({
    event: { change_type: 2, old_servicer_userid: 'zhangsan', new_servicer_userid: 'lisi' },
  });
  await who.staffSendsMenu({ head_content: 'Was it good?' });
  expect(await pullLast()).toMatchObject({ origin: 5, msgtype: 'msgmenu', servicer_userid: 'lisi' });
  await who.staffEnds();
  expect(state()).toBe(4);
  expect(await pullLast()).toMatchObject({ event: { change_type: 3, old_servicer_userid: 'lisi' } });
  await who.staffWrites('One more thing');
  expect(state()).toBe(3);
});

test('a failure tells the msgid of the last message sent, and there must be one', async () => {
  const who = createWecomCustomer(fake);
  expect(() => who.failLastSend(10)).toThrow(/Nothing was sent/);
  fake.sessionOf(who.openKfId, who.externalUserId).lastSentMsgid = 'message-1';
  await who.failLastSend(10);
  expect(await pullLast()).toMatchObject({
    origin: 4,
    event: { event_type: 'msg_send_fail', fail_msgid: 'message-1', fail_type: 10 },
  });
  await who.servicerChanges('lisi', false);
  expect(await pullLast()).toMatchObject({
    event: { event_type: 'servicer_status_change', servicer_userid: 'lisi', status: 2 },
  });
});
