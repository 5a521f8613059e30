import { startFakeWechat, type TencentFault } from '@answerdesk/testing';
import type { ChannelUnderTest, PlatformBehaviour } from '../channel.contract.ts';
import {
  fixtureAccount,
  fixtureNames,
  makeWechat,
  OPENID,
  plainAccount,
  plainRequest,
  readFixture,
  sealedRequest,
  signedQuery,
} from './fixture.ts';
import { readText } from './read-text.ts';

const IGNORED = ['unknown-kind', 'view', 'location-report', 'template-sent'];
const FAULTS: Partial<Readonly<Record<PlatformBehaviour, TencentFault>>> = {
  hangs: { kind: 'hang-after' },
  floods: { kind: 'errcode', errcode: 45009, errmsg: 'reach max api daily quota limit' },
  fails: { kind: 'http-error', status: 500 },
  blocks: { kind: 'errcode', errcode: 43004, errmsg: 'require subscribe' },
  resets: { kind: 'reset' },
  'has-closed-the-window': { kind: 'errcode', errcode: 45015, errmsg: 'response out of time limit' },
  'counts-the-quota-as-used-up': { kind: 'errcode', errcode: 45047, errmsg: 'out of response count limit' },
};
const { appId = '', appSecret = '' } = fixtureAccount.credentials;
const other = new TextEncoder().encode('<xml><Content>another</Content></xml>');
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

const both: Omit<ChannelUnderTest, 'name' | 'genuineRequest' | 'forgedRequests'> = {
  makeChannel: makeWechat,
  account: fixtureAccount,
  handshakes: [
    {
      request: {
        method: 'GET',
        query: { ...signedQuery(), echostr: '5837397520665436492' },
        headers: {},
        rawBody: new Uint8Array(),
      },
      answer: { status: 200, body: '5837397520665436492' },
    },
  ],
  ack: 'success',
  fixtures: {
    messages: fixtureNames()
      .filter((name) => !IGNORED.includes(name))
      .map(readFixture),
    unknownKind: readFixture('unknown-kind'),
    notTheFormat: new TextEncoder().encode('{"MsgType":"text"}'),
  },
  readText,
  async startPlatform(behaviour) {
    const fake = await startFakeWechat({
      appId,
      appSecret,
      faults: ({ path }) => (path.startsWith('/cgi-bin/message/') ? FAULTS[behaviour] : undefined),
    });
    fake.noteInteraction(OPENID, 'message');
    if (behaviour === 'is-down') await fake.stop();
    return {
      account: { ...fixtureAccount, apiRoot: fake.apiRoot },
      target: { chatKey: OPENID, isGroup: false, idempotencyKey: 'abc-0' },
      arrived: () => fake.sent().map(({ text }) => text),
      stop: () => (behaviour === 'is-down' ? Promise.resolve() : fake.stop()),
    };
  },
};

// What is caught is first seen as a genuine call, by the channel that the contract asks.
const caught = new Map<Uint8Array, ReturnType<typeof plainRequest>>();

/** The channel as its contract sees it, called in plain mode. */
export const plainWechat: ChannelUnderTest = {
  ...both,
  name: 'wechat in plain mode',
  account: plainAccount,
  genuineRequest(rawBody) {
    const request = plainRequest(rawBody);
    caught.set(rawBody, request);
    return request;
  },
  forgedRequests(rawBody) {
    const genuine = plainRequest(rawBody);
    return {
      'without a signature': { ...genuine, query: { timestamp: genuine.query['timestamp'] ?? '', nonce: '1' } },
      'with an empty signature': { ...genuine, query: { ...genuine.query, signature: '' } },
      'signed with another token': plainRequest(rawBody, { token: 'spamtestTokem' }),
      'with another nonce': { ...genuine, query: { ...genuine.query, nonce: '12345' } },
      'too old': plainRequest(rawBody, { at: minutesAgo(6) }),
      'of the future': plainRequest(rawBody, { at: minutesAgo(-6) }),
      ...(caught.has(rawBody) && {
        'a caught signature with another body': { ...(caught.get(rawBody) ?? genuine), rawBody: other },
      }),
      'said to be encrypted': { ...genuine, query: { ...genuine.query, encrypt_type: 'aes' } },
      'deleted, not posted': { ...genuine, method: 'DELETE' },
    };
  },
};

/** The same, called in safe mode: what is said of bodies is of what is sealed in them. */
export const safeWechat: ChannelUnderTest = {
  ...both,
  name: 'wechat in safe mode',
  genuineRequest: (rawBody) => sealedRequest(new TextDecoder().decode(rawBody)),
  forgedRequests(rawBody) {
    const text = new TextDecoder().decode(rawBody);
    const genuine = sealedRequest(text);
    const another = sealedRequest('<xml></xml>');
    return {
      'for another appid': sealedRequest(text, { receiver: 'wx2c2769f8efd9abc3' }),
      'for no appid': sealedRequest(text, { receiver: '' }),
      'with another sealed part': { ...genuine, rawBody: another.rawBody },
      'with a plain body': { ...genuine, rawBody },
      'without a msg_signature': { ...genuine, query: { ...genuine.query, msg_signature: '' } },
      'signed with another token': sealedRequest(text, { token: 'spamtestTokem' }),
      'too old': sealedRequest(text, { at: minutesAgo(6) }),
      'of the future': sealedRequest(text, { at: minutesAgo(-6) }),
    };
  },
};
