import { contactIdOf, conversationIdOf } from '@answerdesk/conversations';
import {
  conversationIdSchema,
  defaultTenantSettings,
  newAccountId,
  tenantIdSchema,
  type UserId,
  userIdSchema,
} from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

describe.each(testDatabases())('what a member leaves behind on $name', (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(kind);
  });
  afterAll(() => api.close());

  const since = new Date(Date.now() - 60_000);
  const handover = { reason: 'asked-for-person', priority: 2, since, asked: 'A person?' } as const;

  /** An agent with work and with everything that is kept of one. */
  async function atWork() {
    const owner = await api.owner();
    const agent = await api.member(owner, 'agent');
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const userId = userIdSchema.parse(agent.userId);
    const { stores, database } = api.desk;
    const accountId = newAccountId(tenantId);
    await stores.accounts.add(tenantId, {
      id: accountId,
      tenantId,
      channel: 'telegram',
      label: '@shop',
      sealedCredentials: 'sealed',
      settings: {},
      createdAt: new Date(),
    });
    const holder = { kind: 'agent', agentId: userId } as const;
    const held = { accountId, status: 'human', holder, assigneeId: userId, handover, epoch: 3 } as const;
    const heldId = await putConversation(api, owner, 'held', held);
    const givenId = await putConversation(api, owner, 'given', {
      accountId,
      status: 'waiting',
      waiting: handover,
      assigneeId: userId,
    });
    const otherId = await putConversation(api, owner, 'other', {
      ...held,
      holder: { kind: 'agent', agentId: userIdSchema.parse(owner.userId) },
      assigneeId: userIdSchema.parse(owner.userId),
    });
    await agent.visitor.tell('replyDrafts.save', { conversationId: heldId, text: 'Dear', isNote: false });
    await agent.visitor.tell('presence.beat', { tabId: 'tab', isTyping: false });
    await database.models.staff.create({
      _id: `${tenantId}/${userId}`,
      tenantId,
      userId,
      publicName: 'Anna',
      capacity: 1,
      languages: [],
      categories: [],
      notify: { sound: true, desktop: true, push: true, email: true },
    });
    await database.models.pushsubscriptions.create({
      _id: `${tenantId}/browser`,
      tenantId,
      userId,
      endpoint: 'https://push.example/1',
      keys: { p256dh: 'x', auth: 'y' },
      createdAt: new Date(),
    });
    await stores.linkedChats.link(tenantId, userId, {
      accountId,
      channel: 'telegram',
      chatKey: '7',
      conversationId: conversationIdOf(accountId, '7'),
      contactId: contactIdOf(accountId, '7'),
      linkedAt: new Date(),
    });
    const find = (id: string) => stores.pens.find(tenantId, conversationIdSchema.parse(id));
    return { owner, agent, tenantId, userId, heldId, givenId, otherId, find };
  }

  async function keptOf({ tenantId, userId }: { readonly tenantId: string; readonly userId: UserId }) {
    const { models } = api.desk.database;
    const theirs = { tenantId: tenantIdSchema.parse(tenantId), userId };
    const counts = await Promise.all([
      models.pushsubscriptions.countDocuments(theirs),
      models.replydrafts.countDocuments(theirs),
      models.staff.countDocuments(theirs),
      models.presences.countDocuments(theirs),
      models.linkedchats.countDocuments(theirs),
    ]);
    return counts;
  }

  const leave: Readonly<Record<string, (owner: Somebody, agent: Somebody) => Promise<{ readonly status: number }>>> = {
    'is removed': (owner, { userId }) => owner.visitor.tell('team.remove', { userId }),
    leaves: (_owner, agent) => agent.visitor.tell('team.leave', {}),
  };

  test.each(Object.entries(leave))('what somebody who %s held waits again, and nothing is theirs', async (_how, go) => {
    const work = await atWork();
    expect(await keptOf(work)).toEqual([1, 1, 1, 1, 1]);
    expect((await go(work.owner, work.agent)).status).toBe(200);
    const held = await work.find(work.heldId);
    expect(held).toMatchObject({ status: 'waiting', holder: { kind: 'bot' }, epoch: 4, waiting: handover });
    expect(held?.assigneeId).toBeUndefined();
    const given = await work.find(work.givenId);
    expect(given).toMatchObject({ status: 'waiting', epoch: 0, waiting: handover });
    expect(given?.assigneeId).toBeUndefined();
    expect(await work.find(work.otherId)).toMatchObject({ status: 'human', epoch: 3, assigneeId: work.owner.userId });
    expect(await keptOf(work)).toEqual([0, 0, 0, 0, 0]);
    const notices = await api.desk.database.models.outbox.find({ tenantId: work.tenantId }).lean();
    expect(notices.map(({ notice, content }) => [notice, content])).toEqual([
      ['back-in-line', expect.objectContaining({ text: expect.stringMatching(/^Anna /) })],
    ]);
  });

  test('with the inbox off the bot has back what they held', async () => {
    const work = await atWork();
    const { stores, database } = api.desk;
    await database.models.tenants.updateOne(
      { tenantId: work.tenantId },
      { $set: { settings: { ...defaultTenantSettings, inbox: { ...defaultTenantSettings.inbox, isOn: false } } } },
    );
    expect((await stores.tenants.find(work.tenantId))?.settings?.inbox?.isOn).toBe(false);
    await work.owner.visitor.tell('team.remove', { userId: work.userId });
    expect(await work.find(work.heldId)).toMatchObject({ status: 'bot', holder: { kind: 'bot' }, epoch: 4 });
  });

  test('where the process dies once the membership is over, what was theirs is due to be looked at', async () => {
    const work = await atWork();
    const { platformWide } = api.desk.stores;
    const soon = new Date(Date.now() + 60_000);
    expect(await platformWide.listToAttend(soon, 500)).not.toContainEqual(
      expect.objectContaining({ tenantId: work.tenantId }),
    );
    await api.api.deps.leavers.announce(work.tenantId, work.userId);
    const ids = (await platformWide.listToAttend(soon, 500))
      .filter(({ tenantId }) => tenantId === work.tenantId)
      .map(({ conversationId }) => conversationId);
    expect(ids.sort()).toEqual([work.givenId, work.heldId].sort());
    // Removing once more finishes it too.
    await api.desk.database.authDb
      .collection<{ _id: string; userId: string }>('auth_members')
      .deleteMany({ userId: work.userId });
    expect((await work.owner.visitor.tell('team.remove', { userId: work.userId })).status).toBe(404);
    expect(await work.find(work.heldId)).toMatchObject({ status: 'waiting', epoch: 4 });
    expect(await keptOf(work)).toEqual([0, 0, 0, 0, 0]);
  });
});
