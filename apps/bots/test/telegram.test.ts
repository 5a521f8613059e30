import { createServer } from 'node:http';
import { createChannels } from '@answerdesk/channels';
import { type Account, type Faq, faqIdSchema, newId, newTenantId, type TenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import {
  type CustomerOptions,
  createUpdates,
  type FakeTelegram,
  type Fault,
  postUpdate,
  startFakeTelegram,
  type TestDatabase,
  testDatabases,
} from '@answerdesk/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { botsApp, wireBots } from '../src/index.ts';

const secretKey = 'a key of tests';
const WITHIN_MS = 60_000;

describe.each(testDatabases())('a Telegram message on $name', ({ open }) => {
  let desk: TestDatabase;
  let fake: FakeTelegram;
  let app: FastifyInstance;
  let address: string;
  let nextCustomer = 7_000_000_000;
  const faults = new Map<string, Fault>();
  const noted: string[] = [];

  beforeAll(async () => {
    desk = await open();
    fake = await startFakeTelegram({
      faults: ({ chatId, attempt }) => (attempt === 1 ? faults.get(chatId) : undefined),
    });
    app = Fastify();
    const bots = wireBots(desk.database, {
      config: { publicUrl: 'https://desk.example', channels: { telegram: { apiRoot: fake.apiRoot } } },
      secretKey,
      registry: new Registry(),
      log: {
        info: (facts, what) => noted.push(`${what} ${JSON.stringify(facts)}`),
        error: (facts, what) => noted.push(`${what} ${String(facts['err'])}`),
      },
    });
    await app.register(botsApp, { bots });
    address = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await app.close();
    await fake.stop();
    await desk.drop();
  });

  async function openShop(faqs: readonly Pick<Faq, 'question' | 'variants' | 'answer'>[]) {
    const tenantId = newTenantId();
    const now = new Date();
    await desk.stores.tenants.add({
      id: tenantId,
      name: 'A shop',
      locale: 'en',
      faqsVersion: 0,
      isDemo: false,
      createdAt: now,
    });
    await desk.stores.faqs.save(
      tenantId,
      faqs.map((faq) => toFaq(tenantId, faq, now)),
    );
    const { account, webhookUrl, secret } = await connectAccount(
      {
        tenants: desk.stores.tenants,
        accounts: desk.stores.accounts,
        accountsOf: desk.stores.platformWide.listAccountsOf,
        secretBox: createSecretBox(secretKey),
        webhookUrlOf: (accountId) => `${address}/webhooks/telegram/${accountId}`,
        now: () => new Date(),
      },
      tenantId,
      createChannels({ telegram: { apiRoot: fake.apiRoot } }).telegram,
      { credentials: { token: `${Math.floor(Math.random() * 1e9)}:token-of-tests` } },
    );
    nextCustomer += 1;
    const customer: CustomerOptions = { id: nextCustomer };
    const updates = createUpdates();
    return {
      tenantId,
      account,
      customer,
      updates,
      webhook: { url: webhookUrl, secret },
      post: (update: unknown) => postUpdate({ url: webhookUrl, secret }, update),
      arrived: (count: number, chat = customer.id) =>
        fake
          .waitForSent(() => fake.sent().filter(({ chatId }) => chatId === String(chat)).length >= count, WITHIN_MS)
          .then(() => fake.sent().filter(({ chatId }) => chatId === String(chat))),
    };
  }

  test('walks all five steps: webhook, message, conversation, answer, delivery', async () => {
    const shop = await openShop(shopFaqs);
    expect(fake.webhookOf(tokenOf(shop))).toEqual({ url: shop.webhook.url, secret: shop.webhook.secret });
    expect(await shop.post(shop.updates.text(shop.customer, 'when do you open'))).toMatchObject({ status: 200 });
    const [reply] = await shop.arrived(1);
    expect(reply).toMatchObject({ text: 'From 9 to 17, but <never> on Sunday & Monday.' });
    expect(reply?.entities).toEqual([{ type: 'bold', offset: 5, length: 7 }]);
    const conversationId = await conversationOf(shop.tenantId);
    const transcript = () => desk.stores.messages.listNewest(shop.tenantId, conversationId, 10);
    await expect.poll(transcript, { timeout: WITHIN_MS }).toMatchObject([
      { direction: 'in', handledAs: 'answered' },
      { direction: 'out', author: { kind: 'bot' }, trace: { outcome: 'answered' } },
    ]);
  });

  test('is answered once, however often and however late it is posted again', async () => {
    const shop = await openShop(shopFaqs);
    const update = shop.updates.text(shop.customer, 'when do you open');
    const posted = await Promise.all([shop.post(update), shop.post(update), shop.post(update)]);
    expect(posted.map(({ status }) => status)).toEqual([200, 200, 200]);
    await shop.arrived(1);
    await shop.post(update);
    await shop.post(shop.updates.text(shop.customer, '/help'));
    expect((await shop.arrived(2)).map(({ text }) => text.slice(0, 6))).toEqual(['From 9', 'Just w']);
  });

  test('that is unclear is asked back with buttons, and a pressed button is answered', async () => {
    const shop = await openShop(shopFaqs);
    await shop.post(shop.updates.text(shop.customer, 'delivery'));
    const [question] = await shop.arrived(1);
    expect(question?.buttons.length).toBeGreaterThanOrEqual(3);
    const wanted = question?.buttons.find(({ text }) => text.includes('abroad'));
    await shop.post(shop.updates.press(shop.customer, question?.messageId ?? 0, wanted?.data ?? ''));
    expect((await shop.arrived(2))[1]?.text).toBe('Yes, to 31 countries.');
    expect(fake.calls().some(({ method }) => method === 'answerCallbackQuery')).toBe(true);
  });

  test('that nothing answers is kept for a person, and the customer is told so in their language', async () => {
    const shop = await openShop(shopFaqs);
    const customer = { ...shop.customer, languageCode: 'es' };
    await shop.post(shop.updates.text(customer, '¿Quién ganó el mundial de fútbol de 1986?'));
    expect((await shop.arrived(1))[0]?.text).toMatch(/^No tengo una respuesta segura/);
    const waiting = async () =>
      (await desk.stores.conversations.find(shop.tenantId, await conversationOf(shop.tenantId)))?.waiting;
    await expect.poll(waiting).toMatchObject({ reason: 'no-answer' });
  });

  test('from somebody who waits, and loses patience, has them wait with more priority and answered none the less', async () => {
    const shop = await openShop(shopFaqs);
    const waiting = async () =>
      (await desk.stores.conversations.find(shop.tenantId, await conversationOf(shop.tenantId)))?.waiting;
    await shop.post(shop.updates.text(shop.customer, 'who won the football world cup of 1986'));
    await shop.arrived(1);
    await expect.poll(waiting).toMatchObject({ reason: 'no-answer', priority: 3 });
    await shop.post(shop.updates.text(shop.customer, 'when do you open, I am fed up with this nonsense'));
    expect((await shop.arrived(2))[1]?.text).toMatch(/^I understand that this is upsetting[\s\S]*From 9 to 17/);
    await expect.poll(waiting, { timeout: WITHIN_MS }).toMatchObject({ reason: 'no-answer', priority: 2 });
  });

  test('to a paused account is kept for people, without a word from the bot, and what comes after the pause is answered', async () => {
    const shop = await openShop(shopFaqs);
    const { accounts, conversations, messages } = desk.stores;
    await accounts.change(shop.tenantId, shop.account.id, { isPaused: true });
    await shop.post(shop.updates.text(shop.customer, 'when do you open'));
    const { models } = desk.database;
    const conversation = () => models.conversations.findOne({ tenantId: shop.tenantId }).lean();
    await expect.poll(conversation, { timeout: WITHIN_MS }).toMatchObject({ waiting: { reason: 'bot-paused' } });
    const conversationId = await conversationOf(shop.tenantId);
    await expect
      .poll(() => messages.listNewest(shop.tenantId, conversationId, 10), { timeout: WITHIN_MS })
      .toMatchObject([{ direction: 'in', handledAs: 'left-to-agent' }]);
    expect(await models.outbox.find({ tenantId: shop.tenantId }).lean()).toEqual([]);

    await accounts.change(shop.tenantId, shop.account.id, { isPaused: false });
    const isAnswered = async () => {
      await shop.post(shop.updates.text(shop.customer, 'when do you open'));
      return fake.sent().some(({ chatId }) => chatId === String(shop.customer.id));
    };
    await expect.poll(isAnswered, { timeout: WITHIN_MS }).toBe(true);
    expect(await conversations.find(shop.tenantId, conversationId)).toMatchObject({
      waiting: { reason: 'bot-paused' },
    });
  });

  test('to an account in shadow is drafted and left to people; nothing at all is sent, live again it is answered', async () => {
    const shop = await openShop(shopFaqs);
    const { accounts, drafts } = desk.stores;
    await accounts.setStage(shop.tenantId, shop.account.id, 'shadow');
    const before = fake.calls().length;
    const photo = [{ file_id: 'f1', file_unique_id: 'u1', width: 90, height: 90 }];
    await shop.post(shop.updates.text(shop.customer, '/start'));
    await shop.post(shop.updates.text(shop.customer, 'when do you open'));
    await shop.post(shop.updates.text(shop.customer, 'delivery'));
    await shop.post(shop.updates.message(shop.customer, { photo }));
    await shop.post(shop.updates.text(shop.customer, 'who won the world cup'));
    const outcomes = () => drafts.listNewestOutcomes(shop.tenantId, shop.account.id, 10);
    await expect
      .poll(outcomes, { timeout: WITHIN_MS })
      .toEqual(['handover', 'attachment-noted', 'clarify', 'answered', 'greeted']);
    const conversationId = await conversationOf(shop.tenantId);
    const transcript = () => desk.stores.messages.listNewest(shop.tenantId, conversationId, 10);
    await expect
      .poll(async () => (await transcript()).map((message) => message.direction === 'in' && message.handledAs))
      .toEqual(Array(5).fill('drafted'));
    const conversation = await desk.stores.conversations.find(shop.tenantId, conversationId);
    expect(conversation?.waiting).toMatchObject({ reason: 'bot-in-shadow' });
    expect(await desk.database.models.outbox.find({ tenantId: shop.tenantId }).lean()).toEqual([]);
    const calls = fake.calls().slice(before);
    const isSend = ({ method, token }: (typeof calls)[number]) => token === tokenOf(shop) && /^send|^edit/.test(method);
    expect(calls.filter(isSend)).toEqual([]);

    await accounts.setStage(shop.tenantId, shop.account.id, 'live');
    await expect
      .poll(
        async () => {
          await shop.post(shop.updates.text(shop.customer, 'when do you open'));
          return fake.sent().some(({ chatId }) => chatId === String(shop.customer.id));
        },
        { timeout: WITHIN_MS },
      )
      .toBe(true);
    expect((await shop.arrived(1))[0]?.text).toMatch(/^From 9/);
  });

  test('of a kind that cannot be read is never dropped in silence', async () => {
    const shop = await openShop(shopFaqs);
    const photo = [{ file_id: 'f1', file_unique_id: 'u1', width: 90, height: 90 }];
    await shop.post(shop.updates.message(shop.customer, { photo }));
    expect((await shop.arrived(1))[0]?.text).toMatch(/Thank you for the picture/);
  });

  test('that starts a chat is greeted by the shop name', async () => {
    const shop = await openShop(shopFaqs);
    await shop.post(shop.updates.text(shop.customer, '/start'));
    expect((await shop.arrived(1))[0]?.text).toMatch(/welcome to A shop!/);
  });

  test('is answered from a fresh FAQ within the second after it was saved', async () => {
    const shop = await openShop(shopFaqs);
    await shop.post(shop.updates.text(shop.customer, 'do you sell umbrellas for rainy days'));
    await shop.arrived(1);
    const faq = { question: 'Do you sell umbrellas for rainy days?', variants: [], answer: 'Yes, blue ones.' };
    await desk.stores.faqs.save(shop.tenantId, [toFaq(shop.tenantId, faq, new Date())]);
    for (let asked = 1; asked <= 20; asked += 1) {
      await shop.post(shop.updates.text(shop.customer, 'do you sell umbrellas for rainy days'));
      const replies = await shop.arrived(asked + 1);
      if (replies.at(-1)?.text === 'Yes, blue ones.') return;
    }
    throw new Error('The fresh FAQ was never served');
  });

  test.each<[string, Fault]>([
    ['a flood', { kind: 'flood', retryAfterS: 1 }],
    ['an error', { kind: 'error', status: 500 }],
    ["a gateway's error", { kind: 'error', status: 502 }],
    ['a cut connection', { kind: 'reset' }],
  ])('gets its reply after %s', async (_name, fault) => {
    const shop = await openShop(shopFaqs);
    faults.set(String(shop.customer.id), fault);
    await shop.post(shop.updates.text(shop.customer, 'when do you open'));
    expect(await shop.arrived(1)).toHaveLength(1);
  });

  test('from somebody who blocked the bot ends with that reason, and the bot goes on with others', async () => {
    const shop = await openShop(shopFaqs);
    faults.set(String(shop.customer.id), { kind: 'forbidden' });
    await shop.post(shop.updates.text(shop.customer, 'when do you open'));
    const other = { id: shop.customer.id + 500_000 };
    await shop.post(shop.updates.text(other, 'when do you open'));
    await shop.arrived(1, other.id);
    await expect
      .poll(
        async () =>
          (await desk.database.models.outbox.find({ tenantId: shop.tenantId, state: 'failed' }).lean()).length,
      )
      .toBe(1);
    const [failed] = await desk.database.models.outbox.find({ tenantId: shop.tenantId, state: 'failed' }).lean();
    expect(failed?.failure).toMatchObject({ reason: 'blocked-by-contact' });
    const contacts = await desk.database.models.contacts.find({ tenantId: shop.tenantId, isReachable: false }).lean();
    expect(contacts).toHaveLength(1);
  });

  test('of another shop with the same chat is answered by its own FAQs alone', async () => {
    const one = await openShop(shopFaqs);
    const two = await openShop([{ question: 'When do you open?', variants: [], answer: 'At noon.' }]);
    await two.post(two.updates.text(one.customer, 'When do you open?'));
    const replies = await one.arrived(1);
    expect(replies.at(-1)?.text).toBe('At noon.');
    expect(await desk.stores.messages.listUnhandled(one.tenantId, await conversationOf(two.tenantId), 5)).toEqual([]);
  });

  test('is refused when it is not genuine, and nothing of it is stored', async () => {
    const shop = await openShop(shopFaqs);
    const update = shop.updates.text(shop.customer, 'when do you open');
    const refusals: [unknown, { url: string; secret: string }, number][] = [
      [update, { ...shop.webhook, secret: 'wrong' }, 401],
      [update, { ...shop.webhook, secret: '' }, 401],
      [update, { ...shop.webhook, url: `${shop.webhook.url}x` }, 404],
      [update, { ...shop.webhook, url: shop.webhook.url.replace('/telegram/', '/teams/') }, 404],
      ['{not json', shop.webhook, 400],
      ['x'.repeat(10 * 1024 * 1024), shop.webhook, 413],
      [{ update_id: 'one' }, shop.webhook, 200],
      [[1, 2], shop.webhook, 200],
    ];
    for (const [body, webhook, status] of refusals) {
      const answer = await postUpdate(webhook, body);
      expect(answer.status).toBe(status);
      expect(answer.body).not.toMatch(/token-of-tests|\bat .*\.ts|node_modules/);
    }
    expect(await desk.database.models.messages.find({ tenantId: shop.tenantId }).lean()).toEqual([]);
    expect(noted.join('\n')).toMatch(/not an Update/);
  });

  test('leaves no token or secret in what the process notes', async () => {
    const port = await unusedPort();
    const shop = await openShop(shopFaqs);
    const secrets = [tokenOf(shop), shop.webhook.secret];
    await shop.post(shop.updates.text(shop.customer, 'when do you open'));
    await shop.arrived(1);
    const outbox = await desk.database.models.outbox.find({ tenantId: shop.tenantId }).lean();
    const accounts = await desk.database.models.accounts.find({ tenantId: shop.tenantId }).lean();
    for (const secret of secrets) {
      expect(noted.join('\n')).not.toContain(secret);
      expect(JSON.stringify([outbox, accounts])).not.toContain(secret);
    }
    const unreachable = createChannels({ telegram: { apiRoot: `http://127.0.0.1:${port}` } }).telegram;
    await expect(
      unreachable.identify({ tenantId: shop.tenantId, credentials: { token: secrets[0] ?? '' } }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.not.stringContaining(secrets[0] ?? ''),
    });
  });

  function tokenOf({ account }: { readonly account: Pick<Account, 'id' | 'sealedCredentials'> }): string {
    return createSecretBox(secretKey).open(account.sealedCredentials, account.id)['token'] ?? '';
  }

  async function conversationOf(tenantId: TenantId) {
    const doc = await desk.database.models.conversations.findOne({ tenantId }).lean();
    if (!doc) throw new Error('There is no conversation');
    return doc._id;
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

function toFaq(tenantId: TenantId, faq: Pick<Faq, 'question' | 'variants' | 'answer'>, now: Date): Faq {
  return { ...faq, id: faqIdSchema.parse(newId()), tenantId, createdAt: now, updatedAt: now };
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}
