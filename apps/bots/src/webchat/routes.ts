import { readSession, signSession } from '@answerdesk/channels';
import type { WebchatStore } from '@answerdesk/database';
import { type ConnectedAccount, newId, readAccountId, type Tenant, type TenantId } from '@answerdesk/domain';
import type { Sentences } from '@answerdesk/locales';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FindAccount } from '../accounts.ts';
import { type InboundDeps, takeWebhook } from '../inbound.ts';
import { builtWidget, readWidgetScript } from '../widget-script.ts';
import { createBuckets } from './buckets.ts';
import { demoRoutes } from './demo-shop.ts';
import { writeEvents } from './event-stream.ts';
import { pageOrigin } from './page-origin.ts';
import { readWidgetSettings } from './settings.ts';
import { readTranscript } from './transcript.ts';
import type { VisitorStreams } from './visitor-streams.ts';

export interface WidgetDeps {
  readonly inbound: InboundDeps;
  readonly findAccount: FindAccount;
  readonly findTenant: (tenantId: TenantId) => Promise<Tenant | undefined>;
  readonly sentences: Sentences;
  readonly store: WebchatStore;
  readonly streams: VisitorStreams;
}

export interface WidgetRoutesOptions {
  readonly deps: WidgetDeps;
  /** Where the built script is; `apps/web/dist/widget.js` unless told. */
  readonly widgetScript?: string;
  /** Says which account the demo's page is for; without it there is no such page. */
  readonly demo?: { readonly accountId: () => string | undefined };
}

const BODY_LIMIT_BYTES = 16 * 1_024;
const PREFLIGHT_S = 600;
const SCRIPT_FRESH_S = 300;
/** What one visitor may post, and what one address may ask for, whoever it is. */
const VISITOR_RATE = { burst: 20, perSecond: 0.5 };
const ADDRESS_RATE = { burst: 240, perSecond: 8 };
const NEW_VISITOR_RATE = { burst: 60, perSecond: 0.5 };

const querySchema = z.object({
  session: z.string().max(1_024).optional().catch(undefined),
  locale: z.string().max(35).optional().catch(undefined),
  before: z
    .string()
    .regex(/^[a-z0-9]{1,40}$/)
    .optional()
    .catch(undefined),
  after: z
    .string()
    .regex(/^[a-z0-9]{0,40}$/)
    .optional()
    .catch(undefined),
});
const sessionBodySchema = z.object({ session: z.string().max(1_024).optional().catch(undefined) });

