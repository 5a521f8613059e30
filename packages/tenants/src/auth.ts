import {
  DomainError,
  localeSchema,
  newId,
  newTenantId,
  tenantIdSchema,
  tenantSchema,
  userIdSchema,
} from '@answerdesk/domain';
import type { mongodbAdapter } from 'better-auth/adapters/mongodb';
import type { createAccessControl } from 'better-auth/plugins/access';
import { addressHeader, authCollections } from './auth-collections.ts';
import { signInKeysOf } from './auth-keys.ts';
import { authActions } from './auth-paths.ts';
import type { AuthRecords } from './auth-records.ts';
import {
  createInvitationStore,
  createMemberStore,
  createPeopleStore,
  createSessionStore,
  MOST_MEMBERS,
} from './auth-stores.ts';
import { enterTenant } from './enter-tenant.ts';
import { forgetUnfinishedSignUp } from './forget-unfinished-sign-up.ts';
import type { Auth, AuthEvent, SendMail, TenantStore } from './ports.ts';

export interface AuthOptions {
  /** MongoDB's own database, in which better-auth keeps its collections and their indexes are in place. */
  readonly db: Parameters<typeof mongodbAdapter>[0];
  readonly secretKey: string;
  /** The key before, while keys are being rotated. */
  readonly oldSecretKey?: string;
  /** Where people reach the product; cookies are `secure` when it is https. */
  readonly publicUrl: string;
  /** Other origins whose requests are taken, by request. */
  readonly trustedOrigins?: (request: Request) => string[];
  readonly tenants: TenantStore;
  readonly sendMail: SendMail;
  readonly onEvent: (event: AuthEvent) => Promise<void>;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

const SESSION_SECONDS = 30 * 24 * 60 * 60;
const DAY_SECONDS = 24 * 60 * 60;
const MINUTE = 60;

/** Opens sign-in over the database: e-mail and password, two factors, sessions; an organisation is a tenant, by the same id. */
export async function createAuth(options: AuthOptions): Promise<Auth> {
  const { publicUrl, now } = options;
  const { betterAuth, mongodbAdapter, APIError, createAuthMiddleware, getSessionFromCtx, plugins } = await loadVendor();
  const auth = betterAuth({
    appName: 'Answerdesk',
    baseURL: publicUrl,
    basePath: '/api/auth',
    ...signInKeysOf(options.secretKey, options.oldSecretKey),
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message, ...details) => options.reportFailure(message, details[0]) },
    database: mongodbAdapter(options.db),
    trustedOrigins: (request) => (request ? (options.trustedOrigins?.(request) ?? []) : []),
    advanced: {
      cookiePrefix: 'answerdesk',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: authCollections.rateLimit,
      window: MINUTE,
      max: 120,
      customRules: {
        '/sign-in/email': { window: MINUTE, max: 10 },
        '/sign-up/email': { window: MINUTE, max: 5 },
        '/request-password-reset': { window: MINUTE, max: 3 },
        '/send-verification-email': { window: MINUTE, max: 3 },
        '/reset-password': { window: MINUTE, max: 10 },
        '/change-password': { window: MINUTE, max: 10 },
        '/two-factor/*': { window: MINUTE, max: 10 },
      },
    },
    session: { modelName: authCollections.session, expiresIn: SESSION_SECONDS, updateAge: DAY_SECONDS },
    account: { modelName: authCollections.account },
    verification: { modelName: authCollections.verification },
    user: {
      modelName: authCollections.user,
      additionalFields: {
        locale: { type: 'string', required: false, input: true, validator: { input: localeSchema.nullish() } },
        tenantName: {
          type: 'string',
          required: false,
          input: true,
          returned: false,
          validator: { input: tenantSchema.shape.name.nullish() },
        },
        wantedTenantId: { type: 'string', required: false, input: false, returned: false },
        lastTenantId: { type: 'string', required: false, input: false, returned: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * MINUTE,
      sendResetPassword: ({ user, token }) =>
        send('reset-password', user, `${publicUrl}/reset-password?token=${encodeURIComponent(token)}`),
      onPasswordReset: ({ user }, request) => tell('account.reset-password', user, request),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: DAY_SECONDS,
      sendVerificationEmail: ({ user, token }) =>
        send('verify-email', user, `${publicUrl}/verify-email?token=${encodeURIComponent(token)}`),
      afterEmailVerification: (user, request) => tell('account.verify-email', user, request),
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => {
            const wants = typeof user['tenantName'] === 'string' && user['tenantName'] !== '';
            return { data: { ...user, ...(wants && { wantedTenantId: newTenantId() }) } };
          },
        },
      },
      session: {
        create: {
          before: async (session) => {
            const entered = await enterTenant(deps, userIdSchema.parse(session.userId));
            return { data: { ...session, activeOrganizationId: entered?.tenantId ?? null } };
          },
        },
      },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        if (context.path === '/sign-up/email') {
          const email: unknown = context.body?.email;
          if (typeof email === 'string') await forgetUnfinishedSignUp(records, email.toLowerCase(), now());
        }
        // better-auth ends the session without reading whose it was.
        if (context.path === '/sign-out') await getSessionFromCtx(context);
      }),
      after: createAuthMiddleware(async (context) => {
        const action = authActions.get(context.path);
        const { newSession, session, returned } = context.context;
        const known = newSession ?? session;
        if (action === undefined || !known) return;
        const failure = returned instanceof APIError ? returned : undefined;
        const reason = typeof failure?.body?.code === 'string' ? failure.body.code.toLowerCase() : undefined;
        const tenantId = tenantIdSchema.safeParse(known.session['activeOrganizationId']);
        await options.onEvent({
          action,
          userId: userIdSchema.parse(known.user.id),
          email: known.user.email,
          ...(tenantId.success && { tenantId: tenantId.data }),
          address: context.headers?.get(addressHeader) ?? '',
          outcome: failure ? 'failed' : 'done',
          ...(reason !== undefined && { reason }),
        });
      }),
    },
    plugins: [
      plugins.organization({
        ac: plugins.ac,
        roles: plugins.roles,
        creatorRole: 'owner',
        membershipLimit: MOST_MEMBERS,
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        schema: {
          organization: { modelName: authCollections.organization },
          member: { modelName: authCollections.member },
          invitation: {
            modelName: authCollections.invitation,
            additionalFields: { claimedBy: { type: 'string', required: false, input: false } },
          },
        },
      }),
      plugins.twoFactor({ issuer: 'Answerdesk', twoFactorTable: authCollections.twoFactor }),
    ],
  });
  const records: AuthRecords = (await auth.$context).adapter;
  const deps = {
    tenants: options.tenants,
    people: createPeopleStore(records),
    members: createMemberStore(records),
    now,
  };

  async function send(kind: 'verify-email' | 'reset-password', user: Reached, link: string): Promise<void> {
    const locale = user.locale ?? 'en';
    await options.sendMail({ kind, to: user.email, locale, link, values: { name: user.name } });
  }

  async function tell(action: string, user: Reached, request: Request | undefined): Promise<void> {
    const userId = userIdSchema.parse(user.id);
    const tenantId = (await deps.people.find(userId))?.lastTenantId;
    const address = request?.headers.get(addressHeader) ?? '';
    await options.onEvent({
      action,
      userId,
      email: user.email,
      ...(tenantId !== undefined && { tenantId }),
      address,
      outcome: 'done',
    });
  }

  return {
    handle: auth.handler,
    paths: Object.values(auth.api).flatMap((endpoint) => ('path' in endpoint && endpoint.path ? [endpoint.path] : [])),
    async readSession(headers) {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      if (!found) return undefined;
      const tenantId = tenantIdSchema.safeParse(found.session.activeOrganizationId);
      return {
        sessionId: found.session.id,
        userId: userIdSchema.parse(found.user.id),
        email: found.user.email,
        name: found.user.name,
        isVerified: found.user.emailVerified,
        hasTwoFactor: found.user.twoFactorEnabled === true,
        ...(tenantId.success && { tenantId: tenantId.data }),
      };
    },
    async signUp(person) {
      try {
        const { user } = await auth.api.signUpEmail({ body: { ...person } });
        return userIdSchema.parse(user.id);
      } catch (error) {
        if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        const isTaken = error.body?.code?.startsWith('USER_ALREADY_EXISTS');
        throw new DomainError(isTaken ? 'already-exists' : 'invalid', `${error.message.replace(/\.$/, '')}.`, {
          cause: error,
        });
      }
    },
    people: deps.people,
    members: deps.members,
    invitations: createInvitationStore(records, now),
    sessions: createSessionStore(records, now),
  };
}

