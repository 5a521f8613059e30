import { isShownAsImage, LARGEST_FILE_BYTES, tenantOfFile } from '@answerdesk/conversations';
import multipart from '@fastify/multipart';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requirePermission } from './require-permission.ts';
import { appRouter } from './router.ts';
import { createCallerFactory } from './trpc.ts';
import { createContext } from './trpc-routes.ts';
import type { Api } from './wire.ts';

/** What multipart puts around a file. */
const ENVELOPE_BYTES = 64 * 1024;
const TOO_LARGE = 'The file is too large: at most 5 MB.';
/** A file never changes, and its address is its secret. */
const KEPT_FOR = 'private, max-age=31536000, immutable';

/**
 * What agents send besides words: `POST /attachments?conversationId=…` takes a file in, `GET /files/:id/:name` gives it to
 * whoever was sent its address. Images are shown, everything else is only downloaded, and nothing runs.
 */
export async function attachmentRoutes(app: FastifyInstance, api: Api): Promise<void> {
  const createCaller = createCallerFactory(appRouter);
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: LARGEST_FILE_BYTES } });
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));

  app.post<{ Querystring: { conversationId?: string } }>('/attachments', {
    // Before a byte of the body is read.
    async onRequest(request, reply) {
      await requirePermission(createContext(api, request), 'conversation.write');
      if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE_BYTES + ENVELOPE_BYTES) {
        return reply.code(413).send({ error: TOO_LARGE });
      }
    },
    async handler(request, reply) {
      const file = request.isMultipart() ? await request.file() : undefined;
      if (!file) return reply.code(400).send({ error: 'Send one file.' });
      const bytes = new Uint8Array(await file.toBuffer());
      const input = { conversationId: request.query.conversationId ?? '', name: file.filename || 'file', bytes };
      return createCaller(createContext(api, request)).attachments.upload(input);
    },
  });

  app.get<{ Params: { id: string; name: string } }>('/files/:id/:name', async (request, reply) => {
    const { id } = request.params;
    const tenantId = tenantOfFile(id);
    const file = tenantId && (await api.deps.files.find(tenantId, id));
    if (!file) return reply.code(404).send({ error: 'not found' });
    const way = isShownAsImage(file.contentType) ? 'inline' : 'attachment';
    return (
      reply
        .type(file.contentType)
        .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('x-content-type-options', 'nosniff')
        // The widget shows it on the tenant's own pages.
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', KEPT_FOR)
        .send(Buffer.from(file.bytes))
    );
  });
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
    return reply.code(getHTTPStatusCodeFromError(error)).send({ error: error.message });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return reply.code(413).send({ error: TOO_LARGE });
  if (status >= 400 && status < 500) return reply.code(status).send({ error: 'Send one file.' });
  request.log.error({ err: error }, 'a file could not be dealt with');
  return reply.code(500).send({ error: 'Something went wrong on our side.' });
}
