import type { InboundContent } from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import { fixtureAccount, OPENID, plainRequest, readFixture, sealedRequest } from './fixture.ts';
import { parseWechat } from './parse.ts';

const parseBody = (rawBody: Uint8Array) => parseWechat(plainRequest(rawBody), fixtureAccount);
const parseText = (text: string) => parseBody(new TextEncoder().encode(text));
const SUCCESS = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' };

function only(name: string) {
  const parsed = parseBody(readFixture(name));
  const [message] = parsed.kind === 'parsed' ? parsed.messages : [];
  if (!message) throw new Error(JSON.stringify(parsed));
  return message;
}

test('a text is read with its chat, its sender, its time and its 64-bit key', () => {
  expect(parseBody(readFixture('text'))).toEqual({
    kind: 'parsed',
    ignored: [],
    reply: SUCCESS,
    messages: [
      {
        dedupeKey: 'msg:24512345678901234',
        chatKey: OPENID,
        isGroup: false,
        contact: { platformId: OPENID },
        content: { kind: 'text', text: '你们周末送货吗？' },
        sentAt: new Date(1_764_015_281_000),
      },
    ],
  });
});

test('the same when it comes sealed', () => {
  const text = new TextDecoder().decode(readFixture('text'));
  expect(parseWechat(sealedRequest(text), fixtureAccount)).toEqual(parseBody(readFixture('text')));
});

describe('content', () => {
  const attachment = (attachment: string, platformKind: string, more: object = {}) =>
    ({ kind: 'attachment', attachment, platformKind, ...more }) as InboundContent;
  test.each<[string, InboundContent]>([
    ['text-with-markup', { kind: 'text', text: '1 < 2 &amp; <b>]]> <!DOCTYPE x>' }],
    ['choice', { kind: 'choice', choiceId: '101' }],
    ['choice-of-ours', { kind: 'choice', choiceId: 'faq:f1' }],
    ['not-passed-on', attachment('other', 'not-passed-on')],
    [
      'image',
      attachment('image', 'image', {
        fileId: 'jd1IGrn1XBhLRYnmHWWqzd_image',
        url: 'http://mmbiz.qpic.cn/mmbiz_jpg/abc/0',
      }),
    ],
    ['voice', attachment('voice', 'voice', { fileId: 'jd1IGrn1XBhLRYnmHWWqzd_voice' })],
    [
      'voice-recognised',
      attachment('voice', 'voice', { fileId: 'jd1IGrn1XBhLRYnmHWWqzd_voice2', transcript: '你们几点开门' }),
    ],
    ['video', attachment('video', 'video', { fileId: 'jd1IGrn1XBhLRYnmHWWqzd_video' })],
    ['shortvideo', attachment('video', 'shortvideo', { fileId: 'jd1IGrn1XBhLRYnmHWWqzd_short' })],
    [
      'location',
      attachment('location', 'location', {
        place: { latitude: 23.134521, longitude: 113.358803, name: '广州市天河区' },
      }),
    ],
    [
      'link',
      attachment('other', 'link', {
        url: 'https://shop.example/returns?a=1&b=2',
        caption: '公众平台官网链接\n退货说明',
      }),
    ],
    ['subscribe', { kind: 'opened' }],
    ['subscribe-by-scan', { kind: 'opened' }],
    ['scan', { kind: 'opened' }],
    ['unsubscribe', { kind: 'left' }],
    ['click', { kind: 'text', text: 'Where is my order?' }],
  ])('of %s', (name, content) => expect(only(name).content).toEqual(content));
});

test.each([
  ['text', undefined],
  ['image', undefined],
  ['choice', 'event'],
  ['subscribe', 'event'],
  ['scan', 'event'],
  ['click', 'event'],
])('%s opens the window of %s', (name, opens) => expect(only(name).opens).toBe(opens));

test.each([
  ['view', /VIEW/],
  ['location-report', /LOCATION/],
  ['template-sent', /TEMPLATESENDJOBFINISH/],
  ['unknown-kind', /hologram/],
])('%s is ignored, with a reason, and acknowledged', (name, reason) => {
  expect(parseBody(readFixture(name))).toEqual({
    kind: 'parsed',
    messages: [],
    ignored: [expect.stringMatching(reason)],
    reply: SUCCESS,
  });
});

describe('an event is known by its sender, its time, its kind and its key', () => {
  const event = (openid: string, at: number, kind: string, key: string) => {
    const parsed = parseText(
      `<xml><FromUserName>${openid}</FromUserName><CreateTime>${at}</CreateTime><MsgType>event</MsgType><Event>${kind}</Event><EventKey><![CDATA[${key}]]></EventKey></xml>`,
    );
    return parsed.kind === 'parsed' ? parsed.messages[0]?.dedupeKey : undefined;
  };
  const one = event('oA', 5, 'CLICK', 'a b');
  test('the same twice', () => expect(event('oA', 5, 'CLICK', 'a b')).toBe(one));
  test.each([
    ['oB', 5, 'CLICK', 'a b'],
    ['oA', 6, 'CLICK', 'a b'],
    ['oA', 5, 'SCAN', 'a b'],
    ['oA', 5, 'CLICK', 'a c'],
  ])('another for %s %i %s %s', (...other) => {
    expect(event(...other)).toEqual(expect.stringMatching(/^event:o/));
    expect(event(...other)).not.toBe(one);
  });
});

test.each([
  ['no sender', '<CreateTime>5</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>'],
  [
    'a sender with spaces',
    '<FromUserName>o a</FromUserName><CreateTime>5</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>',
  ],
  ['no time', '<FromUserName>oA</FromUserName><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>'],
  ['no id', '<FromUserName>oA</FromUserName><CreateTime>5</CreateTime><MsgType>text</MsgType><Content>x</Content>'],
  [
    'a time after the year 9999',
    '<FromUserName>oA</FromUserName><CreateTime>999999999999</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>',
  ],
  [
    'no text',
    '<FromUserName>oA</FromUserName><CreateTime>5</CreateTime><MsgType>text</MsgType><Content> </Content><MsgId>1</MsgId>',
  ],
])('a message with %s is ignored and acknowledged', (_, inner) => {
  expect(parseText(`<xml>${inner}</xml>`)).toMatchObject({ kind: 'parsed', messages: [], reply: SUCCESS });
});

test('a place that is not on earth is a place unknown', () => {
  const parsed = parseText(
    '<xml><FromUserName>oA</FromUserName><CreateTime>5</CreateTime><MsgType>location</MsgType><Location_X>91</Location_X><Location_Y>5</Location_Y><MsgId>1</MsgId></xml>',
  );
  expect(parsed).toMatchObject({ messages: [{ content: { kind: 'attachment', attachment: 'location' } }] });
  expect(JSON.stringify(parsed)).not.toContain('place');
});
