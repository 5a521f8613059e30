import type { JWTPayload } from 'jose';
import type { FakeTeams } from './fake-teams.ts';
import type { Signer } from './signing-keys.ts';
import type { TeamsActivity } from './teams-activities.ts';

export type BadTokenKind =
  | 'none'
  | 'another audience'
  | 'another issuer'
  | 'serviceurl claim missing'
  | 'serviceurl claim different'
  | 'expired'
  | 'unknown key id'
  | 'channel not endorsed'
  | 'forged signature';

/** A request that must be refused with 401, as the headers that it comes with. */
export interface BadToken {
  readonly kind: BadTokenKind;
  readonly headers: Readonly<Record<string, string>>;
}

/** `status` 0 says that nobody answered. */
export interface PostedActivity {
  readonly status: number;
  readonly body: string;
}

type Signing = Pick<FakeTeams, 'sign' | 'issuer'>;

/** The Authorization header that Bot Framework posts an activity with; an hour to live. */
export async function authorizeActivity(
  fake: Signing,
  appId: string,
  activity: Pick<TeamsActivity, 'serviceUrl'>,
): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${await fake.sign(claimsOf(fake, appId, activity.serviceUrl))}` };
}

/** The nine ways an activity may come that a bot must refuse with 401, and do nothing else about. */
export async function badTokens(
  fake: Signing,
  appId: string,
  activity: Pick<TeamsActivity, 'serviceUrl'>,
): Promise<readonly BadToken[]> {
  const good = claimsOf(fake, appId, activity.serviceUrl);
  const { serviceurl: _left, ...withoutServiceUrl } = good;
  const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;
  const signed = async (kind: BadTokenKind, claims: JWTPayload, signer?: Signer): Promise<BadToken> => ({
    kind,
    headers: { authorization: `Bearer ${await fake.sign(claims, signer)}` },
  });
  return [
    { kind: 'none', headers: {} },
    await signed('another audience', { ...good, aud: '99999999-9999-4999-8999-999999999999' }),
    await signed('another issuer', { ...good, iss: 'https://issuer.example' }),
    await signed('serviceurl claim missing', withoutServiceUrl),
    await signed('serviceurl claim different', { ...good, serviceurl: 'https://elsewhere.example/' }),
    await signed('expired', { ...good, nbf: hourAgo - 3_600, exp: hourAgo }),
    await signed('unknown key id', good, 'unknown-id'),
    await signed('channel not endorsed', good, 'not-endorsed'),
    await signed('forged signature', good, 'forger'),
  ];
}

/** Posts an activity to a bot's webhook. */
export async function postActivity(
  webhookUrl: string,
  activity: unknown,
  headers: Readonly<Record<string, string>>,
  timeoutMs = 15_000,
): Promise<PostedActivity> {
  try {
    const response = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

function claimsOf({ issuer }: Signing, appId: string, serviceUrl: string): JWTPayload {
  const now = Math.floor(Date.now() / 1_000);
  return { serviceurl: serviceUrl, nbf: now - 300, exp: now + 3_600, iss: issuer, aud: appId };
}
