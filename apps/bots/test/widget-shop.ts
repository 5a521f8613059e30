import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels } from '@answerdesk/channels';
import { createWebchatStore } from '@answerdesk/database';
import { type FaqContent, faqIdSchema, type ModelEndpoint, newId, newTenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox, openAccount, saveTenantSettings } from '@answerdesk/tenants';
import type { TestDatabase, TestDatabaseKind } from '@answerdesk/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll } from 'vitest';
import { type BotsConfig, type BotsContext, botsApp, endQuietConnections, wireBots } from '../src/index.ts';
import { startVisitor, type WidgetPart } from './visitor.ts';

const secretKey = 'a key of tests';
const secretBox = createSecretBox(secretKey);
const FAQS = [
  { question: 'When do you open?', variants: ['opening hours'], answer: 'From **9 to 17**.' },
  { question: 'Do you deliver abroad?', variants: ['delivery'], answer: 'Yes, to 31 countries.' },
  { question: 'How much is delivery?', variants: ['delivery'], answer: '4.90.' },
  { question: 'How can I pay?', variants: ['credit card'], answer: 'By card.' },
  { question: 'Can I return a pullover?', variants: ['refund'], answer: 'Within 30 days.' },
];

export const origin = 'https://shop.example';
export const script = `(()=>{})();${'/* what a widget weighs */'.repeat(100)}`;
export const within = { timeout: 60_000 };
export const textOf = ({ spans = [] }: Partial<WidgetPart>): string => spans.map(({ text }) => text).join('');

/** The key of a shop's model. */
export const modelKey = 'sk-of-tests-0123456789';

/** A database and servers over it for the tests of one suite, with shops whose pages have the widget. */
export function openWidgetDesk(
  { open }: TestDatabaseKind,
  options: Partial<Pick<BotsConfig, 'hasStripe' | 'isDevelopment'>> &
    Pick<BotsContext, 'clockEveryMs' | 'modelTimeMs'> = {},
) {
  const { clockEveryMs, modelTimeMs, ...config } = options;
  const folder = mkdtempSync(join(tmpdir(), 'answerdesk-widget-'));
  const widgetScript = join(folder, 'widget.js');
  writeFileSync(widgetScript, script);
  const apps: FastifyInstance[] = [];
  let desk: TestDatabase;
  let address = '';
  let other = '';

  async function startServer(): Promise<{ readonly app: FastifyInstance; readonly address: string }> {
    const app = Fastify();
    endQuietConnections(app);
    const bots = wireBots(desk.database, {
      config: { publicUrl: 'https://desk.example', ...config },
      secretKey,
      ...(clockEveryMs !== undefined && { clockEveryMs }),
      ...(modelTimeMs !== undefined && { modelTimeMs }),
      registry: new Registry(),
      log: { info: () => undefined, error: (facts) => process.stderr.write(`${String(facts['err'])}\n`) },
    });
    await app.register(botsApp, { bots, widgetScript });
    apps.push(app);
    return { app, address: await app.listen({ port: 0, host: '127.0.0.1' }) };
  }

  beforeAll(async () => {
    desk = await open();
    address = (await startServer()).address;
    other = (await startServer()).address;
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await desk.drop();
    rmSync(folder, { recursive: true });
  });

  return {
    address: () => address,
    /** Another server over the same database. */
    other: () => other,
    startServer,
    models: () => desk.database.models,
    stores: () => desk.stores,

    /** `model` is the address of a language model of the shop's own. */
    async openShop(
      answer = 'From **9 to 17**.',
      more: {
        readonly faqs?: readonly FaqContent[];
        readonly model?: string;
        readonly settings?: Partial<ModelEndpoint>;
      } = {},
    ) {
      const tenantId = newTenantId();
      const now = new Date();
      const { tenants, faqs, accounts, platformWide } = desk.stores;
      await tenants.add({ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: now });
      if (more.model !== undefined) {
        const value = {
          baseUrl: more.model,
          model: 'fake-small',
          monthlyBudgetCents: 100,
          key: modelKey,
          ...more.settings,
        };
        const deps = { tenants, secretBox, now: () => new Date() };
        await saveTenantSettings(deps, tenantId, 0, { section: 'model', value });
      }
      const rows = more.faqs ?? FAQS.map((row, index) => (index === 0 ? { ...row, answer } : row));
      await faqs.save(
        tenantId,
        rows.map((row) => ({ ...row, id: faqIdSchema.parse(newId()), tenantId, createdAt: now, updatedAt: now })),
      );
      const { account } = await connectAccount(
        {
          tenants,
          accounts,
          accountsOf: platformWide.listAccountsOf,
          secretBox,
          webhookUrlOf: (accountId) => `${address}/widget/${accountId}`,
          now: () => new Date(),
        },
        tenantId,
        createChannels({}).webchat,
        { credentials: { origin } },
      );
      const connected = openAccount(account, secretBox);
      const store = createWebchatStore(desk.database.models);
      return {
        tenantId,
        account: connected,
        store,
        stored: () => desk.database.models.messages.find({ tenantId }).lean(),
        visitor: (at = address) => startVisitor(at, account.id, origin),
        /** Sends a visitor a part under a key. */
        put: (chatKey: string, idempotencyKey: string, text: string, agentName?: string) =>
          store.put(
            connected,
            { chatKey, isGroup: false, idempotencyKey, ...(agentName !== undefined && { agentName }) },
            { text, choices: [] },
          ),
      };
    },
  };
}
