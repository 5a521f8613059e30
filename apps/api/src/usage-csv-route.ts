import { Readable } from 'node:stream';
import { writeCsv } from '@answerdesk/answers';
import { type Month, readUsageRows, usageHeads } from '@answerdesk/billing';
import type { TenantId } from '@answerdesk/domain';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance } from 'fastify';
import { monthNamed, readMonthOf } from './billing-desk.ts';
import { requirePermission } from './require-permission.ts';
import { createContext } from './trpc-routes.ts';
import type { Api, ApiDeps } from './wire.ts';

/** What a tenant used in a month, as a table for a spreadsheet: `GET /files/usage.csv?month=2026-11`. */
export async function usageCsvRoute(app: FastifyInstance, api: Api): Promise<void> {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
      return reply.code(getHTTPStatusCodeFromError(error)).send({ error: error.message });
    }
    request.log.error({ err: error }, 'usage could not be written as a table');
    return reply.code(500).send({ error: 'Something went wrong on our side.' });
  });

  app.get<{ Querystring: { month?: string } }>('/files/usage.csv', async (request, reply) => {
    const tenantId = await requirePermission(createContext(api, request), 'billing.read');
    const { month: name } = request.query;
    if (name !== undefined && !/^20\d\d-(0[1-9]|1[0-2])$/.test(name)) {
      return reply.code(400).send({ error: 'The month must be one such as 2026-11.' });
    }
    const month = monthNamed(name, api.deps.now());
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="usage-${month.start.toISOString().slice(0, 7)}.csv"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(linesOf(api.deps, tenantId, month)));
  });
}

/** The table page by page, so that a month of any size needs the memory of one page. */
async function* linesOf(deps: ApiDeps, tenantId: TenantId, month: Month): AsyncGenerator<string> {
  const report = await readMonthOf(deps, tenantId, month);
  yield writeCsv([usageHeads]);
  for await (const rows of readUsageRows(deps.billing, tenantId, { from: month.start, to: month.end }, report)) {
    // The mark at the beginning of a file stands once.
    if (rows.length > 0) yield writeCsv(rows).slice(1);
  }
}
