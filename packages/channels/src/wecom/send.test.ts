import type { SendOutcome } from '@answerdesk/domain';
import { createWecomCustomer, type FakeWecomOptions, startFakeWecom } from '@answerdesk/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { CUSTOMER, fixtureAccount, makeWecom, OPEN_KFID } from './fixture.ts';

const { corpId = '', secret = '' } = fixtureAccount.credentials;
const SEND = '/cgi-bin/kf/send_msg';
const target = { chatKey: CUSTOMER, isGroup: false, idempotencyKey: 'o1-0' };
const hello = { text: 'Hello', choices: [] };
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(options: FakeWecomOptions = {}, sendTimeoutMs = 5_000) {
  let at = Date.now();
  const now = () => new Date(at);
  const accounts = [{ open_kfid: OPEN_KFID, name: 'Tea House' }];
  const fake = await startFakeWecom({ corpId, corpSecret: secret, accounts, now, ...options });
  stops.push(() => fake.stop());
  const channel = makeWecom({ sendTimeoutMs, now });
  const account = { ...fixtureAccount, apiRoot: fake.apiRoot };
  const paths = () => fake.calls().map(({ path }) => path.replace(/^\/cgi-bin\/(?:kf\/)?/, ''));
  const customer = createWecomCustomer(fake, { externalUserId: CUSTOMER });
  const pass = (ms: number) => {
    at += ms;
  };
  return { fake, channel, account, customer, paths, pass };
}

const refusing =
  (errcode: number, path = SEND): NonNullable<FakeWecomOptions['faults']> =>
  (call) =>
    call.path === path ? { kind: 'errcode', errcode, errmsg: `said ${secret}` } : undefined;

test.each<[number, SendOutcome['kind'], object]>([
  [95001, 'refused', { reason: 'quota-used-up' }],
  [95002, 'refused', { reason: 'window-closed' }],
  [95013, 'refused', { reason: 'window-closed' }],
  [95000, 'refused', { reason: 'account-refused' }],
  [95017, 'refused', { reason: 'account-refused' }],
  [60020, 'refused', { reason: 'account-refused' }],
  [48002, 'refused', { reason: 'account-refused' }],
  [40096, 'refused', { reason: 'chat-not-found' }],
  [40058, 'refused', { reason: 'content-refused' }],
  [45009, 'retry', { mayHaveArrived: false, scope: 'account', retryAfterMs: 60_000 }],
  [45033, 'retry', { mayHaveArrived: false, scope: 'account' }],
  [-1, 'retry', { mayHaveArrived: false }],
  [40014, 'retry', { mayHaveArrived: false }],
])('%i is %s', async (errcode, kind, facts) => {
  const { channel, account } = await start({ faults: refusing(errcode) });
  expect(await channel.send(account, target, hello)).toMatchObject({ kind, ...facts });
});

test.each([
  [40001, 'refused', { reason: 'account-refused' }],
  [-1, 'retry', { mayHaveArrived: false }],
])('%i in getting a token is %s, and no secret is told', async (errcode, kind, facts) => {
  const { channel, account, paths } = await start({ faults: refusing(errcode, '/cgi-bin/gettoken') });
  const outcome = await channel.send(account, target, hello);
  expect(outcome).toMatchObject({ kind, ...facts });
  expect(JSON.stringify(outcome)).not.toContain(secret);
  expect(paths()).toEqual(['gettoken']);
});

test('the id that we gave it comes back, and choices are a menu that comes back as it went', async () => {
  const { fake, channel, account, customer } = await start();
  await customer.write('Hi');
  const choices = [{ id: 'faq:f1', label: 'Refunds' }];
  expect(await channel.send(account, target, { text: 'Which one?', choices })).toEqual({
    kind: 'sent',
    platformMessageId: 'o1-0',
  });
  expect(fake.sent()).toMatchObject([
    { msgid: 'o1-0', msgtype: 'msgmenu', text: 'Which one?\nRefunds', menu: [{ id: 'faq:f1', content: 'Refunds' }] },
  ]);
  await customer.tap('faq:f1');
  expect(await channel.pull?.(account, {})).toMatchObject({
    messages: [{ content: { text: 'Hi' } }, { content: { kind: 'choice', choiceId: 'faq:f1' } }],
  });
});

