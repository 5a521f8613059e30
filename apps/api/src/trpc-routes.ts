import { TRPCError } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { limitRequests } from './guard.ts';
import { isFromTrustedPage, isLoopbackHost } from './origin.ts';
import { type AppRouter, appRouter } from './router.ts';
import { readStanding, type Standing } from './session.ts';
import type { Context } from './trpc.ts';
import type { Api } from './wire.ts';

/** Serves the procedures under /trpc. */
export async function trpcRoutes(app: FastifyInstance, api: Api): Promise<void> {
  await limitRequests(app);
  // A stream of changes never ends by itself and would keep the server from closing.
  app.addHook('preClose', () => api.deps.live.close());
  await app.register(fastifyTRPCPlugin<AppRouter>, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: 50,
      allowMethodOverride: true,
      createContext: ({ req }): Context => createContext(api, req),
      onError({ error, path, req }) {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          req.log.error({ err: error.cause ?? error, path }, 'a procedure failed');
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
}

/** Who asks, from where; refuses what a page of another site asks for. */
export function createContext(api: Api, request: Pick<FastifyRequest, 'headers' | 'ip' | 'method'>): Context {
  const { host, cookie } = request.headers;
  if (!isFromTrustedPage(api.config, request)) {
    throw new TRPCError({ code: 'FORBIDDEN', message: 'This page may not do that.' });
  }
  let standing: Promise<Standing> | undefined;
  const read = () => readStanding(api.deps, new Headers(cookie === undefined ? {} : { cookie }));
  return {
    deps: api.deps,
    address: request.ip,
    isLocal: isLoopbackAddress(request.ip) && isLoopbackHost(host) && request.headers['x-forwarded-for'] === undefined,
    readStanding: read,
    standing() {
      standing ??= read();
      return standing;
    },
  };
}

function isLoopbackAddress(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
