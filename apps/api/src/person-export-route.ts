import { Readable } from 'node:stream';
import { exportPerson } from '@answerdesk/conversations';
import { contactIdSchema, DomainError } from '@answerdesk/domain';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance } from 'fastify';
import { requirePermission } from './require-permission.ts';
import { recordIn } from './trpc.ts';
import { createContext } from './trpc-routes.ts';
import type { Api } from './wire.ts';

/** Everything that is held on a customer, as a file: `GET /exports/people/:contactId.json`. It is in the audit who had it made. */
export async function personExportRoute(app: FastifyInstance, api: Api): Promise<void> {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
      return reply.code(getHTTPStatusCodeFromError(error)).send({ error: error.message });
    }
    if (error instanceof DomainError) {
      return reply.code(error.code === 'not-found' ? 404 : 409).send({ error: error.message });
    }
    request.log.error({ err: error }, 'what is held on a customer could not be written');
    return reply.code(500).send({ error: 'Something went wrong on our side.' });
  });

  app.get<{ Params: { contactId: string } }>('/exports/people/:contactId.json', async (request, reply) => {
    const context = createContext(api, request);
    const tenantId = await requirePermission(context, 'person.export');
    const contactId = contactIdSchema.safeParse(request.params.contactId);
    if (!contactId.success) return reply.code(404).send({ error: 'There is no such contact.' });
    const pieces = exportPerson(api.deps.customers, tenantId, contactId.data);
    const first = await pieces.next();
    await recordIn(context, tenantId, 'people.export', { kind: 'contact', id: contactId.data });
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="customer-${contactId.data.slice(0, 12)}.json"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(withFirst(first.value ?? '', pieces)));
  });
}

async function* withFirst(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