test.each([
  [40058, 'msgid exceed max length', 'refused'],
  [95099, 'msgid duplicated', 'sent'],
])('%i %s is %s', async (errcode, errmsg, kind) => {
  const { channel, account } = await start({
    faults: ({ path }) => (path === SEND ? { kind: 'errcode', errcode, errmsg } : undefined),
  });
  expect((await channel.send(account, target, hello)).kind).toBe(kind);
});

test('what arrived unheard is not sent a second time', async () => {
  let isFirst = true;
  const { fake, channel, account, customer } = await start({
    faults: ({ path }) => {
      if (path !== SEND || !isFirst) return undefined;
      isFirst = false;
      return { kind: 'reset-after' };
    },
  });
  await customer.write('Hi');
  expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'retry', mayHaveArrived: true });
  expect(await channel.send(account, target, hello)).toEqual({ kind: 'sent', platformMessageId: 'o1-0' });
  expect(fake.sent().map(({ text }) => text)).toEqual(['Hello']);
});

test("the platform's quota is five messages in 48 hours", async () => {
  const { channel, account, customer, pass } = await start();
  await customer.write('Hi');
  const send = (index: number) => channel.send(account, { ...target, idempotencyKey: `o1-${index}` }, hello);
  for (let index = 0; index < 5; index += 1) expect((await send(index)).kind).toBe('sent');
  expect(await send(5)).toMatchObject({ kind: 'refused', reason: 'quota-used-up' });
  pass(48 * 3_600_000);
  expect(await send(6)).toMatchObject({ kind: 'refused', reason: 'window-closed' });
});

test('that a message failed after all comes back under its key', async () => {
  const { channel, account, customer } = await start();
  await customer.write('Hi');
  await channel.send(account, target, hello);
  await customer.failLastSend(10);
  expect(await channel.pull?.(account, {})).toMatchObject({
    undelivered: [{ idempotencyKey: 'o1-0', reason: 'blocked-by-contact' }],
  });
});

describe('a customer who comes in', () => {
  async function entered() {
    const started = await start();
    await started.customer.enter();
    const pulled = await started.channel.pull?.(started.account, {});
    const [opened] = pulled?.kind === 'page' ? pulled.messages : [];
    if (opened?.replyHandle === undefined) throw new Error(JSON.stringify(pulled));
    return { ...started, welcome: { ...target, replyHandle: opened.replyHandle } };
  }

  test('is welcomed with the code of it, before having written', async () => {
    const { fake, channel, account, welcome } = await entered();
    const choices = [{ id: 'faq:f1', label: 'Refunds' }];
    expect(await channel.send(account, welcome, { text: 'Welcome!', choices })).toEqual({
      kind: 'sent',
      platformMessageId: 'o1-0',
    });
    expect(fake.sent()).toMatchObject([{ via: 'event', text: 'Welcome!\nRefunds' }]);
  });

  test('after 20 seconds is only answered once they wrote', async () => {
    const { fake, channel, account, customer, welcome, pass, paths } = await entered();
    pass(20_000);
    expect(await channel.send(account, welcome, hello)).toMatchObject({ kind: 'refused', reason: 'window-closed' });
    expect(paths()).not.toContain('send_msg_on_event');
    await customer.write('Hi');
    expect((await channel.send(account, welcome, hello)).kind).toBe('sent');
    expect(fake.sent()).toMatchObject([{ via: 'message' }]);
  });

  test('whose code was used is answered as one who wrote', async () => {
    const { fake, channel, account, customer, welcome } = await entered();
    await channel.send(account, welcome, hello);
    await customer.write('Hi');
    expect((await channel.send(account, { ...welcome, idempotencyKey: 'o1-1' }, hello)).kind).toBe('sent');
    expect(fake.sent().map(({ via }) => via)).toEqual(['event', 'message']);
  });
});

