import {
  createWecomCustomer,
  type FakeWecom,
  handshakeWecom,
  startFakeWecom,
  testDatabases,
  type WecomWebhook,
} from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const token = 'tokenoftests';
const faqs = [
  { question: 'When do you open?', answer: 'At nine.', variants: ['delivery'] },
  { question: 'Do you ship abroad?', answer: 'Yes, to 31 countries.', variants: ['delivery'] },
];
const WITHIN_MS = 60_000;

describe.each(testDatabases())('WeCom customer service on $name', (kind) => {
  let bots: TestBots;
  let fake: FakeWecom;
  beforeAll(async () => {
    fake = await startFakeWecom({ pageSize: 2, emptyPages: true, servicers: ['li.na'] });
    bots = await openBots(kind, { channels: { wecom: { apiRoot: fake.apiRoot } } });
  });
  afterAll(async () => {
    await bots.close();
    await fake.stop();
  });

  async function openShop() {
    const credentials = {
      corpId: fake.corpId,
      secret: fake.corpSecret,
      token,
      aesKey: encodingAesKey,
      openKfid: fake.openKfId,
    };
    const shop = await bots.openShop(faqs, 'wecom', credentials);
    const webhook: WecomWebhook = { url: shop.webhookUrl, token, encodingAesKey };
    return { ...shop, webhook, leave: () => bots.desk.stores.accounts.remove(shop.tenantId, shop.account.id) };
  }
  const textsTo = (externalUserId: string) => fake.sent(externalUserId).map(({ text }) => text);
  const arrived = (externalUserId: string, count: number) =>
    expect.poll(() => fake.sent(externalUserId).length, { timeout: WITHIN_MS }).toBe(count);

  test('an account is connected once the platform has called', async () => {
    const shop = await openShop();
    expect(await handshakeWecom({ ...shop.webhook, token: 'another' }, fake)).toBe(false);
    expect(await handshakeWecom(shop.webhook, fake)).toBe(true);
    expect((await bots.desk.stores.accounts.find(shop.tenantId, shop.account.id))?.webhookOpenedAt).toBeInstanceOf(
      Date,
    );
    await shop.leave();
  });

  test('who enters is welcomed, and questions are answered once each, in their order, however the pages fall', async () => {
    const shop = await openShop();
    const customer = createWecomCustomer(fake, { webhook: shop.webhook });
    expect(await customer.enter()).toMatchObject({ tries: 1, reply: { kind: 'none' } });
    await arrived(customer.externalUserId, 1);
    expect(fake.sent(customer.externalUserId)[0]).toMatchObject({
      via: 'event',
      text: expect.stringContaining('A shop'),
    });
    for (const question of ['When do you open?', 'Do you ship abroad?', 'When do you open?'])
      await customer.write(question);
    await arrived(customer.externalUserId, 4);
    expect(textsTo(customer.externalUserId).slice(1)).toEqual(['At nine.', 'Yes, to 31 countries.', 'At nine.']);
    await shop.leave();
  });

  test('what was written while every callback was lost is found with the next one', async () => {
    const shop = await openShop();
    const unheard = createWecomCustomer(fake);
    await unheard.write('When do you open?');
    await unheard.write('Do you ship abroad?');
    const customer = createWecomCustomer(fake, { webhook: shop.webhook });
    await customer.write('When do you open?');
    await arrived(unheard.externalUserId, 2);
    expect(textsTo(unheard.externalUserId)).toEqual(['At nine.', 'Yes, to 31 countries.']);
    await shop.leave();
  });

  test('of a corporation with two accounts both are served, though the platform calls one address for both', async () => {
    const two = await startFakeWecom({
      accounts: [
        { open_kfid: 'wkFirst0000000000000000000000001', name: 'Shop' },
        { open_kfid: 'wkSecond000000000000000000000002', name: 'Repairs' },
      ],
    });
    const own = await openBots(kind, { channels: { wecom: { apiRoot: two.apiRoot } } });
    try {
      const credentials = { corpId: two.corpId, secret: two.corpSecret, token, aesKey: encodingAesKey };
      const first = await own.openShop(faqs, 'wecom', { ...credentials, openKfid: 'wkFirst0000000000000000000000001' });
      const openKfid = 'wkSecond000000000000000000000002';
      const second = await own.connect(first.tenantId, 'wecom', { ...credentials, openKfid });
      const customer = createWecomCustomer(two, {
        webhook: { url: first.webhookUrl, token, encodingAesKey },
        openKfId: openKfid,
      });
      await customer.write('When do you open?');
      await expect.poll(() => two.sent(customer.externalUserId).length, { timeout: WITHIN_MS }).toBe(1);
      const { accounts } = own.desk.stores;
      expect((await accounts.find(first.tenantId, second.account.id))?.webhookOpenedAt).toBeInstanceOf(Date);
    } finally {
      await own.close();
      await two.stop();
    }
  });

  test('a choice is a menu, and the item tapped is answered', async () => {
    const shop = await openShop();
    const customer = createWecomCustomer(fake, { webhook: shop.webhook });
    await customer.write('delivery');
    await arrived(customer.externalUserId, 1);
    const menu = fake.sent(customer.externalUserId)[0]?.menu ?? [];
    await customer.tap(menu.find(({ content }) => content.includes('abroad'))?.id ?? '');
    await arrived(customer.externalUserId, 2);
    expect(textsTo(customer.externalUserId)[1]).toBe('Yes, to 31 countries.');
    await shop.leave();
  });

  test('a message that never reached the customer is known as such afterwards', async () => {
    const shop = await openShop();
    const customer = createWecomCustomer(fake, { webhook: shop.webhook });
    await customer.write('When do you open?');
    await arrived(customer.externalUserId, 1);
    await customer.failLastSend(6);
    const chatKey = customer.externalUserId;
    const { outbox } = bots.desk.database.models;
    const failed = () => outbox.findOne({ tenantId: shop.tenantId, chatKey, state: 'failed' }).lean();
    await expect.poll(async () => (await failed())?.failure?.reason, { timeout: WITHIN_MS }).toBe('quota-used-up');
    await shop.leave();
  });

  test('what staff inside WeCom have taken is left to them', async () => {
    const shop = await openShop();
    const customer = createWecomCustomer(fake, { webhook: shop.webhook });
    await customer.write('When do you open?');
    await arrived(customer.externalUserId, 1);
    await customer.staffTakes('li.na');
    await customer.staffWrites('Hello, this is Li Na.');
    await customer.write('Do you ship abroad?');
    const chatKey = customer.externalUserId;
    const { outbox } = bots.desk.database.models;
    const failed = () => outbox.findOne({ tenantId: shop.tenantId, chatKey, state: 'failed' }).lean();
    await expect.poll(async () => (await failed())?.failure !== undefined, { timeout: WITHIN_MS }).toBe(true);
    expect(textsTo(customer.externalUserId)).toEqual(['At nine.']);
    await shop.leave();
  });

  test('where the tenant wants it so, what the bot hands over goes to staff inside WeCom, after its last word', async () => {
    const shop = await openShop();
    const { accounts } = bots.desk.stores;
    const settings = { ...shop.account.settings, handOver: 'wecom', handOverTo: 'li.na' };
    await accounts.change(shop.tenantId, shop.account.id, { settings });
    const customer = createWecomCustomer(fake, { webhook: shop.webhook });
    await customer.write('My umbrella sings at night');
    await arrived(customer.externalUserId, 1);
    await expect
      .poll(() => fake.sessionOf(fake.openKfId, customer.externalUserId).state, { timeout: WITHIN_MS })
      .toBe(3);
    await shop.leave();
  });
});
