import { createChannels } from '@answerdesk/channels';
import { beginLink, conversationIdOf, unlinkChat } from '@answerdesk/conversations';
import { createPresenceStore, createStaffChatStore } from '@answerdesk/database';
import { type Conversation, type ConversationId, messageIdSchema, type UserId } from '@answerdesk/domain';
import { type Auth, createAuth } from '@answerdesk/tenants';
import {
  type CustomerOptions,
  createUpdates,
  type FakeTelegram,
  postUpdate,
  startFakeTelegram,
  testDatabases,
} from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBots, type TestBots } from './open-bots.ts';

const WITHIN_MS = 60_000;
const shopFaqs = [{ question: 'When do you open?', variants: ['opening hours'], answer: 'At nine.' }];

describe.each(testDatabases())("a member's own Telegram chat on $name", (kind) => {
  let fake: FakeTelegram;
  let desk: TestBots;
  let auth: Auth;
  let made = 0;

  beforeAll(async () => {
    fake = await startFakeTelegram({ faults: ({ text }) => (text === 'Blocked?' ? { kind: 'forbidden' } : undefined) });
    desk = await openBots(kind, { isHurried: true, channels: { telegram: { apiRoot: fake.apiRoot } } });
    auth = await createAuth({
      db: desk.desk.database.authDb,
      secretKey: 'a key of tests',
      publicUrl: 'https://desk.example',
      tenants: desk.desk.stores.tenants,
      sendMail: async () => undefined,
      onEvent: async () => undefined,
      reportFailure: () => undefined,
      now: () => new Date(),
    });
  });
  afterAll(async () => {
    await desk.close();
    await fake.stop();
  });

  async function openShop() {
    made += 1;
    const token = `${1_000_000 + made}${Math.floor(Math.random() * 1e6)}:token-of-tests`;
    const shop = await desk.openShop(shopFaqs, 'telegram', { token });
    const { tenantId, account, webhookUrl, secret } = shop;
    const updates = createUpdates();
    const { stores, database } = desk.desk;
    const customer = (name: string): CustomerOptions => {
      made += 1;
      return { id: 7_000_000_000 + made, name };
    };
    const idOf = ({ id }: CustomerOptions): ConversationId => conversationIdOf(account.id, String(id));
    const arrived = (chat: CustomerOptions) =>
      fake.sent().filter((sent) => sent.chatId === String(chat.id) && sent.token === token);
    const post = (update: unknown) => postUpdate({ url: webhookUrl, secret }, update);
    return {
      tenantId,
      account,
      updates,
      customer,
      idOf,
      post,
      /** What stands in a chat once a text that fits stands there. */
      async saw(chat: CustomerOptions, fits: RegExp) {
        await expect
          .poll(() => arrived(chat).map(({ text }) => text), { timeout: WITHIN_MS })
          .toContainEqual(expect.stringMatching(fits));
        const found = arrived(chat).findLast(({ text }) => fits.test(text));
        if (!found) throw new Error('it was there just now');
        return found;
      },
      arrived: (chat: CustomerOptions) => arrived(chat).map(({ text }) => text),
      conversation: async (chat: CustomerOptions): Promise<Conversation> => {
        const found = await stores.conversations.find(tenantId, idOf(chat));
        if (!found) throw new Error('no such conversation');
        return found;
      },
      /** Writes under a message of the bot's. */
      under: (chat: CustomerOptions, messageId: number, text: string) =>
        updates.message(chat, {
          text,
          reply_to_message: {
            message_id: messageId,
            date: 1_767_225_600,
            chat: { id: chat.id, type: 'private', first_name: chat.name ?? 'Ana' },
          },
        }),
      async member(name: string, role: 'agent' | 'admin' = 'agent'): Promise<UserId> {
        made += 1;
        const email = `member${made}.${Math.floor(Math.random() * 1e9)}@example.com`;
        const userId = await auth.signUp({ name, email, password: 'correct horse battery' });
        await auth.members.add(tenantId, userId, role);
        return userId;
      },
      async begin(userId: UserId, now = () => new Date()) {
        const channels = createChannels({ telegram: { apiRoot: fake.apiRoot } });
        return beginLink({ ...stores, channels, now }, tenantId, userId);
      },
      /** A member whose chat is linked. */
      async linked(name: string) {
        const userId = await this.member(name);
        const chat = this.customer(name);
        const { url } = await this.begin(userId);
        await post(updates.text(chat, `/start ${new URL(url).searchParams.get('start')}`));
        await this.saw(chat, /is linked with A shop/);
        return { userId, chat };
      },
      /** A customer whom the bot cannot answer, and who waits for a person. */
      async waiting(name = 'Maria') {
        const who = customer(name);
        await post(updates.text(who, 'who won the world cup in 1986'));
        await expect.poll(async () => (await this.conversation(who)).status, { timeout: WITHIN_MS }).toBe('waiting');
        await expect.poll(() => arrived(who).length, { timeout: WITHIN_MS }).toBe(1);
        return who;
      },
      async tell(userId: UserId, who: CustomerOptions) {
        return desk.bots.tellInChat(tenantId, userId, await this.conversation(who));
      },
      handledAs: async (chat: CustomerOptions) => {
        const messages = await stores.messages.listNewest(tenantId, idOf(chat), 50);
        return messages.flatMap((message) => (message.direction === 'in' ? [message.handledAs] : []));
      },
      transcript: async (who: CustomerOptions) =>
        (await stores.messages.listNewest(tenantId, idOf(who), 50)).flatMap((message) =>
          message.direction === 'out' && message.author.kind === 'agent' && !message.notice
            ? [message.content.text]
            : [],
        ),
      models: database.models,
      stores,
    };
  }

  test('is linked by its code, hears of a hand-over, and a reply there reaches the customer once', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann Smith');
    const maria = await shop.waiting();
    expect(await shop.tell(ann.userId, maria)).toBe(true);
    expect(await shop.tell(ann.userId, maria)).toBe(true);
    const told = await shop.saw(ann.chat, /^Maria \(Telegram\) needs a person/);
    expect(told.text).toContain('“who won the world cup in 1986”');
    expect(told.buttons.map(({ text }) => text)).toEqual(['Take over', 'Hand back', 'Close']);
    const answer = shop.under(ann.chat, told.messageId, 'Argentina did.');
    expect(await Promise.all([shop.post(answer), shop.post(answer), shop.post(answer)])).toMatchObject([
      { status: 200 },
      { status: 200 },
      { status: 200 },
    ]);
    await shop.saw(ann.chat, /^Sent to Maria\.$/);
    await shop.saw(maria, /^Argentina did\.$/);
    await shop.post(answer);
    await shop.post(shop.under(ann.chat, told.messageId, 'Anything else?'));
    await shop.saw(maria, /^Anything else\?$/);
    expect(shop.arrived(maria).filter((text) => text === 'Argentina did.')).toHaveLength(1);
    expect(shop.arrived(ann.chat).filter((text) => text.startsWith('Maria (Telegram)'))).toHaveLength(1);
    expect(await shop.transcript(maria)).toEqual(['Argentina did.', 'Anything else?']);
    expect(await shop.conversation(maria)).toMatchObject({
      status: 'human',
      holder: { kind: 'agent', agentId: ann.userId },
    });
    await expect.poll(() => shop.handledAs(ann.chat)).toEqual(['from-staff', 'from-staff', 'from-staff']);
  });

  test('sends once what is dealt with again after a process died, wherever it died', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const maria = await shop.waiting();
    await shop.tell(ann.userId, maria);
    const told = await shop.saw(ann.chat, /needs a person/);
    await shop.post(shop.under(ann.chat, told.messageId, 'Argentina did.'));
    await shop.saw(ann.chat, /^Sent to Maria/);
    const { tenantId, models } = shop;
    const conversationId = shop.idOf(ann.chat);
    const newest = () =>
      models.messages.findOne({ tenantId, conversationId, direction: 'in' }).sort({ _id: -1 }).lean();
    const last = await newest();
    if (!last) throw new Error('there is no message');
    const lineId = messageIdSchema.parse(`${last._id}.r`);
    for (const isToldAlready of [true, false]) {
      if (!isToldAlready) await models.outbox.deleteOne({ tenantId, _id: lineId });
      await models.messages.updateOne(
        { tenantId, _id: last._id },
        { $set: { isHandled: false, unhandledSince: new Date(0) }, $unset: { handledAs: 1 } },
      );
      await expect.poll(async () => (await shop.handledAs(ann.chat)).at(-1), { timeout: WITHIN_MS }).toBe('from-staff');
    }
    await expect
      .poll(() => shop.arrived(ann.chat).filter((text) => text === 'Sent to Maria.').length, { timeout: WITHIN_MS })
      .toBe(2);
    expect(shop.arrived(maria).filter((text) => text === 'Argentina did.')).toHaveLength(1);
    expect(await shop.transcript(maria)).toEqual(['Argentina did.']);
  });

  test('sends nothing to a customer whom another agent has, and says who', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const ben = await shop.linked('Ben');
    const maria = await shop.waiting();
    await shop.tell(ann.userId, maria);
    await shop.tell(ben.userId, maria);
    const told = await shop.saw(ben.chat, /needs a person/);
    await shop.saw(ann.chat, /needs a person/);
    await shop.post(shop.updates.press(ben.chat, told.messageId, `desk:take:${shop.idOf(maria)}`));
    await shop.saw(ben.chat, /^You have the conversation with Maria now/);
    const { messageId } = await shop.saw(ann.chat, /^Ben has taken the conversation with Maria/);
    await shop.post(shop.under(ann.chat, messageId, 'I have it!'));
    await shop.saw(ann.chat, /^Ben has the conversation with Maria\. Nothing was sent/);
    expect(await shop.transcript(maria)).toEqual([]);
    expect(shop.arrived(ben.chat).some((text) => text.startsWith('Ben has taken'))).toBe(false);
  });

  test('is passed on what the customer writes while its member has them, until they give them back', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const maria = await shop.waiting();
    await shop.tell(ann.userId, maria);
    const told = await shop.saw(ann.chat, /needs a person/);
    await shop.post(shop.updates.press(ann.chat, told.messageId, `desk:take:${shop.idOf(maria)}`));
    await shop.saw(ann.chat, /^You have the conversation/);
    await shop.post(shop.updates.text(maria, 'when do you open'));
    const passed = await shop.saw(ann.chat, /^Maria: when do you open$/);
    await shop.post(shop.under(ann.chat, passed.messageId, 'At nine, as ever.'));
    await shop.saw(maria, /^At nine, as ever\.$/);
    await shop.post(shop.updates.press(ann.chat, told.messageId, `desk:back:${shop.idOf(maria)}`));
    await shop.saw(ann.chat, /^The bot answers Maria again/);
    await shop.post(shop.updates.text(maria, 'opening hours'));
    await shop.saw(maria, /^At nine\.$/);
    await shop.post(shop.updates.press(ann.chat, told.messageId, `desk:close:${shop.idOf(maria)}`));
    await shop.saw(ann.chat, /^The conversation with Maria is closed/);
    expect(shop.arrived(ann.chat)).not.toContain('Maria: opening hours');
  });

  test('sends what is written under nothing to the only customer there is, and asks which of several', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    await shop.post(shop.updates.text(ann.chat, 'hello?'));
    await shop.saw(ann.chat, /^You have no conversation now/);
    const maria = await shop.waiting('Maria');
    const take = (who: CustomerOptions) => shop.post(shop.updates.press(ann.chat, 1, `desk:take:${shop.idOf(who)}`));
    await take(maria);
    await shop.saw(ann.chat, /conversation with Maria now/);
    await shop.post(shop.updates.text(ann.chat, 'Hello Maria'));
    await shop.saw(maria, /^Hello Maria$/);
    const otto = await shop.waiting('Otto');
    await take(otto);
    await shop.saw(ann.chat, /conversation with Otto now/);
    await shop.post(shop.updates.text(ann.chat, 'One moment please'));
    const which = await shop.saw(ann.chat, /^Who is this for/);
    expect(which.buttons.map(({ text }) => text).sort()).toEqual(['Maria', 'Otto']);
    const button = which.buttons.find(({ text }) => text === 'Otto');
    const press = shop.updates.press(ann.chat, which.messageId, button?.data ?? '');
    await shop.post(press);
    await shop.saw(ann.chat, /^Sent to Otto/);
    await shop.post(shop.updates.press(ann.chat, which.messageId, button?.data ?? ''));
    await expect
      .poll(() => shop.arrived(ann.chat).filter((text) => text === 'Sent to Otto.').length, { timeout: WITHIN_MS })
      .toBe(2);
    expect(await shop.transcript(otto)).toEqual(['One moment please']);
    expect(await shop.transcript(maria)).toEqual(['Hello Maria']);
  });

  test('takes text alone, and changes nothing that was sent', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const maria = await shop.waiting();
    await shop.tell(ann.userId, maria);
    await shop.saw(ann.chat, /needs a person/);
    const photo = [{ file_id: 'AgACAgIAAxkDAAIBn2kkbQABNeYAAhR8', file_unique_id: 'x', width: 9, height: 9 }];
    await shop.post(shop.updates.message(ann.chat, { photo, caption: 'look' }));
    await shop.saw(ann.chat, /^Only text can be sent from here/);
    const sent = shop.updates.message(ann.chat, { text: 'changed', edit_date: 1_767_225_700 });
    await shop.post({ update_id: 5, edited_message: sent['message'] });
    await shop.saw(ann.chat, /cannot be changed/);
    await shop.post(shop.updates.text(ann.chat, '/start'));
    await shop.saw(ann.chat, /^Reply to a message here/);
    expect(await shop.transcript(maria)).toEqual([]);
  });

  test('hears at once of what routing gives to its member', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const presences = createPresenceStore(shop.models);
    await presences.beat(shop.tenantId, { id: 'a tab', userId: ann.userId, seenAt: new Date(), isTyping: false });
    const maria = await shop.waiting();
    await shop.saw(ann.chat, /^Maria \(Telegram\) needs a person/);
    expect((await shop.conversation(maria)).assigneeId).toBe(ann.userId);
    await shop.post(shop.updates.text(maria, 'anybody?'));
    await expect.poll(() => shop.arrived(maria).length, { timeout: WITHIN_MS }).toBe(2);
    expect(shop.arrived(ann.chat).filter((text) => text.startsWith('Maria'))).toHaveLength(1);
  });

  test('hears that what its member wrote did not arrive, and why', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const maria = await shop.waiting();
    await shop.tell(ann.userId, maria);
    const told = await shop.saw(ann.chat, /needs a person/);
    await shop.post(shop.under(ann.chat, told.messageId, 'Blocked?'));
    await shop.saw(ann.chat, /^Your message to Maria did not arrive: the customer has blocked the account/);
  });

  test("is in no list, and a customer's again once it is unlinked or its member gone", async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const listed = async () => {
      const ids: string[] = [];
      for await (const { id } of shop.stores.conversations.newest(shop.tenantId, { batch: 10 })) ids.push(id);
      return ids;
    };
    expect(await listed()).toEqual([]);
    expect(await shop.conversation(ann.chat)).toMatchObject({ isStaff: true, status: 'bot' });
    const staffConversations = createStaffChatStore(shop.models);
    await unlinkChat({ ...shop.stores, staffConversations }, shop.tenantId, ann.userId);
    await shop.post(shop.updates.text(ann.chat, 'opening hours'));
    await shop.saw(ann.chat, /^At nine\.$/);
    expect(await listed()).toEqual([shop.idOf(ann.chat)]);
    const ben = await shop.linked('Ben');
    await auth.members.remove(shop.tenantId, ben.userId);
    const maria = await shop.waiting();
    expect(await shop.tell(ben.userId, maria)).toBe(false);
    await shop.post(shop.updates.text(ben.chat, 'opening hours'));
    await shop.saw(ben.chat, /^At nine\.$/);
  });

  test('belongs to one member at a time, the last who linked it', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    const ben = await shop.member('Ben');
    const { code } = await shop.begin(ben);
    await shop.post(shop.updates.text(ann.chat, `/start link-${code}`));
    await expect
      .poll(() => shop.arrived(ann.chat).filter((text) => text.includes('is linked with')).length, {
        timeout: WITHIN_MS,
      })
      .toBe(2);
    const maria = await shop.waiting();
    expect(await shop.tell(ann.userId, maria)).toBe(false);
    expect(await shop.tell(ben, maria)).toBe(true);
  });

  test('is not had by guessing: a wrong, old or used code is an ordinary beginning, and nobody else’s code counts', async () => {
    const shop = await openShop();
    const other = await openShop();
    const ann = await shop.linked('Ann');
    const ben = await shop.member('Ben');
    const old = await shop.begin(ben, () => new Date(Date.now() - 11 * 60_000));
    const foreign = await other.begin(await other.member('Zoe'));
    const used = await shop.begin(ann.userId);
    await shop.post(shop.updates.text(ann.chat, `/start link-${used.code}`));
    await expect.poll(() => shop.arrived(ann.chat).length, { timeout: WITHIN_MS }).toBe(2);
    const stranger = shop.customer('Mallory');
    await shop.post(shop.updates.text(stranger, '/start'));
    await expect.poll(() => shop.arrived(stranger).length, { timeout: WITHIN_MS }).toBe(1);
    const [ordinary] = shop.arrived(stranger);
    const tries = [old.code, foreign.code, used.code, 'A'.repeat(22), 'B'.repeat(22)];
    for (const [index, code] of tries.entries()) {
      await shop.post(shop.updates.text(stranger, `/start link-${code}`));
      await expect.poll(() => shop.arrived(stranger).length, { timeout: WITHIN_MS }).toBe(index + 2);
    }
    // Whoever has guessed that often is not listened to for a while, even where they are right.
    const { code } = await shop.begin(ben);
    await shop.post(shop.updates.text(stranger, `/start link-${code}`));
    await expect.poll(() => shop.arrived(stranger).length, { timeout: WITHIN_MS }).toBe(7);
    expect(new Set(shop.arrived(stranger))).toEqual(new Set([ordinary]));
    expect((await shop.conversation(stranger)).isStaff).toBeUndefined();
    expect((await shop.stores.linkedChats.findOf(shop.tenantId, ben))?.chat).toBeUndefined();
  });

  test('hears nothing of what is given to its member when they do not want that there', async () => {
    const shop = await openShop();
    const ann = await shop.linked('Ann');
    await shop.stores.linkedChats.choose(shop.tenantId, ann.userId, false);
    const maria = await shop.waiting();
    const conversation = await shop.conversation(maria);
    expect(await desk.bots.tellInChat(shop.tenantId, ann.userId, conversation, { isGiven: true })).toBe(false);
    expect(await desk.bots.tellInChat(shop.tenantId, ann.userId, conversation)).toBe(true);
    await shop.saw(ann.chat, /needs a person/);
  });
});
