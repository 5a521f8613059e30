import { createHash } from 'node:crypto';
import { z } from 'zod';
import { callMicrosoft, jsonOf } from './call-microsoft.ts';

export interface BotCredentials {
  readonly appId: string;
  readonly appPassword: string;
  readonly directoryId: string;
}

/** What the login said: a token, a no with the number of its AADSTS code, or nothing that is an answer. */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string; readonly lifetimeS: number }
  | { readonly kind: 'refused'; readonly code: number | undefined }
  | { readonly kind: 'unheard'; readonly detail: string; readonly retryAfterS?: number };

/** Gets bots' access tokens, kept until shortly before they expire. Without throwing. */
export interface BotTokens {
  /** `refused`: the token that the connector just said no to. Calls for one bot share one look. */
  get(loginUrl: string, credentials: BotCredentials, refused?: string): Promise<TokenAnswer>;
}

const SCOPE = 'https://api.botframework.com/.default';
const EARLY_MS = 5 * 60_000;
const MOST_KNOWN = 1_000;

export function createBotTokens({
  timeoutMs,
  now,
}: {
  readonly timeoutMs: number;
  readonly now: () => number;
}): BotTokens {
  const known = new Map<string, { readonly answer: TokenAnswer & { kind: 'token' }; readonly usedUntilMs: number }>();
  const underway = new Map<string, Promise<TokenAnswer>>();

  async function ask(key: string, loginUrl: string, credentials: BotCredentials): Promise<TokenAnswer> {
    const askedMs = now();
    const answer = await askForToken(loginUrl, credentials, timeoutMs);
    known.delete(key);
    if (answer.kind !== 'token') return answer;
    const lifetimeMs = answer.lifetimeS * 1_000;
    known.set(key, { answer, usedUntilMs: askedMs + lifetimeMs - Math.min(EARLY_MS, lifetimeMs / 2) });
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
    return answer;
  }

  return {
    get(loginUrl, credentials, refused) {
      const key = keyOf(loginUrl, credentials);
      const kept = known.get(key);
      if (kept && kept.usedUntilMs > now() && kept.answer.token !== refused) return Promise.resolve(kept.answer);
      const running = underway.get(key);
      if (running) return running;
      const asking = ask(key, loginUrl, credentials).finally(() => underway.delete(key));
      underway.set(key, asking);
      return asking;
    },
  };
}

const tokenSchema = z.object({
  token_type: z.string().regex(/^bearer$/i),
  access_token: z.string().regex(/^[\w.~+/=-]{1,8000}$/),
  expires_in: z.coerce.number().positive().max(31_536_000),
});
const refusalSchema = z.object({
  error: z.string(),
  error_codes: z.array(z.int()).optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});

/** Asks for a bot's token (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow). Never throws. */
export async function askForToken(
  loginUrl: string,
  { appId, appPassword, directoryId }: BotCredentials,
  timeoutMs: number,
): Promise<TokenAnswer> {
  const form = { grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope: SCOPE };
  const answer = await callMicrosoft(
    `${loginUrl}/${encodeURIComponent(directoryId)}/oauth2/v2.0/token`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    },
    timeoutMs,
  );
  if (answer.kind === 'no-answer') return { kind: 'unheard', detail: `login: ${answer.detail}` };
  const body = jsonOf(answer.text);
  if (answer.status === 200) {
    const { data } = tokenSchema.safeParse(body);
    if (data) return { kind: 'token', token: data.access_token, lifetimeS: data.expires_in };
  }
  const { data: refusal } = refusalSchema.safeParse(body);
  if (refusal && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    const told = /AADSTS(\d{1,9})/.exec(refusal.error_description ?? '')?.[1];
    return { kind: 'refused', code: refusal.error_codes?.[0] ?? (told === undefined ? undefined : Number(told)) };
  }
  const retryAfterS = Number(answer.headers.get('retry-after') ?? '');
  return {
    kind: 'unheard',
    detail: `login: HTTP ${answer.status}`,
    ...(answer.status === 429 && retryAfterS > 0 && { retryAfterS }),
  };
}

/** Names a bot and its secret without holding the secret. */
export function keyOf(loginUrl: string, { appId, appPassword, directoryId }: BotCredentials): string {
  return createHash('sha256')
    .update(JSON.stringify([loginUrl, appId, appPassword, directoryId]))
    .digest('base64url');
}
