import { writeFaqFile } from '@answerdesk/answers';
import multipart from '@fastify/multipart';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requirePermission } from './require-permission.ts';
import { appRouter } from './router.ts';
import { createCallerFactory } from './trpc.ts';
import { createContext } from './trpc-routes.ts';
import type { Api } from './wire.ts';

const LARGEST_BYTES = 20 * 1024 * 1024;
/** What multipart puts around a file. */
const ENVELOPE_BYTES = 64 * 1024;
const TOO_LARGE = 'The file is too large: at most 20 MB.';

const formats = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** FAQ files in and out, which no JSON carries: `POST /files/faqs` and `GET /files/faqs?format=csv|jsonl|xlsx`. */
export async function faqFileRoutes(app: FastifyInstance, api: Api): Promise<void> {
  const createCaller = createCallerFactory(appRouter);
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: LARGEST_BYTES } });
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));

  app.post('/files/faqs', {
    // Before a byte of the body is read.
    async onRequest(request, reply) {
      const context = createContext(api, request);
      await requirePermission(context, 'faq.import');
      if (Number(request.headers['content-length'] ?? 0) > LARGEST_BYTES + ENVELOPE_BYTES) {
        return reply.code(413).send({ error: TOO_LARGE });
      }
    },
    async handler(request, reply) {
      const file = request.isMultipart() ? await request.file() : undefined;
      if (!file) return reply.code(400).send({ error: 'Send one file.' });
      const bytes = new Uint8Array(await file.toBuffer());
      const name = file.filename || 'file';
      return createCaller(createContext(api, request)).faqImports.upload({ name, bytes });
    },
  });

  app.get<{ Querystring: { format?: string } }>('/files/faqs', async (request, reply) => {
    const context = createContext(api, request);
    const tenantId = await requirePermission(context, 'faq.read');
    const format = request.query.format ?? 'csv';
    if (format !== 'csv' && format !== 'jsonl' && format !== 'xlsx') {
      return reply.code(400).send({ error: 'The format must be csv, jsonl or xlsx.' });
    }
    const file = await writeFaqFile(await api.deps.workshop.faqs.listContents(tenantId), format);
    return reply
      .type(formats[format])
      .header('content-disposition', `attachment; filename="faqs.${format}"`)
      .header('cache-control', 'no-store')
      .send(Buffer.from(file));
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
