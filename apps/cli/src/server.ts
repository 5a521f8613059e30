import { openAnswerModels } from '@answerdesk/answers';
import { type ApiConfig, apiApp, wireApi } from '@answerdesk/api';
import { type Bots, type BotsConfig, botsApp, endQuietConnections, wireBots } from '@answerdesk/bots';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { destination, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { CliConfig } from './config.ts';
import type { Desk } from './desk.ts';
import { drain } from './drain.ts';

export interface ServerConfig
  extends Pick<CliConfig, 'logLevel' | 'pushKeys'>,
    Partial<Pick<CliConfig, 'firstLessonMs'>> {
  readonly trustProxy?: CliConfig['trustProxy'];
  /** The people's side is served when configured. */
  readonly api?: ApiConfig;
  /** The bots are served when configured. */
  readonly bots?: BotsConfig;
  /** Says which account the demo shop's page is for; without it there is no such page. */
  readonly demo?: { readonly accountId: () => string | undefined };
}

/** Builds the one server: operators' routes always, the people's side and the bots when configured. Closing it ends the work, not the desk. */
export async function buildServer(desk: Desk, config: ServerConfig): Promise<FastifyInstance> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const logger: FastifyBaseLogger = pino(
    { level: config.logLevel, redact: ['req.headers', 'headers', '*.token', '*.credentials'] },
    destination(2),
  );
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    trustProxy: config.trustProxy ?? false,
    // A batch of procedures is named in the path.
    routerOptions: { maxParamLength: 5_000 },
  });
  endQuietConnections(app);
  app.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status === 413) await drain(request.raw);
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    return reply.code(status).send({ error: status >= 500 ? 'something went wrong on our side' : 'bad request' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  const answerModels = openAnswerModels({
    loadFaqs: (tenantId) => desk.faqs.list(tenantId),
    loadGlossary: desk.glossaries.find,
    settings: config.bots?.embedding ?? config.api?.embedding,
    spend: desk.modelSpend,
    firstLessonMs: config.firstLessonMs,
    log: app.log,
    now: () => new Date(),
  });
  const { secretKey, oldSecretKey } = desk;
  const { pushKeys } = config;
  const keys = {
    secretKey,
    ...(oldSecretKey !== undefined && { oldSecretKey }),
    ...(pushKeys && { push: { keys: pushKeys } }),
  };
  let wakeDelivery: Bots['wakeDelivery'] | undefined;
  const context = config.api && {
    config: config.api,
    ...keys,
    answerModels,
    wakeDelivery: (...conversation: Parameters<Bots['wakeDelivery']>) => wakeDelivery?.(...conversation),
    log: app.log,
  };
  const api = context && (await wireApi(desk.database, context));
  await app.register(apiApp, { database: desk.database, registry, ...(api && { api }) });
  if (config.bots) {
    const bots = wireBots(desk.database, {
      config: config.bots,
      ...keys,
      answerModels,
      ...(api && { foretell: api.deps.gate.foretell }),
      registry,
      log: app.log,
    });
    wakeDelivery = bots.wakeDelivery;
    await app.register(botsApp, { bots, ...(config.demo && { demo: config.demo }) });
  }
  return app;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