describe('a conversation that staff inside WeCom has', () => {
  test('is not written into', async () => {
    const { fake, channel, account, customer } = await start();
    await customer.write('Hi');
    await customer.staffTakes('zhangsan');
    expect(await channel.send(account, target, hello)).toEqual({
      kind: 'refused',
      reason: 'window-closed',
      detail: 'staff has the conversation inside WeCom: answer it there',
    });
    expect(fake.sent()).toEqual([]);
  });

  test('or waits for, neither, nor one that ended', async () => {
    const { fake, channel, account, customer } = await start();
    await customer.write('Hi');
    for (const [state, words] of [
      [2, /waits for staff/],
      [4, /ended/],
    ] as const) {
      fake.sessionOf(OPEN_KFID, CUSTOMER).state = state;
      expect(await channel.send(account, target, hello)).toMatchObject({ detail: expect.stringMatching(words) });
    }
  });

  test('but nobody took is brought to the bot, and written into once', async () => {
    let isFirst = true;
    const { fake, channel, account, customer, paths } = await start({
      faults: ({ path }) => {
        if (path !== SEND || !isFirst) return undefined;
        isFirst = false;
        return { kind: 'errcode', errcode: 95018, errmsg: 'send msg session status invalid' };
      },
    });
    await customer.write('Hi');
    expect(await channel.send(account, target, hello)).toMatchObject({ kind: 'sent' });
    expect(paths().slice(1)).toEqual(['send_msg', 'service_state/get', 'service_state/trans', 'send_msg']);
    expect(fake.sessionOf(OPEN_KFID, CUSTOMER).state).toBe(1);
    expect(fake.sent()).toHaveLength(1);
  });
});

describe('handing over', () => {
  const handingOver = (settings: object) => ({ settings: { ...fixtureAccount.settings, ...settings } });

  test('stays in our inbox unless the tenant wants it otherwise', async () => {
    const { channel, account, customer, paths } = await start();
    await customer.write('Hi');
    expect(await channel.handOver?.(account, target)).toEqual({ kind: 'kept' });
    expect(paths()).toEqual([]);
  });

  test("goes into WeCom's queue, and again changes nothing", async () => {
    const { fake, channel, account, customer } = await start();
    await customer.write('Hi');
    const wanted = { ...account, ...handingOver({ handOver: 'wecom' }) };
    expect(await channel.handOver?.(wanted, target)).toEqual({ kind: 'handed-over' });
    expect(fake.sessionOf(OPEN_KFID, CUSTOMER).state).toBe(2);
    expect(await channel.handOver?.(wanted, target)).toEqual({ kind: 'handed-over' });
    expect(await channel.send(wanted, target, hello)).toMatchObject({ kind: 'refused' });
  });

  test('goes to the member whom the tenant names', async () => {
    const { fake, channel, account, customer } = await start();
    await customer.write('Hi');
    const wanted = { ...account, ...handingOver({ handOver: 'wecom', handOverTo: 'zhangsan' }) };
    expect(await channel.handOver?.(wanted, target)).toEqual({ kind: 'handed-over' });
    expect(fake.sessionOf(OPEN_KFID, CUSTOMER)).toMatchObject({ state: 3, servicerUserId: 'zhangsan' });
  });

  test('of a conversation that ended is refused, and a platform that is silent asked again', async () => {
    const { channel, account } = await start();
    const wanted = { ...account, ...handingOver({ handOver: 'wecom' }) };
    expect(await channel.handOver?.(wanted, target)).toMatchObject({ kind: 'refused', reason: 'window-closed' });
    const silent = await start(
      {
        faults: ({ path }) => (path.endsWith('/trans') ? { kind: 'hang-after' } : undefined),
      },
      300,
    );
    await silent.customer.write('Hi');
    expect(await silent.channel.handOver?.({ ...wanted, apiRoot: silent.fake.apiRoot }, target)).toMatchObject({
      kind: 'retry',
    });
  });
});
