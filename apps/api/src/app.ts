import type { Database } from '@answerdesk/database';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** What operators ask a process: is it alive, can it work, what does it count. */
export async function apiApp(
  app: FastifyInstance,
  { database, registry }: { readonly database: Pick<Database, 'ping'>; readonly registry: Registry },
): Promise<void> {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    try {
      await database.ping();
      return { status: 'ready' };
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer');
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
