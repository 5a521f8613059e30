import {
  createWechatCustomer,
  type FakeWechat,
  handshakeWechat,
  startFakeWechat,
  testDatabases,
  type WechatWebhook,
} from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const faqs = [
  { question: 'When do you open?', answer: 'At nine.' },
  { question: 'Do you ship abroad?', answer: 'Yes, to 31 countries.' },
];
const WITHIN_MS = 60_000;

describe.each(testDatabases())('WeChat official accounts on $name', (kind) => {
  let bots: TestBots;
  let fake: FakeWechat;
  let thinkMs = 0;

  beforeAll(async () => {
    fake = await startFakeWechat();
    bots = await openBots(kind, { channels: { wechat: { apiRoot: fake.apiRoot } }, thinkMs: () => thinkMs });
  });
  afterAll(async () => {
    await bots.close();
    await fake.stop();
  });

  async function openShop(isSealed = true) {
    const token = 'tokenoftests';
    const sealed = isSealed ? { aesKey: encodingAesKey } : {};
    const credentials = { appId: fake.appId, appSecret: fake.appSecret, token, ...sealed };
    const shop = await bots.openShop(faqs, 'wechat', credentials);
    const webhook: WechatWebhook = { url: shop.webhookUrl, token, encodingAesKey, mode: 'safe' };
    return { ...shop, webhook, leave: () => bots.desk.stores.accounts.remove(shop.tenantId, shop.account.id) };
  }

  test('an account is connected once its owner has entered the webhook and the platform has called', async () => {
    const shop = await openShop();
    const opened = async () =>
      (await bots.desk.stores.accounts.find(shop.tenantId, shop.account.id))?.webhookOpenedAt !== undefined;
    expect([shop.account.webhookOpenedAt, await opened()]).toEqual([undefined, false]);
    expect(await handshakeWechat({ ...shop.webhook, token: 'anothertoken' }, fake.now())).toBe(false);
    expect(await opened()).toBe(false);
    expect(await handshakeWechat(shop.webhook, fake.now())).toBe(true);
    expect(await opened()).toBe(true);
    await shop.leave();
  });

  test.each(['plain', 'compatible', 'safe'] as const)(
    'in %s mode a question is taken at once, and answered once by the customer-service API',
    async (mode) => {
      const shop = await openShop(mode !== 'plain');
      const customer = createWechatCustomer(fake, { webhook: { ...shop.webhook, mode }, deadlineMs: WITHIN_MS });
      expect(await customer.write('When do you open?')).toEqual({ tries: 1, reply: { kind: 'none' } });
      await customer.repeat();
      await fake.waitForSent(({ openid }) => openid === customer.openid, WITHIN_MS);
      expect(await customer.write('Do you ship abroad?')).toMatchObject({ tries: 1 });
      await fake.waitForSent(({ openid, text }) => openid === customer.openid && text.startsWith('Yes'), WITHIN_MS);
      expect(fake.sent(customer.openid).map(({ text, via }) => `${via} ${text}`)).toEqual([
        'custom At nine.',
        'custom Yes, to 31 countries.',
      ]);
      await shop.leave();
    },
  );

  test('an answer that takes six seconds is one answer: the platform has heard at once and asks no second time', async () => {
    const shop = await openShop();
    const customer = createWechatCustomer(fake, { webhook: shop.webhook });
    thinkMs = 6_000;
    try {
      expect(await customer.write('When do you open?')).toEqual({ tries: 1, reply: { kind: 'none' } });
      await fake.waitForSent(({ openid }) => openid === customer.openid, WITHIN_MS);
      expect(fake.sent(customer.openid)).toHaveLength(1);
    } finally {
      thinkMs = 0;
      await shop.leave();
    }
  });

  test('an account that may not write by itself answers in the call, and takes six seconds in the second one', async () => {
    const quiet = await startFakeWechat({ appId: fake.appId, appSecret: fake.appSecret, canPush: false });
    const own = await openBots(kind, { channels: { wechat: { apiRoot: quiet.apiRoot } }, thinkMs: () => thinkMs });
    try {
      const token = 'tokenoftests';
      const credentials = { appId: quiet.appId, appSecret: quiet.appSecret, token, aesKey: encodingAesKey };
      const shop = await own.openShop(faqs, 'wechat', credentials);
      expect(shop.account.settings['pushes']).toBe(false);
      const webhook: WechatWebhook = { url: shop.webhookUrl, token, encodingAesKey, mode: 'safe' };
      // Somebody else asked before: what is learnt of the FAQs is there.
      await createWechatCustomer(quiet, { webhook }).write('When do you open?');
      const customer = createWechatCustomer(quiet, { webhook });
      expect(await customer.write('When do you open?')).toMatchObject({
        tries: 1,
        reply: { kind: 'passive', message: { text: 'At nine.' } },
      });
      thinkMs = 6_000;
      expect(await customer.write('Do you ship abroad?')).toMatchObject({
        tries: 2,
        reply: { kind: 'passive', message: { text: 'Yes, to 31 countries.' } },
      });
      expect(quiet.sent(customer.openid).map(({ via }) => via)).toEqual(['passive', 'passive']);
    } finally {
      thinkMs = 0;
      await own.close();
      await quiet.stop();
    }
  });

  test('who follows is greeted within the minute that allows it, and who unfollows is out of reach', async () => {
    const shop = await openShop();
    const customer = createWechatCustomer(fake, { webhook: shop.webhook });
    await customer.subscribe();
    await fake.waitForSent(({ openid }) => openid === customer.openid, WITHIN_MS);
    expect(fake.messagesLeft(customer.openid)).toBe(2);
    await customer.unsubscribe();
    await expect
      .poll(
        async () => (await bots.desk.database.models.contacts.findOne({ tenantId: shop.tenantId }).lean())?.isReachable,
      )
      .toBe(false);
    await shop.leave();
  });

  test('a choice comes back as its text with its id, and is answered', async () => {
    const token = 'tokenoftests';
    const credentials = { appId: fake.appId, appSecret: fake.appSecret, token, aesKey: encodingAesKey };
    const twins = faqs.map((faq) => ({ ...faq, variants: ['delivery'] }));
    const shop = await bots.openShop(twins, 'wechat', credentials);
    const customer = createWechatCustomer(fake, {
      webhook: { url: shop.webhookUrl, token, encodingAesKey, mode: 'safe' },
    });
    await customer.write('delivery');
    const asked = await fake.waitForSent(({ openid }) => openid === customer.openid, WITHIN_MS);
    const wanted = asked.menu.find(({ content }) => content.includes('abroad'));
    await customer.tap(wanted?.id ?? '');
    await fake.waitForSent(({ openid, text }) => openid === customer.openid && text.startsWith('Yes'), WITHIN_MS);
    await bots.desk.stores.accounts.remove(shop.tenantId, shop.account.id);
  });

  test('the one question that is likely comes as a menu with a way out, and is answered by a yes', async () => {
    const token = 'tokenoftests';
    const credentials = { appId: fake.appId, appSecret: fake.appSecret, token, aesKey: encodingAesKey };
    const one = { question: '运费是多少？', variants: ['邮费多少钱', '包邮吗'], answer: '十元。' };
    const shop = await bots.openShop([one], 'wechat', credentials);
    const customer = createWechatCustomer(fake, {
      webhook: { url: shop.webhookUrl, token, encodingAesKey, mode: 'safe' },
    });
    await customer.write('邮寄');
    const asked = await fake.waitForSent(({ openid }) => openid === customer.openid, WITHIN_MS);
    expect(asked.text).toContain('您是想问这个吗？');
    expect(asked.menu.map(({ content }) => content)).toEqual(['运费是多少？', '不是，别的问题']);
    await customer.write('是的');
    await fake.waitForSent(({ openid, text }) => openid === customer.openid && text === '十元。', WITHIN_MS);
    await bots.desk.stores.accounts.remove(shop.tenantId, shop.account.id);
  });
});
