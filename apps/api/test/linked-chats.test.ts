import { contactIdOf, conversationIdOf } from '@answerdesk/conversations';
import { accountIdSchema, newAccountId, tenantIdSchema, userIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

describe.each(testDatabases())('linking a chat on $name', (kind) => {
  let desk: TestApi;
  beforeAll(async () => {
    desk = await openApi(kind);
  });
  afterAll(() => desk.close());

  async function addAccount(owner: Somebody, username: string, changes: { readonly removeAt?: Date } = {}) {
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const id = newAccountId(tenantId);
    await desk.desk.stores.accounts.add(tenantId, {
      id,
      tenantId,
      channel: 'telegram',
      label: `@${username}`,
      sealedCredentials: 'sealed',
      settings: { username },
      webhookOpenedAt: new Date(),
      createdAt: new Date(),
      ...changes,
    });
    return id;
  }

  test('needs a Telegram account of the business, and says so', async () => {
    const owner = await desk.owner();
    const refused = await owner.visitor.tell('linkedChats.begin', {});
    expect(refused).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/Connect a Telegram account/) },
    });
    await addAccount(owner, 'leaving_bot', { removeAt: new Date() });
    expect(await owner.visitor.tell('linkedChats.begin', {})).toMatchObject({ status: 400 });
    expect((await owner.visitor.ask('linkedChats.status')).body).toEqual({ chat: null, isAlways: true, accounts: [] });
  });

  test("is nobody else's to read, also for a colleague who knows the conversation's id", async () => {
    const owner = await desk.owner();
    const id = await putConversation(desk, owner, 'chat-of-a-member', { isStaff: true });
    expect(await owner.visitor.ask('conversations.read', { id })).toMatchObject({ status: 404 });
    expect(await owner.visitor.ask('profile.get', { conversationId: id })).toMatchObject({ status: 404 });
  });

  test('gives an agent the address of a chat, whose code only its hash tells of', async () => {
    const owner = await desk.owner();
    const id = await addAccount(owner, 'tea_bot');
    const agent = await desk.member(owner, 'agent');
    const { body, status } = await agent.visitor.tell('linkedChats.begin', {});
    expect(status).toBe(200);
    expect(body.code).toMatch(/^[\w-]{22}$/);
    expect(body.url).toBe(`https://t.me/tea_bot?start=link-${body.code}`);
    expect(new Date(body.expiresAt).getTime() - Date.now()).toBeGreaterThan(9 * 60_000);
    const again = await agent.visitor.tell('linkedChats.begin', { accountId: id });
    expect(again.body.code).not.toBe(body.code);
    const kept = await desk.desk.database.models.linkedchats
      .find({ tenantId: tenantIdSchema.parse(owner.tenantId) })
      .lean();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(again.body.code);
    const status2 = await agent.visitor.ask('linkedChats.status');
    expect(status2.body).toMatchObject({ chat: null, accounts: [{ id, name: '@tea_bot' }] });
    expect(
      await agent.visitor.tell('linkedChats.begin', { accountId: accountIdSchema.parse('t1.none') }),
    ).toMatchObject({
      status: 404,
    });
  });

  test('keeps what a member chose for them alone, and unlinks their chat', async () => {
    const owner = await desk.owner();
    const accountId = await addAccount(owner, 'tea_bot');
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const agent = await desk.member(owner, 'agent');
    await agent.visitor.tell('linkedChats.choose', { isAlways: false });
    const { linkedChats } = desk.desk.stores;
    await linkedChats.link(tenantId, userIdSchema.parse(agent.userId), {
      accountId,
      channel: 'telegram',
      chatKey: '7',
      conversationId: conversationIdOf(accountId, '7'),
      contactId: contactIdOf(accountId, '7'),
      linkedAt: new Date(),
    });
    expect((await agent.visitor.ask('linkedChats.status')).body).toMatchObject({
      chat: { account: { id: accountId, name: '@tea_bot' } },
      isAlways: false,
    });
    expect((await owner.visitor.ask('linkedChats.status')).body).toMatchObject({ chat: null, isAlways: true });
    expect(await agent.visitor.tell('linkedChats.unlink')).toMatchObject({ status: 200 });
    expect((await agent.visitor.ask('linkedChats.status')).body).toMatchObject({ chat: null, isAlways: false });
  });
});
