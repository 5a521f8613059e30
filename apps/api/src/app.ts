import type { Database } from '@answerdesk/database';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { attachmentRoutes } from './attachment-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { faqFileRoutes } from './faq-file-routes.ts';
import { guardPages } from './guard.ts';
import { builtScreens, pages } from './pages.ts';
import { personExportRoute } from './person-export-route.ts';
import { stripeWebhook } from './stripe-webhook.ts';
import { teamsManifestRoute } from './teams-manifest-route.ts';
import { trpcRoutes } from './trpc-routes.ts';
import { usageCsvRoute } from './usage-csv-route.ts';
import type { Api } from './wire.ts';

export interface ApiAppOptions {
  readonly database: Pick<Database, 'ping'>;
  readonly registry: Registry;
  /** The people's side; without it only operators are served. */
  readonly api?: Api;
  /** Where the built screens are; `apps/web/dist` unless told. */
  readonly screens?: string;
}

/** What operators ask a process (is it alive, can it work, what does it count), and what people ask of the product. */
export async function apiApp(
  app: FastifyInstance,
  { database, registry, api, screens = builtScreens }: ApiAppOptions,
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
  if (!api) return;
  if (api.stripe) await app.register(stripeWebhook, { deps: api.stripe, registry });
  await guardPages(app, api.config);
  await app.register(authRoutes, api);
  await app.register(trpcRoutes, api);
  await app.register(faqFileRoutes, api);
  await app.register(teamsManifestRoute, api);
  await app.register(usageCsvRoute, api);
  await app.register(personExportRoute, api);
  await app.register(attachmentRoutes, api);
  app.addHook('onReady', async () => api.imports.start());
  app.addHook('onClose', () => api.imports.stop());
  await app.register(pages, { folder: screens });
}
