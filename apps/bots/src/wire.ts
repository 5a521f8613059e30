import { createModelCache } from '@answerdesk/answers';
import { createChannels, createPacer } from '@answerdesk/channels';
import { type HandleDeps, handleMessages } from '@answerdesk/conversations';
import {
  type ConversationKey,
  createAccountStore,
  createContactStore,
  createConversationStore,
  createFaqStore,
  createMessageStore,
  createOutboxStore,
  createPlatformWide,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import { newId, type StoredInboundMessage, type Tenant, type TenantId } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { createSecretBox } from '@answerdesk/tenants';
import { LRUCache } from 'lru-cache';
import type { Registry } from 'prom-client';
import { createAccountFinder } from './accounts.ts';
import type { BotsConfig } from './config.ts';
import type { InboundDeps } from './inbound.ts';
import { createKeyedRunner } from './keyed-runner.ts';
import { createBotsMetrics } from './metrics.ts';
import { createOutbound } from './outbound.ts';
import { startSweep } from './sweep.ts';

const CONVERSATIONS_AT_ONCE = 256;
const ASK_AGAIN_MS = 200;
/** How long a process may answer from a tenant's old FAQs after they changed. */
const TENANT_FRESH_MS = 500;

export interface BotsContext {
  readonly config: BotsConfig;
  readonly secretKey: string;
  readonly registry: Registry;
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
}

export interface Bots {
  readonly inbound: InboundDeps;
  /** Begins to look for what earlier processes left behind. */
  start(): void;
  /** Takes no more work and resolves when what is under way is stored. */
  stop(): Promise<void>;
}

/** Fits the five steps together over one database. */
export function wireBots(database: Database, context: BotsContext): Bots {
  const { models } = database;
  const { log } = context;
  const now = () => new Date();
  const owner = newId();
  const metrics = createBotsMetrics(context.registry);
  const channels = createChannels({
    telegram: {
      ...(context.config.telegramApiRoot !== undefined && { apiRoot: context.config.telegramApiRoot }),
    },
  });
  const tenants = createTenantStore(models);
  const contacts = createContactStore(models);
  const conversations = createConversationStore(models);
  const messages = createMessageStore(models);
  const faqs = createFaqStore(models);
  const outbox = createOutboxStore(models);
  const findAccount = createAccountFinder(createAccountStore(models).find, createSecretBox(context.secretKey));
  const answerModels = createModelCache({ loadFaqs: (tenantId) => faqs.list(tenantId) });
  const reportFailure = (what: string, error: unknown) => log.error({ err: error }, `${what} failed`);

  const delivering = createOutbound({
    deliver: {
      outbox,
      pacer: createPacer({ now: () => Date.now() }),
      channels,
      findAccount,
      findEpoch: conversations.findEpoch,
      markUnreachable: contacts.markUnreachable,
      now,
      random: Math.random,
      owner,
    },
    metrics,
    onFailure: (error) => reportFailure('delivering', error),
  });

  const handle: HandleDeps = {
    messages: {
      ...messages,
      async markHandled(tenantId, messageId, handledAs) {
        await messages.markHandled(tenantId, messageId, handledAs);
        metrics.handled.inc({ as: handledAs });
      },
    },
    conversations,
    contacts,
    faqs,
    outbox: {
      add: (tenantId, item) => delivering.queue({ ...item, tenantId }),
    },
    meter: {
      async record(event) {
        metrics.usage.inc({ kind: event.kind }, event.quantity);
      },
    },
    sentences: createSentences(),
    findTenant: createTenantFinder(tenants.find),
    modelFor: answerModels.modelFor,
    async showTyping(tenantId, accountId, chat) {
      try {
        const account = await findAccount(tenantId, accountId);
        if (account) await channels[account.channel].showTyping?.(account, chat);
      } catch (error) {
        reportFailure('showing that the bot types', error);
      }
    },
    reportFailure,
    now,
    owner,
  };

  const handling = createKeyedRunner<ConversationKey & { readonly known?: StoredInboundMessage }>({
    concurrency: CONVERSATIONS_AT_ONCE,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: (error) => reportFailure('handling', error),
    async run(key) {
      const { outcome } = await handleMessages(handle, key, key.known);
      return outcome === 'busy' ? ASK_AGAIN_MS : undefined;
    },
  });

  let sweep: ReturnType<typeof startSweep> | undefined;
  return {
    inbound: {
      channels,
      findAccount,
      receive: { messages, now },
      onStored: (message) =>
        handling.wake({ tenantId: message.tenantId, conversationId: message.conversationId, known: message }),
      metrics,
      note: (facts, what) => log.info(facts, what),
    },
    start() {
      sweep ??= startSweep({
        platformWide: createPlatformWide(models),
        offerHandling: handling.offer,
        offerDelivery: delivering.offer,
        onFailure: (error) => reportFailure('sweeping', error),
        now,
      });
    },
    async stop() {
      await sweep?.stop();
      await handling.stop();
      await delivering.stop();
    },
  };
}

function createTenantFinder(
  find: (tenantId: TenantId) => Promise<Tenant | undefined>,
): (tenantId: TenantId) => Promise<Tenant | undefined> {
  const recent = new LRUCache<TenantId, { tenant: Tenant | undefined }>({
    max: 5_000,
    ttl: TENANT_FRESH_MS,
    fetchMethod: async (tenantId) => ({ tenant: await find(tenantId) }),
  });
  return async (tenantId) => (await recent.fetch(tenantId))?.tenant;
}
