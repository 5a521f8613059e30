import { addressHeader, authPaths } from '@answerdesk/tenants';
import type { FastifyInstance } from 'fastify';
import { isFromTrustedPage } from './origin.ts';
import type { Api } from './wire.ts';

const PREFIX = '/api/auth';
const BODY_LIMIT_BYTES = 64 * 1024;

/** Serves the named part of better-auth under /api/auth; the rest answers as if it did not exist. */
export async function authRoutes(app: FastifyInstance, { auth, config }: Pick<Api, 'auth' | 'config'>): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES }, (_, body, done) => {
    done(null, body);
  });
  app.route({
    method: ['GET', 'POST'],
    url: `${PREFIX}/*`,
    exposeHeadRoute: false,
    async handler(request, reply) {
      const url = new URL(request.url, config.publicUrl);
      const path = url.pathname.slice(PREFIX.length);
      if (authPaths.get(path) !== request.method) return reply.code(404).send({ error: 'not found' });
      if (!isFromTrustedPage(config, request)) return reply.code(403).send({ error: 'this page may not do that' });
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === 'string') headers.set(name, value);
      }
      headers.set(addressHeader, request.ip);
      const body = request.method === 'POST' ? (typeof request.body === 'string' ? request.body : '{}') : null;
      const answer = await auth.handle(new Request(url, { method: request.method, headers, body }));
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
      return reply.code(answer.status).send(Buffer.from(await answer.arrayBuffer()));
    },
  });
}
