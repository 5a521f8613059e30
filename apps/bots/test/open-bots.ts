import { createModelCache, type ModelCache } from '@answerdesk/answers';
import { type ChannelAddresses, createChannels, createPacer } from '@answerdesk/channels';
import { type ChannelName, type Faq, faqIdSchema, newId, newTenantId, type TenantId } from '@answerdesk/domain';
import { type ConnectedResult, connectAccount, createSecretBox } from '@answerdesk/tenants';
import type { TestDatabase, TestDatabaseKind } from '@answerdesk/testing';
import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { type Bots, type BotsContext, botsApp, wireBots } from '../src/index.ts';

const secretKey = 'a key of tests';

export interface TestBots {
  readonly bots: Bots;
  readonly desk: TestDatabase;
  readonly address: string;
  /** What was logged, as text. */
  readonly noted: string[];
  /** Makes a tenant with FAQs and an account of a channel. */
  openShop(
    faqs: readonly (Pick<Faq, 'question' | 'answer'> & Partial<Pick<Faq, 'variants'>>)[],
    channel: ChannelName,
    credentials: Readonly<Record<string, string>>,
  ): Promise<ConnectedResult & { readonly tenantId: TenantId }>;
  /** Connects another account for a tenant. */
  connect(
    tenantId: TenantId,
    channel: ChannelName,
    credentials: Readonly<Record<string, string>>,
  ): Promise<ConnectedResult>;
  close(): Promise<void>;
}

/**
 * Serves the bots over a database, with the platforms where `channels` says. `thinkMs` is how long each answer takes. Where
 * `isHurried` says so, platforms are taken to allow a thousand times their rates: a message a second is waited for elsewhere.
 */
export async function openBots(
  kind: TestDatabaseKind,
  options: {
    readonly channels: ChannelAddresses;
    readonly thinkMs?: () => number;
    readonly push?: BotsContext['push'];
    readonly isHurried?: boolean;
  },
): Promise<TestBots> {
  const desk = await kind.open();
  const noted: string[] = [];
  const learnt = createModelCache({ loadFaqs: (tenantId) => desk.stores.faqs.list(tenantId), firstLessonMs: 60_000 });
  const answerModels: ModelCache = {
    ...learnt,
    async modelFor(tenantId, version) {
      const thinkMs = options.thinkMs?.() ?? 0;
      if (thinkMs > 0) await new Promise((resolve) => setTimeout(resolve, thinkMs));
      return learnt.modelFor(tenantId, version);
    },
  };
  async function serve() {
    const app = Fastify();
    const bots = wireBots(desk.database, {
      config: { publicUrl: 'https://desk.example', channels: options.channels },
      secretKey,
      ...(options.push && { push: options.push }),
      ...(options.isHurried && { pacer: createPacer({ now: () => Date.now() * 1_000 }) }),
      answerModels,
      registry: new Registry(),
      log: {
        info: (facts, what) => noted.push(`${what} ${JSON.stringify(facts)}`),
        error: (facts, what) => noted.push(`${what} ${String(facts['err'])}`),
      },
    });
    await app.register(botsApp, { bots });
    return { bots, address: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
  }
  const first = await serve();
  function connect(tenantId: TenantId, channel: ChannelName, credentials: Readonly<Record<string, string>>) {
    const { tenants, accounts, platformWide } = desk.stores;
    return connectAccount(
      {
        tenants,
        accounts,
        accountsOf: platformWide.listAccountsOf,
        secretBox: createSecretBox(secretKey),
        webhookUrlOf: (accountId) => `${first.address}/webhooks/${channel}/${accountId}`,
        now: () => new Date(),
      },
      tenantId,
      createChannels({ ...options.channels })[channel],
      { credentials },
    );
  }
  return {
    desk,
    bots: first.bots,
    address: first.address,
    noted,
    connect,
    async openShop(faqs, channel, credentials) {
      const tenantId = newTenantId();
      const now = new Date();
      const { tenants, faqs: store } = desk.stores;
      await tenants.add({ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now });
      await store.save(
        tenantId,
        faqs.map((faq) => ({
          variants: [],
          ...faq,
          id: faqIdSchema.parse(newId()),
          tenantId,
          createdAt: now,
          updatedAt: now,
        })),
      );
      return { ...(await connect(tenantId, channel, credentials)), tenantId };
    },
    async close() {
      await first.close();
      await desk.drop();
    },
  };
}
