import { setTimeout as sleep } from 'node:timers/promises';
import { createModelCache, type ModelCache } from '@answerdesk/answers';
import { createAccessTokens, createChannels, createPacer } from '@answerdesk/channels';
import {
  type FinishDeps,
  findWindow,
  finishChange,
  forgetOldConversations,
  type HandleDeps,
  handleMessages,
  type LeavingDeps,
  readRoomLeft,
  releaseMember,
} from '@answerdesk/conversations';
import {
  type AccountKey,
  type ConversationKey,
  createAccessTokenStore,
  createAccountStore,
  createContactStore,
  createConversationStore,
  createCountingJob,
  createCountStore,
  createDraftStore,
  createEventStore,
  createFaqStore,
  createLeaverStore,
  createLinkedChatStore,
  createMessageFacts,
  createMessageStore,
  createOutboxStore,
  createPenStore,
  createPlatformWide,
  createPullStore,
  createRatingStore,
  createRetentionStore,
  createStaffChatStore,
  createStaffStore,
  createTenantStore,
  createWebchatStore,
  type Database,
  watchVisitors,
} from '@answerdesk/database';
import { type DeliverDeps, markUndelivered } from '@answerdesk/delivery';
import {
  type AccountId,
  type ChannelName,
  type ConversationId,
  isOpenAt,
  newId,
  type StoredInboundMessage,
  settingsOf,
  type Tenant,
  type TenantId,
} from '@answerdesk/domain';
import { countMessages } from '@answerdesk/insights';
import { createSentences } from '@answerdesk/locales';
import { createMemberReader, createSecretBox, removeAccount } from '@answerdesk/tenants';
import { LRUCache } from 'lru-cache';
import type { Registry } from 'prom-client';
import { createAccountFinder } from './accounts.ts';
import { createAnswerInCall } from './answer-in-call.ts';
import { wireAlertJobs } from './billing/alerts/wire.ts';
import { wireBillingJobs } from './billing/wire.ts';
import { startClock } from './clock.ts';
import type { BotsConfig } from './config.ts';
import { type InboundDeps, storeAll } from './inbound.ts';
import { type PushContext, wireInboxClock } from './inbox/wire.ts';
import { createKeyedRunner } from './keyed-runner.ts';
import { createBotsMetrics } from './metrics.ts';
import { createOutbound } from './outbound.ts';
import { pullMessages } from './pull.ts';
import { createStaffChats, type StaffChats } from './staff-chats.ts';
import { startSweep } from './sweep.ts';
import { wireUsage } from './usage/wire.ts';
import type { WidgetDeps } from './webchat/routes.ts';
import { createVisitorStreams } from './webchat/visitor-streams.ts';

const CONVERSATIONS_AT_ONCE = 256;
const ACCOUNTS_AT_ONCE = 16;
const ASK_AGAIN_MS = 200;
const CLOCK_EVERY_MS = 5_000;
/** Billing has a clock of its own: it may wait long for Stripe. */
const BILLING_EVERY_MS = 30_000;
const JOBS_AT_ONCE = 20;
/** How long a process may answer from a tenant's old FAQs after they changed. */
const TENANT_FRESH_MS = 500;