/** The web widget's routes, for the pages of each account's own origin alone. */
export async function widgetRoutes(
  app: FastifyInstance,
  { deps, widgetScript = builtWidget, demo }: WidgetRoutesOptions,
): Promise<void> {
  const script = readWidgetScript(widgetScript);
  const now = () => Date.now();
  const visitors = createBuckets(VISITOR_RATE, now);
  const addresses = createBuckets(ADDRESS_RATE, now);
  const newVisitors = createBuckets(NEW_VISITOR_RATE, now);
  const admitted = new WeakMap<FastifyRequest, ConnectedAccount>();

  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  app.get('/widget.js', async (request, reply) => {
    if (!script) return reply.code(404).send({ error: 'the widget is not built' });
    reply.headers({
      etag: script.etag,
      'cache-control': `public, max-age=${SCRIPT_FRESH_S}, stale-while-revalidate=86400`,
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      vary: 'accept-encoding',
    });
    if (request.headers['if-none-match'] === script.etag) return reply.code(304).send();
    const { body, encoding } = script.encoded(String(request.headers['accept-encoding'] ?? ''));
    if (encoding) reply.header('content-encoding', encoding);
    return reply.type('text/javascript; charset=utf-8').send(body);
  });

  /** Lets in what comes from a page of the account's origin, no faster than an address may. */
  async function admit(request: FastifyRequest<{ Params: { accountId: string } }>, reply: FastifyReply) {
    const waitMs = addresses.take(request.ip);
    const ids = readAccountId(request.params.accountId);
    const account = ids && (await deps.findAccount(ids.tenantId, ids.accountId));
    if (account?.channel !== 'webchat') return reply.code(404).send({ error: 'unknown account' });
    const origin = pageOrigin(request.headers, account);
    if (origin === undefined || origin !== account.credentials['origin']) {
      return reply.code(403).send({ error: 'this page may not use the chat' });
    }
    reply.headers(corsFor(origin));
    if (waitMs > 0) return tooMany(reply, waitMs);
    admitted.set(request, account);
  }

  function accountOf(request: FastifyRequest): ConnectedAccount {
    const account = admitted.get(request);
    if (!account) throw new Error('a request came past the door');
    return account;
  }

  /** The visitor that a session is of; answers 401 where it is of none. */
  function visitorOf(request: FastifyRequest, reply: FastifyReply, session: string | undefined) {
    const account = accountOf(request);
    const reading = readSession(account, { session, origin: pageOrigin(request.headers, account) }, new Date());
    if (reading.kind === 'session') {
      return { tenantId: account.tenantId, accountId: account.id, visitorId: reading.session.visitorId };
    }
    void reply.code(401).send({ error: 'not authorised' });
    return undefined;
  }

  const path = '/widget/:accountId';
  for (const each of ['settings', 'session', 'messages', 'events']) {
    app.options<{ Params: { accountId: string } }>(`${path}/${each}`, { onRequest: admit }, async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type, last-event-id',
          'access-control-max-age': String(PREFLIGHT_S),
        })
        .code(204)
        .send(),
    );
  }

  app.get<{ Params: { accountId: string } }>(`${path}/settings`, { onRequest: admit }, async (request, reply) => {
    const tenant = await deps.findTenant(accountOf(request).tenantId);
    if (!tenant) return reply.code(404).send({ error: 'unknown account' });
    return readWidgetSettings(deps.sentences, tenant, querySchema.parse(request.query).locale);
  });

  app.post<{ Params: { accountId: string } }>(
    `${path}/session`,
    { onRequest: admit, bodyLimit: BODY_LIMIT_BYTES },
    async (request, reply) => {
      const account = accountOf(request);
      const { session } = readBody(request.body);
      const reading = readSession(account, { session, origin: account.credentials['origin'] }, new Date());
      const waitMs = reading.kind === 'session' ? 0 : newVisitors.take(request.ip);
      if (waitMs > 0) return tooMany(reply, waitMs);
      const visitorId = reading.kind === 'session' ? reading.session.visitorId : newId();
      return { session: signSession(account, visitorId, new Date()), isNew: reading.kind !== 'session' };
    },
  );

  app.post<{ Params: { accountId: string } }>(
    `${path}/messages`,
    { onRequest: admit, bodyLimit: BODY_LIMIT_BYTES },
    async (request, reply) => {
      const account = accountOf(request);
      const visitor = visitorOf(request, reply, bearerOf(request));
      if (!visitor) return reply;
      const waitMs = visitors.take(`${account.id}/${visitor.visitorId}`);
      if (waitMs > 0) return tooMany(reply, waitMs);
      const answer = await takeWebhook(
        deps.inbound,
        { channel: 'webchat', accountId: account.id },
        {
          method: 'POST',
          query: {},
          headers: { authorization: request.headers.authorization, origin: request.headers.origin },
          rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        },
      );
      return reply.code(answer.status).type(answer.contentType).send(answer.body);
    },
  );

  app.get<{ Params: { accountId: string } }>(`${path}/messages`, { onRequest: admit }, async (request, reply) => {
    const visitor = visitorOf(request, reply, bearerOf(request));
    if (!visitor) return reply;
    return readTranscript(deps.store, visitor, querySchema.parse(request.query).before);
  });

  app.get<{ Params: { accountId: string } }>(`${path}/events`, { onRequest: admit }, async (request, reply) => {
    const { session, after } = querySchema.parse(request.query);
    const visitor = visitorOf(request, reply, session);
    if (!visitor) return reply;
    const waitMs = deps.streams.full(visitor);
    if (waitMs > 0) return tooMany(reply, waitMs);
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const ended = AbortSignal.any([left.signal, deps.streams.closing]);
    const last = querySchema.shape.after.parse(request.headers['last-event-id']) ?? after ?? '';
    const origin = accountOf(request).credentials['origin'] ?? '';
    await writeEvents(reply, corsFor(origin), deps.streams.news(visitor, last, ended), ended);
    return reply;
  });

  if (demo) await app.register(demoRoutes, demo);
}

function corsFor(origin: string): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after',
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'origin',
  };
}

function tooMany(reply: FastifyReply, waitMs: number): FastifyReply {
  return reply
    .code(429)
    .header('retry-after', String(Math.max(1, Math.ceil(waitMs / 1_000))))
    .send({ error: 'too many requests' });
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer ([\w.-]{1,1024})$/.exec(headers.authorization ?? '')?.[1];
}

function readBody(body: unknown): z.infer<typeof sessionBodySchema> {
  try {
    return sessionBodySchema.parse(JSON.parse(Buffer.isBuffer(body) ? body.toString() : ''));
  } catch {
    return {};
  }
}
