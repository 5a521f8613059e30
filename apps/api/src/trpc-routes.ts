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
  await app.register(fastifyTRPCPlugin<AppRouter>, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: 50,
      createContext: ({ req }): Context => createContext(api, req),
      onError({ error, path, req }) {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          req.log.error({ err: error.cause ?? error, path }, 'a procedure failed');
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
}

function createContext(api: Api, request: FastifyRequest): Context {
  const { host, cookie } = request.headers;
  if (!isFromTrustedPage(api.config, request)) {
    throw new TRPCError({ code: 'FORBIDDEN', message: 'This page may not do that.' });
  }
  let standing: Promise<Standing> | undefined;
  return {
    deps: api.deps,
    address: request.ip,
    isLocal: isLoopbackAddress(request.ip) && isLoopbackHost(host) && request.headers['x-forwarded-for'] === undefined,
    standing() {
      standing ??= readStanding(api.deps, new Headers(cookie === undefined ? {} : { cookie }));
      return standing;
    },
  };
}

function isLoopbackAddress(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
