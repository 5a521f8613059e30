import type { FastifyInstance } from 'fastify';
import { takeWebhook } from './inbound.ts';
import { type WidgetRoutesOptions, widgetRoutes } from './webchat/routes.ts';
import type { Bots } from './wire.ts';

/** The largest webhook body read; the platforms' own messages are far smaller. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** The bots' routes as a fastify plugin: platforms' webhooks in. Starts the work when ready, ends it when closed. */
export async function botsApp(
  app: FastifyInstance,
  { bots, widgetScript, demo }: { readonly bots: Bots } & Pick<WidgetRoutesOptions, 'widgetScript' | 'demo'>,
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    done(null, body);
  });
  app.route<{ Params: { channel: string; accountId: string }; Querystring: Record<string, string> }>({
    method: ['GET', 'HEAD', 'POST'],
    exposeHeadRoute: false,
    url: '/webhooks/:channel/:accountId',
    bodyLimit: BODY_LIMIT_BYTES,
    async handler(request, reply) {
      // Visitors come in by the widget's own routes alone, which limit them.
      if (request.params.channel === 'webchat') return reply.callNotFound();
      const answer = await takeWebhook(bots.inbound, request.params, {
        method: request.method,
        query: request.query,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
        ),
        rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      });
      return reply.code(answer.status).type(answer.contentType).send(answer.body);
    },
  });
  await app.register(widgetRoutes, {
    deps: bots.widget,
    ...(widgetScript !== undefined && { widgetScript }),
    ...(demo && { demo }),
  });
  // Streams never end by themselves, and a server waits for what is open.
  app.addHook('preClose', () => bots.widget.streams.close());
  app.addHook('onReady', async () => bots.start());
  app.addHook('onClose', () => bots.stop());
}
