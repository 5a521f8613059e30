import type {
  Account,
  AccountId,
  AccountStage,
  AuditEntry,
  AuditFilter,
  DialMove,
  Invitation,
  InvitationId,
  Member,
  Role,
  Tenant,
  TenantId,
  TenantSettings,
  Thresholds,
  UserId,
} from '@answerdesk/domain';

export interface TenantStore {
  /** Throws DomainError `already-exists` when the id is taken. */
  add(tenant: Tenant): Promise<void>;
  find(tenantId: TenantId): Promise<Tenant | undefined>;
  /**
   * Stores settings as revision `revision + 1`, and `previous` beside them; false, and nothing changed, when the tenant is
   * not at `revision` (0: nothing was ever set) any more.
   */
  saveSettings(
    tenantId: TenantId,
    change: {
      readonly settings: TenantSettings;
      readonly previous: TenantSettings;
      readonly revision: number;
      /** From when on old conversations go, where that changes. */
      readonly forgetFrom?: Date;
      /** All customers are to be tagged anew. */
      readonly tagsAnew?: true;
    },
  ): Promise<boolean>;
  /** The settings before those of `revision`, while that is the newest. */
  findPreviousSettings(tenantId: TenantId, revision: number): Promise<TenantSettings | undefined>;
  rename(tenantId: TenantId, name: string): Promise<void>;
  /** Notes a person as one of those who answer for the tenant; again changes nothing. */
  addOwner(tenantId: TenantId, userId: UserId): Promise<void>;
  /** In one atomic write: false, and nothing changed, when that person is the only owner. */
  removeOwner(tenantId: TenantId, userId: UserId): Promise<boolean>;
  /**
   * Sets where the tenant's dial stands; without thresholds the engine's own count again. With `moved` it is noted, in the same
   * write, when it was moved and where it stood.
   */
  setThresholds(
    tenantId: TenantId,
    thresholds: Thresholds | undefined,
    moved?: Pick<DialMove, 'at' | 'before'>,
  ): Promise<void>;
  /** The moves that were noted, the last 200, oldest first. */
  listDialMoves(tenantId: TenantId): Promise<readonly DialMove[]>;
}

/** What of a stored account may change; `null` takes a value away. */
export interface AccountChanges
  extends Partial<Pick<Account, 'label' | 'sealedCredentials' | 'settings' | 'platformKey'>> {
  readonly name?: string | null;
  readonly webhookOpenedAt?: Date | null;
  readonly isPaused?: boolean;
  readonly removeAt?: Date | null;
}

export interface AccountStore {
  add(tenantId: TenantId, account: Account): Promise<void>;
  find(tenantId: TenantId, accountId: AccountId): Promise<Account | undefined>;
  /** A tenant's accounts, the first connected first. */
  list(tenantId: TenantId): Promise<Account[]>;
  /** Changes an account and returns it as it is then; undefined when it is not there, or its removal has begun. */
  change(tenantId: TenantId, accountId: AccountId, changes: AccountChanges): Promise<Account | undefined>;
  /**
   * Begins the removal of an account whose `removeAt` has come, and keeps other processes from it until `until`;
   * undefined when there is nothing to remove, or another process is at it.
   */
  claimRemoval(
    tenantId: TenantId,
    accountId: AccountId,
    lease: { readonly now: Date; readonly until: Date },
  ): Promise<Account | undefined>;
  /** Resolves to whether there is such an account. */
  setStage(tenantId: TenantId, accountId: AccountId, stage: AccountStage): Promise<boolean>;
  /** Forgets an account; its webhook is unknown from then on. */
  remove(tenantId: TenantId, accountId: AccountId): Promise<void>;
}

/** Somebody who signs in. */
export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
  readonly isVerified: boolean;
  readonly locale?: string;
  readonly lastTenantId?: TenantId;
  /** The tenant asked for at sign-up, until it is made. */
  readonly wantedTenant?: { readonly id: TenantId; readonly name: string };
}

export interface PeopleStore {
  find(userId: UserId): Promise<Person | undefined>;
  findByEmail(email: string): Promise<Person | undefined>;
  /** Notes the tenant that the person's next session begins in. */
  setLastTenant(userId: UserId, tenantId: TenantId): Promise<void>;
  /** The tenant asked for at sign-up is there. */
  clearWantedTenant(userId: UserId): Promise<void>;
}

export interface Membership {
  readonly tenantId: TenantId;
  readonly role: Role;
}

