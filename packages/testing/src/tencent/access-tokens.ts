import { randomBytes } from 'node:crypto';

export type TokenStanding = 'valid' | 'missing' | 'malformed' | 'not the latest' | 'expired';

export interface AccessTokens {
  /** The token to hand out: the same one until `renewsBeforeS` seconds before it ends, or a new one when forced. */
  handOut(isForced?: boolean): { readonly token: string; readonly expiresInS: number };
  standingOf(token: string | undefined): TokenStanding;
  /** Makes every token that was issued end now. */
  expireAll(): void;
  /** Makes every token that was issued unknown, as a refresh elsewhere does. */
  revokeAll(): void;
  /** How many different tokens were handed out. */
  issued(): number;
}

/** Issues access tokens that live `lifetimeS` seconds; `length` in characters. */
export function createAccessTokens(options: {
  readonly now: () => Date;
  readonly length: number;
  readonly lifetimeS: number;
  readonly renewsBeforeS: number;
}): AccessTokens {
  const endsAt = new Map<string, number>();
  let latest: string | undefined;
  let issued = 0;

  function issue(): string {
    const token = `${issued + 1}_${randomBytes(options.length).toString('base64url')}`.slice(0, options.length);
    issued += 1;
    endsAt.set(token, options.now().getTime() + options.lifetimeS * 1_000);
    return token;
  }

  return {
    handOut(isForced = false) {
      const renewsAt = latest === undefined ? 0 : (endsAt.get(latest) ?? 0) - options.renewsBeforeS * 1_000;
      if (isForced && latest !== undefined) endsAt.delete(latest);
      const isDue = isForced || latest === undefined || options.now().getTime() >= renewsAt;
      const token = isDue || latest === undefined ? issue() : latest;
      latest = token;
      const expiresInS = Math.floor(((endsAt.get(token) ?? 0) - options.now().getTime()) / 1_000);
      return { token, expiresInS };
    },
    standingOf(token) {
      if (token === undefined || token === '') return 'missing';
      if (token.length !== options.length || !/^[\w-]+$/.test(token)) return 'malformed';
      const end = endsAt.get(token);
      if (end === undefined) return 'not the latest';
      return options.now().getTime() < end ? 'valid' : 'expired';
    },
    expireAll() {
      for (const token of endsAt.keys()) endsAt.set(token, 0);
    },
    revokeAll() {
      endsAt.clear();
      latest = undefined;
    },
    issued: () => issued,
  };
}
