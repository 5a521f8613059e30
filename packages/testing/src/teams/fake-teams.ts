import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import { answerConnector, type ConnectorAnswer } from './connector.ts';
import {
  createConversationBook,
  type SentActivity,
  type TeamsConversation,
  type TypingShown,
  withoutThread,
} from './conversations.ts';
import {
  answerOfFault,
  connectorError,
  type TeamsFault,
  type TeamsFaultCall,
  type TeamsOperation,
  type WireAnswer,
} from './fault.ts';
import { createLogin, type TeamsApp } from './login.ts';
import { routeOf } from './route.ts';
import { createSentRecord } from './sent-record.ts';
import { createSigningKeys, type Signer } from './signing-keys.ts';

export interface FakeTeamsOptions {
  readonly apps: readonly TeamsApp[];
  /** Who signs what is posted to bots; Bot Framework's own issuer unless told. */
  readonly issuer?: string;
  /** How long the login's tokens live; an hour unless told. */
  readonly tokenLifetimeS?: number;
  readonly faults?: (call: TeamsFaultCall) => TeamsFault | undefined;
  /** The login's clock, in milliseconds. */
  readonly now?: () => number;
}

/** A call as it came, also one that was refused. `status` 0: it was never answered. */
export interface TeamsCall {
  readonly operation: TeamsOperation | 'keys' | 'none';
  readonly method: string;
  readonly path: string;
  readonly appId: string;
  readonly conversationId: string;
  readonly body: unknown;
  readonly status: number;
  readonly fault?: TeamsFault['kind'];
  /** The connector's code or AADSTS number that went back. */
  readonly refusal?: string;
}

export interface FakeTeams {
  readonly root: string;
  /** For ToBotFromChannelOpenIdMetadataUrl and ToBotFromEmulatorOpenIdMetadataUrl. */
  readonly openIdMetadataUrl: string;
  /** What the login answers under: `{loginRoot}/{directoryId}/oauth2/v2.0/token`. */
  readonly loginRoot: string;
  /** The connector as activities name it, with the slash that Teams ends it with. */
  readonly serviceUrl: string;
  readonly issuer: string;
  /** Signs claims as the channel does, or as someone who must be refused. */
  sign(claims: JWTPayload, signer?: Signer): Promise<string>;
  /** Replaces the channel's key; the old one leaves the JWKS at once. */
  rotateKeys(): Promise<void>;
  /** Makes a conversation, or a member of one, known to the connector. */
  openConversation(conversation: TeamsConversation): void;
  nextActivityId(): string;
  /** The user blocks the bot: writing is refused with 403 MessageWritesBlocked until unblocked. */
  block(conversationId: string): void;
  unblock(conversationId: string): void;
  /** The bot is uninstalled (403 BotNotInConversationRoster), or installed again. */
  removeBot(conversationId: string): void;
  restoreBot(conversationId: string): void;
  /** Every token issued so far stops working: 401 until the bot logs in again. */
  revokeTokens(): void;
  calls(): readonly TeamsCall[];
  /** What bots wrote, in the order it arrived, as it stands now. */
  sent(): readonly SentActivity[];
  typings(): readonly TypingShown[];
  /** Hears of each message that arrives, is edited or deleted; returns how to stop hearing. */
  onSent(listener: (message: SentActivity) => void): () => void;
  /** Resolves with the first message, past or to come, that fits; rejects after `withinMs`. */
  waitForSent(fits: (message: SentActivity) => boolean, withinMs: number): Promise<SentActivity>;
  stop(): Promise<void>;
}

/** More than 100 KB is refused; how the real platform counts is not published, here it is bytes of the body. */
const LARGEST_ACTIVITY_BYTES = 100 * 1_024;

