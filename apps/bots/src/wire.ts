import { type ForetellEffect, type ModelCache, openAnswerModels, prepareIntents } from '@answerdesk/answers';
import { createAccessTokens, createChannels, createPacer, type Pacer } from '@answerdesk/channels';
import { releaseMember } from '@answerdesk/conversations';
import {
  createAccessTokenStore,
  createGlossaryStore,
  createModelSpendStore,
  type Database,
  watchVisitors,
} from '@answerdesk/database';
import {
  type AccountId,
  type ChannelName,
  type ConversationId,
  newId,
  type Tenant,
  type TenantId,
} from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { createMemberReader, createSecretBox } from '@answerdesk/tenants';
import { LRUCache } from 'lru-cache';
import type { Registry } from 'prom-client';
import { createAccountFinder } from './accounts.ts';
import { type Clock, startClocks } from './clock.ts';
import type { BotsConfig } from './config.ts';
import { wireDelivery } from './delivery/wire.ts';
import { wireHandling } from './handling/wire.ts';
import type { InboundDeps } from './inbound.ts';
import { type PushContext, wireInboxClock } from './inbox/wire.ts';
import { createBotsMetrics } from './metrics.ts';
import { wirePens } from './pens/wire.ts';
import { wireReceiving } from './receiving/wire.ts';
import { wireReplyModel } from './reply-model/wire.ts';
import type { StaffChats } from './staff-chats.ts';
import { wireStores } from './stores/wire.ts';
import { startSweep } from './sweep.ts';
import { wireTimed } from './timed/wire.ts';
import { wireUsage } from './usage/wire.ts';
import { type Warming, warmModels } from './warm-models.ts';
import type { WidgetDeps } from './webchat/routes.ts';
import { createVisitorStreams } from './webchat/visitor-streams.ts';

/** How long a process may answer from a tenant's old FAQs after they changed. */
const TENANT_FRESH_MS = 500;
/** Tenants whose customers wrote within this time are learnt at a start. */
const ACTIVE_WITHIN_MS = 14 * 24 * 3_600_000;

export interface BotsContext {
  readonly config: BotsConfig;
  readonly secretKey: string;
  /** The key before, while secrets are being sealed anew. */
  readonly oldSecretKey?: string;
  /** What browser push needs; without it staff are not told by push. */
  readonly push?: PushContext;
  /** How often timed work is looked for; 5 s unless told. */
  readonly clockEveryMs?: number;
  /** Keeps the platforms' rates; one by the wall's clock unless told. */
  readonly pacer?: Pacer;
  /** How long a model is waited for in a reply; as long as the channel lets one wait unless told. */
  readonly modelTimeMs?: number;
  /** What was learnt of the tenants' FAQs, where other parts of the process learn it too. */
  readonly answerModels?: ModelCache;
  /** What foretells what publishing changes, where other parts of the process do it too. */
  readonly foretell?: ForetellEffect;
  readonly registry: Registry;
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
}

export interface Bots {
  readonly inbound: InboundDeps;
  readonly widget: WidgetDeps;
  /** Has what was queued for a conversation sent at once, when it was queued by another part of this process. */
  wakeDelivery(tenantId: TenantId, conversationId: ConversationId): void;
  /** Tells a member of a conversation in the chat they linked. */
  readonly tellInChat: StaffChats['tellInChat'];
  /** Begins to look for what earlier processes left behind. */
  start(): void;
  /** Takes no more work and resolves when what is under way is stored. */
  stop(): Promise<void>;
}

