import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectedAccount } from '@answerdesk/domain';

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

type AccountKey = Pick<ConnectedAccount, 'id' | 'tenantId'>;

/** Keeps accounts' access tokens for all processes, sealed at rest. */
export interface AccessTokenStore {
  find(account: AccountKey): Promise<AccessToken | undefined>;
  /** Leases the refreshing of an account's token; false while another process has it. A lease that ran out may be taken over. */
  claimRefresh(account: AccountKey, lease: { readonly now: Date; readonly until: Date }): Promise<boolean>;
  /** Stores a token and ends the lease. */
  save(account: AccountKey, token: AccessToken): Promise<void>;
  /** Ends the lease without a token. */
  release(account: AccountKey): Promise<void>;
}

/** Gets an account's access token, fetched by one process at a time. */
export interface AccessTokens {
  /**
   * The token in force, fetched when there is none or it is about to expire, or when it is `refused`, the one that the
   * platform just said no to. `fetch` is called by one process at a time; what it throws is thrown.
   */
  get(account: AccountKey, fetch: () => Promise<AccessToken>, refused?: string): Promise<string>;
}

const EARLY_MS = 5 * 60_000;
const LEASE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/** Makes the keeper of tokens over a store; within a process callers share one look. */
export function createAccessTokens(store: AccessTokenStore, now: () => Date): AccessTokens {
  const known = new Map<string, AccessToken>();
  const underway = new Map<string, Promise<string>>();

  const isGood = (token: AccessToken | undefined, refused: string | undefined): token is AccessToken =>
    token !== undefined && token.token !== refused && token.expiresAt.getTime() - EARLY_MS > now().getTime();

  async function look(account: AccountKey, fetch: () => Promise<AccessToken>, refused?: string): Promise<string> {
    for (;;) {
      const stored = await store.find(account);
      if (isGood(stored, refused)) return remember(account, stored);
      const at = now();
      if (await store.claimRefresh(account, { now: at, until: new Date(at.getTime() + LEASE_MS) })) {
        // Another process may have saved one between the look and the claim.
        const meanwhile = await store.find(account);
        if (isGood(meanwhile, refused)) {
          await store.release(account);
          return remember(account, meanwhile);
        }
        try {
          const fetched = await fetch();
          await store.save(account, fetched);
          return remember(account, fetched);
        } catch (error) {
          await store.release(account);
          throw error;
        }
      }
      await sleep(LOOK_AGAIN_MS);
    }
  }

  function remember({ id }: AccountKey, token: AccessToken): string {
    known.delete(id);
    known.set(id, token);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
    return token.token;
  }

  return {
    get(account, fetch, refused) {
      const token = known.get(account.id);
      if (isGood(token, refused)) return Promise.resolve(token.token);
      const running = underway.get(account.id);
      if (running) return running;
      const looking = look(account, fetch, refused).finally(() => underway.delete(account.id));
      underway.set(account.id, looking);
      return looking;
    },
  };
}

const MOST_KNOWN = 5_000;

/** Keeps tokens in this process alone, for commands that live for one account's connecting. */
export function createLocalTokenStore(): AccessTokenStore {
  const kept = new Map<string, AccessToken>();
  const leases = new Map<string, Date>();
  return {
    find: async ({ id }) => kept.get(id),
    async claimRefresh({ id }, { now, until }) {
      const held = leases.get(id);
      if (held && held > now) return false;
      leases.set(id, until);
      return true;
    },
    async save({ id }, token) {
      kept.set(id, token);
      leases.delete(id);
    },
    async release({ id }) {
      leases.delete(id);
    },
  };
}