/** Microsoft's login, Bot Framework's signing keys and the Teams connector on this machine, all on one port. */
export async function startFakeTeams(options: FakeTeamsOptions): Promise<FakeTeams> {
  const calls: TeamsCall[] = [];
  const record = createSentRecord();
  const typings: TypingShown[] = [];
  const attempts = new Map<string, number>();
  const book = createConversationBook();
  const keys = await createSigningKeys();
  const issuer = options.issuer ?? 'https://api.botframework.com';
  let root = '';
  const login = createLogin({
    apps: options.apps,
    keys,
    root: () => root,
    now: options.now ?? Date.now,
    ...(options.tokenLifetimeS !== undefined && { tokenLifetimeS: options.tokenLifetimeS }),
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', root);
    const method = request.method ?? 'GET';
    const route = routeOf(method, url.pathname);
    const bytes = await readBody(request);
    const call = {
      method,
      path: url.pathname,
      operation: route.operation,
      appId: '',
      conversationId: '',
      body: undefined,
    };
    const answer = (given: WireAnswer, known: Partial<TeamsCall> = {}) => {
      const refusal = refusalOf(given.body);
      calls.push({ ...call, ...known, status: given.status, ...(refusal !== undefined && { refusal }) });
      reply(response, given);
    };
    if (route.operation === 'none') return answer(connectorError(404, 'NotFound', 'There is nothing here.'));
    if (route.operation === 'keys') {
      return answer(route.what === 'login-metadata' ? login.metadata(route.directoryId) : published(route.what));
    }
    const isToken = route.operation === 'token';
    const form = isToken ? new URLSearchParams(bytes.toString('utf8')) : undefined;
    const app = isToken
      ? undefined
      : login.appOf(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    const appId = form?.get('client_id') ?? app?.appId ?? '';
    const conversationId = route.operation === 'token' ? '' : route.conversationId;
    if (!isToken && !app) {
      return answer(
        { status: 401, body: { message: 'Authorization has been denied for this request.' } },
        { conversationId },
      );
    }
    const body = form ? Object.fromEntries(form) : parseJson(bytes);
    const known = { appId, conversationId, body };
    const fault = faultOf({ operation: route.operation, appId, conversationId, text: textOf(body) });
    const faultAnswer = fault && answerOfFault(fault);
    if (faultAnswer) return answer(faultAnswer, { ...known, fault: fault.kind });
    if (fault && fault.kind !== 'hang-after') {
      calls.push({ ...call, ...known, status: 0, fault: fault.kind });
      if (fault.kind === 'reset') request.socket.destroy();
      return;
    }
    let given: ConnectorAnswer;
    if (route.operation === 'token') given = await login.token(route.directoryId, form ?? new URLSearchParams());
    else if (bytes.length > LARGEST_ACTIVITY_BYTES) {
      given = connectorError(413, 'MessageSizeTooBig', 'Message size too large.');
    } else given = answerConnector(book, record.find, { ...route, appId, query: url.searchParams, body });
    if (given.sent) record.deliver({ ...given.sent, wasAnswered: !fault });
    if (given.typing) typings.push(given.typing);
    if (!fault) return answer(given, known);
    calls.push({ ...call, ...known, status: 0, fault: fault.kind });
  }

  function faultOf(call: Omit<TeamsFaultCall, 'attempt'>): TeamsFault | undefined {
    const key = `${call.operation}\n${call.appId}\n${call.conversationId}\n${call.text}`;
    const attempt = (attempts.get(key) ?? 0) + 1;
    if (options.faults) attempts.set(key, attempt);
    return options.faults?.({ ...call, attempt });
  }

  function published(what: 'metadata' | 'jwks' | 'instance-discovery'): WireAnswer {
    switch (what) {
      case 'jwks':
        return { status: 200, body: keys.published() };
      case 'metadata':
        return { status: 200, body: metadataOf(root, issuer) };
      case 'instance-discovery':
        return { status: 200, body: { tenant_discovery_endpoint: root, 'api-version': '1.1', metadata: [] } };
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      reply(response, connectorError(500, 'ServiceError', `the fake failed: ${String(error)}`));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    root,
    openIdMetadataUrl: `${root}/v1/.well-known/openidconfiguration`,
    loginRoot: root,
    serviceUrl: `${root}/teams/`,
    issuer,
    sign: keys.sign,
    rotateKeys: keys.rotate,
    openConversation: book.open,
    nextActivityId: book.nextActivityId,
    block: (id) => void book.blocked.add(withoutThread(id)),
    unblock: (id) => void book.blocked.delete(withoutThread(id)),
    removeBot: (id) => void book.removed.add(withoutThread(id)),
    restoreBot: (id) => void book.removed.delete(withoutThread(id)),
    revokeTokens: login.revokeTokens,
    calls: () => calls,
    sent: record.sent,
    typings: () => typings,
    onSent: record.onSent,
    waitForSent: record.waitForSent,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function reply(response: ServerResponse, { status, body, headers }: WireAnswer): void {
  if (response.writableEnded || response.destroyed) return;
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function metadataOf(root: string, issuer: string) {
  return {
    issuer,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${root}/v1/.well-known/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  };
}

function textOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  if ('text' in body && typeof body.text === 'string') return body.text;
  return 'activity' in body ? textOf(body.activity) : '';
}

function refusalOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('error_codes' in body && Array.isArray(body.error_codes)) return `AADSTS${body.error_codes[0]}`;
  if (!('error' in body) || typeof body.error !== 'object' || body.error === null) return undefined;
  return 'code' in body.error ? String(body.error.code) : undefined;
}
