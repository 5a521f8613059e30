import type { WorkshopDeps } from '@answerdesk/answers';
import type { ConversationList, ReadDeps } from '@answerdesk/conversations';
import {
  createAccountStore,
  createAuditStore,
  createContactStore,
  createConversationStore,
  createCountingJob,
  createCountStore,
  createDraftStore,
  createFaqStore,
  createMessageStore,
  createOutboxStore,
  createFaqRevisionStore,
  createFaqWorkshopStore,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import { createMailer, type Mailer } from '@answerdesk/delivery';
import { type AuditEntry, type Invitation, newId, settingsOf, type TenantId } from '@answerdesk/domain';
import type { FirstStepsDeps, SummaryDeps } from '@answerdesk/insights';
import { createMailWords } from '@answerdesk/locales';
import { type AuditLog, type Auth, type AuthEvent, createAuth, type TenantStore } from '@answerdesk/tenants';
import type { ApiConfig } from './config.ts';
import { trustedOrigins } from './origin.ts';

export interface ApiContext {
  readonly config: ApiConfig;
  readonly secretKey: string;
  readonly log: {
    info(facts: Readonly<Record<string, unknown>>, what: string): void;
    error(facts: Readonly<Record<string, unknown>>, what: string): void;
  };
}

/** What the routers' verbs are given. A new area adds its stores here and fills them in `wireApi`. */
export interface ApiDeps extends Pick<Auth, 'people' | 'members' | 'invitations' | 'sessions' | 'readSession'> {
  readonly tenants: TenantStore;
  readonly audit: AuditLog;
  readonly workshop: WorkshopDeps;
  readonly mailer: Mailer;
  readonly sendMail: Mailer['send'];
  readonly sendsMail: boolean;
  readonly invitationUrlOf: (invitation: Invitation) => string;
  readonly conversations: ConversationList & ReadDeps['conversations'];
  readonly contacts: ReadDeps['contacts'];
  readonly messages: ReadDeps['messages'];
  readonly outbox: ReadDeps['outbox'];
  readonly drafts: ReadDeps['drafts'];
  readonly faqs: ReadDeps['faqs'];
  readonly counts: SummaryDeps['counts'];
  /** How far messages have been counted. */
  readonly job: SummaryDeps['job'];
  readonly firstSteps: FirstStepsDeps;
  readonly timeZoneOf: (tenantId: TenantId) => Promise<string>;
  readonly now: () => Date;
}

export interface Api {
  readonly deps: ApiDeps;
  readonly auth: Auth;
  readonly config: ApiConfig;
}

/** Fits the people's side together over one database. */
export async function wireApi(database: Database, context: ApiContext): Promise<Api> {
  const { models } = database;
  const { config, log } = context;
  const { publicUrl } = config;
  const now = () => new Date();
  const tenants = createTenantStore(models);
  const audit = createAuditStore(models);
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
    publicUrl,
    trustedOrigins: ({ headers }) => trustedOrigins(config, headers.get('host') ?? undefined),
    tenants,
    sendMail: mailer.send,
    onEvent: (event) => recordEvent(audit, event, now()),
    reportFailure: (what, error) => log.error({ err: error }, what),
    now,
  });
  const conversations = createConversationStore(models);
  const accounts = createAccountStore(models);
  const { people, members, invitations, sessions, readSession } = auth;
  return {
    auth,
    config,
    deps: {
      people,
      members,
      invitations,
      sessions,
      readSession,
      tenants,
      audit,
      workshop: { faqs: createFaqWorkshopStore(models), revisions: createFaqRevisionStore(models), now },
      mailer,
      sendMail: mailer.send,
      sendsMail: mailer.sendsMail,
      conversations,
      contacts: createContactStore(models),
      messages: createMessageStore(models),
      outbox: createOutboxStore(models),
      drafts: createDraftStore(models),
      faqs: createFaqStore(models),
      counts: createCountStore(models),
      job: createCountingJob(models),
      firstSteps: {
        hasFaqs: async (tenantId) => ((await tenants.find(tenantId))?.faqsVersion ?? 0) > 0,
        async hasTried(tenantId) {
          for await (const _any of conversations.newest(tenantId, { batch: 1 })) return true;
          return (await audit.list(tenantId, { action: 'bench.' }, { limit: 1 })).length > 0;
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
      now,
    },
  };
}

/** What people do with their own sign-in stands in the audit of the tenant they were in. */
async function recordEvent(audit: AuditLog, event: AuthEvent, at: Date): Promise<void> {
  const { userId, email, tenantId, address, action, outcome, reason } = event;
  if (tenantId === undefined) return;
  const entry: AuditEntry = {
    id: newId(at.getTime()),
    tenantId,
    at,
    actor: { userId, email },
    address,
    action,
    target: { kind: 'person', id: userId },
    outcome,
    ...(reason !== undefined && { reason }),
  };
  await audit.append(tenantId, entry);
}
