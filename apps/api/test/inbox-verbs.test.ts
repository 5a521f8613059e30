import { accountIdSchema, conversationIdSchema, messageIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

const waiting = { reason: 'no-answer', since: new Date('2026-01-01T00:00:00Z'), priority: 3 } as const;

describe.each(testDatabases())('what agents do with a conversation, on $name', (kind) => {
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let second: Somebody;
  let made = 0;
  beforeAll(async () => {
    api = await openApi(kind);
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
    second = await api.member(owner, 'agent');
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await api.desk.stores.accounts.add(tenantId, {
      id: accountIdSchema.parse(`${tenantId}.a`),
      tenantId,
      channel: 'telegram',
      label: 'A bot',
      sealedCredentials: 'sealed',
      settings: {},
      createdAt: new Date(),
    });
  });
  afterAll(() => api.close());

  const open = () => {
    made += 1;
    return putConversation(api, owner, `customer${made}`, { status: 'waiting', waiting });
  };
  const stored = (id: string) =>
    api.desk.stores.conversations.find(tenantIdSchema.parse(owner.tenantId), conversationIdSchema.parse(id));
  const said = async (id: string) =>
    (
      await api.desk.stores.outbox.listByConversation(
        tenantIdSchema.parse(owner.tenantId),
        conversationIdSchema.parse(id),
      )
    ).map(({ notice, content }) => notice ?? content.text);

  test('one agent has the pen: another is told who, and takes it only by naming them', async () => {
    const id = await open();
    expect((await agent.visitor.tell('inbox.takeOver', { id })).body).toMatchObject({ outcome: 'taken' });
    expect((await agent.visitor.tell('inbox.takeOver', { id })).body).toMatchObject({ outcome: 'taken' });
    const held = { outcome: 'held', byId: agent.userId };
    expect((await second.visitor.tell('inbox.takeOver', { id })).body).toEqual(held);
    expect((await second.visitor.tell('inbox.close', { id })).body).toEqual(held);
    const refused = await second.visitor.tell('inbox.reply', { id, key: 'k', text: 'Me too' });
    expect(refused.body).toMatchObject({ outcome: 'not-holder' });
    expect((await second.visitor.tell('inbox.takeOver', { id, from: agent.userId })).body).toMatchObject({
      outcome: 'taken',
    });
    expect(await stored(id)).toMatchObject({ status: 'human', holder: { agentId: second.userId }, epoch: 2 });
    expect(await said(id)).toEqual(['taken', 'taken']);
  });

  test('a reply asked for twice is one, also when the pen has gone meanwhile', async () => {
    const id = await open();
    await agent.visitor.tell('inbox.takeOver', { id });
    const reply = { id, key: 'once', text: 'We ship on Monday.' };
    const first = await agent.visitor.tell('inbox.reply', reply);
    expect(first.body).toMatchObject({ outcome: 'queued' });
    await agent.visitor.tell('inbox.handBack', { id, note: 'Shipping was told.' });
    expect((await agent.visitor.tell('inbox.reply', reply)).body).toEqual(first.body);
    expect(await said(id)).toEqual(['taken', 'We ship on Monday.', 'handed-back']);
    expect(await stored(id)).toMatchObject({ status: 'bot', handedBack: { reason: 'no-answer' } });
  });

  test('a reply that was stored and not yet in line is put there before it counts as queued, whoever has the pen', async () => {
    const id = await open();
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await agent.visitor.tell('inbox.takeOver', { id });
    const reply = { id, key: 'cut', text: 'It is at the depot.' };
    const first = await agent.visitor.tell('inbox.reply', reply);
    await api.desk.database.models.outbox.deleteOne({ tenantId, _id: messageIdSchema.parse(first.body.messageId) });
    expect(await said(id)).toEqual(['taken']);
    await agent.visitor.tell('inbox.handBack', { id });
    expect((await agent.visitor.tell('inbox.reply', reply)).body).toEqual(first.body);
    expect(await said(id)).toContain('It is at the depot.');
  });

  test('whoever waited is told of a closing, and what was the bot’s is closed without a word', async () => {
    const id = await open();
    expect((await agent.visitor.tell('inbox.close', { id })).body).toMatchObject({ outcome: 'done' });
    expect(await said(id)).toEqual(['closed']);
    const quiet = await putConversation(api, owner, 'quiet', {});
    await agent.visitor.tell('inbox.close', { id: quiet });
    expect(await said(quiet)).toEqual([]);
    expect(await stored(quiet)).toMatchObject({ status: 'closed' });
  });

  test('switching the inbox off gives the bot back what waits and what is held, and taking that back changes no more', async () => {
    const [waits, held] = [await open(), await open()];
    await agent.visitor.tell('inbox.takeOver', { id: held });
    const { body } = await owner.visitor.ask('settings.get');
    const value = { ...body.settings.inbox, isOn: false };
    const change = { section: 'inbox', value };
    const saved = await owner.visitor.tell('settings.save', { revision: body.revision, change });
    expect(saved).toMatchObject({ status: 200 });
    for (const id of [waits, held]) {
      const conversation = await stored(id);
      expect(conversation).toMatchObject({ status: 'bot', holder: { kind: 'bot' } });
      expect(conversation?.waiting).toBeUndefined();
      expect((await said(id)).at(-1)).toBe('handed-back');
    }
    await owner.visitor.tell('settings.undo', { revision: saved.body.revision });
    expect(await stored(held)).toMatchObject({ status: 'bot' });
  });
});
