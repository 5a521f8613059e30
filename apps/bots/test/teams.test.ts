import { createChannels } from '@answerdesk/channels';
import {
  type Faq,
  faqIdSchema,
  messageIdSchema,
  newId,
  newTenantId,
  type OutboxItem,
  type TenantId,
} from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import {
  authorizeActivity,
  badTokens,
  createTeamsUser,
  type FakeTeams,
  postActivity,
  startFakeTeams,
  type TeamsActivities,
  type TestDatabase,
  testDatabases,
} from '@answerdesk/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { botsApp, wireBots } from '../src/index.ts';

const secretKey = 'a key of tests';
const WITHIN_MS = 60_000;
const directoryId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const apps = Array.from({ length: 20 }, (_app, index) => ({
  appId: `c9e8c047-2a34-40a1-b28a-${String(index).padStart(12, '0')}`,
  secret: `a~secret.of-tests-${index}`,
  directoryId,
}));

describe.each(testDatabases())('a Teams message on $name', ({ open }) => {
  let desk: TestDatabase;
  let fake: FakeTeams;
  let app: FastifyInstance;
  let address: string;
  let nextApp = 0;
  const noted: string[] = [];

  async function startBots(): Promise<{ app: FastifyInstance; address: string }> {
    const bots = wireBots(desk.database, {
      config: { publicUrl: 'https://desk.example', channels: {} },
      secretKey,
      registry: new Registry(),
      log: {
        info: (facts, what) => noted.push(`${what} ${JSON.stringify(facts)}`),
        error: (facts, what) => noted.push(`${what} ${String(facts['err'])}`),
      },
    });
    const started = Fastify();
    await started.register(botsApp, { bots });
    return { app: started, address: await started.listen({ port: 0, host: '127.0.0.1' }) };
  }

  beforeAll(async () => {
    desk = await open();
    fake = await startFakeTeams({ apps });
    ({ app, address } = await startBots());
  });
  afterAll(async () => {
    await app.close();
    await fake.stop();
    await desk.drop();
  });

  async function openShop() {
    const tenantId = newTenantId();
    const createdAt = new Date();
    const { tenants, faqs, accounts, platformWide } = desk.stores;
    await tenants.add({ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt });
    await faqs.save(
      tenantId,
      shopFaqs.map(
        (faq): Faq => ({ ...faq, id: faqIdSchema.parse(newId()), tenantId, createdAt, updatedAt: createdAt }),
      ),
    );
    const registered = apps[nextApp++];
    if (!registered) throw new Error('There are too few apps');
    const { appId, secret: appPassword } = registered;
    const { account } = await connectAccount(
      {
        tenants,
        accounts,
        accountsOf: platformWide.listAccountsOf,
        secretBox: createSecretBox(secretKey),
        webhookUrlOf: (accountId) => `${address}/webhooks/teams/${accountId}`,
        now: () => new Date(),
      },
      tenantId,
      createChannels({}).teams,
      { credentials: { appId, appPassword, directoryId }, apiRoot: fake.root },
    );
    const user = createTeamsUser({ fake, appId, tenantId: directoryId, locale: 'en-US' });
    const webhookUrl = () => `${address}/webhooks/teams/${account.id}`;
    const arrived = async (count: number, { conversationId } = user.personal) => {
      const here = () => fake.sent().filter((one) => one.conversationId === conversationId);
      await expect.poll(() => here().length, { timeout: WITHIN_MS }).toBeGreaterThanOrEqual(count);
      return here();
    };
    return {
      tenantId,
      account,
      appId,
      appPassword,
      user,
      webhookUrl,
      arrived,
      post: (activity: ReturnType<TeamsActivities['text']>) => user.post(webhookUrl(), activity),
    };
  }

  const messagesOf = (tenantId: TenantId) => desk.database.models.messages.find({ tenantId }).lean();

  test('walks all five steps: webhook, message, conversation, answer, delivery', async () => {
    const shop = await openShop();
    expect((await desk.stores.accounts.find(shop.tenantId, shop.account.id))?.webhookOpenedAt).toBeUndefined();
    expect(await shop.post(shop.user.personal.text('when do you open'))).toMatchObject({ status: 200 });
    expect(await shop.arrived(1)).toMatchObject([
      { text: 'From 9 to 17, but <never> on Sunday & Monday.', replyToId: undefined },
    ]);
    expect((await desk.stores.accounts.find(shop.tenantId, shop.account.id))?.webhookOpenedAt).toBeInstanceOf(Date);
    const contacts = () => desk.database.models.contacts.find({ tenantId: shop.tenantId }).lean();
    await expect.poll(contacts).toMatchObject([{ platformId: shop.user.aadObjectId, displayName: shop.user.name }]);
  });

  test('is answered once, however often it is posted again', async () => {
    const shop = await openShop();
    const activity = shop.user.personal.text('when do you open');
    const posted = await Promise.all([shop.post(activity), shop.post(activity), shop.post(activity)]);
    expect(posted.map(({ status }) => status)).toEqual([200, 200, 200]);
    await shop.arrived(1);
    await shop.post(shop.user.personal.text('how can I pay'));
    expect((await shop.arrived(2)).map(({ text }) => text.slice(0, 6))).toEqual(['From 9', 'By car']);
  });

  test('that is unclear is asked back with a card, and a pressed button is answered', async () => {
    const shop = await openShop();
    await shop.post(shop.user.personal.text('delivery'));
    const [question] = await shop.arrived(1);
    const wanted = question?.buttons.find(({ title }) => title.includes('abroad'));
    if (wanted?.kind !== 'submit') throw new Error(`no such button: ${JSON.stringify(question?.buttons)}`);
    await shop.post(shop.user.personal.press(wanted.data, question?.activityId ?? ''));
    expect((await shop.arrived(2))[1]?.text).toBe('Yes, to 31 countries.');
  });

  test('in a group is answered when it speaks to the bot, and otherwise not even kept', async () => {
    const shop = await openShop();
    const group = shop.user.groupChat();
    expect(await shop.post(group.unmentioned('when do you open'))).toMatchObject({ status: 200 });
    expect(await shop.post(group.text('when do you open'))).toMatchObject({ status: 200 });
    expect((await shop.arrived(1, group))[0]?.text).toMatch(/^From 9/);
    expect((await messagesOf(shop.tenantId)).filter(({ direction }) => direction === 'in')).toHaveLength(1);
  });

  test('in a thread of a channel is answered in that thread', async () => {
    const shop = await openShop();
    const [one, two] = [shop.user.channel('General', '1485983194839'), shop.user.channel('General', '1485983194900')];
    await shop.post(one.text('when do you open'));
    await shop.post(two.text('how can I pay'));
    expect((await shop.arrived(1, one)).map(({ text }) => text.slice(0, 6))).toEqual(['From 9']);
    expect((await shop.arrived(1, two)).map(({ text }) => text.slice(0, 6))).toEqual(['By car']);
  });

  test('that is edited is answered anew, and one that is deleted is forgotten', async () => {
    const shop = await openShop();
    const first = shop.user.personal.text('when do you open');
    await shop.post(first);
    await shop.arrived(1);
    expect(await shop.post(shop.user.personal.edit(first.id, 'how can I pay'))).toMatchObject({ status: 200 });
    expect((await shop.arrived(2))[1]?.text).toBe('By card.');
    expect(await shop.post(shop.user.personal.remove(first.id))).toMatchObject({ status: 200 });
    await expect
      .poll(async () => JSON.stringify(await messagesOf(shop.tenantId)), { timeout: WITHIN_MS })
      .not.toMatch(/"text":"when do you open"/);
  });

  test('that a person is greeted for comes in two forms and is greeted once', async () => {
    const shop = await openShop();
    await shop.post(shop.user.personal.botAdded());
    await shop.post(shop.user.personal.installed());
    await shop.post(shop.user.personal.text('when do you open'));
    expect((await shop.arrived(2)).map(({ text }) => text.slice(0, 6))).toEqual([
      expect.not.stringMatching(/^From 9/),
      'From 9',
    ]);
  });

  test('is refused with any of the nine bad tokens, and nothing of it is stored', async () => {
    const shop = await openShop();
    const activity = shop.user.personal.text('when do you open');
    const tokens = await badTokens(fake, shop.appId, activity);
    expect(tokens).toHaveLength(9);
    for (const { kind, headers } of tokens) {
      const answer = await postActivity(shop.webhookUrl(), activity, headers);
      expect([kind, answer.status]).toEqual([kind, 401]);
      expect(answer.body).not.toMatch(/\bat .*\.ts|node_modules|AuthenticationError/);
    }
    const other = apps.find(({ appId }) => appId !== shop.appId)?.appId ?? '';
    const forAnother = await authorizeActivity(fake, other, activity);
    expect(await postActivity(shop.webhookUrl(), activity, forAnother)).toMatchObject({ status: 401 });
    expect(await messagesOf(shop.tenantId)).toEqual([]);
    expect((await desk.stores.accounts.find(shop.tenantId, shop.account.id))?.webhookOpenedAt).toBeUndefined();
  });

  test('is probed for with HEAD and GET, which are told 405 and count for no call of the platform', async () => {
    const shop = await openShop();
    for (const method of ['HEAD', 'GET']) {
      expect((await fetch(shop.webhookUrl(), { method })).status).toBe(405);
    }
    expect((await desk.stores.accounts.find(shop.tenantId, shop.account.id))?.webhookOpenedAt).toBeUndefined();
  });

  test('is written to later from what was stored, also by a process that started since', async () => {
    const shop = await openShop();
    await shop.post(shop.user.personal.text('when do you open'));
    await shop.arrived(1);
    await app.close();
    const stored = await storedItem(shop.tenantId);
    await desk.stores.outbox.add(shop.tenantId, {
      ...stored,
      id: messageIdSchema.parse(newId()),
      content: { kind: 'reply', text: 'Your parcel is on its way.' },
    });
    ({ app, address } = await startBots());
    expect((await shop.arrived(2))[1]?.text).toBe('Your parcel is on its way.');
  });

  test('that names a service address which is not allowed is refused, and one that was stored is never called', async () => {
    const shop = await openShop();
    const activity = { ...shop.user.personal.text('when do you open'), serviceUrl: 'https://evil.example/' };
    expect(await shop.post(activity)).toMatchObject({ status: 401 });
    await shop.post(shop.user.personal.text('when do you open'));
    await shop.arrived(1);
    await expect
      .poll(() => desk.database.models.messages.countDocuments({ tenantId: shop.tenantId, isHandled: false }))
      .toBe(0);
    const stored = await storedItem(shop.tenantId);
    // That somebody is typing may be shown still.
    const told = () =>
      fake.calls().filter(({ body }) => !JSON.stringify(body ?? '').includes('"type":"typing"')).length;
    const before = told();
    const elsewhere = (stored.replyHandle ?? '').replaceAll(fake.serviceUrl, 'http://127.0.0.1:9/');
    expect(elsewhere).toContain('http://127.0.0.1:9/');
    const id = messageIdSchema.parse(newId());
    await desk.stores.outbox.add(shop.tenantId, { ...stored, id, replyHandle: elsewhere });
    const failure = async () => (await desk.stores.outbox.find(shop.tenantId, id))?.failure;
    await expect
      .poll(failure, { timeout: WITHIN_MS })
      .toMatchObject({ reason: 'chat-not-found', detail: expect.stringMatching(/service address/) });
    expect(told()).toBe(before);
  });

  test('from somebody who blocked the bot ends with that reason', async () => {
    const shop = await openShop();
    fake.block(shop.user.personal.conversationId);
    await shop.post(shop.user.personal.text('when do you open'));
    const failed = () => desk.database.models.outbox.find({ tenantId: shop.tenantId, state: 'failed' }).lean();
    await expect.poll(failed, { timeout: WITHIN_MS }).toMatchObject([{ failure: { reason: 'blocked-by-contact' } }]);
    const contacts = await desk.database.models.contacts.find({ tenantId: shop.tenantId, isReachable: false }).lean();
    expect(contacts).toHaveLength(1);
  });

  test('leaves no secret or token in what the process notes and stores', async () => {
    const shop = await openShop();
    await shop.post(shop.user.personal.text('when do you open'));
    await shop.arrived(1);
    const { models } = desk.database;
    const kept = await Promise.all(
      [models.outbox, models.accounts, models.messages].map((model) => model.collection.find().toArray()),
    );
    // What is sealed may begin like a token by chance, but no second part of it does.
    const leaks = `${noted.join('\n')} ${JSON.stringify(kept)}`.match(/.{0,99}(a~secret|eyJ[\w-]+\.eyJ)/s);
    expect(leaks?.[0]).toBeUndefined();
    expect(noted.join('\n')).not.toContain(shop.appPassword);
  });

  async function storedItem(tenantId: TenantId): Promise<OutboxItem> {
    const [doc] = await desk.database.models.outbox.find({ tenantId }).lean();
    const item = doc && (await desk.stores.outbox.find(tenantId, doc._id));
    if (!item) throw new Error('Nothing was sent');
    const { botEpoch: _epoch, turn: _turn, lastSentAt: _at, ...rest } = item;
    return { ...rest, state: 'pending', attempts: 0, uncertainSends: 0, sentParts: [], createdAt: new Date() };
  }
});

const shopFaqs: Pick<Faq, 'question' | 'variants' | 'answer'>[] = [
  {
    question: 'When do you open?',
    variants: ['opening hours'],
    answer: 'From **9 to 17**, but <never> on Sunday & Monday.',
  },
  { question: 'Do you deliver abroad?', variants: ['delivery'], answer: 'Yes, to 31 countries.' },
  { question: 'How much is delivery?', variants: ['delivery'], answer: '4.90.' },
  { question: 'How can I pay?', variants: ['credit card'], answer: 'By card.' },
  { question: 'Can I return a pullover?', variants: ['refund'], answer: 'Within 30 days.' },
  { question: 'Do you have gift cards?', variants: ['voucher'], answer: 'Yes, at 25 and 50.' },
];