export interface MemberStore {
  find(tenantId: TenantId, userId: UserId): Promise<Membership | undefined>;
  /** The tenant's members, by the time they joined. */
  list(tenantId: TenantId): Promise<Member[]>;
  count(tenantId: TenantId): Promise<number>;
  /** Where a person is a member, by the time they joined. */
  listOf(userId: UserId): Promise<Membership[]>;
  /** Makes somebody a member unless they are one; then nothing changes, their role neither. */
  add(tenantId: TenantId, userId: UserId, role: Role): Promise<void>;
  /** False when there is no such member. */
  setRole(tenantId: TenantId, userId: UserId, role: Role): Promise<boolean>;
  /** Ends a membership and takes the tenant out of the person's sessions. */
  remove(tenantId: TenantId, userId: UserId): Promise<void>;
}

/** The work of those who go, which the others get back. */
export interface LeaverDesk {
  /** Somebody is about to go: what is theirs is looked at again soon, also when this process dies before `release`. */
  announce(tenantId: TenantId, userId: UserId): Promise<void>;
  /** Takes from somebody who is no member what was theirs. Safe to repeat; does not reject. */
  release(tenantId: TenantId, userId: UserId): Promise<void>;
}

export interface InvitationStore {
  add(invitation: Invitation): Promise<void>;
  find(id: InvitationId): Promise<Invitation | undefined>;
  /** What is pending, newest first. */
  list(tenantId: TenantId): Promise<Invitation[]>;
  /** Ends a pending invitation of the tenant and returns it; undefined when there is none. */
  revoke(tenantId: TenantId, id: InvitationId): Promise<Invitation | undefined>;
  /** In one atomic write: takes a pending invitation for a person; true again for the same person until it is ended. */
  claim(id: InvitationId, userId: UserId): Promise<boolean>;
  /** Ends a claimed invitation: it opens no door again. */
  end(id: InvitationId): Promise<void>;
}

/** A browser or device that somebody is signed in on. */
export interface OpenSession {
  readonly id: string;
  readonly address?: string;
  readonly userAgent?: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

export interface SessionStore {
  list(userId: UserId): Promise<OpenSession[]>;
  /** Ends one of the person's sessions; false when there is none with that id. */
  revoke(userId: UserId, sessionId: string): Promise<boolean>;
  setTenant(sessionId: string, tenantId: TenantId): Promise<void>;
}

export interface AuditLog {
  /** Adds an entry; one that is there already under its id stays as it is. */
  append(tenantId: TenantId, entry: AuditEntry): Promise<void>;
  /** Newest first; `cursor` is the id of the last entry seen. */
  list(
    tenantId: TenantId,
    filter: AuditFilter,
    page: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<AuditEntry[]>;
}

/** What is mailed to people about their sign-in. The link leads to a screen. */
export interface SignInMail {
  readonly kind: 'verify-email' | 'reset-password' | 'invitation';
  readonly to: string;
  readonly locale: string;
  readonly link: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Hands a mail over; rejects when that fails. */
export type SendMail = (mail: SignInMail) => Promise<void>;

/** Something a person did, or failed to do, with their own sign-in. */
export interface AuthEvent {
  readonly action: string;
  readonly userId: UserId;
  readonly email: string;
  readonly tenantId?: TenantId;
  readonly address: string;
  readonly outcome: 'done' | 'failed';
  readonly reason?: string;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale?: string;
  readonly tenantName?: string;
}

/** Who is asking: the session in the request's cookies. */
export interface SignedIn {
  readonly sessionId: string;
  readonly userId: UserId;
  readonly email: string;
  readonly name: string;
  readonly isVerified: boolean;
  readonly hasTwoFactor: boolean;
  readonly tenantId?: TenantId;
}

export interface Auth {
  /** Every path that better-auth knows, whether served or not: for proving that the rest is closed. */
  readonly paths: readonly string[];
  /** Answers a request under /api/auth; what `authPaths` does not name must not be handed over. */
  handle(request: Request): Promise<Response>;
  /** Undefined when there is no session, or an ended one. */
  readSession(headers: Headers): Promise<SignedIn | undefined>;
  /**
   * Makes a person who signs in with a password, with a tenant of their own where it is named. Throws DomainError
   * `already-exists` when the e-mail is taken, and `invalid` when it is none or the password is too short or too long.
   */
  signUp(person: NewPerson): Promise<UserId>;
  readonly people: PeopleStore;
  readonly members: MemberStore;
  readonly invitations: InvitationStore;
  readonly sessions: SessionStore;
}
