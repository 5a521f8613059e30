import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fromXml, toXml, type XmlField } from '../tencent/xml.ts';
import { createWechatCustomer, handshakeWechat } from './customer.ts';
import { type FakeWechat, startFakeWechat } from './fake-wechat.ts';
import type { WechatWebhook } from './seal-callback.ts';

const key = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const token = 'spamtest';
interface Posted {
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}
let answer: (posted: Posted, response: ServerResponse) => void;
const posted: Posted[] = [];
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://here');
  const one = { query: Object.fromEntries(url.searchParams), body: await bodyOf(request) };
  posted.push(one);
  answer(one, response);
});
let fake: FakeWechat;
let url: string;
beforeAll(async () => {
  fake = await startFakeWechat();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?tenant=7`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await fake.stop();
});
beforeEach(() => {
  posted.length = 0;
  answer = (_posted, response) => response.end('success');
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const hook = (mode: WechatWebhook['mode']): WechatWebhook => ({ url, token, encodingAesKey: key, mode });
const customerOf = (mode: WechatWebhook['mode'], deadlineMs = 60_000) =>
  createWechatCustomer(fake, { webhook: hook(mode), deadlineMs });
const last = () => posted.at(-1) ?? { query: {}, body: '' };
const field = (fields: Readonly<Record<string, unknown>> | undefined, name: string) => z.string().parse(fields?.[name]);

describe('the published vectors', () => {
  const { vectors } = z
    .object({ vectors: z.array(z.looseObject({ id: z.string(), kind: z.string() })) })
    .parse(JSON.parse(readFileSync(new URL('../../specs/wechat/wxbizmsgcrypt-vectors.json', import.meta.url), 'utf8')));
  test.each(vectors)('$id agrees with what the fakes sign and seal with', (vector) => {
    const text = (name: string) => z.string().parse(vector[name]);
    if (vector.kind === 'plain_signature') {
      expect(getSignature(text('token'), text('timestamp'), text('nonce'), '')).toBe(text('expected_signature'));
    } else if (vector.kind === 'encrypt') {
      expect(encrypt(text('aesKey'), text('plaintext'), text('appId'), Buffer.from(text('random')))).toBe(
        text('expected_encrypt'),
      );
    } else {
      expect(getSignature(text('token'), text('timestamp'), text('nonce'), text('encrypt'))).toBe(
        text('msg_signature'),
      );
      const { message, id } = decrypt(text('aesKey'), text('encrypt'));
      expect({ message, id }).toEqual({ message: text('expected_plaintext'), id: text('decrypted_id') });
    }
  });
});

describe('what a customer does is posted', () => {
  test('in plain mode with a signature over token, timestamp and nonce', async () => {
    const customer = customerOf('plain');
    expect(await customer.write('Hi ]]> <b>&</b>')).toEqual({ tries: 1, reply: { kind: 'none' } });
    const { query, body } = last();
    expect(query['signature']).toBe(getSignature(token, query['timestamp'] ?? '', query['nonce'] ?? '', ''));
    expect(query).toMatchObject({ tenant: '7', openid: customer.openid });
    expect(query).not.toHaveProperty('msg_signature');
    expect(fromXml(body)).toMatchObject({
      ToUserName: fake.originalId,
      FromUserName: customer.openid,
      MsgType: 'text',
      Content: 'Hi ]]> <b>&</b>',
    });
    expect(body).toMatch(/<MsgId>\d{17,}<\/MsgId>/);
  });

  test.each(['safe', 'compatible'] as const)(
    'in %s mode sealed for the appid and signed over what is sealed',
    async (mode) => {
      await customerOf(mode).write('Hello');
      const { query, body } = last();
      const outer = fromXml(body);
      const sealed = field(outer, 'Encrypt');
      expect(query['encrypt_type']).toBe('aes');
      expect(query['msg_signature']).toBe(getSignature(token, query['timestamp'] ?? '', query['nonce'] ?? '', sealed));
      const { message, id } = decrypt(key, sealed);
      expect(id).toBe(fake.appId);
      expect(fromXml(message)).toMatchObject({ MsgType: 'text', Content: 'Hello' });
      expect(outer?.['Content']).toBe(mode === 'safe' ? undefined : 'Hello');
    },
  );

  test('as the published messages and events', async () => {
    const customer = customerOf('plain');
    const doing: [Promise<unknown>, object][] = [];
    const does = async (done: Promise<unknown>, expected: object) => {
      doing.push([done, expected]);
      await done;
      expect(fromXml(last().body)).toMatchObject(expected);
    };
    await does(customer.image(), { MsgType: 'image', PicUrl: expect.any(String), MediaId: expect.any(String) });
    await does(customer.voice('Guten Tag'), { MsgType: 'voice', Format: 'amr', Recognition: 'Guten Tag' });
    await does(customer.video(), { MsgType: 'video', ThumbMediaId: expect.any(String) });
    await does(customer.shortvideo(), { MsgType: 'shortvideo' });
    await does(customer.location({ x: 23.13, y: 113.35, label: 'Home' }), {
      MsgType: 'location',
      Location_X: '23.13',
      Scale: '16',
    });
    await does(customer.link({ title: 't', description: 'd', url: 'https://e.com' }), {
      MsgType: 'link',
      Url: 'https://e.com',
    });
    await does(customer.subscribe('42'), { MsgType: 'event', Event: 'subscribe', EventKey: 'qrscene_42' });
    await does(customer.click('HELP'), { Event: 'CLICK', EventKey: 'HELP' });
    await does(customer.view('https://e.com'), { Event: 'VIEW', EventKey: 'https://e.com' });
    await does(customer.scan('42'), { Event: 'SCAN', EventKey: '42' });
    await does(customer.reportLocation(23.1, 113.3), { Event: 'LOCATION', Latitude: '23.1' });
    await does(customer.templateSent('success'), { Event: 'TEMPLATESENDJOBFINISH', Status: 'success' });
    await does(customer.unsubscribe(), { Event: 'unsubscribe' });
    expect(doing).toHaveLength(13);
  });

  test('and opens the window that it opens: a view none, a click three, a message five', async () => {
    const customer = customerOf('plain');
    await customer.view('https://e.com');
    expect(fake.messagesLeft(customer.openid)).toBe(0);
    await customer.click('HELP');
    expect(fake.messagesLeft(customer.openid)).toBe(3);
    await customer.write('Hi');
    expect(fake.messagesLeft(customer.openid)).toBe(8);
  });
});

describe('a webhook', () => {
  test('that is late is cut off and gets the same message three times, signed anew', async () => {
    answer = () => undefined;
    const { tries, reply } = await customerOf('safe', 1_000).write('Hello');
    expect(tries).toBe(3);
    expect(reply).toEqual({ kind: 'unanswered', why: Array(3).fill('no answer in time') });
    const ids = posted.map(({ body }) =>
      field(fromXml(decrypt(key, field(fromXml(body), 'Encrypt')).message), 'MsgId'),
    );
    expect(new Set(ids).size).toBe(1);
    expect(new Set(posted.map(({ query }) => query['nonce'])).size).toBe(3);
  });

  test('that fails once is tried again, and what it does then counts', async () => {
    answer = (_one, response) => {
      if (posted.length === 1) response.writeHead(500).end('success');
      else response.end();
    };
    expect(await customerOf('plain').write('Hello')).toEqual({ tries: 2, reply: { kind: 'none' } });
  });

  test('passes the handshake only by echoing exactly', async () => {
    answer = ({ query }, response) => response.end(query['echostr']);
    expect(await handshakeWechat(hook('plain'))).toBe(true);
    expect(last().query['signature']).toBe(
      getSignature(token, last().query['timestamp'] ?? '', last().query['nonce'] ?? '', ''),
    );
    answer = ({ query }, response) => response.end(`"${query['echostr']}"`);
    expect(await handshakeWechat(hook('plain'))).toBe(false);
    answer = (_one, response) => response.writeHead(403).end();
    expect(await handshakeWechat(hook('plain'))).toBe(false);
  });
});

describe('a passive reply', () => {
  const replyTo = (openid: string, changes: { readonly [name: string]: XmlField } = {}) =>
    toXml({
      ToUserName: openid,
      FromUserName: fake.originalId,
      CreateTime: 1_767_225_600,
      MsgType: 'text',
      Content: 'Hello',
      ...changes,
    });
  const seal = (plain: string, appId = fake.appId, signWith = token) => {
    const sealed = encrypt(key, plain, appId);
    return toXml({
      Encrypt: sealed,
      MsgSignature: getSignature(signWith, '1767225600', '99', sealed),
      TimeStamp: 1_767_225_600,
      Nonce: '99',
    });
  };
  const reply = async (mode: WechatWebhook['mode'], make: (openid: string) => string) => {
    const customer = customerOf(mode);
    answer = (_one, response) => response.end(make(customer.openid));
    return { customer, ...(await customer.write('Hi')) };
  };

  test('arrives as a message and takes nothing off the quota', async () => {
    const { customer, reply: taken } = await reply('plain', (openid) => replyTo(openid));
    expect(taken).toMatchObject({ kind: 'passive', message: { text: 'Hello' } });
    expect(fake.sent(customer.openid)).toMatchObject([{ via: 'passive', text: 'Hello' }]);
    expect(fake.messagesLeft(customer.openid)).toBe(5);
  });

  test('in safe mode arrives when it is sealed and signed', async () => {
    const { customer } = await reply('safe', (openid) => seal(replyTo(openid)));
    expect(fake.sent(customer.openid)).toMatchObject([{ via: 'passive', text: 'Hello' }]);
  });

  test.each<[string, WechatWebhook['mode'], (openid: string) => string, RegExp]>([
    ['JSON', 'plain', () => '{"ok":true}', /neither success/],
    ['success in quotes', 'plain', () => '"success"', /neither success/],
    [
      'the names the wrong way round',
      'plain',
      (openid) => replyTo(fake.originalId, { FromUserName: openid }),
      /ToUserName/,
    ],
    [
      'another account as the sender',
      'plain',
      (openid) => replyTo(openid, { FromUserName: 'gh_other' }),
      /FromUserName/,
    ],
    ['a time that is no number', 'plain', (openid) => replyTo(openid, { CreateTime: 'now' }), /CreateTime/],
    ['an unknown type', 'plain', (openid) => replyTo(openid, { MsgType: 'poem' }), /MsgType/],
    ['an empty text', 'plain', (openid) => replyTo(openid, { Content: '' }), /empty content/],
    ['2,049 bytes', 'plain', (openid) => replyTo(openid, { Content: `${'é'.repeat(1_024)}x` }), /size out of limit/],
    ['an unknown element', 'plain', (openid) => replyTo(openid, { Surprise: 'x' }), /Surprise/],
    ['a DTD', 'plain', (openid) => `<!DOCTYPE xml []>${replyTo(openid)}`, /neither success/],
    ['no encryption', 'safe', (openid) => replyTo(openid), /not encrypted/],
    ['encryption', 'plain', (openid) => seal(replyTo(openid)), /encrypted in plain mode/],
    ['a wrong signature', 'safe', (openid) => seal(replyTo(openid), fake.appId, 'other'), /MsgSignature/],
    ['another appid', 'safe', (openid) => seal(replyTo(openid), 'wx1'), /another appid/],
  ])('with %s is refused', async (_what, mode, make, why) => {
    const { customer, tries, reply: refused } = await reply(mode, make);
    expect(tries).toBe(1);
    expect(refused).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
    expect(fake.sent(customer.openid)).toEqual([]);
  });

  test("with a menu's link can be tapped, and comes back as text with the item's id", async () => {
    const link = '<a href="weixin://bizmsgmenu?msgmenucontent=Opening%20hours&msgmenuid=101">1</a>';
    const { customer } = await reply('plain', (openid) => replyTo(openid, { Content: link }));
    answer = (_one, response) => response.end('success');
    await customer.tap('101');
    expect(fromXml(last().body)).toMatchObject({ MsgType: 'text', Content: 'Opening hours', bizmsgmenuid: '101' });
    expect(() => customer.tap('102')).toThrow(/No menu/);
  });
});