/** Fits the five steps together over one database; each room's own in its `wire.ts`. */
export function wireBots(database: Database, context: BotsContext): Bots {
  prepareIntents();
  const { models } = database;
  const { config, log, registry } = context;
  const now = () => new Date();
  const owner = newId();
  const reportFailure = (what: string, error: unknown) => log.error({ err: error }, `${what} failed`);
  const note = (facts: Readonly<Record<string, unknown>>, what: string) => log.info(facts, what);
  const metrics = createBotsMetrics(registry);
  const stores = wireStores(database);
  const { accounts, platformWide, webchat } = stores;
  const secretBox = createSecretBox(context.secretKey, context.oldSecretKey);
  const channels = createChannels({
    ...config.channels,
    webchat: { mailbox: webchat },
    accessTokens: createAccessTokens(createAccessTokenStore(models, secretBox), now),
  });
  const findAccount = createAccountFinder(accounts.find, secretBox);
  const findTenant = createTenantFinder(stores.tenants.find);
  const members = createMemberReader(database.authDb);
  const sentences = createSentences();
  const answerModels =
    context.answerModels ??
    openAnswerModels({
      loadFaqs: (tenantId) => stores.faqs.list(tenantId),
      loadGlossary: createGlossaryStore(models).find,
      settings: config.embedding,
      spend: createModelSpendStore(models),
      log,
      now,
    });
  const usage = wireUsage(database, {
    config,
    noteUsed: (kind, quantity) => metrics.usage.inc({ kind }, quantity),
    noteRefunded: (reason) => metrics.refunds.inc({ reason }),
    onFailure: reportFailure,
    now,
  });
  const { deliver, delivering } = wireDelivery({
    pacer: context.pacer ?? createPacer({ now: () => Date.now() }),
    onFailed: (item) => staffChats.tellOfFailure(item),
    ...{ stores, channels, findAccount, metrics, note, reportFailure, now, owner },
  });
  const inboxClock = wireInboxClock(database, {
    ...(context.push && { push: context.push }),
    isAnsweredElsewhere: async (tenantId, accountId) =>
      (await findAccount(tenantId, accountId))?.settings['handOver'] === 'wecom',
    tellInChat: (tenantId, userId, conversation) => staffChats.tellInChat(tenantId, userId, conversation),
    tellGiven: (tenantId, toId, conversation) => staffChats.tellGiven(tenantId, toId, conversation),
    isMember: async (tenantId, userId) => (await members.find(tenantId, userId)) !== undefined,
    releaseMember: (tenantId, userId) => releaseMember(leaving, tenantId, userId),
    onFailure: reportFailure,
    ...{ config, findTenant, note, now, owner },
  });
  const { handle, handling } = wireHandling(database, {
    meter: usage.meter,
    allowance: usage.allowance,
    modelFor: answerModels.modelFor,
    replyModel: wireReplyModel(database, {
      ...{ findTenant, secretBox, meter: usage.meter, reportFailure, now },
      allowsLoopback: config.isDevelopment ?? false,
    }),
    modelTimeMs: context.modelTimeMs,
    staffChats: {
      take: (conversation, message) => staffChats.take(conversation, message),
      passOn: (conversation, message) => staffChats.passOn(conversation, message),
    },
    wakeAttention: inboxClock.wake,
    ...{ stores, channels, findAccount, findTenant, sentences, metrics, delivering, reportFailure, now, owner },
  });
  const { finish, leaving, staffChats, finishing } = wirePens(database, {
    queue: handle.outbox,
    wakeDelivery: delivering.wake,
    ...{ stores, members, channels, findAccount, findTenant, sentences, reportFailure, now },
  });
  const { inbound, pulling } = wireReceiving({
    onStored: (message) =>
      handling.wake({ tenantId: message.tenantId, conversationId: message.conversationId, known: message }),
    ...{ stores, channels, findAccount, deliver, metrics, log, reportFailure, now, owner },
  });
  const webhookUrlOf = (channel: ChannelName, accountId: AccountId) =>
    `${config.publicUrl}/webhooks/${channel}/${accountId}`;
  const stopping = new AbortController();
  const timed = wireTimed(database, {
    ...{ push: context.push, clockEveryMs: context.clockEveryMs, foretell: context.foretell },
    removal: { accounts, channels, secretBox, webhookUrlOf, now },
    signal: stopping.signal,
    ...{ config, registry, log, findTenant, answerModels, inboxClock, usage, staffChats, reportFailure, now, owner },
  });
  const streams = createVisitorStreams(webchat, (listen) => watchVisitors(database, listen));
  let sweep: ReturnType<typeof startSweep> | undefined;
  let warming: Warming | undefined;
  let clocks: Clock | undefined;
  return {
    inbound,
    widget: { inbound, findAccount, findTenant, sentences, store: webchat, streams },
    wakeDelivery: finish.wakeDelivery,
    tellInChat: staffChats.tellInChat,
    start() {
      sweep ??= startSweep({
        platformWide,
        offerHandling: handling.offer,
        offerDelivery: delivering.offer,
        offerPull: pulling.offer,
        offerFinishing: finishing.offer,
        onFailure: (error) => reportFailure('sweeping', error),
        now,
      });
      warming ??= warmModels({
        ...{ findTenant, reportFailure, listTenants: platformWide.listTenants, modelFor: answerModels.modelFor },
        async isActive(tenantId) {
          const since = new Date(now().getTime() - ACTIVE_WITHIN_MS);
          return (await stores.counts.list(tenantId, since, now())).length > 0;
        },
      });
      clocks ??= startClocks(timed, reportFailure);
    },
    async stop() {
      stopping.abort();
      await streams.close();
      await warming?.stop();
      await clocks?.stop();
      await sweep?.stop();
      await pulling.stop();
      await finishing.stop();
      await handling.stop();
      await inboxClock.stop();
      await usage.stop();
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
