import { createAuditStore, createTenantStore, type Database, watchChanges } from '@answerdesk/database';
import { createMailer, type Mailer } from '@answerdesk/delivery';
import { type AuditEntry, type Invitation, newId } from '@answerdesk/domain';
import { createMailWords } from '@answerdesk/locales';
import { type AuditLog, type Auth, type AuthEvent, createAuth, type TenantStore } from '@answerdesk/tenants';
import type { ApiConfig } from './config.ts';
import { createLive, type Live } from './live.ts';
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
  readonly mailer: Mailer;
  readonly sendMail: Mailer['send'];
  readonly sendsMail: boolean;
  readonly invitationUrlOf: (invitation: Invitation) => string;
  readonly live: Live;
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
      mailer,
      sendMail: mailer.send,
      sendsMail: mailer.sendsMail,
      invitationUrlOf: ({ id }) => `${publicUrl}/invitations/${id}`,
      live: createLive((listen) => watchChanges(database, listen)),
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
