import { createChannels } from '@answerdesk/channels';
import { receiveMessage } from '@answerdesk/conversations';
import { accountIdSchema, type Channel, idsFrom, messageIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { type FakeTelegram, startFakeTelegram, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, publicUrl, type Somebody, type TestApi } from './open-api.ts';

const key = 'sk-of-the-tests-0123456789';
let bots = 1_000_000;
const newToken = () => {
  bots += 1;
  return `${bots}:token-of-tests-${bots}`;
};

describe.each(testDatabases())('channels and settings, on $name', (kind) => {
  let fake: FakeTelegram;
  let desk: TestApi;
  let owner: Somebody;
  let agent: Somebody;
  let stranger: Somebody;
  /** Everything that the two routers ever answered. */
  const answers: string[] = [];
  const secrets: string[] = [key];

  beforeAll(async () => {
    fake = await startFakeTelegram();
    const { telegram } = createChannels({ telegram: { apiRoot: fake.apiRoot } });
    const byHand: Channel = { ...telegram, name: 'wechat', openWebhook: async () => ({ kind: 'by-hand' }) };
    desk = await openApi(
      kind,
      { channels: { telegram: { apiRoot: fake.apiRoot } } },
      { channels: { wechat: byHand, wecom: { ...byHand, name: 'wecom' } } },
    );
    owner = await desk.owner('Harbour Lane');
    agent = await desk.member(owner, 'agent');
    stranger = await desk.owner('Elsewhere');
  });
  afterAll(async () => {
    await desk.close();
    await fake.stop();
  });

  async function tell(who: Somebody, path: string, input?: unknown) {
    const answer = await who.visitor.tell(path, input);
    answers.push(JSON.stringify(answer));
    return answer;
  }
  async function ask(who: Somebody, path: string, input?: unknown) {
    const answer = await who.visitor.ask(path, input);
    answers.push(JSON.stringify(answer));
    return answer;
  }
  async function connect(who: Somebody, token: string) {
    secrets.push(token);
    const answer = await tell(who, 'channels.connect', { channel: 'telegram', credentials: { token } });
    const secret = fake.webhookOf(token)?.secret;
    if (secret !== undefined) secrets.push(secret);
    return answer;
  }

  test('a bot is connected, seen healthy, found by its link, and in the audit', async () => {
    const token = newToken();
    const { status, body } = await connect(owner, token);
    expect(status, JSON.stringify(body)).toBe(200);
    const { id } = body.account;
    expect(body).toMatchObject({ wasConnected: false, account: { state: 'connected', channel: 'telegram' } });
    expect(body.account.link).toMatch(/^https:\/\/t\.me\/shop_\d+_bot$/);
    expect(fake.webhookOf(token)?.url).toBe(`${publicUrl}/webhooks/telegram/${id}`);
    expect((await ask(agent, 'channels.list')).body.items).toEqual([body.account]);
    expect(body.account).toMatchObject({ webhookUrl: fake.webhookOf(token)?.url, webhookSetByHand: false });
    expect((await ask(agent, 'channels.check', { id })).body).toEqual({ health: { kind: 'healthy', pending: 0 } });
    expect((await ask(owner, 'channels.arrival', { id, since: new Date(0) })).body).toBeNull();
    const { items } = (await owner.visitor.ask('audit.list', { action: 'channel.connect' })).body;
    expect(items[0]).toMatchObject({ outcome: 'done', target: { kind: 'account', id } });
  });

  test('where people take over is chosen for a platform with an inbox of its own, and new credentials leave it so', async () => {
    const token = newToken();
    secrets.push(token);
    const { id, inbox } = (await tell(owner, 'channels.connect', { channel: 'wecom', credentials: { token } })).body
      .account;
    expect(inbox).toEqual({ place: 'here', memberId: '' });
    const chosen = await tell(owner, 'channels.chooseInbox', { id, inbox: 'wecom', memberId: ' li.na ' });
    expect(chosen.body.inbox).toEqual({ place: 'wecom', memberId: 'li.na' });
    const renewed = `${token}-renewed`;
    secrets.push(renewed);
    await tell(owner, 'channels.reconnect', { id, credentials: { token: renewed } });
    const stored = await desk.desk.stores.accounts.find(tenantIdSchema.parse(owner.tenantId), id);
    expect(stored?.settings).toMatchObject({ handOver: 'wecom', handOverTo: 'li.na' });
    expect((await tell(agent, 'channels.chooseInbox', { id, inbox: 'here' })).status).toBe(403);
    expect((await tell(owner, 'channels.chooseInbox', { id, inbox: 'here' })).body.inbox.place).toBe('here');
    const bot = (await connect(owner, newToken())).body.account;
    expect(bot.inbox).toBeUndefined();
    expect((await tell(owner, 'channels.chooseInbox', { id: bot.id, inbox: 'wecom' })).status).toBe(400);
  });

  test('the same bot once more is the same account with the new token, and another tenant is refused it', async () => {
    const token = newToken();
    const first = (await connect(owner, token)).body.account;
    const secret = fake.webhookOf(token)?.secret;
    const renewed = `${token}-renewed`;
    const again = await connect(owner, renewed);
    expect(again.body).toMatchObject({ wasConnected: true, account: { id: first.id } });
    expect(fake.webhookOf(renewed)).toEqual({ url: `${publicUrl}/webhooks/telegram/${first.id}`, secret });
    const theirs = await connect(stranger, token);
    expect(theirs).toMatchObject({ status: 409, body: { data: { reason: 'already-exists' } } });
    expect((await ask(stranger, 'channels.list')).body.items).toEqual([]);
    expect(fake.webhookOf(token)?.url).toContain(first.id);
  });

  test('of many who connect the same bot at once at most one has it, and nobody has two', async () => {
    const token = newToken();
    const before = (await ask(owner, 'channels.list')).body.items.length;
    await Promise.all([owner, owner, owner, stranger].map((who) => connect(who, token)));
    const mine = (await ask(owner, 'channels.list')).body.items.length - before;
    const theirs = (await ask(stranger, 'channels.list')).body.items.length;
    expect(mine + theirs).toBeLessThanOrEqual(1);
    if (mine + theirs === 0) expect((await connect(owner, token)).status).toBe(200);
  });

  test('a wrong token, and one that Telegram does not know, are told apart', async () => {
    const wrong = await tell(owner, 'channels.connect', { channel: 'telegram', credentials: { token: 'hello' } });
    expect(wrong).toMatchObject({ status: 400, body: { data: { reason: 'invalid' } } });
  });

  test('an account is renamed, paused, disconnected and had back; another bot’s token is not taken for it', async () => {
    const token = newToken();
    const { id } = (await connect(owner, token)).body.account;
    expect((await tell(owner, 'channels.rename', { id, name: 'Front desk' })).body.name).toBe('Front desk');
    expect((await tell(owner, 'channels.pause', { id, isPaused: true })).body.state).toBe('paused');
    expect((await tell(owner, 'channels.disconnect', { id })).body).toMatchObject({ state: 'leaving' });
    expect(fake.webhookOf(token)).toBeDefined();
    expect((await tell(owner, 'channels.undoDisconnect', { id })).body.state).toBe('paused');
    expect((await tell(owner, 'channels.pause', { id, isPaused: false })).body.state).toBe('connected');
    const other = newToken();
    secrets.push(other);
    const mixed = await tell(owner, 'channels.reconnect', { id, credentials: { token: other } });
    expect(mixed).toMatchObject({ status: 400, body: { data: { reason: 'invalid' } } });
    expect((await tell(agent, 'channels.pause', { id, isPaused: true })).status).toBe(403);
    expect((await tell(stranger, 'channels.pause', { id, isPaused: true })).status).toBe(404);
  });

  test('a webhook that was lost is seen and put back', async () => {
    const token = newToken();
    const { id } = (await connect(owner, token)).body.account;
    await fetch(`${fake.apiRoot}/bot${token}/deleteWebhook`);
    expect((await ask(owner, 'channels.check', { id })).body).toEqual({ health: { kind: 'webhook-missing' } });
    expect((await tell(owner, 'channels.repair', { id })).status).toBe(200);
    expect((await ask(owner, 'channels.check', { id })).body).toMatchObject({ health: { kind: 'healthy' } });
  });

  test('an account whose owner sets the webhook by hand is unfinished until the platform calls', async () => {
    const answer = await tell(owner, 'channels.connect', { channel: 'wechat', credentials: { token: newToken() } });
    const { id, webhookUrl } = answer.body.account;
    expect(webhookUrl).toBe(`${publicUrl}/webhooks/wechat/${id}`);
    expect(answer.body.account).toMatchObject({ state: 'unfinished', webhookSetByHand: true });
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    await desk.desk.stores.accounts.change(tenantId, accountIdSchema.parse(id), { webhookOpenedAt: new Date() });
    const { items } = (await ask(owner, 'channels.list')).body;
    expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({ state: 'connected' });
  });

  test('an account tells what came last and what did not arrive of the last 7 days, of its own alone', async () => {
    const [first, second] = [newToken(), newToken()];
    const { id } = (await connect(owner, first)).body.account;
    const other = (await connect(owner, second)).body.account.id;
    const tenantId = tenantIdSchema.parse(owner.tenantId);
    const accountId = accountIdSchema.parse(id);
    const { messages, conversations, outbox } = desk.desk.stores;
    const now = new Date();
    const { message } = await receiveMessage(
      { messages, now: () => now },
      { id: accountId, tenantId, channel: 'telegram' },
      {
        dedupeKey: 'told',
        chatKey: 'told',
        isGroup: false,
        contact: { platformId: 'told' },
        content: { kind: 'text', text: 'Anybody there?' },
      },
    );
    const { conversationId, channel } = message;
    const chat = { accountId, channel, contactId: message.author.contactId, chatKey: 'told', isGroup: false };
    await conversations.claim(tenantId, { id: conversationId, ...chat }, { owner: 'p', now, until: now });
    const fail = async (daysAgo: number, reason: 'window-closed' | 'gave-up') => {
      const createdAt = new Date(now.getTime() - daysAgo * 86_400_000);
      const itemId = messageIdSchema.parse(`${idsFrom(createdAt)}0000.r`);
      await outbox.add(
        tenantId,
        {
          id: itemId,
          tenantId,
          conversationId,
          ...chat,
          content: { kind: 'reply', text: 'Yes.' },
          state: 'pending',
          attempts: 0,
          uncertainSends: 0,
          sentParts: [],
          createdAt,
        },
        { owner: 'p', until: now },
      );
      await outbox.fail(tenantId, itemId, 'p', { reason, detail: 'told by the platform' });
      return createdAt.toISOString();
    };
    await fail(8, 'gave-up');
    const before = (await ask(owner, 'channels.check', { id })).body;
    expect(before).toMatchObject({ lastInboundAt: now.toISOString() });
    expect(before.lastFailure).toBeUndefined();
    const at = await fail(2, 'window-closed');
    const { body } = await ask(agent, 'channels.check', { id });
    expect(body.lastFailure).toEqual({ at, reason: 'window-closed', conversationId });
    expect((await ask(owner, 'channels.check', { id: other })).body).toEqual({
      health: { kind: 'healthy', pending: 0 },
    });
    expect((await ask(stranger, 'channels.check', { id })).status).toBe(404);
  });

  test('settings are saved over the state they were made in, and taken back', async () => {
    const { revision, settings } = (await ask(owner, 'settings.get')).body;
    expect(settings.retention).toEqual({});
    const save = (days: number, over: number) =>
      tell(owner, 'settings.save', { revision: over, change: { section: 'retention', value: { days } } });
    const saved = (await save(30, revision)).body;
    expect(saved).toMatchObject({ revision: revision + 1, settings: { retention: { days: 30 } } });
    expect(await save(60, revision)).toMatchObject({ status: 409, body: { data: { reason: 'conflict' } } });
    expect((await tell(owner, 'settings.undo', { revision: saved.revision })).body.settings.retention).toEqual({});
    expect(await tell(owner, 'settings.undo', { revision: saved.revision })).toMatchObject({ status: 409 });
    expect((await ask(stranger, 'settings.get')).body.revision).toBe(0);
    expect((await ask(agent, 'settings.get')).status).toBe(403);
    expect((await save(6, 2)).status).toBe(400);
  });

  test('a model’s key is sealed, never sent back, and goes to no other address', async () => {
    const { revision } = (await ask(owner, 'settings.get')).body;
    const model = { baseUrl: 'https://models.example/v1', model: 'm', monthlyBudgetCents: 500 };
    const saved = await tell(owner, 'settings.save', {
      revision,
      change: { section: 'model', value: { ...model, key } },
    });
    expect(saved.body.settings.model).toEqual({ ...model, hasKey: true });
    const doc = await desk.desk.database.models.tenants
      .findOne({ tenantId: tenantIdSchema.parse(owner.tenantId) })
      .lean();
    expect(JSON.stringify(doc)).not.toContain(key);
    const change = (baseUrl: string) =>
      tell(owner, 'settings.save', {
        revision: revision + 1,
        change: { section: 'model', value: { ...model, baseUrl } },
      });
    expect((await change('https://elsewhere.example/v1')).status).toBe(400);
    expect((await change('https://models.example/v2')).status).toBe(200);
    const elsewhere = { baseUrl: 'https://elsewhere.example/v1', model: 'm' };
    expect((await tell(owner, 'settings.tryModel', elsewhere)).status).toBe(400);
    const within = { baseUrl: 'https://127.0.0.1:9/v1', model: 'm', key };
    expect((await tell(owner, 'settings.tryModel', within)).status).toBe(400);
  });

  test('no answer of these routers holds a token, a webhook’s secret or a key', () => {
    expect(answers.length).toBeGreaterThan(30);
    for (const secret of secrets) for (const answer of answers) expect(answer).not.toContain(secret);
  });
});
