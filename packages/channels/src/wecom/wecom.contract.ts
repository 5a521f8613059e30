import { createWecomCustomer, startFakeWecom, type TencentFault } from '@answerdesk/testing';
import type { ChannelUnderTest, PlatformBehaviour } from '../channel.contract.ts';
import {
  CUSTOMER,
  echoRequest,
  fixtureAccount,
  makeWecom,
  OPEN_KFID,
  postRequest,
  readFixture,
  sealedFor,
} from './fixture.ts';

const FAULTS: Partial<Readonly<Record<PlatformBehaviour, TencentFault>>> = {
  hangs: { kind: 'hang-after' },
  floods: { kind: 'errcode', errcode: 45009, errmsg: 'api freq out of limit' },
  fails: { kind: 'http-error', status: 502 },
  resets: { kind: 'reset' },
  'has-closed-the-window': { kind: 'errcode', errcode: 95002, errmsg: 'send msg time limit' },
  'counts-the-quota-as-used-up': { kind: 'errcode', errcode: 95001, errmsg: 'send msg count limit' },
};
const { corpId = '', secret = '' } = fixtureAccount.credentials;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const echo = echoRequest('1616140317555161061');
const unescaped = echoRequest('4'.repeat(400));

/** The channel as its contract sees it: what is said of bodies is of what is sealed in them. */
export const wecom: ChannelUnderTest = {
  name: 'wecom',
  makeChannel: makeWecom,
  account: fixtureAccount,
  genuineRequest: (rawBody) => postRequest(new TextDecoder().decode(rawBody)),
  forgedRequests(rawBody) {
    const text = new TextDecoder().decode(rawBody);
    const genuine = postRequest(text);
    return {
      'for another corpid': postRequest(text, { receiver: `${corpId}f` }),
      'for no corpid': postRequest(text, { receiver: '' }),
      'a caught signature with another body': { ...genuine, rawBody: postRequest('<xml></xml>').rawBody },
      'not encrypted': { ...genuine, rawBody },
      'without a signature': { ...genuine, query: { ...genuine.query, msg_signature: '' } },
      'signed with another token': postRequest(text, { token: 'QDG6eKTokem' }),
      'with another nonce': { ...genuine, query: { ...genuine.query, nonce: '1' } },
      'too old': postRequest(text, { at: minutesAgo(6) }),
      'of the future': postRequest(text, { at: minutesAgo(-6) }),
      'an echo with another signature': { ...echo, query: { ...echo.query, echostr: sealedFor('1').sealed } },
    };
  },
  handshakes: [
    { request: echo, answer: { status: 200, body: '1616140317555161061' } },
    {
      request: {
        ...unescaped,
        query: { ...unescaped.query, echostr: (unescaped.query['echostr'] ?? '').replaceAll('+', ' ') },
      },
      answer: { body: '4'.repeat(400) },
    },
  ],
  ack: 'success',
  fixtures: {
    messages: [],
    pulls: [readFixture('kf-msg-or-event.xml')],
    unknownKind: readFixture('unknown-kind.xml'),
    notTheFormat: new TextEncoder().encode('{"Event":"kf_msg_or_event"}'),
  },
  readText: ({ text }) => text,
  // Who takes no messages is only told of afterwards, by msg_send_fail.
  cannot: ['blocks'],
  async startPlatform(behaviour) {
    const fake = await startFakeWecom({
      corpId,
      corpSecret: secret,
      accounts: [{ open_kfid: OPEN_KFID, name: 'Tea House' }],
      faults: ({ path }) => (path.startsWith('/cgi-bin/kf/') ? FAULTS[behaviour] : undefined),
    });
    await createWecomCustomer(fake, { externalUserId: CUSTOMER }).write('Hello');
    if (behaviour === 'is-down') await fake.stop();
    return {
      account: { ...fixtureAccount, apiRoot: fake.apiRoot },
      target: { chatKey: CUSTOMER, isGroup: false, idempotencyKey: 'abc-0' },
      arrived: () => fake.sent().map(({ text }) => text),
      stop: () => (behaviour === 'is-down' ? Promise.resolve() : fake.stop()),
    };
  },
};
