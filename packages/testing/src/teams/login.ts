import { randomUUID } from 'node:crypto';
import type { WireAnswer } from './fault.ts';
import type { SigningKeys } from './signing-keys.ts';

/** A bot as its owner registered it, in one directory. */
export interface TeamsApp {
  readonly appId: string;
  readonly secret: string;
  readonly directoryId: string;
}

export interface Login {
  /** Answers POST /{directoryId}/oauth2/v2.0/token. */
  token(directoryId: string, form: URLSearchParams): Promise<WireAnswer>;
  /** Answers GET /{directoryId}/v2.0/.well-known/openid-configuration. */
  metadata(directoryId: string): WireAnswer;
  /** The app that a token was issued to; undefined for one that is not ours or has expired. */
  appOf(token: string): TeamsApp | undefined;
  /** Every token issued so far stops working, as after a secret was revoked. */
  revokeTokens(): void;
}

const CONNECTOR = 'https://api.botframework.com';

/** The login that gives bots the tokens that the connector takes, with the real one's AADSTS refusals. */
export function createLogin(options: {
  readonly apps: readonly TeamsApp[];
  readonly keys: SigningKeys;
  readonly root: () => string;
  /** How long a token lives; an hour as the real ones unless told. */
  readonly tokenLifetimeS?: number;
  readonly now: () => number;
}): Login {
  const issued = new Map<string, { readonly app: TeamsApp; readonly expiresAtMs: number }>();
  const lifetimeS = options.tokenLifetimeS ?? 3_599;
  const knowsDirectory = (directoryId: string) => options.apps.some((app) => app.directoryId === directoryId);
  const refuse = (status: number, error: string, code: number, why: string): WireAnswer => {
    const timestamp = `${new Date(options.now()).toISOString().slice(0, 19).replace('T', ' ')}Z`;
    const [traceId, correlationId] = [randomUUID(), randomUUID()];
    const trail = `Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
    return {
      status,
      body: {
        error,
        error_description: `AADSTS${code}: ${why} ${trail}`,
        error_codes: [code],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
        error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      },
    };
  };
  const unknownDirectory = (directoryId: string) =>
    refuse(400, 'invalid_request', 90002, `Tenant '${directoryId}' not found. Check that it is the right one.`);

  return {
    async token(directoryId, form) {
      if (!knowsDirectory(directoryId)) return unknownDirectory(directoryId);
      const grant = form.get('grant_type');
      if (!grant) return refuse(400, 'invalid_request', 900144, "The request must contain 'grant_type'.");
      if (grant !== 'client_credentials') {
        return refuse(400, 'unsupported_grant_type', 70003, `The grant type '${grant}' is not supported.`);
      }
      const clientId = form.get('client_id');
      if (!clientId) return refuse(400, 'invalid_request', 900144, "The request must contain 'client_id'.");
      const app = options.apps.find((one) => one.appId === clientId && one.directoryId === directoryId);
      if (!app) {
        const why = `Application with identifier '${clientId}' was not found in the directory '${directoryId}'.`;
        return refuse(400, 'unauthorized_client', 700016, why);
      }
      const scope = form.get('scope');
      if (!scope) return refuse(400, 'invalid_request', 900144, "The request must contain 'scope'.");
      if (scope !== `${CONNECTOR}/.default`) {
        return scope.endsWith('/.default')
          ? refuse(400, 'invalid_resource', 500011, `The resource principal of '${scope}' was not found.`)
          : refuse(400, 'invalid_scope', 70011, `The provided value for the input parameter 'scope' is not valid.`);
      }
      const secret = form.get('client_secret');
      if (!secret) return refuse(401, 'invalid_client', 7000218, "The request must contain 'client_secret'.");
      if (secret !== app.secret) {
        return refuse(401, 'invalid_client', 7000215, `Invalid client secret provided for app '${clientId}'.`);
      }
      const nowMs = options.now();
      const accessToken = await options.keys.sign(
        {
          aud: CONNECTOR,
          iss: `https://sts.windows.net/${directoryId}/`,
          iat: Math.floor(nowMs / 1_000),
          exp: Math.floor(nowMs / 1_000) + lifetimeS,
          appid: clientId,
          tid: directoryId,
          ver: '1.0',
          jti: randomUUID(),
        },
        'not-endorsed',
      );
      issued.set(accessToken, { app, expiresAtMs: nowMs + lifetimeS * 1_000 });
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: lifetimeS, ext_expires_in: lifetimeS, access_token: accessToken },
      };
    },
    metadata(directoryId) {
      if (!knowsDirectory(directoryId)) return unknownDirectory(directoryId);
      const base = `${options.root()}/${directoryId}`;
      return {
        status: 200,
        body: {
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${options.root()}/v1/.well-known/keys`,
          token_endpoint_auth_methods_supported: ['client_secret_post'],
          response_types_supported: ['token'],
          id_token_signing_alg_values_supported: ['RS256'],
          subject_types_supported: ['pairwise'],
        },
      };
    },
    appOf(token) {
      const found = issued.get(token);
      return found && found.expiresAtMs > options.now() ? found.app : undefined;
    },
    revokeTokens: () => issued.clear(),
  };
}
