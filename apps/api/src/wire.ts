import { lookup } from 'node:dns';
import {
  createFindSimilarFaqs,
  createModelCache,
  createModelTrial,
  createPageReader,
  type FaqImportDeps,
  type FindSimilarFaqs,
  type ModelCache,
  type PageReader,
  type Translator,
} from '@answerdesk/answers';
import { connectStripe, type WebhookDeps } from '@answerdesk/billing';
import { createAccessTokens, createChannels, isPublicAddress, publicLookup } from '@answerdesk/channels';
import {
  type ArrivalReader,
  type CannedReplyStore,
  type ContactNoteStore,
  type ConversationList,
  type DraftReader,
  type EventList,
  type emptyInbox,
  type FileStore,
  type InboxDeps,
  inboxRowOf,
  type LeavingDeps,
  type LinkedChatStore,
  type PresenceStore,
  type QuestionReader,
  type QueueList,
  type ReadDeps,
  type ReadTextDeps,
  type RehearsalDeps,
  type ReplyDraftStore,
  type ReplyReader,
  type StaffConversations,
  type StaffStore,
  type TeachingDeps,
  type TellDeps,
  type WindowDeps,
} from '@answerdesk/conversations';
import {
  createAccessTokenStore,
  createAccountStore,
  createArrivalReader,
  createAuditStore,
  createBillingAccountStore,
  createCannedReplyStore,
  createContactNoteStore,
  createContactStore,
  createConversationStore,
  createCountingJob,
  createCountStore,
  createCustomerClaims,
  createDraftStore,
  createEventStore,
  createFaqImportStore,
  createFaqRevisionStore,
  createFaqStore,
  createFaqWorkshopStore,
  createFileStore,
  createFirstStepsStore,
  createLeases,
  createLeaverStore,
  createLedgerStore,
  createLinkedChatStore,
  createMailAllowance,
  createMessageStore,
  createMeterReportStore,
  createModelSpendStore,
  createOutboxStore,
  createPenStore,
  createPlatformWide,
  createPresenceStore,
  createPushSubscriptionStore,
  createQuestionReader,
  createQueueStore,
  createRatingStore,
  createReplyDraftStore,
  createStaffChatStore,
  createStaffDirectory,
  createStaffStore,
  createStripeEvents,
  createTenantStore,
  createUsageHours,
  createUsageSums,
  type Database,
  type PlatformWide,
  type PushSubscriptionWriter,
  watchChanges,
} from '@answerdesk/database';
import {
  createMailer,
  createPusher,
  type Mailer,
  type Pusher,
  type PushSubscriptionStore,
  type VapidKeys,
} from '@answerdesk/delivery';
import {
  type AccountId,
  type Channel,
  type ChannelName,
  type Invitation,
  newId,
  PRESENT_FOR_MS,
  settingsOf,
  type TenantId,
} from '@answerdesk/domain';
import type { FirstStepsDeps, RatingReader, SummaryDeps } from '@answerdesk/insights';
import { createMailWords, createSentences } from '@answerdesk/locales';
import {
  type AccountStore,
  type AuditLog,
  type Auth,
  createAuth,
  createMemberReader,
  createSecretBox,
  type LeaverDesk,
  type ReportAccountDeps,
  type SecretBox,
  type TenantStore,
  type TryModel,
} from '@answerdesk/tenants';
import type { BillingDesk } from './billing-desk.ts';
import type { ApiConfig } from './config.ts';
import { createInboxDeps } from './create-inbox-deps.ts';
import { createImportRunner, type ImportRunner } from './import-runner.ts';
import { createLeaverDesk } from './leaver-desk.ts';
import type { PresentAgent } from './live/inbox-news.ts';
import { createLive, type Live } from './live/live.ts';
import { trustedOrigins } from './origin.ts';
import { recordAuthEvent } from './record-auth-event.ts';
import { createTellDeps } from './tell-deps.ts';
import { createTellMentioned } from './tell-mentioned.ts';
import { createTenantTranslator } from './tenant-translator.ts';
import { createUsageNotes } from './usage/wire.ts';

