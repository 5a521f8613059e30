import {
  AUDIT_NOTE_LENGTH,
  type AuditEntry,
  DomainError,
  type DomainErrorCode,
  may,
  newId,
  type Permission,
  type Role,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { SignedIn } from '@answerdesk/tenants';
import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import type { Standing } from './session.ts';
import type { ApiDeps } from './wire.ts';

/** What every procedure is called with. */
export interface Context {
  readonly deps: ApiDeps;
  /** The client's address as this server saw it. */
  readonly address: string;
  /** Whether the request was sent from this machine to this machine, and nothing stood between. */
  readonly isLocal: boolean;
  /** Who asks; read from the database once a request. */
  readonly standing: () => Promise<Standing>;
  /** Reads it once more, for what goes on for long. */
  readonly readStanding: () => Promise<Standing>;
}

/** Who does something in a tenant. */
export interface Actor {
  readonly userId: UserId;
  readonly email: string;
  readonly role: Role;
}

/** What a mutation says about itself for the audit. */
export interface AuditNote {
  /** Names what was changed; in another tenant than the session's only when it moves there. */
  target(kind: string, id: string, tenantId?: TenantId): void;
  /** Why it was done, in the words of whoever did it. */
  note(words: string): void;
  /** What whoever did it was shown that it costs; kept where it was done. */
  costs(cost: NonNullable<AuditEntry['cost']>): void;
  /** It was not done, though nothing went wrong. */
  failed(reason: string): void;
  /** It was done without knowing what it would change. */
  unforetold(): void;
}

/** What is known of a procedure from outside: the walk of the stranger reads it. */
export interface ProcedureMeta {
  readonly access: 'anybody' | 'person' | 'member';
  readonly permission?: Permission;
  /** The audit's name for what a mutation does. */
  readonly action?: string;
  /** Set for the few mutations of which no entry is written. */
  readonly isUnaudited?: true;
}

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
    errorFormatter({ shape, error }) {
      const { code, httpStatus, path } = shape.data;
      const reason = error.cause instanceof DomainError ? error.cause.code : undefined;
      const issues = error.cause instanceof ZodError ? error.cause.issues : undefined;
      return {
        ...shape,
        message: messageOf(error),
        data: {
          code,
          httpStatus,
          path,
          ...(reason && { reason }),
          ...(issues && {
            issues: issues.map(({ path: at, message }) => ({ path: at.map(String).join('.'), message })),
          }),
        },
      };
    },
  });

export const { router, createCallerFactory } = t;

const codes: Readonly<Record<DomainErrorCode, TRPCError['code']>> = {
  invalid: 'BAD_REQUEST',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  'already-exists': 'CONFLICT',
  conflict: 'CONFLICT',
  'refused-by-platform': 'UNPROCESSABLE_CONTENT',
  unavailable: 'SERVICE_UNAVAILABLE',
};

/** The one place where errors of the product become errors of the transport; of what is unknown nothing leaks. */
const base = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof DomainError)) return result;
  const { cause } = result.error;
  throw new TRPCError({ code: codes[cause.code], message: cause.message, cause });
});

function messageOf(error: TRPCError): string {
  if (error.code === 'INTERNAL_SERVER_ERROR') return 'Something went wrong on our side.';
  if (error.cause instanceof ZodError) {
    const issue = error.cause.issues[0];
    return issue ? `${issue.path.map(String).join('.') || 'input'}: ${issue.message}` : 'The input is wrong.';
  }
  return error.message;
}

const nobody = () => new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' });

function refuse(message: string): TRPCError {
  return new TRPCError({ code: 'FORBIDDEN', message, cause: new DomainError('forbidden', message) });
}

/** For everybody, signed in or not. */
export const publicQuery = base.meta({ access: 'anybody' });

const signedIn = base.use(async ({ ctx, next }) => {
  const { session, membership } = await ctx.standing();
  if (!session) throw nobody();
  return next({ ctx: { ...ctx, session, membership } });
});

/** A query for everybody who is signed in, whatever their tenant. */
export const personQuery = signedIn.meta({ access: 'person' });

/** A mutation for everybody who is signed in; audited in the tenant it names, else in the session's. */
export function personMutation(action: string) {
  return signedIn.meta({ access: 'person', action }).use(async ({ ctx, next }) => {
    const note = takeNote();
    const result = await next({ ctx: { ...ctx, audit: note.audit } });
    const tenantId = note.tenantId ?? ctx.membership?.tenantId;
    if (tenantId)
      await record(ctx, tenantId, actorOf(ctx.session, ctx.membership?.role), action, note, errorOf(result));
    return result;
  });
}

