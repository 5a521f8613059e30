import { teamsManifest } from '@answerdesk/channels';
import { accountIdSchema, settingsOf } from '@answerdesk/domain';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance } from 'fastify';
import { requirePermission } from './require-permission.ts';
import { createContext } from './trpc-routes.ts';
import type { Api } from './wire.ts';

/** The app package of a Teams account, to be uploaded to Teams: `GET /files/teams-manifest/:accountId`. */
export async function teamsManifestRoute(app: FastifyInstance, api: Api): Promise<void> {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
      return reply.code(getHTTPStatusCodeFromError(error)).send({ error: error.message });
    }
    request.log.error({ err: error }, 'an app package could not be made');
    return reply.code(500).send({ error: 'Something went wrong on our side.' });
  });

  app.get<{ Params: { accountId: string } }>('/files/teams-manifest/:accountId', async (request, reply) => {
    const tenantId = await requirePermission(createContext(api, request), 'channel.read');
    const { data: accountId } = accountIdSchema.safeParse(request.params.accountId);
    const [account, tenant] = await Promise.all([
      accountId && api.deps.accounts.find(tenantId, accountId),
      api.deps.tenants.find(tenantId),
    ]);
    const appId = account?.channel === 'teams' ? account.settings['appId'] : undefined;
    if (!account || !tenant || typeof appId !== 'string') {
      throw new TRPCError({ code: 'NOT_FOUND', message: 'This channel is not connected.' });
    }
    const file = await teamsManifest({
      appId,
      name: account.name ?? tenant.name,
      developer: tenant.name,
      publicUrl: api.config.publicUrl,
      colour: settingsOf(tenant).brand.colour,
    });
    return reply
      .type('application/zip')
      .header('content-disposition', 'attachment; filename="teams-app.zip"')
      .header('cache-control', 'no-store')
      .send(Buffer.from(file));
  });
}