export interface ApiContext {
  readonly config: ApiConfig;
  readonly secretKey: string;
  /** The key before, while secrets are being sealed anew. */
  readonly oldSecretKey?: string;
  /** What was learnt of the tenants' FAQs, where other parts of the process learn it too. */
  readonly answerModels?: ModelCache;
  /** Has what was queued sent at once, where this process sends; it is found within a second otherwise. */
  readonly wakeDelivery?: InboxDeps['wakeDelivery'];
  /** What browser push needs, `isLocalAllowed` for a fake push service; without it nobody can subscribe. */
  readonly push?: { readonly keys: VapidKeys; readonly isLocalAllowed?: boolean };
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
}

/** What the routers' verbs are given. A new area adds its stores here and fills them in `wireApi`. */
export interface ApiDeps extends Pick<Auth, 'people' | 'members' | 'invitations' | 'sessions' | 'readSession'> {
  readonly tenants: TenantStore;
  readonly audit: AuditLog;
  readonly accounts: AccountStore;
  readonly channels: Readonly<Record<ChannelName, Channel>>;
  readonly accountsOf: PlatformWide['listAccountsOf'];
  readonly secretBox: SecretBox;
  readonly webhookUrlOf: (channel: ChannelName, accountId: AccountId) => string;
  readonly arrivals: ArrivalReader;
  readonly tryModel: TryModel;
  readonly drafts: DraftReader & ReadDeps['drafts'];
  readonly questions: QuestionReader;
  /** What the bot's replies are made of, for those who want to see one without sending it. */
  readonly rehearsal: RehearsalDeps;
  readonly workshop: FaqImportDeps;
  /** Has an import run, here or wherever it is held. */
  readonly wakeImport: ImportRunner['wake'];
  readonly readPage: PageReader;
  readonly findSimilarFaqs: FindSimilarFaqs;
  readonly teaching: TeachingDeps;
  readonly mailer: Mailer;
  readonly sendMail: Mailer['send'];
  readonly sendsMail: boolean;
  readonly invitationUrlOf: (invitation: Invitation) => string;
  readonly conversations: ConversationList & ReadDeps['conversations'];
  readonly contacts: ReadDeps['contacts'];
  readonly messages: ReadDeps['messages'] & WindowDeps['messages'] & ReadTextDeps['messages'];
  readonly translator: Translator;
  readonly outbox: ReadDeps['outbox'] & WindowDeps['outbox'] & ReportAccountDeps['outbox'];
  readonly faqs: ReadDeps['faqs'];
  readonly linkedChats: LinkedChatStore;
  readonly staffConversations: StaffConversations;
  readonly leavers: LeaverDesk;
  readonly counts: SummaryDeps['counts'];
  /** How far messages have been counted. */
  readonly job: SummaryDeps['job'];
  readonly ratings: RatingReader;
  readonly firstSteps: FirstStepsDeps;
  /** Notes that somebody has tried the bot. */
  readonly noteTried: (tenantId: TenantId) => Promise<void>;
  readonly timeZoneOf: (tenantId: TenantId) => Promise<string>;
  readonly queues: QueueList;
  /** The bot's replies, by what they answer. */
  readonly replies: ReplyReader;
  readonly events: EventList;
  readonly presences: PresenceStore;
  /** Who gave a sign of life since a moment, as colleagues are told. */
  readonly listPresent: (tenantId: TenantId, since: Date) => Promise<PresentAgent[]>;
  readonly cannedReplies: CannedReplyStore;
  readonly replyDrafts: ReplyDraftStore;
  readonly staff: StaffStore;
  readonly push?: Pick<Pusher, 'publicKey' | 'isAllowed'>;
  readonly pushSubscriptions: PushSubscriptionWriter & Pick<PushSubscriptionStore, 'list'>;
  readonly contactNotes: ContactNoteStore;
  readonly files: FileStore;
  readonly fileUrlOf: (file: { readonly id: string; readonly fileName: string }) => string;
  readonly live: Live;
  /** What agents do with conversations. */
  readonly inbox: InboxDeps;
  readonly listOpen: Parameters<typeof emptyInbox>[0]['listOpen'];
  readonly billing: BillingDesk;
  /** Tells members in the chats they linked. */
  readonly tell: TellDeps;
  readonly now: () => Date;
}

export interface Api {
  /** Where Stripe's keys are set. */
  readonly stripe?: WebhookDeps;
  readonly deps: ApiDeps;
  readonly auth: Auth;
  readonly config: ApiConfig;
  readonly imports: ImportRunner;
}

