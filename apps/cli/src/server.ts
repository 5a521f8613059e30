import { apiApp } from '@answerdesk/api';
import { type BotsConfig, botsApp, wireBots } from '@answerdesk/bots';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { destination, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { CliConfig } from './config.ts';
import type { Desk } from './desk.ts';
import { drain } from './drain.ts';

/** Builds the one server: operators' routes always, the bots when configured. Closing it ends the work, not the desk. */
export async function buildServer(
  desk: Desk,
  config: Pick<CliConfig, 'logLevel'> & { readonly bots?: BotsConfig },
): Promise<FastifyInstance> {
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
  });
  app.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status === 413) await drain(request.raw);
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    return reply.code(status).send({ error: status >= 500 ? 'something went wrong on our side' : 'bad request' });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));
  await app.register(apiApp, { database: desk.database, registry });
  if (config.bots) {
    const bots = wireBots(desk.database, {
      config: config.bots,
      secretKey: desk.secretKey,
      registry,
      log: app.log,
    });
    await app.register(botsApp, { bots });
  }
  return app;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