interface Reached {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale?: string | null | undefined;
}

/** Loaded when sign-in is opened: commands that open none start without it. */
async function loadVendor() {
  const [core, adapters, api, plugins, access] = await Promise.all([
    import('better-auth'),
    import('better-auth/adapters/mongodb'),
    import('better-auth/api'),
    import('better-auth/plugins'),
    import('better-auth/plugins/access'),
  ]);
  const { APIError, createAuthMiddleware, getSessionFromCtx } = api;
  return {
    betterAuth: core.betterAuth,
    mongodbAdapter: adapters.mongodbAdapter,
    APIError,
    createAuthMiddleware,
    getSessionFromCtx,
    plugins: { ...plugins, ...makeRoles(access.createAccessControl) },
  };
}

/** better-auth's own organisation routes are not served; these roles say the same as the table, should one ever be. */
function makeRoles(control: typeof createAccessControl) {
  const ac = control({
    organization: ['update', 'delete'],
    member: ['create', 'update', 'delete'],
    invitation: ['create', 'cancel'],
    team: ['create', 'update', 'delete'],
    ac: ['create', 'read', 'update', 'delete'],
  });
  const manage = { member: ['create', 'update', 'delete'], invitation: ['create', 'cancel'] } as const;
  const admin = ac.newRole({ member: [...manage.member], invitation: [...manage.invitation] });
  const owner = ac.newRole({
    organization: ['update'],
    member: [...manage.member],
    invitation: [...manage.invitation],
  });
  return { ac, roles: { owner, admin, agent: ac.newRole({}) } };
}