/** A query of the session's tenant for those who have the permission. */
export function query(permission: Permission) {
  return signedIn.meta({ access: 'member', permission }).use(async ({ ctx, next }) => {
    const { membership, session } = ctx;
    if (!membership) throw refuse('Create or join a tenant first.');
    if (!may(membership.role, permission)) throw refuse('Your role does not allow this.');
    const actor: Actor = { ...actorOf(session), role: membership.role };
    return next({ ctx: { ...ctx, tenantId: membership.tenantId, actor } });
  });
}

/**
 * A mutation in the session's tenant for those who have the permission. Whatever becomes of it is written to the audit:
 * who, `action`, on what (`ctx.audit.target`), when, from where, and whether it was done, refused or failed.
 */
export function mutation(permission: Permission, action: string) {
  return signedIn.meta({ access: 'member', permission, action }).use(async ({ ctx, next }) => {
    const { membership, session } = ctx;
    if (!membership) throw refuse('Create or join a tenant first.');
    const { tenantId, role } = membership;
    const actor: Actor = { ...actorOf(session), role };
    const note = takeNote();
    if (!may(role, permission)) {
      const refusal = refuse('Your role does not allow this.');
      await record(ctx, tenantId, actor, action, note, refusal);
      throw refusal;
    }
    const result = await next({ ctx: { ...ctx, tenantId, actor, audit: note.audit } });
    await record(ctx, tenantId, actor, action, note, errorOf(result));
    return result;
  });
}

/**
 * A mutation of which no audit entry is written: signs of life and what one types, which come by the hundred and change nothing
 * of the tenant's. The walk of the stranger names each.
 */
export function unauditedMutation(permission: Permission) {
  return query(permission).meta({ access: 'member', permission, isUnaudited: true });
}

function actorOf({ userId, email }: SignedIn, role?: Role): Omit<Actor, 'role'> & { role?: Role } {
  return { userId, email, ...(role && { role }) };
}

interface Noted {
  target?: AuditEntry['target'];
  words?: string;
  failure?: string;
  isUnforetold?: true;
  cost?: NonNullable<AuditEntry['cost']>;
}

function takeNote() {
  const note: Noted & { tenantId?: TenantId; readonly audit: AuditNote } = {
    audit: {
      target(kind, id, tenantId) {
        note.target = { kind, id };
        if (tenantId) note.tenantId = tenantId;
      },
      note(words) {
        note.words = words.slice(0, AUDIT_NOTE_LENGTH);
      },
      costs({ loss, lostPinned }) {
        note.cost = { loss, lostPinned };
      },
      failed(reason) {
        note.failure = reason;
      },
      unforetold() {
        note.isUnforetold = true;
      },
    },
  };
  return note;
}

function errorOf(result: { ok: true } | { ok: false; error: TRPCError }): TRPCError | undefined {
  return result.ok ? undefined : result.error;
}

/** Writes to the audit what somebody did by a route that is no procedure. */
export async function recordIn(
  context: Context,
  tenantId: TenantId,
  action: string,
  target: NonNullable<AuditEntry['target']>,
): Promise<void> {
  const { session, membership } = await context.standing();
  if (!session) throw nobody();
  await record(context, tenantId, actorOf(session, membership?.role), action, { target }, undefined);
}

async function record(
  { deps, address }: Context,
  tenantId: TenantId,
  actor: AuditEntry['actor'],
  action: string,
  { target, words, failure, isUnforetold, cost }: Readonly<Noted>,
  error: TRPCError | undefined,
): Promise<void> {
  const reason = reasonOf(error) ?? failure;
  // An input that could not even be read changed nothing and names nothing.
  if (reason === 'unreadable') return;
  const at = deps.now();
  await deps.audit.append(tenantId, {
    id: newId(at.getTime()),
    tenantId,
    at,
    actor,
    address,
    action,
    ...(target && { target }),
    outcome: reason === undefined ? 'done' : reason === 'forbidden' ? 'refused' : 'failed',
    ...(reason !== undefined && { reason }),
    ...(isUnforetold && { isUnforetold }),
    ...(cost && reason === undefined && { cost }),
    ...(words !== undefined && { note: words }),
  });
}

function reasonOf(error: TRPCError | undefined): string | undefined {
  if (!error) return undefined;
  if (error.cause instanceof DomainError) return error.cause.code;
  return error.cause instanceof ZodError ? 'unreadable' : 'internal';
}