export interface BotsContext {
  readonly config: BotsConfig;
  readonly secretKey: string;
  /** The key before, while secrets are being sealed anew. */
  readonly oldSecretKey?: string;
  /** What browser push needs; without it staff are not told by push. */
  readonly push?: PushContext;
  /** How often timed work is looked for; 5 s unless told. */
  readonly clockEveryMs?: number;
  /** What was learnt of the tenants' FAQs, where other parts of the process learn it too. */
  readonly answerModels?: ModelCache;
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

/** Fits the five steps together over one database. */
export function wireBots(database: Database, context: BotsContext): Bots {
  const { models } = database;
  const { log } = context;
  const now = () => new Date();
  const owner = newId();
  const metrics = createBotsMetrics(context.registry);
  const tenants = createTenantStore(models);
  const contacts = createContactStore(models);
  const conversations = createConversationStore(models);
  const messages = createMessageStore(models);
  const faqs = createFaqStore(models);
  const outbox = createOutboxStore(models);
  const accounts = createAccountStore(models);
  const events = createEventStore(models);
  const pens = createPenStore(models);
  const ratings = createRatingStore(models);
  const secretBox = createSecretBox(context.secretKey, context.oldSecretKey);
  const webchat = createWebchatStore(models);
  const channels = createChannels({
    ...context.config.channels,
    webchat: { mailbox: webchat },
    accessTokens: createAccessTokens(createAccessTokenStore(models, secretBox), now),
  });
  const pulls = createPullStore(models);
  const platformWide = createPlatformWide(models);
  const findAccount = createAccountFinder(accounts.find, secretBox);
  const answerModels = context.answerModels ?? createModelCache({ loadFaqs: (tenantId) => faqs.list(tenantId) });
  const reportFailure = (what: string, error: unknown) => log.error({ err: error }, `${what} failed`);

  const usage = wireUsage(database, {
    config: context.config,
    noteUsed: (kind, quantity) => metrics.usage.inc({ kind }, quantity),
    noteRefunded: (reason) => metrics.refunds.inc({ reason }),
    onFailure: reportFailure,
    now,
  });
  const deliver: DeliverDeps = {
    outbox,
    pacer: createPacer({ now: () => Date.now() }),
    channels,
    findAccount,
    findFirstBotEpoch: conversations.findFirstBotEpoch,
    leaveToPeople: ({ tenantId, conversationId, id, createdAt }) =>
      conversations.leaveToPeople(tenantId, conversationId, {
        reason: 'bot-in-shadow',
        priority: 3,
        since: createdAt,
        messageId: id,
      }),
    findWindow: (tenantId, conversationId, rule, at) =>
      findWindow({ messages, outbox, conversations }, tenantId, conversationId, rule, at),
    async learnNoPush({ tenantId, id, settings }) {
      await accounts.change(tenantId, id, { settings: { ...settings, pushes: false } });
    },
    note: (facts, what) => log.info(facts, what),
    markUnreachable: contacts.markUnreachable,
    now,
    random: Math.random,
    owner,
  };
  const delivering = createOutbound({
    deliver,
    metrics,
    onFailed: (item) => staffChats.tellOfFailure(item),
    onFailure: (error) => reportFailure('delivering', error),
  });

  const sentences = createSentences();
  const findTenant = createTenantFinder(tenants.find);
  const members = createMemberReader(database.authDb);
  const inboxClock = wireInboxClock(database, {
    config: context.config,
    ...(context.push && { push: context.push }),
    findTenant,
    isAnsweredElsewhere: async (tenantId, accountId) =>
      (await findAccount(tenantId, accountId))?.settings['handOver'] === 'wecom',
    note: (facts, what) => log.info(facts, what),
    tellInChat: (tenantId, userId, conversation) => staffChats.tellInChat(tenantId, userId, conversation),
    tellGiven: (tenantId, toId, conversation) => staffChats.tellGiven(tenantId, toId, conversation),
    isMember: async (tenantId, userId) => (await members.find(tenantId, userId)) !== undefined,
    releaseMember: (tenantId, userId) => releaseMember(leaving, tenantId, userId),
    onFailure: reportFailure,
    now,
    owner,
  });
  const handle: HandleDeps = {
    messages: {
      ...messages,
      async markHandled(tenantId, messageId, handledAs) {
        await messages.markHandled(tenantId, messageId, handledAs);
        metrics.handled.inc({ as: handledAs });
      },
    },
    conversations: {
      ...conversations,
      async recordTurn(tenantId, conversationId, turn, changes) {
        const outcome = await conversations.recordTurn(tenantId, conversationId, turn, changes);
        if (turn.needsAttention && outcome === 'recorded') inboxClock.wake({ tenantId, conversationId });
        return outcome;
      },
    },
    contacts,
    faqs,
    outbox: {
      add: (tenantId, item) => delivering.queue({ ...item, tenantId }),
      find: outbox.find,
      noteRedone: outbox.noteRedone,
    },
    drafts: createDraftStore(models),
    ratings,
    events,
    queue: pens,
    meter: usage.meter,
    allowance: usage.allowance,
    sentences,
    findTenant,
    findStage: async (tenantId, accountId) => (await findAccount(tenantId, accountId))?.stage,
    isSilent: async (tenantId, accountId) => (await findAccount(tenantId, accountId))?.isSilent ?? false,
    isOpenAt: (tenant, at) => isOpenAt(settingsOf(tenant).hours, at),
    modelFor: answerModels.modelFor,
    async showTyping(tenantId, accountId, chat) {
      try {
        const account = await findAccount(tenantId, accountId);
        if (account) await channels[account.channel].showTyping?.(account, chat);
      } catch (error) {
        reportFailure('showing that the bot types', error);
      }
    },
    staffChats: {
      take: (conversation, message) => staffChats.take(conversation, message),
      passOn: (conversation, message) => staffChats.passOn(conversation, message),
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

  const finish: FinishDeps = {
    pens,
    penOutbox: { ...outbox, add: handle.outbox.add },
    messages,
    events,
    contacts,
    sentences,
    findTenant,
    async findVoice(tenantId, accountId) {
      const account = await findAccount(tenantId, accountId);
      if (!account) return 'nobody';
      return account.isSilent || account.stage === 'shadow' ? 'agents' : 'everybody';
    },
    isScarce: (channel) => channels[channel].capabilities.messages === 'scarce',
    ratings,
    async roomLeft(conversation) {
      const { tenantId, accountId, channel } = conversation;
      const account = await findAccount(tenantId, accountId);
      if (!account || account.settings['pushes'] === false) return 0;
      const rule = channels[channel].capabilities.window;
      return readRoomLeft({ messages, outbox, conversations }, conversation, rule, now());
    },
    wakeDelivery: (tenantId, conversationId) => delivering.wake({ tenantId, conversationId }),
    tellStaff: (conversation, change) => staffChats.tellOfChange(conversation, change),
    pause: sleep,
    now,
  };
  const linkedChats = createLinkedChatStore(models);
  const staffConversations = createStaffChatStore(models);
  const staff = createStaffStore(models);
  const leaving: LeavingDeps = {
    inbox: { ...finish, messages },
    leavers: createLeaverStore(models),
    linkedChats,
    staffConversations,
    staff,
    findName: members.findName,
  };
  const staffChats = createStaffChats({
    finish,
    stores: {
      linkedChats,
      staffChats: staffConversations,
      staff,
      outbox: handle.outbox,
      messages,
      accounts,
      faqs,
    },
    members,
    reportFailure,
  });
  const finishing = createKeyedRunner<ConversationKey>({
    concurrency: ACCOUNTS_AT_ONCE,
    nameOf: ({ tenantId, conversationId }) => `${tenantId}/${conversationId}`,
    onFailure: (error) => reportFailure('finishing a change of status', error),
    async run({ tenantId, conversationId }) {
      const conversation = await pens.find(tenantId, conversationId);
      if (conversation?.change) await finishChange(finish, conversation);
      return undefined;
    },
  });

  const inbound: InboundDeps = {
    channels,
    findAccount,
    receive: { messages, now, findByKey: messages.findByKey },
    onStored: (message) =>
      handling.wake({ tenantId: message.tenantId, conversationId: message.conversationId, known: message }),
    async requestPull({ tenantId, id, channel }, { token, of }) {
      const meant = of
        ? (await accounts.list(tenantId)).find(
            (one) => one.channel === channel && one.settings[of.setting] === of.value,
          )
        : undefined;
      if (of && !meant) return log.info({ accountId: id }, 'a call about an account that is not connected');
      if (meant && !meant.webhookOpenedAt) await accounts.change(tenantId, meant.id, { webhookOpenedAt: now() });
      const accountId = meant?.id ?? id;
      await pulls.request(tenantId, accountId, now(), token);
      pulling.wake({ tenantId, accountId });
    },
    markUndelivered: (tenantId, undelivered) =>
      markUndelivered({ outbox, markUnreachable: contacts.markUnreachable }, tenantId, undelivered),
    async noteFirstCall({ tenantId, id }) {
      await accounts.change(tenantId, id, { webhookOpenedAt: now() });
    },
    answerInCall: createAnswerInCall({
      ...deliver,
      findItem: outbox.find,
      findMessage: messages.findByKey,
      pause: sleep,
    }),
    metrics,
    note: (facts, what) => log.info(facts, what),
  };

  const pulling = createKeyedRunner<AccountKey>({
    concurrency: ACCOUNTS_AT_ONCE,
    nameOf: ({ accountId }) => accountId,
    onFailure: (error) => reportFailure('fetching messages', error),
    run: ({ tenantId, accountId }) =>
      pullMessages(
        {
          pulls,
          channels,
          findAccount,
          async storeAll(account, page) {
            await storeAll(inbound, account, page);
          },
          note: inbound.note,
          now,
          owner,
        },
        tenantId,
        accountId,
      ),
  });

  const counting = {
    facts: createMessageFacts(models),
    counts: createCountStore(models),
    job: createCountingJob(models),
    now,
    owner,
  };
  const webhookUrlOf = (channel: ChannelName, accountId: AccountId) =>
    `${context.config.publicUrl}/webhooks/${channel}/${accountId}`;
  const removal = { accounts, channels, secretBox, webhookUrlOf, now };
  const forgetting = { retention: createRetentionStore(models), now };

  let sweep: ReturnType<typeof startSweep> | undefined;
  const billing = [
    ...wireBillingJobs(database, {
      ...(context.config.stripe && { settings: context.config.stripe }),
      registry: context.registry,
      ...{ log, now, owner },
    }),
    ...wireAlertJobs(database, {
      config: context.config,
      note: (facts, what) => log.info(facts, what),
      ...{ findTenant, reportFailure, now },
    }),
  ];
  let clock: ReturnType<typeof startClock> | undefined;
  let billingClock: ReturnType<typeof startClock> | undefined;
  const streams = createVisitorStreams(webchat, (listen) => watchVisitors(database, listen));
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
      clock ??= startClock({
        jobs: [
          {
            name: 'counting messages',
            async run() {
              for (let calls = 0; calls < JOBS_AT_ONCE; calls += 1) if (!(await countMessages(counting)).more) return;
            },
          },
          {
            name: 'removing accounts',
            async run() {
              for (const { tenantId, accountId } of await platformWide.listLeaving(now(), JOBS_AT_ONCE)) {
                await removeAccount(removal, tenantId, accountId);
              }
            },
          },
          {
            name: 'forgetting old conversations',
            async run() {
              for (const tenantId of await platformWide.listForgetting(now(), JOBS_AT_ONCE)) {
                await forgetOldConversations(forgetting, tenantId);
              }
            },
          },
          ...inboxClock.jobs,
          ...usage.jobs,
        ],
        everyMs: context.clockEveryMs ?? CLOCK_EVERY_MS,
        onFailure: reportFailure,
      });
      if (billing.length > 0) {
        billingClock ??= startClock({ jobs: billing, everyMs: BILLING_EVERY_MS, onFailure: reportFailure });
      }
    },
    async stop() {
      await streams.close();
      await clock?.stop();
      await billingClock?.stop();
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