/** Fits the people's side together over one database. */
export async function wireApi(database: Database, context: ApiContext): Promise<Api> {
  const { models } = database;
  const { config, log } = context;
  const { publicUrl } = config;
  const now = () => new Date();
  const tenants = createTenantStore(models);
  const audit = createAuditStore(models);
  const faqs = createFaqStore(models);
  const answerModels = context.answerModels ?? createModelCache({ loadFaqs: (tenantId) => faqs.list(tenantId) });
  const mailer = createMailer({
    ...(config.smtpUrl !== undefined && { smtpUrl: config.smtpUrl }),
    publicUrl,
    words: createMailWords(),
    keepsLinks: config.isDevelopment,
    note: (facts, what) => log.info(facts, what),
  });
  const auth = await createAuth({
    db: database.authDb,
    secretKey: context.secretKey,
    ...(context.oldSecretKey !== undefined && { oldSecretKey: context.oldSecretKey }),
    publicUrl,
    trustedOrigins: ({ headers }) => trustedOrigins(config, headers.get('host') ?? undefined),
    tenants,
    sendMail: mailer.send,
    onEvent: (event) => recordAuthEvent(audit, event, now()),
    reportFailure: (what, error) => log.error({ err: error }, what),
    now,
  });
  const conversations = createConversationStore(models);
  const queues = createQueueStore(models);
  const presences = createPresenceStore(models);
  const listPresent: ApiDeps['listPresent'] = async (tenantId, since) =>
    (await presences.list(tenantId, since)).map(({ id: _tab, tenantId: _tenant, ...present }) => present);
  const pens = createPenStore(models);
  const ratings = createRatingStore(models);
  const events = createEventStore(models);
  const sentences = createSentences();
  const outbox = createOutboxStore(models);
  const messages = createMessageStore(models);
  const contacts = createContactStore(models);
  const findSimilarFaqs = createFindSimilarFaqs({
    loadFaqs: faqs.list,
    findVersion: async (tenantId) => (await tenants.find(tenantId))?.faqsVersion ?? 0,
  });
  const staff = createStaffStore(models);
  const firstSteps = createFirstStepsStore(models);
  const accounts = createAccountStore(models);
  const secretBox = createSecretBox(context.secretKey, context.oldSecretKey);
  const workshop: FaqImportDeps = {
    faqs: createFaqWorkshopStore(models),
    revisions: createFaqRevisionStore(models),
    imports: createFaqImportStore(models),
    now,
  };
  const imports = createImportRunner({
    ...workshop,
    listDue: createPlatformWide(models).listDueImports,
    owner: newId(),
    reportFailure: (what, error) => log.error({ err: error }, `${what} failed`),
  });
  const channels = createChannels({
    ...config.channels,
    accessTokens: createAccessTokens(createAccessTokenStore(models, secretBox), now),
  });
  const { people, members, invitations, sessions, readSession } = auth;
  const reportFailure = (what: string, error: unknown) => log.error({ err: error }, `${what} failed`);
  const wakeDelivery = context.wakeDelivery ?? (() => undefined);
  const linkedChats = createLinkedChatStore(models);
  const staffChats = createStaffChatStore(models);
  const memberReader = createMemberReader(database.authDb);
  const tell = createTellDeps({
    stores: { linkedChats, staffChats, outbox, messages, accounts, staff, faqs },
    members: memberReader,
    findTenant: tenants.find,
    wakeDelivery,
    now,
  });
  const push =
    context.push && createPusher({ ...context.push, publicUrl, isPublicAddress, lookup: publicLookup(lookup) });
  const inbox: InboxDeps = {
    ...createInboxDeps({
      ...{ pens, outbox, messages, events, contacts, sentences, ratings, conversations },
      ...{ tenants, accounts, members, people, staff, channels, tell, wakeDelivery, reportFailure, now },
    }),
    tellMentioned: createTellMentioned({
      members: createStaffDirectory(database),
      profiles: staff,
      noteAssigned: staff.noteAssigned,
      loads: queues,
      presences,
      subscriptions: createPushSubscriptionStore(models),
      allowance: createMailAllowance(models),
      ...(push && { pusher: push }),
      ...{ mailer, publicUrl, findTenant: tenants.find, reportFailure, now },
      note: (facts, what) => log.info(facts, what),
    }),
  };
  const leaving: LeavingDeps = {
    inbox,
    leavers: createLeaverStore(models),
    linkedChats,
    staffConversations: staffChats,
    staff,
    findName: memberReader.findName,
  };
  const billingAccounts = createBillingAccountStore(models);
  const stripe: WebhookDeps | undefined = config.stripe && {
    stripe: connectStripe(config.stripe, (facts, what) => log.error(facts, what)),
    settings: config.stripe,
    accounts: billingAccounts,
    accountsOfAll: billingAccounts,
    claims: createCustomerClaims(models),
    leases: createLeases(models),
    events: createStripeEvents(models),
    sums: createUsageSums(models),
    hours: createUsageHours(models),
    reports: createMeterReportStore(models),
    alarm: (facts, what) => log.error(facts, what),
    now,
  };
  return {
    auth,
    config,
    ...(stripe && { stripe }),
    imports,
    deps: {
      people,
      members,
      invitations,
      sessions,
      readSession,
      tenants,
      audit,
      accounts,
      channels,
      accountsOf: createPlatformWide(models).listAccountsOf,
      secretBox,
      webhookUrlOf: (channel, accountId) => `${publicUrl}/webhooks/${channel}/${accountId}`,
      arrivals: createArrivalReader(models),
      tryModel: createModelTrial({ allowsLoopback: config.isDevelopment }),
      drafts: createDraftStore(models),
      questions: createQuestionReader(models),
      rehearsal: {
        faqs,
        sentences,
        queue: pens,
        findTenant: tenants.find,
        modelFor: answerModels.modelFor,
        reportFailure: (what, error) => log.error({ err: error }, `${what} failed`),
        now,
      },
      workshop,
      wakeImport: imports.wake,
      readPage: createPageReader(),
      findSimilarFaqs,
      teaching: { conversations, messages, events, tenants, workshop, findSimilarFaqs, now },
      mailer,
      sendMail: mailer.send,
      sendsMail: mailer.sendsMail,
      conversations,
      contacts,
      messages,
      outbox,
      translator: createTenantTranslator({
        tenants,
        secretBox,
        spend: createModelSpendStore(models),
        config,
        note: createUsageNotes(database, {
          onFailure: (error) => log.error({ err: error }, 'noting what a model was used for failed'),
          now,
        }),
        now,
      }),
      faqs,
      linkedChats,
      staffConversations: staffChats,
      counts: createCountStore(models),
      job: createCountingJob(models),
      ratings,
      ...(push && { push }),
      pushSubscriptions: createPushSubscriptionStore(models),
      noteTried: firstSteps.noteTried,
      firstSteps: {
        hasFaqs: async (tenantId) => ((await tenants.find(tenantId))?.faqsVersion ?? 0) > 0,
        async hasTried(tenantId) {
          if (await firstSteps.hasTried(tenantId)) return true;
          for await (const _any of conversations.newest(tenantId, { batch: 1 })) return true;
          return false;
        },
        listStages: async (tenantId) => (await accounts.list(tenantId)).map(({ stage = 'live' }) => stage),
        hasTeam: async (tenantId) =>
          (await members.list(tenantId)).length > 1 || (await invitations.list(tenantId)).length > 0,
      },
      async timeZoneOf(tenantId) {
        const tenant = await tenants.find(tenantId);
        return (tenant && settingsOf(tenant).hours?.timeZone) ?? 'UTC';
      },
      invitationUrlOf: ({ id }) => `${publicUrl}/invitations/${id}`,
      queues,
      replies: messages,
      events,
      presences,
      listPresent,
      cannedReplies: createCannedReplyStore(models),
      replyDrafts: createReplyDraftStore(models),
      staff,
      contactNotes: createContactNoteStore(models),
      files: createFileStore(models),
      fileUrlOf: ({ id, fileName }) => `${publicUrl}/files/${id}/${encodeURIComponent(fileName)}`,
      live: createLive({
        watch: (listen) => watchChanges(database, listen),
        readRows: async (tenantId, ids) => (await queues.findMany(tenantId, ids)).map(inboxRowOf),
        readPresent: (tenantId) => listPresent(tenantId, new Date(now().getTime() - PRESENT_FOR_MS)),
        reportFailure: (what, error) => log.error({ err: error }, `${what} failed`),
      }),
      listOpen: pens.listOpen,
      billing: {
        accounts: billingAccounts,
        ledger: createLedgerStore(models),
        sums: createUsageSums(models),
        screenUrl: `${publicUrl}/billing`,
        ...(stripe && { stripe }),
      },
      inbox,
      leavers: createLeaverDesk(leaving, reportFailure),
      tell,
      now,
    },
  };
}
