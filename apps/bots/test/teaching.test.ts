import { createFindSimilarFaqs } from '@answerdesk/answers';
import { proposeFaq, type TeachingDeps, teachFaq } from '@answerdesk/conversations';
import {
  type ConversationId,
  faqIdSchema,
  type MessageId,
  messageIdSchema,
  newId,
  type StoredOutboundMessage,
  userIdSchema,
} from '@answerdesk/domain';
import {
  createUpdates,
  createWecomCustomer,
  type FakeTelegram,
  type FakeWecom,
  postUpdate,
  startFakeTelegram,
  startFakeWecom,
  testDatabases,
} from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const WITHIN_MS = 60_000;
/** So many ask before what was taught must have come to the bot. */
const MOST_CUSTOMERS = 50;
const faqs = [
  { question: 'When do you open?', answer: 'At nine.' },
  { question: 'Do you ship abroad?', answer: 'Yes, to 31 countries.' },
];
const manager = { userId: userIdSchema.parse('maria'), email: 'maria@example.com', mayPublish: true };
const agent = { userId: userIdSchema.parse('bo'), email: 'bo@example.com', mayPublish: false };
const question = 'Can I bring my umbrella back without the receipt?';
const answer = 'Yes, within 30 days, with the card you paid with.';

describe.each(testDatabases())('teaching from a reply on $name', (kind) => {
  let bots: TestBots;
  let telegram: FakeTelegram;
  let wecom: FakeWecom;
  let nextCustomer = 8_000_000_000;
  const updates = createUpdates();

  beforeAll(async () => {
    telegram = await startFakeTelegram();
    wecom = await startFakeWecom();
    bots = await openBots(kind, {
      isHurried: true,
      channels: { telegram: { apiRoot: telegram.apiRoot }, wecom: { apiRoot: wecom.apiRoot } },
    });
  });
  afterAll(async () => {
    await bots.close();
    await telegram.stop();
    await wecom.stop();
  });

  function deps(): TeachingDeps {
    const {
      conversations,
      messages,
      events,
      tenants,
      workshop,
      confirmed,
      faqRevisions,
      faqs: served,
    } = bots.desk.stores;
    const now = () => new Date();
    return {
      conversations,
      messages,
      events,
      tenants,
      confirmed,
      gate: {
        workshop: { faqs: workshop, revisions: faqRevisions, now },
        findTenant: tenants.find,
        foretell: async () => ({ kind: 'none' }),
      },
      findSimilarFaqs: createFindSimilarFaqs({
        loadFaqs: served.list,
        findVersion: async (tenantId) => (await tenants.find(tenantId))?.faqsVersion ?? 0,
        patienceMs: 5_000,
      }),
      now,
    };
  }

  async function openShop() {
    const token = `${Math.floor(Math.random() * 1e9)}:token-of-tests`;
    const shop = await bots.openShop(faqs, 'telegram', { token });
    const { tenantId } = shop;
    const textsTo = (chat: number) =>
      telegram
        .sent()
        .filter(({ chatId }) => chatId === String(chat))
        .map(({ text }) => text);
    async function customer() {
      nextCustomer += 1;
      const id = nextCustomer;
      const write = async (text: string) => {
        const before = textsTo(id).length;
        await postUpdate({ url: shop.webhookUrl, secret: shop.secret }, updates.text({ id }, text));
        await expect.poll(() => textsTo(id).length, { timeout: WITHIN_MS, interval: 20 }).toBeGreaterThan(before);
        return textsTo(id).at(-1);
      };
      return { write };
    }
    async function reply(conversationId: ConversationId, text: string, more: Partial<StoredOutboundMessage> = {}) {
      const message: StoredOutboundMessage = {
        id: messageIdSchema.parse(newId()),
        tenantId,
        accountId: shop.account.id,
        conversationId,
        channel: 'telegram',
        createdAt: new Date(),
        direction: 'out',
        author: { kind: 'agent', agentId: agent.userId },
        content: { kind: 'reply', text },
        ...more,
      };
      return (await bots.desk.stores.messages.addReply(tenantId, message)).id;
    }
    async function exchange(asked = question, answered = answer) {
      const person = await customer();
      await person.write(asked);
      const { conversations } = bots.desk.database.models;
      const doc = await conversations.findOne({ tenantId }).sort({ lastMessageAt: -1 }).lean();
      if (!doc) throw new Error('no conversation');
      return { person, conversationId: doc._id, messageId: await reply(doc._id, answered) };
    }
    const records = async () =>
      bots.desk.database.models.faqs
        .find({ tenantId, _id: { $nin: [] } })
        .sort({ _id: 1 })
        .lean();
    return { ...shop, customer, reply, exchange, records };
  }
  const of = ({ conversationId, messageId }: { conversationId: ConversationId; messageId: MessageId }) => ({
    conversationId,
    messageId,
  });

  test('one click, and the next customer who asks is answered', async () => {
    const shop = await openShop();
    const exchange = await shop.exchange();
    const proposal = await proposeFaq(deps(), shop.tenantId, of(exchange));
    expect(proposal).toMatchObject({ question, answer, locale: 'en', duplicates: [] });
    expect(proposal.taught).toBeUndefined();
    const started = performance.now();
    const taught = await teachFaq(deps(), shop.tenantId, manager, { ...of(exchange), question, answer });
    expect(taught).toMatchObject({ isNew: true, isPublished: true });
    let said: string | undefined;
    // A new customer each time: one and the same is written to once a second at most.
    let customers = 0;
    for (; said !== answer && customers < MOST_CUSTOMERS; customers += 1) {
      said = await (await shop.customer()).write(question);
    }
    const tookMs = performance.now() - started;
    process.stdout.write(`taught on ${kind.name}, and customer ${customers} answered after ${Math.round(tookMs)} ms\n`);
    expect(said).toBe(answer);
  });

  const teach = async (...args: Parameters<typeof teachFaq>) => {
    const taught = await teachFaq(...args);
    if (taught.outcome !== 'done') throw new Error(taught.outcome);
    return taught;
  };

  test('teaching the same reply again, also at the same time, finds the one FAQ that was made of it', async () => {
    const shop = await openShop();
    const exchange = await shop.exchange();
    const teachAs = (text = answer) =>
      teach(deps(), shop.tenantId, manager, { ...of(exchange), question, answer: text });
    const taught = await Promise.all([teachAs(), teachAs(), teachAs('Another answer.')]);
    const again = await teachAs('Yet another answer.');
    expect(new Set([...taught, again].map(({ faqId }) => faqId)).size).toBe(1);
    expect([...taught, again].filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await shop.records()).toHaveLength(faqs.length + 1);
    expect((await proposeFaq(deps(), shop.tenantId, of(exchange))).taught).toEqual({
      faqId: again.faqId,
      isPublished: true,
    });
  });

  test('the customer’s own words become a variant, but not where they hold private data', async () => {
    const shop = await openShop();
    const plain = await shop.exchange();
    const tidy = 'May I return an umbrella without a receipt?';
    await teachFaq(deps(), shop.tenantId, manager, { ...of(plain), question: tidy, answer });
    const told = await shop.exchange('My mail is ann@example.com, why does my umbrella sing?');
    const proposal = await proposeFaq(deps(), shop.tenantId, of(told));
    expect(proposal.privateData).toEqual({ question: [{ kind: 'email', start: 11, end: 26 }], answer: [] });
    await teachFaq(deps(), shop.tenantId, manager, { ...of(told), question: 'Why does my umbrella sing?', answer });
    const records = await shop.records();
    expect(records.map(({ variants }) => variants)).toEqual([[], [], [question], []]);
  });

  test('what is asked much like an FAQ there is shows it, and can become another way to ask it', async () => {
    const shop = await openShop();
    const exchange = await shop.exchange('Do you ship abroad, to my aunt?', 'Yes, gladly.');
    const { duplicates } = await proposeFaq(deps(), shop.tenantId, of(exchange));
    expect(duplicates[0]).toMatchObject({ question: 'Do you ship abroad?', answer: 'Yes, to 31 countries.' });
    const variantOf = faqIdSchema.parse(duplicates[0]?.id);
    const lesson = { ...of(exchange), question: 'Does my aunt get parcels?', answer: 'Yes, gladly.', variantOf };
    const taught = await teachFaq(deps(), shop.tenantId, manager, lesson);
    expect(taught).toMatchObject({ faqId: variantOf, isNew: true, isPublished: true });
    expect(await teachFaq(deps(), shop.tenantId, manager, lesson)).toMatchObject({ faqId: variantOf, isNew: false });
    const records = await shop.records();
    expect(records).toHaveLength(faqs.length);
    expect(records.find(({ _id }) => _id === variantOf)).toMatchObject({
      answer: 'Yes, to 31 countries.',
      variants: ['Does my aunt get parcels?'],
    });
  });

  test('who may not publish suggests: nobody is served it until somebody who may publishes', async () => {
    const shop = await openShop();
    const exchange = await shop.exchange();
    const version = async () => (await bots.desk.stores.tenants.find(shop.tenantId))?.faqsVersion;
    const before = await version();
    const suggested = await teach(deps(), shop.tenantId, agent, { ...of(exchange), question, answer });
    expect(suggested).toMatchObject({ isNew: true, isPublished: false });
    const variantOf = faqIdSchema.parse((await shop.records())[0]?._id);
    const variant = await teachFaq(deps(), shop.tenantId, agent, { ...of(exchange), question, answer, variantOf });
    expect(variant).toMatchObject({ faqId: variantOf, isNew: true, isPublished: false });
    expect(await version()).toBe(before);
    expect(await bots.desk.stores.faqs.list(shop.tenantId)).toMatchObject([{ variants: [] }, { variants: [] }]);
    const history = await bots.desk.stores.faqRevisions.list(shop.tenantId, suggested.faqId, { limit: 5 });
    expect(history).toMatchObject([{ action: 'suggested', by: agent.email }]);

    const published = await teach(deps(), shop.tenantId, manager, { ...of(exchange), question, answer });
    expect(published).toMatchObject({ faqId: suggested.faqId, isPublished: true });
    expect(await bots.desk.stores.faqs.list(shop.tenantId)).toHaveLength(faqs.length + 1);
  });

  test('what was handed over is the question; without a hand-over it is all that nobody had answered', async () => {
    const shop = await openShop();
    const { person, conversationId } = await shop.exchange('When do you open?');
    await person.write('My umbrella sings at night');
    await person.write('Can you make it stop?');
    const first = await shop.reply(conversationId, 'Hello, I am looking into it.');
    const second = await shop.reply(conversationId, 'Yes: fold it.');
    const questions = () =>
      Promise.all(
        [first, second].map(
          async (messageId) => (await proposeFaq(deps(), shop.tenantId, { conversationId, messageId })).question,
        ),
      );
    expect(await questions()).toEqual(Array(2).fill('My umbrella sings at night'));
    await bots.desk.database.models.conversations.updateOne(
      { tenantId: shop.tenantId, _id: conversationId },
      { $unset: { waiting: 1 } },
    );
    expect(await questions()).toEqual(Array(2).fill('My umbrella sings at night\nCan you make it stop?'));
  });

  test('after a no to what the bot asked back the question is what was asked, not the no', async () => {
    const shop = await openShop();
    const { person, conversationId } = await shop.exchange('When do you open?');
    await person.write('My umbrella sings at night');
    const { conversations, messages } = bots.desk.database.models;
    const mine = { tenantId: shop.tenantId, _id: conversationId };
    await person.write('no');
    const said = await messages
      // The reply goes out before what was asked counts as handled.
      .find({ tenantId: shop.tenantId, conversationId, isHandled: { $in: [true, false] }, direction: 'in' })
      .sort({ _id: -1 })
      .limit(2)
      .lean();
    const [messageId, askedId] = said.map(({ _id }) => _id);
    await conversations.updateOne(mine, { $set: { 'waiting.messageId': messageId, 'waiting.askedId': askedId } });
    for (const reply of ['I am looking into it.', 'Fold it.']) {
      const messageId = await shop.reply(conversationId, reply);
      const proposal = await proposeFaq(deps(), shop.tenantId, { conversationId, messageId });
      expect(proposal.question).toBe('My umbrella sings at night');
    }
  });

  test('what the agent wrote is taught where the customer was sent a translation, and the translation with it', async () => {
    const shop = await openShop();
    const { conversationId } = await shop.exchange('¿Puedo devolver mi paraguas sin el recibo de compra?');
    await bots.desk.database.models.conversations.updateOne(
      { tenantId: shop.tenantId, _id: conversationId },
      { $set: { language: 'es' } },
    );
    const messageId = await shop.reply(conversationId, 'Sí, en 30 días.', {
      original: { text: 'Yes, within 30 days.', language: 'en' },
    });
    const of = { conversationId, messageId };
    const proposal = await proposeFaq(deps(), shop.tenantId, of);
    expect(proposal).toMatchObject({ answer: 'Yes, within 30 days.', locale: 'en' });
    await teachFaq(deps(), shop.tenantId, manager, { ...of, question: 'Returns?', answer: proposal.answer });
    expect((await shop.records()).at(-1)).toMatchObject({
      locale: 'en',
      answer: 'Yes, within 30 days.',
      translations: [{ locale: 'es', answer: 'Sí, en 30 días.' }],
    });
  });

  test('only an agent’s reply of this tenant can be taught', async () => {
    const shop = await openShop();
    const other = await openShop();
    const exchange = await shop.exchange();
    const [asked] = await bots.desk.stores.messages.listNewest(shop.tenantId, exchange.conversationId, 10);
    const missing = { code: 'not-found' };
    await expect(proposeFaq(deps(), other.tenantId, of(exchange))).rejects.toMatchObject(missing);
    const lesson = { question, answer };
    await expect(teachFaq(deps(), other.tenantId, manager, { ...of(exchange), ...lesson })).rejects.toMatchObject(
      missing,
    );
    const { conversationId } = exchange;
    for (const messageId of [asked?.id ?? exchange.messageId]) {
      await expect(proposeFaq(deps(), shop.tenantId, { conversationId, messageId })).rejects.toMatchObject({
        code: 'invalid',
      });
    }
  });

  test('a reply to a customer in WeCom teaches the same', async () => {
    const token = 'tokenoftests';
    const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
    const credentials = {
      corpId: wecom.corpId,
      secret: wecom.corpSecret,
      token,
      aesKey: encodingAesKey,
      openKfid: wecom.openKfId,
    };
    const shop = await bots.openShop(faqs, 'wecom', credentials);
    const webhook = { url: shop.webhookUrl, token, encodingAesKey };
    const customer = createWecomCustomer(wecom, { webhook });
    await customer.write(question);
    await expect.poll(() => wecom.sent(customer.externalUserId).length, { timeout: WITHIN_MS }).toBe(1);
    const { tenantId } = shop;
    const doc = await bots.desk.database.models.conversations.findOne({ tenantId }).lean();
    if (!doc) throw new Error('no conversation');
    const messageId = messageIdSchema.parse(newId());
    await bots.desk.stores.messages.addReply(tenantId, {
      id: messageId,
      tenantId,
      accountId: shop.account.id,
      conversationId: doc._id,
      channel: 'wecom',
      createdAt: new Date(),
      direction: 'out',
      author: { kind: 'agent', agentId: agent.userId },
      content: { kind: 'reply', text: answer },
    });
    const exchange = { conversationId: doc._id, messageId };
    await teachFaq(deps(), tenantId, manager, { ...exchange, question, answer });
    let said: string | undefined;
    for (let customers = 0; said !== answer && customers < MOST_CUSTOMERS; customers += 1) {
      const next = createWecomCustomer(wecom, { webhook });
      await next.write(question);
      await expect.poll(() => wecom.sent(next.externalUserId).length, { timeout: WITHIN_MS }).toBe(1);
      said = wecom.sent(next.externalUserId)[0]?.text;
    }
    expect(said).toBe(answer);
  });
});
