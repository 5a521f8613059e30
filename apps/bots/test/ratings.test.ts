import { createChannels } from '@answerdesk/channels';
import { close, type InboxDeps, readRoomLeft, replyAsAgent, takeOver } from '@answerdesk/conversations';
import {
  type ChannelName,
  type ConversationId,
  conversationIdSchema,
  defaultTenantSettings,
  type TenantId,
  userIdSchema,
} from '@answerdesk/domain';
import { readResolution } from '@answerdesk/insights';
import { createSentences } from '@answerdesk/locales';
import {
  createUpdates,
  createWechatCustomer,
  createWecomCustomer,
  type FakeTelegram,
  type FakeWechat,
  type FakeWecom,
  postUpdate,
  type SentMessage,
  startFakeTelegram,
  startFakeWechat,
  startFakeWecom,
  testDatabases,
} from '@answerdesk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const WITHIN_MS = 60_000;
const faqs = [{ question: 'When do you open?', answer: 'At nine.' }];
const agent = { userId: userIdSchema.parse('maria'), isManager: false };
const question = /How was the help/;
const thanks = 'Thank you. Your rating has reached the team.';
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const token = 'tokenoftests';

describe.each(testDatabases())('being asked for a rating on $name', (kind) => {
  let bots: TestBots;
  let telegram: FakeTelegram;
  let wecom: FakeWecom;
  let wechat: FakeWechat;
  let nextCustomer = 9_000_000_000;
  let replies = 0;
  /** How far the clock of the agents' side is ahead. */
  let aheadMs = 0;
  const updates = createUpdates();

  beforeAll(async () => {
    [telegram, wecom, wechat] = await Promise.all([startFakeTelegram(), startFakeWecom(), startFakeWechat()]);
    bots = await openBots(kind, {
      isHurried: true,
      channels: {
        telegram: { apiRoot: telegram.apiRoot },
        wecom: { apiRoot: wecom.apiRoot },
        wechat: { apiRoot: wechat.apiRoot },
      },
    });
  });
  afterAll(async () => {
    await bots.close();
    await Promise.all([telegram.stop(), wecom.stop(), wechat.stop()]);
  });

  /** The agents' side of the same desk. */
  function inbox(changes: Partial<InboxDeps> = {}): InboxDeps {
    const { pens, outbox, messages, events, contacts, ratings, tenants, accounts, conversations } = bots.desk.stores;
    const channels = createChannels({});
    const now = () => new Date(Date.now() + aheadMs);
    return {
      pens,
      penOutbox: { ...outbox, add: async (tenantId, item) => (await outbox.add(tenantId, item)).item },
      messages,
      events,
      contacts,
      ratings,
      sentences: createSentences(),
      findTenant: tenants.find,
      async findVoice(tenantId, accountId) {
        const account = await accounts.find(tenantId, accountId);
        if (!account) return 'nobody';
        return account.isPaused || account.stage === 'shadow' ? 'agents' : 'everybody';
      },
      isScarce: (channel) => channels[channel].capabilities.messages === 'scarce',
      roomLeft: (conversation) =>
        readRoomLeft(
          { messages, outbox, conversations },
          conversation,
          channels[conversation.channel].capabilities.window,
          now(),
        ),
      agentNameOf: async () => 'Maria',
      wakeDelivery: bots.bots.wakeDelivery,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now,
      ...changes,
    };
  }

  /** Who is no member has conversations taken from them. */
  async function hire(tenantId: TenantId): Promise<void> {
    const { authDb } = bots.desk.database;
    const { userId } = agent;
    await authDb
      .collection<{ _id: string; name: string; email: string }>('auth_users')
      .updateOne({ _id: userId }, { $set: { name: 'Maria', email: 'maria@a.example' } }, { upsert: true });
    await authDb
      .collection<{ _id: string; organizationId: string; userId: string; role: string }>('auth_members')
      .updateOne(
        { _id: `${tenantId}-${userId}` },
        { $set: { organizationId: tenantId, userId, role: 'agent' } },
        { upsert: true },
      );
  }

  async function served(tenantId: TenantId, conversationId: ConversationId, words = 'Here you are.') {
    replies += 1;
    await hire(tenantId);
    expect(await takeOver(inbox(), tenantId, conversationId, agent)).toMatchObject({ outcome: 'taken' });
    await replyAsAgent(inbox(), tenantId, conversationId, agent, { key: `reply-${replies}`, text: words });
  }
  const closed = (tenantId: TenantId, id: ConversationId, isSilent = false) =>
    close(inbox(), tenantId, id, agent, { isSilent });
  const conversationOf = async (tenantId: TenantId): Promise<ConversationId> => {
    const doc = await bots.desk.database.models.conversations.findOne({ tenantId }).sort({ lastMessageAt: -1 }).lean();
    return conversationIdSchema.parse(doc?._id);
  };
  const stateOf = async (tenantId: TenantId, id: ConversationId) => bots.desk.stores.pens.find(tenantId, id);
  const ratingsOf = (tenantId: TenantId, id: ConversationId) =>
    bots.desk.stores.ratings.listByConversation(tenantId, id, 10);
  const eventsOf = async (tenantId: TenantId, id: ConversationId) =>
    (await bots.desk.stores.events.list(tenantId, id, { limit: 50 })).filter(({ kind }) => kind === 'rated');

  /** Whether the customer was helped, seen so many hours from now. */
  async function resolution(tenantId: TenantId, id: ConversationId, hours = 0) {
    const { transcripts, enquiries } = bots.desk.stores;
    const now = () => new Date(Date.now() + hours * 3_600_000);
    const quietHoursOf = async () => 24;
    const enquiry = await readResolution({ transcripts, enquiries, quietHoursOf, now }, tenantId, id);
    return enquiry && `${enquiry.state} ${enquiry.reason} ${enquiry.by}`;
  }

  const connected: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const leave of connected.splice(0)) await leave();
  });

  async function openTelegram(first = 'When do you open?') {
    const shop = await bots.openShop(faqs, 'telegram', { token: `${Math.floor(Math.random() * 1e9)}:token-of-tests` });
    nextCustomer += 1;
    const customer = { id: nextCustomer };
    const sent = () => telegram.sent().filter(({ chatId }) => chatId === String(customer.id));
    const arrived = async (count: number): Promise<readonly SentMessage[]> => {
      await expect.poll(() => sent().length, { timeout: WITHIN_MS, interval: 30 }).toBe(count);
      return sent();
    };
    const post = (update: unknown) => postUpdate({ url: shop.webhookUrl, secret: shop.secret }, update);
    const write = (text: string) => post(updates.text(customer, text));
    const press = (message: SentMessage | undefined, label: string) => {
      const button = message?.buttons.find(({ text }) => text === label);
      return post(updates.press(customer, message?.messageId ?? 0, button?.data ?? `no button ${label}`));
    };
    await write(first);
    await arrived(1);
    const conversationId = await conversationOf(shop.tenantId);
    /** An agent comes, replies and closes: three more messages arrive where the customer is asked. */
    async function serveAndClose(count: number) {
      await served(shop.tenantId, conversationId);
      await arrived(count + 2);
      await closed(shop.tenantId, conversationId);
      return (await arrived(count + 3)).at(-1);
    }
    const handledAs = async () =>
      (await bots.desk.stores.messages.listNewest(shop.tenantId, conversationId, 50)).flatMap((message) =>
        message.direction === 'in' ? [message.handledAs] : [],
      );
    return { ...shop, conversationId, sent, arrived, write, press, post, serveAndClose, handledAs };
  }

  test('the customer is asked once with five buttons, and pressing one is a rating with thanks, nothing more', async () => {
    const chat = await openTelegram();
    const asked = await chat.serveAndClose(1);
    expect(asked?.text).toMatch(/closed.*\n\n.*How was the help/s);
    expect(asked?.buttons.map(({ text }) => text)).toEqual(['Very poor', 'Poor', 'Fair', 'Good', 'Very good']);
    const { tenantId, conversationId } = chat;
    await expect.poll(() => resolution(tenantId, conversationId), { timeout: WITHIN_MS }).toBe('pending closed person');
    await expect
      .poll(() => resolution(tenantId, conversationId, 25), { timeout: WITHIN_MS })
      .toBe('assumed closed person');
    await chat.press(asked, 'Good');
    const said = (await chat.arrived(5)).at(-1);
    expect(said?.text).toContain(thanks);
    expect(said?.buttons.map(({ text }) => text)).toEqual(['Add a comment']);
    await expect
      .poll(() => resolution(tenantId, conversationId), { timeout: WITHIN_MS })
      .toBe('confirmed rated-well person');
    expect(await ratingsOf(tenantId, conversationId)).toMatchObject([{ score: 4, agentId: 'maria' }]);
    await expect.poll(chat.handledAs, { timeout: WITHIN_MS }).toEqual(['answered', 'rated']);
    expect(await eventsOf(tenantId, conversationId)).toMatchObject([{ score: 4 }]);
    const state = () => stateOf(tenantId, conversationId);
    await expect.poll(state).toMatchObject({ status: 'closed', holder: { kind: 'bot' } });
    expect((await state())?.waiting).toBeUndefined();
    // A question opens it again, and is answered.
    await chat.write('When do you open?');
    expect((await chat.arrived(6)).at(-1)?.text).toBe('At nine.');
    await expect.poll(state).toMatchObject({ status: 'bot' });
  });

  test('a score may be changed at once; the comment is the next words, taken once, and then the score stays', async () => {
    const chat = await openTelegram();
    const asked = await chat.serveAndClose(1);
    await chat.press(asked, 'Poor');
    await chat.arrived(5);
    await expect
      .poll(() => resolution(chat.tenantId, chat.conversationId, 25), { timeout: WITHIN_MS })
      .toBe('unresolved rated-badly person');
    await chat.press(asked, 'Very good');
    const more = (await chat.arrived(6)).at(-1);
    await chat.press(more, 'Add a comment');
    expect((await chat.arrived(7)).at(-1)?.text).toMatch(/write your comment/);
    await chat.write('Quick, kind and I want a person like that.');
    expect((await chat.arrived(8)).at(-1)?.text).toBe('Thank you. Your comment has reached the team.');
    const { tenantId, conversationId } = chat;
    const rating = { score: 5, comment: 'Quick, kind and I want a person like that.' };
    expect(await ratingsOf(tenantId, conversationId)).toMatchObject([rating]);
    await chat.press(asked, 'Poor');
    expect((await chat.arrived(9)).at(-1)?.text).toMatch(/no longer valid/);
    await chat.press(more, 'Add a comment');
    expect((await chat.arrived(10)).at(-1)?.text).toMatch(/no longer valid/);
    expect(await ratingsOf(tenantId, conversationId)).toMatchObject([rating]);
    expect((await eventsOf(tenantId, conversationId)).at(-1)).toMatchObject(rating);
    expect(await stateOf(tenantId, conversationId)).toMatchObject({ status: 'closed' });
    const usage = await bots.desk.database.models.messages.find({ tenantId, 'turn.handledAs': 'rated' }).lean();
    expect(usage).toHaveLength(4);
  });

  test('a number typed is a rating, and what is no number is a question', async () => {
    const chat = await openTelegram();
    await chat.serveAndClose(1);
    await chat.write('5');
    expect((await chat.arrived(5)).at(-1)?.text).toContain(thanks);
    expect(await ratingsOf(chat.tenantId, chat.conversationId)).toMatchObject([{ score: 5 }]);
    await chat.write('When do you open?');
    expect((await chat.arrived(6)).at(-1)?.text).toBe('At nine.');
    await expect.poll(chat.handledAs, { timeout: WITHIN_MS }).toEqual(['answered', 'rated', 'answered']);
  });

  test('the customer reads it in their language', async () => {
    const chat = await openTelegram('¿A qué hora abren ustedes la tienda los domingos?');
    const asked = await chat.serveAndClose(1);
    expect(asked?.buttons.map(({ text }) => text)).toEqual(['Muy mal', 'Mal', 'Regular', 'Bien', 'Muy bien']);
  });

  test('one who closes again within a day does not ask again, and does the day after', async () => {
    const chat = await openTelegram();
    const asked = await chat.serveAndClose(1);
    await chat.press(asked, 'Fair');
    await chat.arrived(5);
    await served(chat.tenantId, chat.conversationId, 'One more thing.');
    await chat.arrived(7);
    await closed(chat.tenantId, chat.conversationId);
    const again = (await chat.arrived(8)).at(-1);
    expect([again?.text, again?.buttons]).toEqual([expect.stringMatching(/closed/), []]);
    await bots.desk.database.models.ratings.updateMany(
      { tenantId: chat.tenantId },
      { $set: { askedAt: new Date(Date.now() - 25 * 3_600_000) } },
    );
    await served(chat.tenantId, chat.conversationId, 'And another.');
    await chat.arrived(10);
    await closed(chat.tenantId, chat.conversationId);
    expect((await chat.arrived(11)).at(-1)?.text).toMatch(question);
    expect(await ratingsOf(chat.tenantId, chat.conversationId)).toHaveLength(2);
    // The buttons of the question before are over.
    await chat.press(asked, 'Fair');
    expect((await chat.arrived(12)).at(-1)?.text).toMatch(/no longer valid/);
  });

  test('a closing whose process died is finished by another, with one question', async () => {
    const chat = await openTelegram();
    await served(chat.tenantId, chat.conversationId);
    await chat.arrived(3);
    const { pens } = bots.desk.stores;
    let dies = true;
    const dying = inbox({
      pens: {
        ...pens,
        async finishChange(...args) {
          if (dies) throw new Error('gone');
          await pens.finishChange(...args);
        },
      },
    });
    await expect(close(dying, chat.tenantId, chat.conversationId, agent)).rejects.toThrow('gone');
    dies = false;
    expect(await close(dying, chat.tenantId, chat.conversationId, agent)).toMatchObject({ outcome: 'unchanged' });
    expect((await chat.arrived(4)).at(-1)?.text).toMatch(question);
    expect(await ratingsOf(chat.tenantId, chat.conversationId)).toHaveLength(1);
    await chat.write('2');
    await chat.arrived(5);
    expect(await ratingsOf(chat.tenantId, chat.conversationId)).toMatchObject([{ score: 2 }]);
  });

  test('a question that is not sent yet is not sent any more once an agent comes, and may be asked at the next closing', async () => {
    const chat = await openTelegram();
    await served(chat.tenantId, chat.conversationId);
    await chat.arrived(3);
    const { penOutbox } = inbox();
    const held = inbox({
      penOutbox: {
        ...penOutbox,
        // As when the chat is written to too often: the sender has to wait.
        async add(tenantId, item) {
          const kept = await penOutbox.add(tenantId, item);
          const until = new Date(Date.now() + 60_000);
          await bots.desk.database.models.outbox.updateOne(
            { tenantId, _id: item.id },
            { $set: { nextAttemptAt: until, dueAt: until } },
          );
          return kept;
        },
      },
    });
    await close(held, chat.tenantId, chat.conversationId, agent);
    await served(chat.tenantId, chat.conversationId, 'One more thing.');
    expect((await chat.arrived(5)).some(({ text }) => question.test(text))).toBe(false);
    await closed(chat.tenantId, chat.conversationId);
    expect((await chat.arrived(6)).at(-1)?.text).toMatch(question);
  });

  test.each([
    [
      'the tenant does not want it',
      async (tenantId: TenantId) => {
        const inboxRules = { ...defaultTenantSettings.inbox, asksRating: false };
        await bots.desk.database.models.tenants.updateOne(
          { tenantId },
          { $set: { settings: { ...defaultTenantSettings, inbox: inboxRules } } },
        );
      },
    ],
    ['it is closed silently', async () => {}],
    [
      'the bot is paused',
      async (tenantId: TenantId) => {
        await bots.desk.database.models.accounts.updateMany({ tenantId }, { $set: { isPaused: true } });
      },
    ],
    [
      'the bot only drafts',
      async (tenantId: TenantId) => {
        await bots.desk.database.models.accounts.updateMany({ tenantId }, { $set: { stage: 'shadow' } });
      },
    ],
    [
      'the customer is out of reach',
      async (tenantId: TenantId) => {
        await bots.desk.database.models.contacts.updateMany({ tenantId }, { $set: { isReachable: false } });
      },
    ],
  ])('nobody is asked where %s', async (why, prepare) => {
    const chat = await openTelegram();
    await served(chat.tenantId, chat.conversationId);
    await chat.arrived(3);
    await prepare(chat.tenantId);
    await closed(chat.tenantId, chat.conversationId, why.includes('silently'));
    expect(await ratingsOf(chat.tenantId, chat.conversationId)).toEqual([]);
    const queued = await bots.desk.stores.outbox.listByConversation(chat.tenantId, chat.conversationId);
    expect(queued.some(({ notice }) => notice === 'rating-asked')).toBe(false);
  });

  test('nobody is asked whom no agent had replied to', async () => {
    const chat = await openTelegram();
    await hire(chat.tenantId);
    await takeOver(inbox(), chat.tenantId, chat.conversationId, agent);
    await chat.arrived(2);
    await closed(chat.tenantId, chat.conversationId);
    expect((await chat.arrived(3)).at(-1)?.buttons).toEqual([]);
    expect(await ratingsOf(chat.tenantId, chat.conversationId)).toEqual([]);
  });

  const chats: Readonly<Record<'wecom' | 'wechat', () => Promise<Chat>>> = {
    async wecom() {
      const credentials = { corpId: wecom.corpId, secret: wecom.corpSecret, token, aesKey: encodingAesKey };
      const shop = await bots.openShop(faqs, 'wecom', { ...credentials, openKfid: wecom.openKfId });
      const customer = createWecomCustomer(wecom, { webhook: { url: shop.webhookUrl, token, encodingAesKey } });
      return chatOf(shop, customer, () => wecom.sent(customer.externalUserId));
    },
    async wechat() {
      const credentials = { appId: wechat.appId, appSecret: wechat.appSecret, token, aesKey: encodingAesKey };
      const shop = await bots.openShop(faqs, 'wechat', credentials);
      const webhook = { url: shop.webhookUrl, token, encodingAesKey, mode: 'safe' } as const;
      const customer = createWechatCustomer(wechat, { webhook });
      return chatOf(shop, customer, () => wechat.sent(customer.openid));
    },
  };

  interface Shown {
    readonly text: string;
    readonly menu: readonly { readonly id: string; readonly content: string }[];
  }
  interface Chat {
    readonly tenantId: TenantId;
    write(text: string): Promise<unknown>;
    tap(id: string): Promise<unknown>;
    arrived(count: number): Promise<readonly Shown[]>;
  }
  function chatOf(
    shop: Awaited<ReturnType<TestBots['openShop']>>,
    customer: { write(text: string): Promise<unknown>; tap(id: string): Promise<unknown> },
    sent: () => readonly Shown[],
  ): Chat {
    connected.push(() => bots.desk.stores.accounts.remove(shop.tenantId, shop.account.id));
    return {
      tenantId: shop.tenantId,
      write: (text) => customer.write(text),
      tap: (id) => customer.tap(id),
      async arrived(count) {
        await expect.poll(() => sent().length, { timeout: WITHIN_MS, interval: 30 }).toBe(count);
        return sent();
      },
    };
  }

  test.each(['wecom', 'wechat'] satisfies ChannelName[])(
    'on %s, where messages are dear, the question alone is sent, and a tap or a number answers it',
    async (channel) => {
      const chat = await chats[channel]();
      await chat.write('When do you open?');
      await chat.arrived(1);
      const conversationId = await conversationOf(chat.tenantId);
      await served(chat.tenantId, conversationId);
      await chat.arrived(2);
      await closed(chat.tenantId, conversationId);
      const asked = (await chat.arrived(3)).at(-1);
      expect(asked?.text).toMatch(/^How was the help you got from us\? Please choose one\./);
      expect(asked?.menu.map(({ content }) => content)).toEqual(['Very poor', 'Poor', 'Fair', 'Good', 'Very good']);
      await chat.write('3');
      expect((await chat.arrived(4)).at(-1)?.text).toContain(thanks);
      expect(await ratingsOf(chat.tenantId, conversationId)).toMatchObject([{ score: 3 }]);
      await chat.tap(asked?.menu.at(-1)?.id ?? '');
      expect((await chat.arrived(5)).at(-1)?.text).toContain(thanks);
      expect(await ratingsOf(chat.tenantId, conversationId)).toMatchObject([{ score: 5 }]);
      expect(await stateOf(chat.tenantId, conversationId)).toMatchObject({ status: 'closed' });
    },
  );

  test('nobody is asked with the last message of a window, nor after it', async () => {
    const chat = await chats.wecom();
    await chat.write('When do you open?');
    await chat.arrived(1);
    const conversationId = await conversationOf(chat.tenantId);
    await served(chat.tenantId, conversationId);
    for (const key of ['more', 'and-more']) {
      await replyAsAgent(inbox(), chat.tenantId, conversationId, agent, { key, text: 'More.' });
    }
    // Four of five are sent or in line.
    await closed(chat.tenantId, conversationId);
    await chat.arrived(4);
    expect(await ratingsOf(chat.tenantId, conversationId)).toEqual([]);
    await chat.write('When do you open?');
    await chat.arrived(5);
    await served(chat.tenantId, conversationId);
    await chat.arrived(6);
    aheadMs = 49 * 3_600_000;
    try {
      await closed(chat.tenantId, conversationId);
    } finally {
      aheadMs = 0;
    }
    expect(await ratingsOf(chat.tenantId, conversationId)).toEqual([]);
  });
});
