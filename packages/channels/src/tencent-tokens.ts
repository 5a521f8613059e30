import type { ConnectedAccount } from '@answerdesk/domain';
import type { AccessToken, AccessTokens } from './access-tokens.ts';
import { type Answer, callTencent, type TencentCall, type TencentFailure, type TencentResult } from './tencent-api.ts';

/** Fetches a new access token; `refused` is the one that the platform just said no to. */
export type FetchToken = (
  account: ConnectedAccount,
  options: { readonly signal: AbortSignal; readonly refused?: string },
) => Promise<TencentResult>;

/** A call that lacks nothing but the access token. */
export type AuthorisedCall = Omit<TencentCall, 'query' | 'apiRoot'> & {
  readonly query?: Readonly<Record<string, string>>;
};

export type AuthorisedResult = TencentResult & {
  /** That the failure came before the call, in getting its token. */
  readonly isOfToken?: boolean;
};

/** Calls the platform as an account. */
export type CallAs = (account: ConnectedAccount, call: AuthorisedCall) => Promise<AuthorisedResult>;

const TOKEN_IS_NO_GOOD: readonly number[] = [40001, 40014, 42001];

/** Carries a failed fetch out through the keeper of tokens. */
class TokenFailure extends Error {
  readonly failure: TencentFailure;
  constructor(failure: TencentFailure) {
    super('no access token');
    this.failure = failure;
  }
}

/**
 * Makes calls with an account's access token, which all processes share; a token that is refused is replaced once and the
 * call made again. Throws only what the store of tokens throws.
 */
export function createTencentCaller(options: {
  readonly accessTokens: AccessTokens;
  readonly fetchToken: FetchToken;
  readonly apiRoot: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
}): CallAs {
  async function tokenOf(account: ConnectedAccount, refused?: string): Promise<string> {
    return options.accessTokens.get(
      account,
      async () => {
        const signal = AbortSignal.timeout(options.timeoutMs);
        const result = await options.fetchToken(account, { signal, ...(refused !== undefined && { refused }) });
        if (result.kind !== 'ok') throw new TokenFailure(result);
        const token = readToken(result.answer, options.now());
        if (!token) {
          throw new TokenFailure({ kind: 'never-heard', detail: 'an answer without a token', mayHaveArrived: false });
        }
        return token;
      },
      refused,
    );
  }

  async function callOnce(
    account: ConnectedAccount,
    call: AuthorisedCall,
    refused?: string,
  ): Promise<{ readonly result: AuthorisedResult; readonly token?: string }> {
    let token: string;
    try {
      token = await beforeAbort(tokenOf(account, refused), call.signal);
    } catch (error) {
      if (!(error instanceof TokenFailure)) throw error;
      const { failure } = error;
      return {
        result: { ...(failure.kind === 'said-no' ? failure : { ...failure, mayHaveArrived: false }), isOfToken: true },
      };
    }
    const apiRoot = account.apiRoot ?? options.apiRoot;
    return { result: await callTencent({ ...call, apiRoot, query: { ...call.query, access_token: token } }), token };
  }

  return async (account, call) => {
    const first = await callOnce(account, call);
    const { result, token } = first;
    if (token === undefined || result.kind !== 'said-no' || !TOKEN_IS_NO_GOOD.includes(result.errcode)) return result;
    return (await callOnce(account, call, token)).result;
  };
}

/** Whether a refusal is of the access token alone: another one will do. */
export function isOfAccessToken(errcode: number): boolean {
  return TOKEN_IS_NO_GOOD.includes(errcode);
}

function readToken({ access_token, expires_in }: Answer, now: Date): AccessToken | undefined {
  if (typeof access_token !== 'string' || access_token === '' || access_token.length > 4_096) return undefined;
  if (typeof expires_in !== 'number' || !(expires_in > 0)) return undefined;
  return { token: access_token, expiresAt: new Date(now.getTime() + Math.min(expires_in, 86_400) * 1_000) };
}

/** Waits no longer for a token, which another process may be fetching, than the call has time. */
async function beforeAbort(token: Promise<string>, signal: AbortSignal): Promise<string> {
  const stopWaiting = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const give = () =>
      reject(new TokenFailure({ kind: 'never-heard', detail: 'no access token in time', mayHaveArrived: false }));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true, signal: stopWaiting.signal });
  });
  token.catch(() => undefined);
  try {
    return await Promise.race([token, aborted]);
  } finally {
    stopWaiting.abort();
  }
}
