import { createChannels } from '@answerdesk/channels';
import {
  contactIdSchema,
  conversationIdSchema,
  defaultTenantSettings,
  newAccountId,
  newTenantId,
  type TenantId,
} from '@answerdesk/domain';
import { connectAccount, createSecretBox, disconnectAccount, saveTenantSettings } from '@answerdesk/tenants';
import { type FakeTelegram, startFakeTelegram, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Bots, wireBots } from '../src/index.ts';

const secretKey = 'a key of tests of the clock';
const DAY_MS = 24 * 60 * 60_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

describe.each(testDatabases())('the clock on $name', ({ open }) => {
  let desk: TestDatabase;
  let fake: FakeTelegram;
  let running: Bots[] = [];
  beforeAll(async () => {
    desk = await open();
    fake = await startFakeTelegram();
  });
  afterEach(async () => {
    for (const bots of running) await bots.stop();
    running = [];
  });
  afterAll(async () => {
    await fake.stop();
    await desk.drop();
  });

  /** Two processes, as in earnest. */
  function startClocks(): void {
    for (const _ of [1, 2]) {
      const bots = wireBots(desk.database, {
        config: { publicUrl: 'https://desk.example', channels: { telegram: { apiRoot: fake.apiRoot } } },
        secretKey,
        clockEveryMs: 50,
        registry: new Registry(),
        log: { info: () => undefined, error: () => undefined },
      });
      bots.start();
      running.push(bots);
    }
  }

  async function makeTenant(): Promise<TenantId> {
    const id = newTenantId();
    await desk.stores.tenants.add({ id, name: 'A', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: ago(400) });
    return id;
  }

  test('takes away the webhook of a disconnected account when its time has come, and then the account', async () => {
    const tenantId = await makeTenant();
    const token = '777:token-of-the-clock';
    const { stores } = desk;
    const deps = {
      tenants: stores.tenants,
      accounts: stores.accounts,
      accountsOf: stores.platformWide.listAccountsOf,
      secretBox: createSecretBox(secretKey),
      webhookUrlOf: (id: string) => `https://desk.example/webhooks/telegram/${id}`,
      now: () => new Date(),
    };
    const channel = createChannels({ telegram: { apiRoot: fake.apiRoot } }).telegram;
    const kept = await connectAccount(deps, tenantId, channel, { credentials: { token: '778:token-of-the-clock' } });
    const { account } = await connectAccount(deps, tenantId, channel, { credentials: { token } });
    await disconnectAccount({ ...deps, now: () => ago(1) }, tenantId, account.id);
    await disconnectAccount(deps, tenantId, kept.account.id);
    startClocks();
    await expect.poll(() => stores.accounts.find(tenantId, account.id), { timeout: 60_000 }).toBeUndefined();
    expect(fake.webhookOf(token)).toBeUndefined();
    expect(await stores.accounts.find(tenantId, kept.account.id)).toBeDefined();
    expect(fake.webhookOf('778:token-of-the-clock')).toBeDefined();
  });

  test('forgets conversations whose last message is older than the tenant keeps them, and nothing else', async () => {
    const [tenantId, other] = [await makeTenant(), await makeTenant()];
    const { models } = desk.database;
    async function converse(owner: TenantId, name: string, last: Date, messages: number, newest = last) {
      const accountId = newAccountId(owner);
      const conversationId = conversationIdSchema.parse(name + owner);
      const contactId = contactIdSchema.parse(`p${name}${owner}`);
      const base = { tenantId: owner, accountId, channel: 'telegram' as const };
      await models.contacts.create({
        tenantId: owner,
        accountId,
        _id: contactId,
        platformId: name,
        isReachable: true,
        createdAt: last,
      });
      await models.conversations.create({
        ...base,
        _id: conversationId,
        contactId,
        chatKey: name,
        isGroup: false,
        holder: { kind: 'bot' },
        epoch: 0,
        status: 'bot',
        unsureTurns: 0,
        createdAt: last,
        lastMessageAt: last,
      });
      for (let at = 0; at < messages; at += 1) {
        await models.messages.collection.insertOne({
          ...base,
          _id: `${name}${owner}${at}` as never,
          conversationId,
          direction: 'in',
          isHandled: true,
          dedupeKey: `${at}`,
          createdAt: newest,
        });
      }
    }
    await converse(tenantId, 'old', ago(31), 250);
    await converse(tenantId, 'new', ago(29), 2);
    await converse(tenantId, 'held', ago(31), 1, ago(1));
    await converse(other, 'old', ago(31), 2);
    const deps = { tenants: desk.stores.tenants, secretBox: createSecretBox(secretKey), now: () => ago(1) };
    await saveTenantSettings(deps, tenantId, 0, { section: 'retention', value: { days: 30 } });
    startClocks();
    const left = async () =>
      (await models.conversations.find({ tenantId }).lean()).map(({ chatKey }) => chatKey).sort();
    await expect.poll(left, { timeout: 60_000 }).toEqual(['held', 'new']);
    const counts = [tenantId, other].map((owner) => models.messages.countDocuments({ tenantId: owner }));
    expect(await Promise.all(counts)).toEqual([3, 2]);
    // Contacts go after their messages.
    await expect.poll(() => models.contacts.countDocuments({ tenantId }), { timeout: 60_000 }).toBe(2);
    expect(defaultTenantSettings.retention.days).toBeUndefined();
  });
});
