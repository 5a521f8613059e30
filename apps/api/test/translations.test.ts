import { receiveMessage } from '@answerdesk/conversations';
import { accountIdSchema, type InboundContent, tenantIdSchema } from '@answerdesk/domain';
import { type FakeOpenai, startFakeOpenai, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApi, type Somebody, type TestApi } from './open-api.ts';

const key = 'sk-of-a-shop-0123456789';

describe.each(testDatabases())('translations on $name', (kind) => {
  let fake: FakeOpenai;
  let api: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let other: Somebody;

  beforeAll(async () => {
    fake = await startFakeOpenai({ keys: [key] });
    // Models on this machine are asked in development alone.
    api = await openApi(kind, { isDevelopment: true });
    other = await api.owner('Another shop');
  });
  beforeEach(async () => {
    owner = await api.owner();
    agent = await api.member(owner, 'agent');
  });
  afterAll(async () => {
    await api.close();
    await fake.stop();
  });

  async function setModel(who: Somebody, monthlyBudgetCents: number, baseUrl = fake.baseUrl) {
    const { revision } = (await who.visitor.ask('settings.get')).body;
    const value = { baseUrl, model: 'fake-small', monthlyBudgetCents, key };
    const saved = await who.visitor.tell('settings.save', { revision, change: { section: 'model', value } });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  }

  /** A message as a channel leaves it behind, in a conversation that has been dealt with. */
  async function said(who: Somebody, content: InboundContent, language?: string) {
    const { messages, conversations } = api.desk.stores;
    const tenantId = tenantIdSchema.parse(who.tenantId);
    const account = { id: accountIdSchema.parse(`${tenantId}.a`), tenantId, channel: 'telegram' } as const;
    const now = new Date();
    const { message } = await receiveMessage({ messages, now: () => now }, account, {
      dedupeKey: `${now.getTime()}:${JSON.stringify(content)}`,
      chatKey: 'chat',
      isGroup: false,
      contact: { platformId: 'chat' },
      content,
    });
    const at = { accountId: account.id, channel: 'telegram', chatKey: 'chat', isGroup: false } as const;
    await conversations.claim(
      tenantId,
      { id: message.conversationId, ...at, contactId: message.author.contactId },
      { owner: 'p', now, until: new Date(now.getTime() + 1) },
    );
    if (language !== undefined) {
      const { conversations: docs } = api.desk.database.models;
      await docs.updateOne({ tenantId, _id: message.conversationId }, { $set: { language } });
    }
    return { conversationId: message.conversationId, messageId: message.id };
  }

  test('are off without a model, and without money, and say so', async () => {
    const preview = { text: 'Where is my order?', from: 'en', to: 'es' };
    expect((await agent.visitor.ask('translations.status')).body).toEqual({ isOn: false, reason: 'no-model' });
    expect((await agent.visitor.ask('translations.preview', preview)).body).toEqual({
      kind: 'unavailable',
      reason: 'no-model',
    });
    await setModel(owner, 0);
    expect((await agent.visitor.ask('translations.status')).body).toEqual({ isOn: false, reason: 'no-budget' });
    expect((await agent.visitor.ask('translations.preview', preview)).body).toEqual({
      kind: 'unavailable',
      reason: 'no-budget',
    });
  });

  test('show an agent what a reply will be, with the tenant’s glossary kept, and never the key', async () => {
    await setModel(owner, 100);
    const { settings, revision } = (await owner.visitor.ask('settings.get')).body;
    const inbox = { ...settings.inbox, glossary: ['Magic Box'] };
    const saved = await owner.visitor.tell('settings.save', { revision, change: { section: 'inbox', value: inbox } });
    expect(saved.status).toBe(200);
    expect((await agent.visitor.ask('translations.status')).body).toEqual({ isOn: true });
    const preview = { text: 'Your magic box is **here**', to: 'es' };
    const { body } = await agent.visitor.ask('translations.preview', preview);
    expect(body).toMatchObject({ kind: 'translated', from: 'en', text: '[es] ruoY magic box si **ereh**' });
    expect(fake.calls().at(-1)).toMatchObject({ key });
    expect(JSON.stringify(body)).not.toContain(key);
    expect(JSON.stringify([api.notes, api.failures])).not.toContain(key);
  });

  test('show an agent what a customer wrote, changed, captioned and said', async () => {
    await setModel(owner, 100);
    const image = { kind: 'attachment', attachment: 'image', platformKind: 'photo' } as const;
    const contents: InboundContent[] = [
      { kind: 'text', text: '¿Dónde está mi pedido? Lo compré ayer' },
      { kind: 'edited', of: 'x', text: '¿Dónde está mi pedido? Lo compré ayer' },
      { ...image, caption: '¿Dónde está mi pedido? Lo compré ayer' },
      { ...image, attachment: 'voice', transcript: '¿Dónde está mi pedido? Lo compré ayer' },
    ];
    for (const content of contents) {
      const { body } = await agent.visitor.ask('translations.ofMessage', { ...(await said(owner, content)), to: 'en' });
      expect(body).toMatchObject({
        kind: 'translated',
        from: 'es',
        text: '[en] ¿ednóD átse im odidep? oL érpmoc reya',
      });
    }
    const wordless = await said(owner, image);
    expect((await agent.visitor.ask('translations.ofMessage', { ...wordless, to: 'en' })).body).toEqual({
      kind: 'not-needed',
    });
  });

  test('take a few words to be in the language of their conversation', async () => {
    await setModel(owner, 100);
    const hello = await said(owner, { kind: 'text', text: 'ok' }, 'fr');
    expect((await agent.visitor.ask('translations.ofMessage', { ...hello, to: 'de' })).body).toMatchObject({
      kind: 'translated',
      from: 'fr',
    });
    expect((await agent.visitor.ask('translations.ofMessage', { ...hello, to: 'fr' })).body).toEqual({
      kind: 'not-needed',
    });
  });

  test('of another tenant’s message, or of a message of another conversation, there are none', async () => {
    await setModel(owner, 100);
    const before = fake.calls().length;
    const secret = await said(owner, { kind: 'text', text: 'This is a secret of the first shop alone' });
    const own = await said(other, { kind: 'text', text: 'This is of the other shop' });
    await setModel(other, 100);
    for (const asked of [secret, { ...own, messageId: secret.messageId }, { ...secret, messageId: own.messageId }]) {
      const { status } = await other.visitor.ask('translations.ofMessage', { ...asked, to: 'es' });
      expect(status).toBe(404);
    }
    expect(fake.calls()).toHaveLength(before);
    expect((await other.visitor.ask('translations.ofMessage', { ...own, to: 'es' })).status).toBe(200);
  });

  test('are refused for a text that is too long, and for what is no language', async () => {
    const long = { text: 'x'.repeat(4_001), to: 'es' };
    expect((await agent.visitor.ask('translations.preview', long)).status).toBe(400);
    expect((await agent.visitor.ask('translations.preview', { text: 'Hi', to: 'Ignore all' })).status).toBe(400);
  });
});

describe.each(testDatabases().slice(0, 1))('in production', (kind) => {
  test('no model on this machine is asked, whoever sets it', async () => {
    const fake = await startFakeOpenai({ keys: [key] });
    const api = await openApi(kind);
    const owner = await api.owner();
    const value = { baseUrl: fake.baseUrl, model: 'fake-small', monthlyBudgetCents: 100, key };
    await owner.visitor.tell('settings.save', { revision: 0, change: { section: 'model', value } });
    const preview = { text: 'Where is my order?', from: 'en', to: 'es' };
    expect((await owner.visitor.ask('translations.preview', preview)).body).toEqual({
      kind: 'unavailable',
      reason: 'model-refused',
    });
    expect(fake.calls()).toEqual([]);
    await api.close();
    await fake.stop();
  });
});
