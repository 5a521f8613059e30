import { expect, test } from 'vitest';
import {
  fixtureAccount,
  makeWechat,
  OPENID,
  plainAccount,
  plainRequest,
  readFixture,
  sealedRequest,
  signedQuery,
} from './fixture.ts';

const text = readFixture('text');
const sealedText = new TextDecoder().decode(text);
const at = new Date('2026-03-01T12:00:00Z');
const channelAt = (ms: number) => makeWechat({ now: () => new Date(at.getTime() + ms) });
const MINUTE = 60_000;

test('a caught signature is good for one body, and the platform may try that one again', async () => {
  const channel = channelAt(0);
  const request = plainRequest(text, { at });
  for (let tries = 0; tries < 3; tries += 1) {
    expect(await channel.verify(request, plainAccount)).toEqual({ kind: 'genuine' });
  }
  const forged = { ...request, rawBody: readFixture('image') };
  expect(await channel.verify(forged, plainAccount)).toEqual({
    kind: 'refused',
    reason: 'its signature came with another body before',
  });
  expect(await channel.verify(request, plainAccount)).toEqual({ kind: 'genuine' });
});

test('what one account was called with does not bar another', async () => {
  const channel = channelAt(0);
  const request = plainRequest(text, { at });
  await channel.verify(request, plainAccount);
  const other = { ...plainAccount, id: 't1.a2' as typeof plainAccount.id };
  expect((await channel.verify({ ...request, rawBody: readFixture('image') }, other)).kind).toBe('genuine');
});

test('an account whose calls can be sealed takes no plain one, whatever was seen of it before', async () => {
  expect(await channelAt(0).verify(plainRequest(text, { at }), fixtureAccount)).toMatchObject({ kind: 'refused' });
});

test('what a handshake was signed with is no good for a body', async () => {
  const channel = channelAt(0);
  const query = signedQuery({ at });
  const handshake = { method: 'GET', query: { ...query, echostr: '1' }, headers: {}, rawBody: new Uint8Array() };
  expect((await channel.verify(handshake, plainAccount)).kind).toBe('handshake');
  const forged = { method: 'POST', query, headers: {}, rawBody: text };
  expect((await channel.verify(forged, plainAccount)).kind).toBe('refused');
});

test('the outer signature of a sealed call is no good for a plain body', async () => {
  const channel = channelAt(0);
  const sealed = sealedRequest(sealedText, { at });
  expect(await channel.verify(sealed, fixtureAccount)).toEqual({ kind: 'genuine' });
  const { encrypt_type: _, ...query } = sealed.query;
  expect((await channel.verify({ ...sealed, query, rawBody: text }, fixtureAccount)).kind).toBe('refused');
});

test.each([
  [4.9 * MINUTE, 'genuine'],
  [-4.9 * MINUTE, 'genuine'],
  [5.1 * MINUTE, 'refused'],
  [-5.1 * MINUTE, 'refused'],
])('a call %i ms away from its timestamp is %s', async (ms, kind) => {
  for (const [request, account] of [
    [plainRequest(text, { at }), plainAccount],
    [sealedRequest(sealedText, { at }), fixtureAccount],
  ] as const) {
    expect((await channelAt(ms).verify(request, account)).kind).toBe(kind);
  }
});

test.each(['', '-1', '1e9', ' 1764015281', '1764015281.5', '0x69', '9'.repeat(400)])(
  'the timestamp %.20j is refused',
  async (timestamp) => {
    const query = { ...signedQuery({ at }), timestamp };
    const request = { method: 'POST', query, headers: {}, rawBody: text };
    expect((await channelAt(0).verify(request, fixtureAccount)).kind).toBe('refused');
  },
);

test('without an EncodingAESKey only plain calls are taken', async () => {
  const account = plainAccount;
  expect((await channelAt(0).verify(plainRequest(text, { at }), account)).kind).toBe('genuine');
  expect(await channelAt(0).verify(sealedRequest(sealedText, { at }), account)).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('EncodingAESKey'),
  });
});

test('in compatible mode only what was sealed is believed', async () => {
  const beside =
    '<FromUserName>oSomebodyElse</FromUserName><MsgType>text</MsgType><Content>forged</Content><MsgId>1</MsgId>';
  const request = sealedRequest(sealedText, { at }, beside);
  const channel = channelAt(0);
  expect(await channel.verify(request, fixtureAccount)).toEqual({ kind: 'genuine' });
  expect(channel.parse(request, fixtureAccount)).toMatchObject({
    messages: [{ chatKey: OPENID, content: { text: '你们周末送货吗？' } }],
  });
});

test('an echo is given back as it came, and only to who knows the token', async () => {
  const request = {
    method: 'GET',
    query: { ...signedQuery({ at }), echostr: '42' },
    headers: {},
    rawBody: new Uint8Array(),
  };
  expect(await channelAt(0).verify(request, fixtureAccount)).toEqual({
    kind: 'handshake',
    isProof: true,
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    body: '42',
  });
  const forged = { ...request, query: { ...request.query, signature: '0'.repeat(40) } };
  expect((await channelAt(0).verify(forged, fixtureAccount)).kind).toBe('refused');
  for (const echostr of ['', '<script>', 'a b', 'x'.repeat(501)].slice(2)) {
    const odd = { ...request, query: { ...request.query, echostr } };
    expect((await channelAt(0).verify(odd, fixtureAccount)).kind).toBe('refused');
  }
});
