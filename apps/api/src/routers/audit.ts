import { auditFilterSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { auditCsv } from '../audit-csv.ts';
import { query, router } from '../trpc.ts';

/** Who did what in the tenant, when, and from where. */
export const auditRouter = router({
  list: query('audit.read')
    .input(
      auditFilterSchema.extend({ cursor: z.string().max(100).optional(), limit: z.int().min(1).max(100).default(50) }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { cursor, limit, ...filter } }) => {
      const items = await deps.audit.list(tenantId, filter, { cursor, limit });
      const last = items.at(-1);
      return { items, ...(last && items.length === limit && { nextCursor: last.id }) };
    }),

  /** The same as a table for a spreadsheet, newest first; `isComplete` is false when there was more than it takes. */
  export: query('audit.read')
    .input(auditFilterSchema)
    .query(({ ctx: { deps, tenantId }, input }) => auditCsv(deps, tenantId, input)),
});
